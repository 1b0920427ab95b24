package io.wireroom.standalone.show;

import java.util.HexFormat;

/** Makes JSON from outside safe to print: a terminal shows it, and still every parser reads the same values. */
public final class SafeText {

    private static final HexFormat HEX = HexFormat.of();

    private SafeText() {}

    /**
     * The same JSON document in which every control character (C1 too), every character that changes the writing
     * direction, and every half of a pair is escaped as {@code \\u009b}. Outside of strings JSON has none of them.
     */
    public static String json(String document) {
        var out = new StringBuilder(document.length() + 16);
        for (var i = 0; i < document.length(); i++) {
            var c = document.charAt(i);
            var pair = Character.isHighSurrogate(c)
                    && i + 1 < document.length()
                    && Character.isLowSurrogate(document.charAt(i + 1));
            if (pair) {
                out.append(c).append(document.charAt(++i));
            } else if (isUnsafe(c)) {
                out.append("\\u").append(HEX.toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isUnsafe(char c) {
        // Line breaks and tabs between the values of a document are its layout.
        return c >= 0x7f && (Character.isISOControl(c) || turns(c) || Character.isSurrogate(c));
    }

    /** Whether a character overrides or embeds a writing direction (Unicode Standard Annex 9). */
    public static boolean turns(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
