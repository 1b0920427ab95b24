package io.wireroom.tagging.ner.features;

/** Mixing of 32-bit numbers; the finalizer of MurmurHash3. */
public final class FeatureHash {

    private FeatureHash() {}

    static int mix(int value) {
        int mixed = value;
        mixed ^= mixed >>> 16;
        mixed *= 0x85ebca6b;
        mixed ^= mixed >>> 13;
        mixed *= 0xc2b2ae35;
        mixed ^= mixed >>> 16;
        return mixed;
    }

    /** Of a kind of feature and its value. */
    public static int of(int template, int value) {
        return mix(value * 0x9E3779B1 + template * 0x7FEB352D);
    }

    public static int of(int template, int one, int other) {
        return of(template, mix(one) * 31 + other);
    }
}
