package io.wireroom.enrich.match;

import com.carrotsearch.hppc.IntHashSet;
import java.util.Arrays;

/**
 * The smallest hashes of a set, at most a given number. Of two sets, the parts below the smaller of both limits can be
 * compared exactly, so the shares of large sets stay unbiased estimates. Immutable.
 */
final class HashSample {

    static final HashSample EMPTY = new HashSample(new int[0], false);

    private final int[] hashes;
    private final boolean cut;

    /**
     * Takes over the array.
     *
     * @param hashes ascending, without duplicates
     * @param cut whether the set had larger hashes, which were left out
     */
    HashSample(int[] hashes, boolean cut) {
        if (cut && hashes.length == 0) {
            throw new IllegalArgumentException("a cut sample has hashes");
        }
        for (int i = 1; i < hashes.length; i++) {
            if (hashes[i - 1] >= hashes[i]) {
                throw new IllegalArgumentException("hashes of a sample must ascend: " + Arrays.toString(hashes));
            }
        }
        this.hashes = hashes;
        this.cut = cut;
    }

    /** The sample of a set with at most this many hashes. */
    static HashSample of(IntHashSet set, int most) {
        var all = set.toArray();
        Arrays.sort(all);
        return all.length > most ? new HashSample(Arrays.copyOf(all, most), true) : new HashSample(all, false);
    }

    int size() {
        return hashes.length;
    }

    int hash(int index) {
        return hashes[index];
    }

    boolean isCut() {
        return cut;
    }

    /**
     * What two sets share, as far as both samples reach.
     *
     * @param shared hashes in both
     * @param fewer hashes of the smaller set
     */
    record Overlap(int shared, int fewer) {

        /** The overlap of both kinds of things together. */
        Overlap plus(Overlap other) {
            return new Overlap(shared + other.shared, fewer + other.fewer);
        }

        /** Share of the smaller set that the other one has too, in [0, 1]; 0 if it is empty. */
        double share() {
            return fewer == 0 ? 0 : (double) shared / fewer;
        }
    }

    Overlap overlap(HashSample other) {
        var limit = Math.min(reach(), other.reach());
        int shared = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < hashes.length && hashes[mine] <= limit
                || theirs < other.hashes.length && other.hashes[theirs] <= limit) {
            var left = mine < hashes.length ? hashes[mine] : Long.MAX_VALUE;
            var right = theirs < other.hashes.length ? other.hashes[theirs] : Long.MAX_VALUE;
            if (left == right) {
                shared++;
            }
            if (left <= right) {
                mine++;
            }
            if (right <= left) {
                theirs++;
            }
        }
        return new Overlap(shared, Math.min(mine, theirs));
    }

    private int reach() {
        return cut ? hashes[hashes.length - 1] : Integer.MAX_VALUE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashSample sample && cut == sample.cut && Arrays.equals(hashes, sample.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return Arrays.toString(hashes) + (cut ? " cut" : "");
    }
}
