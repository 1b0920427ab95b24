package io.wireroom.training.names;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.training.names.NamedText.Mark;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;

/**
 * Gives the marks of different data sets the same conventions, those of most sets: a name has no leading article, a
 * person no title, a name no possessive ending, and a word for a people alone is not a name.
 */
final class Conventions {

    private static final String ARTICLE = "the ";
    private static final Set<String> TITLES = Set.of("""
            President Senator Dr. Dr Mr Mr. Mrs. Ms. Minister Secretary Prof. Professor Gen. General Prime
            Governor Gov. Rep. Sen. Congressman Chancellor""".split("\\s+"));
    private static final Set<String> PEOPLES = Set.of("""
            american british french german iraqi israeli russian chinese european islamic muslim iranian syrian
            japanese indian english scottish irish welsh italian spanish african asian arab turkish ukrainian
            egyptian palestinian canadian australian mexican dutch greek polish swedish korean pakistani
            brazilian saudi americans jewish jews muslims christian kurdish afghan libyan swiss danish norwegian
            vietnamese latin western soviet roman""".split("\\s+"));

    private Conventions() {}

    static NamedText apply(NamedText labelled) {
        var text = labelled.text();
        var marks = new ArrayList<Mark>();
        for (var mark : labelled.marks()) {
            int start = mark.start();
            int end = mark.end();
            if (text.startsWith(ARTICLE, start) && end - start > ARTICLE.length()) {
                start += ARTICLE.length();
            }
            if (mark.kind() == Kind.PERSON) {
                start = withoutTitles(text, start, end);
            }
            if (end - start > 3 && (text.startsWith("'s", end - 2) || text.startsWith("\u2019s", end - 2))) {
                end -= 2;
            }
            if (!PEOPLES.contains(text.substring(start, end).toLowerCase(Locale.ROOT))) {
                marks.add(new Mark(mark.kind(), start, end));
            }
        }
        return new NamedText(labelled.set(), text, marks);
    }

    private static int withoutTitles(String text, int start, int end) {
        int begin = start;
        for (int space = text.indexOf(' ', begin); space > 0 && space < end; space = text.indexOf(' ', begin)) {
            if (!TITLES.contains(text.substring(begin, space))) {
                break;
            }
            begin = space + 1;
        }
        return begin;
    }
}
