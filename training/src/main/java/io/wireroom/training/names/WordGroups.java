package io.wireroom.training.names;

import io.wireroom.tagging.ner.features.KnownPhrases;
import io.wireroom.tagging.topics.model.WordVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts words that are used alike into groups, by their vectors: into some large ones, each of these into smaller ones, and
 * so on (k-means by cosine). The same vectors give the same groups.
 */
final class WordGroups {

    /** Groups that each group is parted into, the large ones first. */
    private static final List<Integer> PARTS = List.of(32, 16, 8);

    private static final int ROUNDS = 12;
    /** In front of a group's number, so that all numbers have the same bits. */
    private static final int FIRST = 32 * 16 * 8;

    private final float[][] vectors;
    private final int[] group;

    private WordGroups(WordVectors words) {
        vectors = new float[words.size()][words.dimensions()];
        group = new int[vectors.length];
        for (int word = 0; word < vectors.length; word++) {
            words.copy(word, vectors[word]);
            scale(vectors[word]);
        }
    }

    /** Adds the group of each word to what is known of words. */
    static void addTo(KnownPhrases lexicon, WordVectors words) {
        var numbers = numbers(words);
        for (int word = 0; word < words.size(); word++) {
            lexicon.addMeaning(words.hash(word), numbers[word]);
        }
    }

    /** The number of each word's group. */
    static int[] numbers(WordVectors words) {
        var groups = new WordGroups(words);
        groups.part(IntStream.range(0, words.size()).toArray(), 0);
        return Arrays.stream(groups.group).map(group -> FIRST + group).toArray();
    }

    /** Numbers of groups begin with the number of the group around them. */
    private void part(int[] members, int level) {
        if (level == PARTS.size()) {
            return;
        }
        var parts = PARTS.get(level);
        var nearest = kMeans(members, parts);
        for (int at = 0; at < members.length; at++) {
            group[members[at]] = group[members[at]] * parts + nearest[at];
        }
        for (int part = 0; part < parts; part++) {
            var number = part;
            part(
                    IntStream.range(0, members.length)
                            .filter(at -> nearest[at] == number)
                            .map(at -> members[at])
                            .toArray(),
                    level + 1);
        }
    }

    /** The part of each member. The first centres are words at equal distances in the order of frequency. */
    private int[] kMeans(int[] members, int parts) {
        var nearest = new int[members.length];
        if (members.length <= parts) {
            return IntStream.range(0, members.length).toArray();
        }
        var centres = new ArrayList<float[]>();
        for (int part = 0; part < parts; part++) {
            centres.add(vectors[members[(int) ((long) part * members.length / parts)]].clone());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int at = 0; at < members.length; at++) {
                nearest[at] = nearest(centres, vectors[members[at]]);
            }
            centres.forEach(centre -> Arrays.fill(centre, 0));
            for (int at = 0; at < members.length; at++) {
                var centre = centres.get(nearest[at]);
                var vector = vectors[members[at]];
                for (int dimension = 0; dimension < centre.length; dimension++) {
                    centre[dimension] += vector[dimension];
                }
            }
            centres.forEach(WordGroups::scale);
        }
        return nearest;
    }

    private static int nearest(List<float[]> centres, float[] vector) {
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int centre = 0; centre < centres.size(); centre++) {
            var product = product(centres.get(centre), vector);
            if (product > most) {
                most = product;
                best = centre;
            }
        }
        return best;
    }

    private static float product(float[] one, float[] other) {
        float sum = 0;
        for (int at = 0; at < one.length; at++) {
            sum += one[at] * other[at];
        }
        return sum;
    }

    /** To unit length. */
    private static void scale(float[] vector) {
        var length = (float) Math.sqrt(Math.max(product(vector, vector), 1e-12f));
        for (int at = 0; at < vector.length; at++) {
            vector[at] /= length;
        }
    }
}
