package io.wireroom.tagging.ner.features;

import com.carrotsearch.hppc.BitMixer;

/** Hashes of features. The shipped model holds them, so they must not change. */
final class FeatureHash {

    private FeatureHash() {}

    /** A hash whose bits all depend on all bits of a number; the finalizer of MurmurHash3. */
    static int spread(int value) {
        return BitMixer.mix32(value);
    }

    /** The hash of a kind of feature and its value. */
    static int of(int template, int value) {
        return spread(value * 0x9E3779B1 + template * 0x7FEB352D);
    }

    /** The hash of a kind of feature and its two values. */
    static int of(int template, int one, int other) {
        return of(template, spread(one) * 31 + other);
    }
}
