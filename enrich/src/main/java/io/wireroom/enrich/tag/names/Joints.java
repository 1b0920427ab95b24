package io.wireroom.enrich.tag.names;

import java.util.Arrays;

/** Small words inside names. */
final class Joints {

    private static final int[] PARTICLES = sorted(
            "al", "el", "bin", "ibn", "bint", "ben", "de", "la", "le", "du", "des", "del", "della", "di", "da", "do",
            "dos", "van", "von", "der", "den", "zu", "zur", "ter", "ten", "af", "av", "ul", "ur", "ash", "abu", "umm",
            "o", "st.");
    private static final int[] WIDE = sorted("of", "for", "and", "the", "&", "de");

    private Joints() {}

    static boolean isParticle(int lowerHash) {
        return Arrays.binarySearch(PARTICLES, lowerHash) >= 0;
    }

    static boolean isWide(int lowerHash) {
        return Arrays.binarySearch(WIDE, lowerHash) >= 0;
    }

    private static int[] sorted(String... words) {
        return Arrays.stream(words).mapToInt(Words::hash).sorted().toArray();
    }
}
