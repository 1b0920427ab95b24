package io.wireroom.enrich.clean.page;

import com.carrotsearch.hppc.LongIntHashMap;
import java.util.Map;

/**
 * A fixed table from words to bits, looked up by a hash that grows letter by letter, so that words are not cut out of
 * longer names. Words with the same hash would be confused; with 64 bits and a few hundred words this does not happen.
 */
final class WordBits {

    /** The hash of the empty word (FNV-1a). */
    static final long EMPTY = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    /** A bit for each hash modulo their number: most words are not in the table, and need no search there. */
    private static final int POSSIBLE_BITS = 1 << 14;

    private final long[] possible = new long[POSSIBLE_BITS / Long.SIZE];
    private final LongIntHashMap bits;

    WordBits(Map<String, Integer> words) {
        bits = new LongIntHashMap(words.size());
        words.forEach(this::put);
    }

    private void put(String word, int value) {
        var hash = EMPTY;
        for (int i = 0; i < word.length(); i++) {
            hash = append(hash, word.charAt(i));
        }
        bits.put(hash, value);
        possible[place(hash)] |= 1L << hash;
    }

    static long append(long hash, char letter) {
        return (hash ^ letter) * PRIME;
    }

    /** The bits of the word of this hash; 0 when it is not in the table. */
    int of(long hash) {
        return (possible[place(hash)] & 1L << hash) == 0 ? 0 : bits.getOrDefault(hash, 0);
    }

    private static int place(long hash) {
        return (int) (hash >>> 6 & POSSIBLE_BITS / Long.SIZE - 1);
    }
}
