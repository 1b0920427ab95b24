package io.wireroom.tagging.ner.features;

import java.util.Arrays;

/** Small words inside names. */
public final class NameParticles {

    private static final int[] PARTICLES = sorted(
            "al", "el", "bin", "ibn", "bint", "ben", "de", "la", "le", "du", "des", "del", "della", "di", "da", "do",
            "dos", "van", "von", "der", "den", "zu", "zur", "ter", "ten", "af", "av", "ul", "ur", "ash", "abu", "umm",
            "o", "st.");
    private static final int[] WIDE = sorted("of", "for", "and", "the", "&", "de");

    private NameParticles() {}

    public static boolean isParticle(int lowerHash) {
        return Arrays.binarySearch(PARTICLES, lowerHash) >= 0;
    }

    public static boolean isWide(int lowerHash) {
        return Arrays.binarySearch(WIDE, lowerHash) >= 0;
    }

    private static int[] sorted(String... words) {
        return Arrays.stream(words).mapToInt(WordHashes::hash).sorted().toArray();
    }
}
