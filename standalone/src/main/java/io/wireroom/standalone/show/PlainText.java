package io.wireroom.standalone.show;

import org.jspecify.annotations.Nullable;

/** Makes text from outside safe to print: nothing in it can control the terminal. */
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
            if (c == '\n' || c == '\t' || !controls(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(REPLACEMENT);
            }
        });
        return out.toString();
    }

    /** Control characters, and those that change the writing direction. */
    private static boolean controls(int c) {
        return Character.isISOControl(c) || SafeText.turns(c) || (c >= 0xd800 && c <= 0xdfff);
    }
}
