package io.wireroom.training.names;

import io.wireroom.tagging.ner.crf.Labels;
import io.wireroom.tagging.ner.crf.Lattice;
import io.wireroom.tagging.ner.crf.NameModel;
import io.wireroom.tagging.ner.crf.NameModel.Confidence;
import io.wireroom.tagging.ner.features.KnownPhrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Learns a linear-chain conditional random field by stochastic gradients with a separate step for each weight (AdaGrad;
 * Duchi, Hazan and Singer, JMLR 2011). Each use of a sentence leaves out a tenth of the features at random. The weight
 * of a label is the sum of its own weight and that of its kind, so that the beginning of a name also teaches its end.
 * The same texts in the same order give the same model.
 */
final class ChainTrainer {

    /**
     * Parameters of the training, found by leaving out one data set at a time.
     *
     * @param weights of data sets whose sentences count less than others
     */
    record Plan(int rounds, float step, double leftOut, int mostRows, Map<String, Float> weights) {

        static final Plan DEFAULT = new Plan(5, 0.03f, 0.1, 400_000);

        Plan(int rounds, float step, double leftOut, int mostRows) {
            this(rounds, step, leftOut, mostRows, Map.of());
        }

        float weight(NamedText text) {
            return weights.getOrDefault(text.set(), 1f);
        }
    }

    private static final int COUNT = Labels.COUNT;
    private static final int KINDS = (COUNT - 1) / 4;
    private static final int WIDTH = COUNT + KINDS;
    private static final float FIRST_SQUARES = 0.1f;
    private static final float FIRST_TRANSITION_SQUARES = 1;
    private static final float SMALLEST_ERROR = 0.01f;
    private static final double SMALLEST_TRANSITION_ERROR = 1e-4;
    private static final float DECAY = 1e-5f;
    private static final long SEED = 20_260_101;

    private final Plan plan;
    private final Random random = new Random(SEED);
    private long state = SEED;
    private final FeatureRows rows = new FeatureRows();
    private float[] weights = new float[0];
    private float[] squares = new float[0];
    private final float[] transitions = new float[COUNT * COUNT];
    private final float[] transitionSquares = new float[COUNT * COUNT];
    private final float[] errors = new float[WIDTH];
    private final float[] sums = new float[WIDTH];
    private final Lattice lattice = new Lattice(transitions);
    private int[] used = new int[0];

    private ChainTrainer(Plan plan) {
        this.plan = plan;
        Arrays.fill(transitionSquares, FIRST_TRANSITION_SQUARES);
    }

    /** A model of these texts with uncalibrated likelihoods. */
    static NameModel train(List<NamedText> texts, KnownPhrases lexicon, Plan plan, String version) {
        return new ChainTrainer(plan).run(texts, lexicon, version);
    }

    private NameModel run(List<NamedText> texts, KnownPhrases lexicon, String version) {
        texts.forEach(text -> TrainingSentence.count(text, lexicon, rows));
        var samples = new ArrayList<TrainingSentence>();
        texts.forEach(text -> samples.addAll(TrainingSentence.of(text, lexicon, rows, plan.weight(text))));
        weights = new float[rows.size() * WIDTH];
        squares = new float[weights.length];
        Arrays.fill(squares, FIRST_SQUARES);
        for (int round = 0; round < plan.rounds(); round++) {
            Collections.shuffle(samples, random);
            samples.forEach(this::learn);
        }
        return model(lexicon, version);
    }

    private void learn(TrainingSentence sample) {
        score(sample);
        lattice.refresh();
        lattice.sum(sample.size());
        learnTransitions(sample);
        for (int token = 0; token < sample.size(); token++) {
            learn(sample, token);
        }
    }

    /** Fills the lattice, and records the features' rows in {@code used}; those of left-out features as complements. */
    private void score(TrainingSentence sample) {
        if (used.length < sample.features().length) {
            used = new int[2 * sample.features().length];
        }
        var most = (int) (plan.leftOut() * (1 << 16));
        var scale = (float) (1 / (1 - plan.leftOut()));
        for (int token = 0; token < sample.size(); token++) {
            Arrays.fill(sums, 0);
            for (int at = sample.offsets()[token]; at < sample.offsets()[token + 1]; at++) {
                var row = sample.features()[at];
                if ((next() & 0xFFFF) < most) {
                    used[at] = ~row;
                    continue;
                }
                used[at] = row;
                var first = row * WIDTH;
                for (int column = 0; column < WIDTH; column++) {
                    sums[column] += weights[first + column];
                }
            }
            for (int label = 0; label < COUNT; label++) {
                var ofKind = label == Labels.OUTSIDE ? 0 : sums[COUNT + Labels.group(label)];
                lattice.score(token, label, scale * (sums[label] + ofKind));
            }
        }
    }

