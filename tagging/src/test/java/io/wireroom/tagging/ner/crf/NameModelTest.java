package io.wireroom.tagging.ner.crf;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.ner.features.KnownPhrases;
import io.wireroom.tagging.ner.features.NameFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NameModelTest {

    /** Many hashes with the same highest and the same lowest bits, so that slots collide. */
    private static final int ALIKE = 0x7F00_0003;

    @Test
    void sumsTheWeightsOfKnownFeatures() {
        var random = new Random(7);
        var hashes = new TreeSet<Integer>();
        while (hashes.size() < 5_000) {
            hashes.add(random.nextBoolean() ? random.nextInt() : ALIKE | random.nextInt(1 << 14) << 10);
        }
        var weights = new byte[hashes.size() * Labels.COUNT];
        random.nextBytes(weights);
        var model = model(hashes, weights);
        var known = new ArrayList<>(hashes);
        var rows = new HashMap<Integer, Integer>();
        known.forEach(hash -> rows.put(hash, rows.size()));

        for (int token = 0; token < 2_000; token++) {
            var features = new int[NameFeatures.MOST];
            int count = random.nextInt(features.length + 1);
            for (int at = 0; at < count; at++) {
                features[at] = switch (random.nextInt(3)) {
                    case 0 -> known.get(random.nextInt(known.size()));
                    case 1 -> ALIKE | random.nextInt(1 << 14) << 10;
                    default -> random.nextInt();
                };
            }
            var expected = sums(features, count, rows, weights);

            var scores = new int[Labels.COUNT];
            model.score(features, count, new int[features.length], scores);

            assertThat(scores).isEqualTo(expected);
        }
    }

    @Test
    void sumsTheSmallestAndTheLargestWeightsOfAsManyFeaturesAsATokenHas() {
        for (var weight : new byte[] {Byte.MIN_VALUE, Byte.MAX_VALUE}) {
            var weights = new byte[Labels.COUNT];
            Arrays.fill(weights, weight);
            var features = new int[NameFeatures.MOST];
            Arrays.fill(features, 5);
            var scores = new int[Labels.COUNT];

            model(new TreeSet<>(List.of(5)), weights)
                    .score(features, features.length, new int[features.length], scores);

            assertThat(scores).containsOnly(features.length * weight);
        }
    }

    private static NameModel model(SortedSet<Integer> hashes, byte[] weights) {
        return new NameModel(
                "1",
                KnownPhrases.known(),
                hashes.stream().mapToInt(Integer::intValue).toArray(),
                weights,
                new float[Labels.COUNT * Labels.COUNT],
                new NameModel.Confidence(1, 0, 0.5f, 0));
    }

    private static int[] sums(int[] features, int count, Map<Integer, Integer> rows, byte[] weights) {
        var sums = new int[Labels.COUNT];
        for (int at = 0; at < count; at++) {
            var row = rows.get(features[at]);
            for (int label = 0; row != null && label < Labels.COUNT; label++) {
                sums[label] += weights[row * Labels.COUNT + label];
            }
        }
        return sums;
    }
}
