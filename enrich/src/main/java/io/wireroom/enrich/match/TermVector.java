package io.wireroom.enrich.match;

import java.util.Arrays;

/**
 * The words, numbers, dates and places that an article is about, as hashes with weights. A term is <em>shared by
 * languages</em> if a translation keeps it: names, numbers, dates and places. Immutable.
 */
final class TermVector {

    /** Weights are steps of this size. */
    private static final double STEP = 1 / 12.0;

    private static final int MOST_STEPS = 127;

    private final int[] hashes;

    /** Steps, times two, plus one if the term is shared by languages. */
    private final byte[] weights;

    /** Takes over the arrays: hashes ascend. */
    TermVector(int[] hashes, byte[] weights) {
        if (hashes.length != weights.length) {
            throw new IllegalArgumentException(hashes.length + " terms with " + weights.length + " weights");
        }
        this.hashes = hashes;
        this.weights = weights;
    }

    /** The stored form of a weight. */
    static byte weight(double weight, boolean isShared) {
        var steps = (int) Math.clamp(Math.round(weight / STEP), 1, MOST_STEPS);
        return (byte) (steps << 1 | (isShared ? 1 : 0));
    }

    int size() {
        return hashes.length;
    }

    int hash(int term) {
        return hashes[term];
    }

    double weight(int term) {
        return ((weights[term] & 0xFF) >> 1) * STEP;
    }

    /** Whether translations keep the term. */
    boolean isShared(int term) {
        return (weights[term] & 1) != 0;
    }

    /**
     * Cosine of two vectors, in [0, 1].
     *
     * @param onlyShared whether to compare terms alone that translations keep
     */
    double similarity(TermVector other, DocumentFrequency frequency, boolean onlyShared) {
        double product = 0;
        int theirs = 0;
        for (int mine = 0; mine < size(); mine++) {
            while (theirs < other.size() && other.hashes[theirs] < hashes[mine]) {
                theirs++;
            }
            if (theirs < other.size()
                    && other.hashes[theirs] == hashes[mine]
                    && (!onlyShared || isShared(mine) && other.isShared(theirs))) {
                product += weight(mine) * other.weight(theirs) * Math.pow(frequency.information(hashes[mine]), 2);
            }
        }
        return product == 0 ? 0 : product / length(frequency, onlyShared) / other.length(frequency, onlyShared);
    }

    /** Length of the vector, with the information of each term. */
    double length(DocumentFrequency frequency, boolean onlyShared) {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            if (!onlyShared || isShared(i)) {
                sum += Math.pow(weight(i) * frequency.information(hashes[i]), 2);
            }
        }
        return Math.sqrt(sum);
    }

    byte stored(int term) {
        return weights[term];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TermVector vector
                && Arrays.equals(hashes, vector.hashes)
                && Arrays.equals(weights, vector.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return hashes.length + " terms";
    }
}
