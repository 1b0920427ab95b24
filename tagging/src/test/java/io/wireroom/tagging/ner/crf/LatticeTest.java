package io.wireroom.tagging.ner.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the lattice with all paths, one after the other. */
class LatticeTest {

    private static final int COUNT = Labels.COUNT;
    private static final int TOKENS = 4;

    private final Random random = new Random(11);
    private final float[] transitions = numbers(COUNT * COUNT);
    private final Lattice lattice = new Lattice(transitions);

    @Test
    void findsTheBestPathAndTheShareOfEachLabel() {
        for (int sentence = 0; sentence < 20; sentence++) {
            var scores = numbers(TOKENS * COUNT);
            for (int token = 0; token < TOKENS; token++) {
                for (int label = 0; label < COUNT; label++) {
                    lattice.score(token, label, scores[token * COUNT + label]);
                }
            }
            var paths = new Paths(scores);
            paths.walk(0, Labels.OUTSIDE, 0);

            assertThat(Arrays.copyOf(lattice.best(TOKENS), TOKENS)).isEqualTo(paths.best);
            assertThat(lattice.sum(TOKENS)).isCloseTo(Math.log(paths.all), within(1e-6));
            for (int token = 0; token < TOKENS; token++) {
                for (int label = 0; label < COUNT; label++) {
                    assertThat(lattice.likelihood(token, label))
                            .isCloseTo(paths.shares[token * COUNT + label] / paths.all, within(1e-6));
                }
            }
        }
    }

    /** With few digits, as scores of models have. */
    private float[] numbers(int count) {
        var numbers = new float[count];
        for (int at = 0; at < count; at++) {
            numbers[at] = (random.nextInt(400) - 200) / 64f;
        }
        return numbers;
    }

    private final class Paths {

        private final float[] scores;
        private final int[] path = new int[TOKENS];
        private final int[] best = new int[TOKENS];
        private final double[] shares = new double[TOKENS * COUNT];
        private double most = Double.NEGATIVE_INFINITY;
        private double all;

        Paths(float[] scores) {
            this.scores = scores;
        }

        void walk(int token, int before, double score) {
            if (token == TOKENS) {
                if (!Labels.isOpen(before)) {
                    end(score);
                }
                return;
            }
            for (int label = 0; label < COUNT; label++) {
                if (Labels.follows(before, label)) {
                    path[token] = label;
                    walk(token + 1, label, score + transitions[before * COUNT + label] + scores[token * COUNT + label]);
                }
            }
        }

        private void end(double score) {
            var weight = Math.exp(score);
            all += weight;
            for (int token = 0; token < TOKENS; token++) {
                shares[token * COUNT + path[token]] += weight;
            }
            if (score > most) {
                most = score;
                System.arraycopy(path, 0, best, 0, TOKENS);
            }
        }
    }
}
