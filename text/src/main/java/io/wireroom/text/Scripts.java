package io.wireroom.text;

import java.lang.Character.UnicodeScript;

/** Properties of a character's script: word separation, width and line breaks. */
public final class Scripts {

    private static final char FIRST_UNSPACED = 0x0E00;

    /** Punctuation, symbols and Latin additions: no letter of these scripts from here to {@link #FIRST_WIDE}. */
    private static final char FIRST_SYMBOL = 0x1E00;

    private static final char FIRST_IDEOGRAPH = 0x4E00;
    private static final char LAST_IDEOGRAPH = 0x9FFF;
    private static final char FIRST_WIDE = 0x2E80;

    private Scripts() {}

    /** Whether a character belongs to a script that is written without spaces between words. */
    public static boolean isUnspaced(int character) {
        if (character < FIRST_UNSPACED || character >= FIRST_SYMBOL && character < FIRST_WIDE) {
            return false;
        }
        if (character >= FIRST_IDEOGRAPH && character <= LAST_IDEOGRAPH) {
            return true;
        }
        return switch (UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    public static boolean isHangul(int character) {
        return character >= FIRST_UNSPACED && UnicodeScript.of(character) == UnicodeScript.HANGUL;
    }

    /** Whether a character has about the information of two Latin letters: ideographs, kana, Hangul, and surrogates. */
    public static boolean isWide(char character) {
        return character >= FIRST_WIDE && character < 0xFF00;
    }

    /** Whether a line break between two such characters is not a space: ideographs, kana and their punctuation. */
    static boolean joinsLines(char character) {
        return (character >= FIRST_WIDE && character < 0xAC00)
                || (character >= 0xF900 && character < 0xFB00)
                || (character >= 0xFF00 && character < 0xFFA0);
    }
}
