package io.wireroom.training.lines;

import io.wireroom.enrich.clean.body.LineModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Trains {@link LineModel}s: gradient boosting with logistic loss over numbers in 0..255, one tree after another, each grown
 * at the leaf that gains most, from sums over the values of each column. The same data and plan give the same trees.
 */
final class TreeTrainer {

    /**
     * How to train.
     *
     * @param rate part of each tree that counts
     * @param rows share of the rows that each tree sees
     * @param columns share of the columns that each tree sees
     * @param least weight of the rows of a leaf
     * @param ridge added to the weight of a leaf, against leaves of few rows
     */
    record Plan(int trees, int leaves, double rate, double rows, double columns, double least, double ridge) {

        static final Plan DEFAULT = new Plan(200, 6, 0.08, 0.6, 0.3, 15, 10);
    }

    private static final int VALUES = 256;

    private final byte[][] columns;
    private final short[] places;
    private final boolean[] wanted;
    private final float[] weights;
    private final Plan plan;
    private final float[] scores;
    private final float[] gradients;
    private final float[] hessians;
    private final short[] columnAt = new short[1 << Short.SIZE];
    private final Random random = new Random(14);

    /**
     * A trainer of these rows.
     *
     * @param columns the numbers, by column and row
     * @param places where each column is, from the beginning of a line's row
     */
    TreeTrainer(byte[][] columns, short[] places, boolean[] wanted, float[] weights, Plan plan) {
        this.columns = columns;
        this.places = places;
        this.wanted = wanted;
        this.weights = weights;
        this.plan = plan;
        for (int i = 0; i < places.length; i++) {
            columnAt[places[i] - Short.MIN_VALUE] = (short) i;
        }
        scores = new float[wanted.length];
        gradients = new float[wanted.length];
        hessians = new float[wanted.length];
    }

    /** A leaf that may be split: its rows are {@code rows[from..to)}. */
    private static final class Leaf {
        final int node;
        final int from;
        final int to;
        final double[] sums;
        double gradient;
        double hessian;
        int column = -1;
        int threshold;
        double gain;

        Leaf(int node, int from, int to, double[] sums) {
            this.node = node;
            this.from = from;
            this.to = to;
            this.sums = sums;
        }
    }

