package io.wireroom.enrich.site;

import io.wireroom.contract.address.Sha256;
import java.text.Normalizer;
import java.util.List;

/** What of a line is remembered: a hash of its letters and digits, so that its text is in no store. */
final class LineKey {

    /** Of lines that hold next to nothing: rules, bullets, counters. They are never learned. */
    static final long NONE = 0;

    private static final int LEAST_CHARS = 2;
    private static final int PRIME = 31;

    private LineKey() {}

    /** The key of a line; {@link #NONE} where there is nothing to learn. */
    static long of(String line) {
        var folded = fold(line);
        return folded.length() < LEAST_CHARS || folded.chars().noneMatch(Character::isLetter)
                ? NONE
                : Sha256.shortHash(folded);
    }

    /** The key of a whole text, by those of its lines. */
    static long of(List<Long> lines) {
        var key = 1L;
        for (var line : lines) {
            key = PRIME * key + line;
        }
        return key;
    }

    /** Letters and digits in lower case, single spaces for all else: NFKC before that, where there is more than ASCII. */
    static String fold(String line) {
        var plain = line.chars().allMatch(c -> c < 0x80) ? line : Normalizer.normalize(line, Normalizer.Form.NFKC);
        var folded = new StringBuilder(plain.length());
        var gap = false;
        for (int i = 0; i < plain.length(); ) {
            var c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                if (gap && !folded.isEmpty()) {
                    folded.append(' ');
                }
                gap = false;
                folded.appendCodePoint(Character.toLowerCase(c));
            } else {
                gap = true;
            }
        }
        return folded.toString();
    }
}
