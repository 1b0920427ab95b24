package io.wireroom.text;

import org.jspecify.annotations.Nullable;

/** Puts a text on one line and cuts it to a length, without other changes. */
public final class SingleLine {

    private SingleLine() {}

    /** The first {@code most} UTF-16 units; a surrogate pair stays whole. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** The text with single spaces and trimmed ends; null if nothing is left. */
    public static @Nullable String line(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        var start = 0;
        var end = text.length();
        while (start < end && Spaces.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && Spaces.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return start == end ? null : cut(singleSpaced(text, start, end), most);
    }

    private static String singleSpaced(String text, int start, int end) {
        var same = start; // texts are on one line already, as a rule
        while (same < end && (!Spaces.isSpace(text.charAt(same)) || isSingle(text, same))) {
            same++;
        }
        if (same == end) {
            return text.substring(start, end);
        }
        var line = new StringBuilder(end - start).append(text, start, same);
        for (var i = same; i < end; i++) {
            if (!Spaces.isSpace(text.charAt(i))) {
                line.append(text.charAt(i));
            } else if (!Spaces.isSpace(text.charAt(i - 1))) {
                line.append(' ');
            }
        }
        return line.toString();
    }

    /** Whether the white space at this place is a plain space after a letter. */
    private static boolean isSingle(String text, int at) {
        return text.charAt(at) == ' ' && !Spaces.isSpace(text.charAt(at - 1));
    }
}