    LineModel train(byte[] names) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < wanted.length; i++) {
            sum += wanted[i] ? weights[i] : 0;
            all += weights[i];
        }
        var base = (float) Math.log((sum + 1) / (all - sum + 1));
        Arrays.fill(scores, base);
        var trees = new ArrayList<LineModel.Tree>();
        for (int i = 0; i < plan.trees; i++) {
            trees.add(tree());
        }
        return new LineModel(trees, base, names);
    }

    private LineModel.Tree tree() {
        for (int i = 0; i < scores.length; i++) {
            var likelihood = 1 / (1 + Math.exp(-scores[i]));
            gradients[i] = (float) (weights[i] * ((wanted[i] ? 1 : 0) - likelihood));
            hessians[i] = (float) (weights[i] * likelihood * (1 - likelihood));
        }
        var rows = new int[scores.length];
        var count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (weights[i] > 0 && random.nextDouble() < plan.rows) {
                rows[count++] = i;
            }
        }
        var used = new ArrayList<Integer>();
        for (int i = 0; i < columns.length; i++) {
            if (random.nextDouble() < plan.columns) {
                used.add(i);
            }
        }
        var tree = new Growth(
                        rows, count, used.stream().mapToInt(Integer::intValue).toArray())
                .grow();
        for (int i = 0; i < scores.length; i++) {
            scores[i] += (float) leaf(tree, i);
        }
        return tree;
    }

    private double leaf(LineModel.Tree tree, int row) {
        var node = 0;
        while (tree.lefts()[node] != 0) {
            var column = columnAt[tree.places()[node] - Short.MIN_VALUE];
            node = (columns[column][row] & 0xFF) > (tree.thresholds()[node] & 0xFF)
                    ? tree.lefts()[node] + 1
                    : tree.lefts()[node];
        }
        return tree.values()[node];
    }

    /** One tree while it grows. */
    private final class Growth {
        private final int[] rows;
        private final int count;
        private final int[] used;
        private final List<int[]> nodes = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        Growth(int[] rows, int count, int[] used) {
            this.rows = rows;
            this.count = count;
            this.used = used;
        }

        LineModel.Tree grow() {
            var open = new ArrayList<Leaf>();
            open.add(leaf(0, count, sums(0, count)));
            for (int leaves = 1; leaves < plan.leaves; leaves++) {
                Leaf best = null;
                for (var leaf : open) {
                    if (leaf.column >= 0 && (best == null || leaf.gain > best.gain)) {
                        best = leaf;
                    }
                }
                if (best == null) {
                    break;
                }
                open.remove(best);
                split(best, open);
            }
            var size = nodes.size();
            var tree = new LineModel.Tree(new short[size], new byte[size], new int[size], new float[size]);
            for (int i = 0; i < size; i++) {
                var node = nodes.get(i);
                tree.places()[i] = node[0] < 0 ? 0 : places[node[0]];
                tree.thresholds()[i] = (byte) node[1];
                tree.lefts()[i] = node[2];
                tree.values()[i] = values.get(i).floatValue();
            }
            return tree;
        }

        private void split(Leaf leaf, List<Leaf> open) {
            var column = columns[leaf.column];
            var middle = leaf.from;
            for (int i = leaf.from; i < leaf.to; i++) {
                if ((column[rows[i]] & 0xFF) <= leaf.threshold) {
                    var row = rows[i];
                    rows[i] = rows[middle];
                    rows[middle++] = row;
                }
            }
            var node = nodes.get(leaf.node);
            node[0] = leaf.column;
            node[1] = leaf.threshold;
            node[2] = nodes.size();
            var small = middle - leaf.from <= leaf.to - middle;
            var smallSums = small ? sums(leaf.from, middle) : sums(middle, leaf.to);
            var largeSums = leaf.sums;
            for (int i = 0; i < largeSums.length; i++) {
                largeSums[i] -= smallSums[i];
            }
            open.add(leaf(leaf.from, middle, small ? smallSums : largeSums));
            open.add(leaf(middle, leaf.to, small ? largeSums : smallSums));
        }

        private Leaf leaf(int from, int to, double[] sums) {
            var leaf = new Leaf(nodes.size(), from, to, sums);
            for (int i = from; i < to; i++) {
                leaf.gradient += gradients[rows[i]];
                leaf.hessian += hessians[rows[i]];
            }
            nodes.add(new int[] {-1, 0, 0});
            values.add(plan.rate * leaf.gradient / (leaf.hessian + plan.ridge));
            choose(leaf);
            return leaf;
        }

        /** Sums of gradients and hessians for each value of each column. */
        private double[] sums(int from, int to) {
            var sums = new double[used.length * VALUES * 2];
            for (int one = 0; one < used.length; one++) {
                var column = columns[used[one]];
                var base = one * VALUES * 2;
                for (int i = from; i < to; i++) {
                    var row = rows[i];
                    var at = base + ((column[row] & 0xFF) << 1);
                    sums[at] += gradients[row];
                    sums[at + 1] += hessians[row];
                }
            }
            return sums;
        }

        private void choose(Leaf leaf) {
            var whole = leaf.gradient * leaf.gradient / (leaf.hessian + plan.ridge);
            for (int one = 0; one < used.length; one++) {
                double gradient = 0;
                double hessian = 0;
                var base = one * VALUES * 2;
                for (int value = 0; value < VALUES - 1; value++) {
                    gradient += leaf.sums[base + 2 * value];
                    hessian += leaf.sums[base + 2 * value + 1];
                    var rest = leaf.hessian - hessian;
                    if (hessian < plan.least / 4 || leaf.sums[base + 2 * value + 1] == 0) {
                        continue;
                    }
                    if (rest < plan.least / 4) {
                        break;
                    }
                    var other = leaf.gradient - gradient;
                    var gain =
                            gradient * gradient / (hessian + plan.ridge) + other * other / (rest + plan.ridge) - whole;
                    if (gain > leaf.gain + 1e-6) {
                        leaf.gain = gain;
                        leaf.column = used[one];
                        leaf.threshold = value;
                    }
                }
            }
        }
    }
}
