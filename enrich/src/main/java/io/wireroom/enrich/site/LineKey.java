package io.wireroom.enrich.site;

import io.wireroom.contract.Sha256;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What of a line is remembered: a hash of its letters and digits, so that its text is in no store. */
final class LineKey {

    /** Of lines that hold next to nothing: rules, bullets, counters. They are never learned. */
    static final long NONE = 0;

    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LEAST_CHARS = 2;

    private LineKey() {}

    /** The key of a line; {@link #NONE} where there is nothing to learn. */
    static long of(String line) {
        var folded = fold(line);
        return folded.length() < LEAST_CHARS || folded.chars().noneMatch(Character::isLetter)
                ? NONE
                : Sha256.shortHash(folded);
    }

    static String fold(String text) {
        var lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NEITHER_LETTER_NOR_DIGIT.matcher(lower).replaceAll(" ").strip();
    }
}