    /** Xorshift (Marsaglia, 2003). */
    private int next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (int) (state >>> 16);
    }

    private void learnTransitions(TrainingSentence sample) {
        for (int token = 0; token < sample.size(); token++) {
            var before = token == 0 ? Labels.OUTSIDE : sample.labels()[token - 1];
            for (int last = 0; last < COUNT; last++) {
                for (int label = 0; label < COUNT; label++) {
                    if (Labels.follows(last, label)) {
                        var right = last == before && label == sample.labels()[token];
                        var error = lattice.likelihood(token, last, label) - (right ? 1 : 0);
                        learnTransition(last * COUNT + label, sample.weight() * error);
                    }
                }
            }
        }
    }

    private void learnTransition(int at, double error) {
        if (Math.abs(error) > SMALLEST_TRANSITION_ERROR) {
            transitionSquares[at] += (float) (error * error);
            transitions[at] -= (float) (plan.step() * error / Math.sqrt(transitionSquares[at]));
        }
    }

    private void learn(TrainingSentence sample, int token) {
        float largest = 0;
        Arrays.fill(errors, 0);
        for (int label = 0; label < COUNT; label++) {
            var miss = (float) lattice.likelihood(token, label) - (label == sample.labels()[token] ? 1 : 0);
            var error = sample.weight() * miss;
            errors[label] = error;
            if (label != Labels.OUTSIDE) {
                errors[COUNT + Labels.group(label)] += error;
            }
            largest = Math.max(largest, Math.abs(error));
        }
        if (largest < SMALLEST_ERROR) {
            return;
        }
        for (int at = sample.offsets()[token]; at < sample.offsets()[token + 1]; at++) {
            if (used[at] >= 0) {
                learn(used[at] * WIDTH);
            }
        }
    }

    private void learn(int first) {
        var step = plan.step();
        for (int column = 0; column < WIDTH; column++) {
            var gradient = errors[column] + DECAY * weights[first + column];
            var square = squares[first + column] + gradient * gradient;
            squares[first + column] = square;
            weights[first + column] -= step * gradient / (float) Math.sqrt(square);
        }
    }

    /** Keeps the rows that change scores most, in steps of 1/64. */
    private NameModel model(KnownPhrases lexicon, String version) {
        var byRow = rows.hashes();
        var merged = new byte[byRow.length * COUNT];
        var sizes = new int[byRow.length];
        for (int row = 0; row < byRow.length; row++) {
            for (int label = 0; label < COUNT; label++) {
                var ofKind = label == Labels.OUTSIDE ? 0 : weights[row * WIDTH + COUNT + Labels.group(label)];
                var weight = (weights[row * WIDTH + label] + ofKind) / NameModel.STEP;
                merged[row * COUNT + label] = (byte) Math.clamp(Math.round(weight), -Byte.MAX_VALUE, Byte.MAX_VALUE);
                sizes[row] += merged[row * COUNT + label] * merged[row * COUNT + label];
            }
        }
        var kept = IntStream.range(0, byRow.length)
                .boxed()
                .sorted((one, other) -> sizes[one] != sizes[other]
                        ? Integer.compare(sizes[other], sizes[one])
                        : Integer.compare(byRow[one], byRow[other]))
                .limit(plan.mostRows())
                .filter(row -> sizes[row] > 0)
                .sorted((one, other) -> Integer.compare(byRow[one], byRow[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        var hashes = Arrays.stream(kept).map(row -> byRow[row]).toArray();
        var bytes = new byte[kept.length * COUNT];
        for (int at = 0; at < kept.length; at++) {
            System.arraycopy(merged, kept[at] * COUNT, bytes, at * COUNT, COUNT);
        }
        return new NameModel(version, lexicon, hashes, bytes, transitions, new Confidence(1, 0, 0, 0));
    }
}
