package io.wireroom.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Compares short texts: tidies and folds them, weighs them by length, and measures the words they share. */
public final class FoldedText {

    private static final int NON_ASCII = 0x80;

    private FoldedText() {}

    /** Collapses white space, trims the ends, and drops invisible characters. */
    public static String tidy(String text) {
        if (isTidy(text)) {
            return text;
        }
        var line = new TidyText(text.length());
        line.append(text);
        return line.toString();
    }

    private static boolean isTidy(String text) {
        var space = true;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == ' ') {
                if (space) {
                    return false;
                }
                space = true;
            } else if (c < ' ' || c > 0x7E) {
                return false;
            } else {
                space = false;
            }
        }
        return !space || text.isEmpty();
    }

    /** Lower-case letters and digits with single spaces: for comparing. */
    public static String fold(String text) {
        var plain = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        var folded = new char[plain.length() + 2];
        var length = 0;
        var gap = false;
        for (int i = 0; i < plain.length(); ) {
            var c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_NUMBER) {
                if (gap && length > 0) {
                    folded[length++] = ' ';
                }
                gap = false;
                length += Character.toChars(Character.toLowerCase(c), folded, length);
            } else {
                gap = true;
            }
        }
        return new String(folded, 0, length);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= NON_ASCII) {
                return false;
            }
        }
        return true;
    }

    /** Length, where a {@linkplain Scripts#isWide wide} character counts as two. */
    public static int weight(String text) {
        var weight = text.length();
        for (int i = 0; i < text.length(); i++) {
            if (Scripts.isWide(text.charAt(i))) {
                weight++;
            }
        }
        return weight;
    }

    /** Share of the words of the shorter text that the other one has too, in [0, 1]. */
    public static double overlap(String one, String other) {
        var a = set(one);
        var b = set(other);
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        var common = new HashSet<>(a);
        common.retainAll(b);
        return (double) common.size() / Math.min(a.size(), b.size());
    }

    private static Set<String> set(String text) {
        var folded = fold(text);
        return folded.isEmpty() ? Set.of() : new HashSet<>(Arrays.asList(folded.split(" ")));
    }
}
