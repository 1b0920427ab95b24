package io.wireroom.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text cut to a length, and text on one line. */
public final class SingleLine {

    private static final Pattern SPACE =
            Pattern.compile("[\\s\\u00a0\\u2000-\\u200a\\u2028\\u2029\\u205f\\u3000\\u1680]+");

    private SingleLine() {}

    /** At most so many characters, whole characters only. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** Plain text on one line, as it stands. */
    public static @Nullable String line(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        var start = 0;
        var end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return start == end ? null : cut(singleSpaced(text, start, end), most);
    }

    private static String singleSpaced(String text, int start, int end) {
        var clean = true;
        for (var i = start; clean && i < end; i++) {
            var c = text.charAt(i);
            clean = c == ' ' ? text.charAt(i + 1) != ' ' : !isSpace(c);
        }
        return clean
                ? text.substring(start, end)
                : SPACE.matcher(text.substring(start, end)).replaceAll(" ");
    }

    private static boolean isSpace(char c) {
        return c <= ' ' ? c == ' ' || (c >= '\t' && c <= '\r') : c >= 0x80 && (c == 0xa0 || Character.isWhitespace(c));
    }
}
