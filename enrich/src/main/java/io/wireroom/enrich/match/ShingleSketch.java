package io.wireroom.enrich.match;

import com.carrotsearch.hppc.LongHashSet;
import io.wireroom.tagging.tokens.Tokens;
import java.util.Arrays;

/**
 * A sketch of the set of shingles (runs of three words, or six characters of a script without spaces) of a text: the
 * smallest hash of each of 128 parts of the hash range (one-permutation MinHash, Li, Owen and Zhang 2012). The
 * standard error of a similarity of .4 is .04. Immutable.
 */
final class ShingleSketch {

    static final int BINS = 128;
    private static final int BIN_BITS = 7;

    /** The weight of a word; an ideograph weighs one. */
    static final int WORD = 2;

    private static final int RUN = 3 * WORD;

    private static final int EMPTY = 0;

    private final int size;
    private final int[] bins;

    /**
     * Takes over the array.
     *
     * @param size number of different shingles
     * @param bins smallest hash of each part, 0 where it has none
     */
    ShingleSketch(int size, int[] bins) {
        if (size < 0 || bins.length != BINS) {
            throw new IllegalArgumentException("not a sketch: " + size + " shingles, " + bins.length + " bins");
        }
        this.size = size;
        this.bins = bins;
    }

    /** The sketch of a text; punctuation does not count. A text shorter than a shingle has none. */
    static ShingleSketch of(Tokens tokens) {
        var bins = new int[BINS];
        var all = shingles(tokens, RUN, Integer.MAX_VALUE);
        for (var cursor : all) {
            var bin = (int) (cursor.value >>> (Long.SIZE - BIN_BITS));
            var hash = StableHash.small(cursor.value);
            if (bins[bin] == EMPTY || Integer.compareUnsigned(hash, bins[bin]) < 0) {
                bins[bin] = hash;
            }
        }
        return new ShingleSketch(all.size(), bins);
    }

    /**
     * The hashes of the runs of words in the beginning of a text.
     *
     * @param run weight of a run; a word weighs two, an ideograph one
     * @param reach weight of the beginning
     */
    static LongHashSet shingles(Tokens tokens, int run, int reach) {
        var words = new long[tokens.size()];
        var weights = new int[words.length];
        int count = 0;
        int total = 0;
        for (int token = 0; token < tokens.size() && total < reach; token++) {
            var first = tokens.text().codePointAt(tokens.start(token));
            if (Character.isLetterOrDigit(first)) {
                words[count] = StableHash.of(tokens.text(), tokens.start(token), tokens.end(token));
                weights[count] = Character.isIdeographic(first) ? 1 : WORD;
                total += weights[count++];
            }
        }
        var all = new LongHashSet();
        for (int first = 0; first < count; first++) {
            long hash = 0;
            int weight = 0;
            for (int word = first; word < count && weight < run; word++) {
                hash = StableHash.append(hash, words[word]);
                weight += weights[word];
            }
            if (weight >= run) {
                all.add(hash);
            }
        }
        return all;
    }

    /** Number of different shingles of the text. */
    int size() {
        return size;
    }

    int bin(int index) {
        return bins[index];
    }

    /** Estimated share of the shingles of both texts that both have, in [0, 1]. */
    double similarity(ShingleSketch other) {
        int equal = 0;
        int used = 0;
        for (int i = 0; i < BINS; i++) {
            if ((bins[i] | other.bins[i]) != EMPTY) {
                used++;
                equal += bins[i] == other.bins[i] ? 1 : 0;
            }
        }
        return used == 0 ? 0 : (double) equal / used;
    }

    /** Estimated share of the shingles of the shorter text that the other one has too, in [0, 1]. */
    double containment(ShingleSketch other) {
        var similarity = similarity(other);
        var shared = similarity / (1 + similarity) * (size + other.size);
        return size == 0 || other.size == 0 ? 0 : Math.min(1, shared / Math.min(size, other.size));
    }

    /**
     * The smallest hashes: two texts whose shingles are similar to a share s have about the share s of these keys in
     * common, whatever their lengths.
     */
    int[] keys(int most) {
        var keys = new int[BINS];
        int count = 0;
        for (var hash : bins) {
            if (hash != EMPTY) {
                // Flipping the sign bit sorts as unsigned.
                keys[count++] = hash ^ Integer.MIN_VALUE;
            }
        }
        Arrays.sort(keys, 0, count);
        return Arrays.copyOf(keys, Math.min(count, most));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShingleSketch sketch && size == sketch.size && Arrays.equals(bins, sketch.bins);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bins);
    }

    @Override
    public String toString() {
        return size + " shingles";
    }
}
