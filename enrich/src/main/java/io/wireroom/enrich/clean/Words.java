package io.wireroom.enrich.clean;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** White space, folding and comparing of short texts. */
final class Words {

    private static final Pattern SPACE =
            Pattern.compile("[\\s\\u00A0\\u2000-\\u200B\\u2028\\u2029\\u202F\\u3000\\uFEFF]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\u00AD\\u200E\\u200F\\u2060-\\u2064\\p{Cc}&&[^\\s]]");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    /** Runs of white space as one space, none at the ends, no invisible characters. */
    static String tidy(String text) {
        var visible = INVISIBLE.matcher(text).replaceAll("");
        return SPACE.matcher(visible).replaceAll(" ").strip();
    }

    /** Lower-case letters and digits with single spaces: for comparing. */
    static String fold(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NO_WORD.matcher(plain).replaceAll(" ").strip();
    }

    /** Share of the words of the shorter text that the other one has too, in [0, 1]. */
    static double overlap(String one, String other) {
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
