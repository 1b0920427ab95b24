package io.wireroom.text;

/** White space and invisible characters. */
final class Spaces {

    private static final char ASCII_END = 0x7F;

    private Spaces() {}

    /** White space of any width, breaking or not, line breaks included. */
    static boolean isSpace(char c) {
        if (c < ASCII_END) {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
        return c == 0x85
                || c == 0xA0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /**
     * Controls, soft hyphens, zero-width spaces and joins, direction marks; not the joiners that spelling needs, and not
     * {@link #isSpace white space}.
     */
    static boolean isInvisible(char c) {
        return c < ' '
                || (c >= ASCII_END && c < 0xA0)
                || c == 0xAD
                || c == 0x200B
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0xFEFF;
    }
}
