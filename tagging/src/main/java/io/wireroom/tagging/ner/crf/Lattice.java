package io.wireroom.tagging.ner.crf;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The labels of one sentence as a linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001):
 * the best path, and the likelihood of each label and each name. Reuses its working arrays; not thread-safe.
 */
public final class Lattice {

    /** Tokens of the longest sentence; a longer one is cut. */
    public static final int LONGEST = 200;

    private static final int REMEMBERED_BITS = 10;

    private static final int COUNT = Labels.COUNT;
    /** The labels that a label may follow, and those that may follow it, ascending: a third of all pairs. */
    private static final int[][] BEFORE = new int[COUNT][];

    private static final int[][] AFTER = new int[COUNT][];

    static {
        for (int label = 0; label < COUNT; label++) {
            int own = label;
            BEFORE[label] = IntStream.range(0, COUNT)
                    .filter(last -> Labels.follows(last, own))
                    .toArray();
            AFTER[label] = IntStream.range(0, COUNT)
                    .filter(next -> Labels.follows(own, next))
                    .toArray();
        }
    }

    /** Scores by token and label. */
    private final float[] scores = new float[LONGEST * COUNT];

    private final float[] transitions;
    private final double[] factors = new double[COUNT * COUNT];
    private final double[] potentials = new double[LONGEST * COUNT];
    private final double[] forward = new double[LONGEST * COUNT];
    private final double[] backward = new double[LONGEST * COUNT];
    private final double[] sums = new double[LONGEST];
    private final byte[] from = new byte[LONGEST * COUNT];
    private final int[] path = new int[LONGEST];
    /** Differences of scores whose exponential is known; at first all are 0. */
    private final int[] differences = new int[1 << REMEMBERED_BITS];

    private final double[] exponentials = new double[1 << REMEMBERED_BITS];

    /** A lattice over scores of one label after another; the array is read again by {@link #refresh}. */
    public Lattice(float[] transitions) {
        this.transitions = transitions;
        Arrays.fill(exponentials, 1);
        refresh();
    }

    /** Sets the score of a label at a token, before {@link #best} and {@link #sum}. */
    public void score(int token, int label, float score) {
        scores[token * COUNT + label] = score;
    }

    /** Takes changed transitions into account. */
    public void refresh() {
        for (int label = 0; label < COUNT; label++) {
            for (int next = 0; next < COUNT; next++) {
                factors[label * COUNT + next] =
                        Labels.follows(label, next) ? StrictMath.exp(transitions[label * COUNT + next]) : 0;
            }
        }
    }

    /** The best labels of a sentence of this length; the array is reused by the next call. */
    public int[] best(int tokens) {
        var before = new float[COUNT];
        var own = new float[COUNT];
        Arrays.fill(before, Float.NEGATIVE_INFINITY);
        before[Labels.OUTSIDE] = 0;
        for (int token = 0; token < tokens; token++) {
            for (int label = 0; label < COUNT; label++) {
                float best = Float.NEGATIVE_INFINITY;
                int by = 0;
                for (int last : BEFORE[label]) {
                    var score = before[last] + transitions[last * COUNT + label];
                    if (score > best) {
                        best = score;
                        by = last;
                    }
                }
                own[label] = best + scores[token * COUNT + label];
                from[token * COUNT + label] = (byte) by;
            }
            var swap = before;
            before = own;
            own = swap;
        }
        int label = Labels.OUTSIDE;
        for (int last = 1; last < COUNT; last++) {
            if (!Labels.isOpen(last) && before[last] > before[label]) {
                label = last;
            }
        }
        for (int token = tokens - 1; token >= 0; token--) {
            path[token] = label;
            label = from[token * COUNT + label];
        }
        return path;
    }

    /** Sums over all paths (forward-backward); returns the logarithm of their weight. */
    public double sum(int tokens) {
        double logarithm = 0;
        for (int token = 0; token < tokens; token++) {
            logarithm += forward(token);
        }
        double ends = 0;
        var last = (tokens - 1) * COUNT;
        for (int label = 0; label < COUNT; label++) {
            ends += Labels.isOpen(label) ? 0 : forward[last + label];
        }
        for (int label = 0; label < COUNT; label++) {
            backward[last + label] = Labels.isOpen(label) ? 0 : 1 / ends;
        }
        for (int token = tokens - 2; token >= 0; token--) {
            backward(token);
        }
        return logarithm + StrictMath.log(ends);
    }

    private double forward(int token) {
        var row = token * COUNT;
        float highest = Float.NEGATIVE_INFINITY;
        for (int label = 0; label < COUNT; label++) {
            highest = Math.max(highest, scores[row + label]);
        }
        double sum = 0;
        for (int label = 0; label < COUNT; label++) {
            potentials[row + label] = exp(scores[row + label] - highest);
            double reached = 0;
            if (token == 0) {
                reached = factors[label];
            } else {
                for (int last : BEFORE[label]) {
                    reached += forward[row - COUNT + last] * factors[last * COUNT + label];
                }
            }
            forward[row + label] = reached * potentials[row + label];
            sum += forward[row + label];
        }
        for (int label = 0; label < COUNT; label++) {
            forward[row + label] /= Math.max(sum, Double.MIN_NORMAL);
        }
        sums[token] = sum;
        return highest + StrictMath.log(sum);
    }

    /** The same as {@link StrictMath#exp}: differences of scores, which have few digits, come again and again. */
    private double exp(float difference) {
        int bits = Float.floatToRawIntBits(difference);
        int slot = (bits * 0x9E3779B1) >>> (Integer.SIZE - REMEMBERED_BITS);
        if (differences[slot] != bits) {
            differences[slot] = bits;
            exponentials[slot] = StrictMath.exp(difference);
        }
        return exponentials[slot];
    }

    private void backward(int token) {
        var next = (token + 1) * COUNT;
        for (int label = 0; label < COUNT; label++) {
            double reached = 0;
            for (int after : AFTER[label]) {
                reached += factors[label * COUNT + after] * potentials[next + after] * backward[next + after];
            }
            backward[token * COUNT + label] = reached / sums[token + 1];
        }
    }

    /** The likelihood of a label at a token, after {@link #sum}. */
    public double likelihood(int token, int label) {
        return forward[token * COUNT + label] * backward[token * COUNT + label];
    }

    /** The likelihood of a label at a token with another one before it, after {@link #sum}. */
    public double likelihood(int token, int before, int label) {
        var reached = token == 0 ? (before == Labels.OUTSIDE ? 1 : 0) : forward[(token - 1) * COUNT + before];
        return reached
                * factors[before * COUNT + label]
                * potentials[token * COUNT + label]
                * backward[token * COUNT + label]
                / sums[token];
    }

    /** The likelihood of exactly this name, from one token to another with these labels, after {@link #sum}. */
    public double likelihood(int[] labels, int first, int last) {
        var likely = forward[first * COUNT + labels[first]];
        for (int token = first + 1; token <= last; token++) {
            likely *= factors[labels[token - 1] * COUNT + labels[token]]
                    * potentials[token * COUNT + labels[token]]
                    / sums[token];
        }
        return Math.min(1, likely * backward[last * COUNT + labels[last]]);
    }
}
