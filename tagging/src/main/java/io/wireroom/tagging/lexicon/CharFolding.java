package io.wireroom.tagging.lexicon;

import java.text.Normalizer;

/**
 * Folds characters for comparison: lower case, without accents, hyphens as spaces. One UTF-16 unit stays one unit, so
 * offsets into the original stay valid.
 */
public final class CharFolding {

    private static final char[] FOLDED = table();

    private CharFolding() {}

    /** The folded form of a unit. */
    public static char fold(char unit) {
        return FOLDED[unit];
    }

    /** The folded form of a text, of the same length. */
    public static String fold(CharSequence text) {
        var units = new char[text.length()];
        for (int i = 0; i < units.length; i++) {
            units[i] = FOLDED[text.charAt(i)];
        }
        return new String(units);
    }

    /** Whether a unit is white space, no-break spaces included. */
    public static boolean isSpace(char unit) {
        return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
    }

    private static char[] table() {
        var table = new char[Character.MAX_VALUE + 1];
        for (int unit = 0; unit < table.length; unit++) {
            table[unit] = folded((char) unit);
        }
        return table;
    }

    private static char folded(char unit) {
        if (unit < 0x80) {
            return unit == '-' || unit == '\t' ? ' ' : Character.toLowerCase(unit);
        }
        if (unit == '\u00a0' || unit == '\u202f' || unit >= '\u2010' && unit <= '\u2015') {
            return ' ';
        }
        if (unit == '’' || unit == '‘' || unit == 'ʼ' || unit == 'ʻ' || unit == '`' || unit == '´') {
            return '\'';
        }
        if (unit == 'ı') {
            return 'i';
        }
        if (unit == 'ø' || unit == 'Ø') {
            return 'o';
        }
        if (unit == 'ł' || unit == 'Ł') {
            return 'l';
        }
        if (unit == 'đ' || unit == 'Đ') {
            return 'd';
        }
        // Only these alphabets lose their accents; elsewhere the marks make other letters.
        if (unit < 0x0400 || unit >= 0x1e00 && unit < 0x2000) {
            var parts = Normalizer.normalize(String.valueOf(unit), Normalizer.Form.NFD);
            return Character.toLowerCase(parts.charAt(0));
        }
        // Hangul, Han and most other scripts have no case; skipping them makes loading quick.
        return unit < 0x0600 || unit >= 0x10a0 && unit < 0x1400 || unit >= 0x2c00 && unit < 0x2e00
                ? Character.toLowerCase(unit)
                : unit;
    }
}
