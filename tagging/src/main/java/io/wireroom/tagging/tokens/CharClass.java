package io.wireroom.tagging.tokens;

/** The class of each UTF-16 unit for the tokenizer, in a table. */
final class CharClass {

    static final byte SPACE = 0;
    static final byte LINE_BREAK = 1;
    static final byte LOWER = 2;
    static final byte UPPER = 3;
    /** Of a script without case. */
    static final byte LETTER = 4;

    static final byte DIGIT = 5;
    /** Continues the token before it: combining marks, joiners. */
    static final byte MARK = 6;
    /** A token by itself: Han and kana. */
    static final byte IDEOGRAPH = 7;

    static final byte SURROGATE = 8;
    static final byte APOSTROPHE = 9;
    static final byte OTHER = 10;

    private static final byte[] OF = table();

    private CharClass() {}

    static byte of(char unit) {
        return OF[unit];
    }

    static boolean isLetter(byte kind) {
        return kind >= LOWER && kind <= LETTER;
    }

    static boolean isLetterOrDigit(byte kind) {
        return kind >= LOWER && kind <= DIGIT;
    }

    private static byte[] table() {
        var table = new byte[Character.MAX_VALUE + 1];
        for (int unit = 0; unit < table.length; unit++) {
            table[unit] = kind((char) unit);
        }
        return table;
    }

    private static byte kind(char unit) {
        return switch (unit) {
            case '\n', '\r', '\u000B', '\f', '\u0085', '\u2028', '\u2029' -> LINE_BREAK;
            case '\'', '\u2019', '\u02BC', '\u2018' -> APOSTROPHE;
            case '\u00A0', '\u202F', '\u2007', '\u200B', '\uFEFF' -> SPACE;
            case '\u00AD', '\u200C', '\u200D', '\u2060' -> MARK;
            default -> byType(unit);
        };
    }

    private static byte byType(char unit) {
        return switch (Character.getType(unit)) {
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER;
            case Character.LOWERCASE_LETTER -> LOWER;
            case Character.OTHER_LETTER, Character.MODIFIER_LETTER, Character.LETTER_NUMBER ->
                withoutSpaces(unit) ? IDEOGRAPH : LETTER;
            case Character.DECIMAL_DIGIT_NUMBER -> DIGIT;
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> MARK;
            case Character.SURROGATE -> SURROGATE;
            case Character.SPACE_SEPARATOR, Character.CONTROL -> SPACE;
            default -> OTHER;
        };
    }

    private static boolean withoutSpaces(char unit) {
        return switch (Character.UnicodeScript.of(unit)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> true;
            default -> false;
        };
    }
}
