package io.wireroom.training.names;

/** Assigns rows of the weights to frequent features. Counts are kept by hash, so a few rare features get a row too. */
final class FeatureRows {

    private static final int LEAST_SEEN = 2;
    private static final int COUNTER_BITS = 25;
    private static final int FIRST_CAPACITY = 1 << 21;

    private final byte[] seen = new byte[1 << COUNTER_BITS];
    private int[] hashes = new int[FIRST_CAPACITY];
    private int[] rows = new int[FIRST_CAPACITY];
    private int size;

    void count(int hash) {
        var counter = counter(hash);
        if (seen[counter] < LEAST_SEEN) {
            seen[counter]++;
        }
    }

    int size() {
        return size;
    }

    /** The row of a feature, created on demand; -1 if the feature is too rare. */
    int row(int hash) {
        if (seen[counter(hash)] < LEAST_SEEN) {
            return -1;
        }
        if (2 * size > hashes.length) {
            grow();
        }
        int slot = slot(hash);
        if (rows[slot] == 0) {
            hashes[slot] = hash;
            rows[slot] = ++size;
        }
        return rows[slot] - 1;
    }

    /** The hash of each row's feature. */
    int[] hashes() {
        var byRow = new int[size];
        for (int slot = 0; slot < rows.length; slot++) {
            if (rows[slot] != 0) {
                byRow[rows[slot] - 1] = hashes[slot];
            }
        }
        return byRow;
    }

    private static int counter(int hash) {
        return (hash * 0x9E3779B1) >>> (Integer.SIZE - COUNTER_BITS);
    }

    private int slot(int hash) {
        var mask = hashes.length - 1;
        int slot = hash & mask;
        while (rows[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldRows = rows;
        hashes = new int[oldHashes.length * 2];
        rows = new int[hashes.length];
        for (int old = 0; old < oldRows.length; old++) {
            if (oldRows[old] != 0) {
                var slot = slot(oldHashes[old]);
                hashes[slot] = oldHashes[old];
                rows[slot] = oldRows[old];
            }
        }
    }
}
