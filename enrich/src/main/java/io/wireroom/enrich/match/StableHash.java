package io.wireroom.enrich.match;

import io.wireroom.tagging.lexicon.CharFolding;

/**
 * Hashes of words that never change: they are part of fingerprints, which outlive the process. Case, accents, and the
 * form of hyphens and apostrophes do not count ({@link CharFolding}).
 */
final class StableHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private StableHash() {}

    /** Hash of a folded part of a text (FNV-1a of its UTF-16 units, mixed). */
    static long of(CharSequence text, int start, int end) {
        long hash = OFFSET;
        for (int i = start; i < end; i++) {
            hash = (hash ^ CharFolding.fold(text.charAt(i))) * PRIME;
        }
        return mixed(hash);
    }

    static long of(CharSequence text) {
        return of(text, 0, text.length());
    }

    /** Hash of a sequence that a value is appended to. */
    static long append(long hash, long value) {
        return mixed(hash * 31 + value);
    }

    /** The 32 bits of a hash that samples keep; never 0. */
    static int small(long hash) {
        var low = (int) hash;
        return low == 0 ? 1 : low;
    }

    /** The finaliser of MurmurHash3: every bit of the input changes half of the result. */
    private static long mixed(long hash) {
        var h = hash;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
