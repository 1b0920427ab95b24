package io.wireroom.standalone.show;

import org.jspecify.annotations.Nullable;

/** Texts of others made safe to print: nothing in them can steer the terminal. */
public final class PlainText {

    private static final char REPLACEMENT = '\ufffd';

    private PlainText() {}

    /** The text on one line, line breaks and tabs as spaces, other control characters replaced; empty for null. */
    public static String line(@Nullable String text) {
        return text == null ? "" : safe(text.replaceAll("[\\r\\n\\t]+", " ").strip());
    }

    /** The text with its line breaks and tabs, other control characters replaced. */
    public static String lines(String text) {
        return safe(text.replace("\r\n", "\n"));
    }

    private static String safe(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t' || !steers(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(REPLACEMENT);
            }
        });
        return out.toString();
    }

    /** Control characters, and those that turn the direction of what follows. */
    private static boolean steers(int c) {
        return Character.isISOControl(c)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || (c >= 0xd800 && c <= 0xdfff);
    }
}
