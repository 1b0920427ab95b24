package io.wireroom.tagging.keyphrases;

import io.wireroom.contract.Article.Span;
import java.util.List;

/**
 * A phrase that was chosen.
 *
 * @param name as printed
 * @param terms its words as they are compared
 * @param score above 0, the smaller the better
 * @param named whether it is a name
 * @param count how often it occurs in title and text
 */
record Phrase(String name, List<String> terms, double score, boolean named, int count, List<Span> mentions) {

    /** Share of the shorter name that one edit a letter may change. */
    private static final double CHANGED = 0.2;

    private static final int SHORTEST = 4;

    /** Whether a phrase adds nothing to a better one: it is a part of it, or a longer one that occurs once. */
    boolean repeats(Phrase better) {
        if (better.terms.containsAll(terms) || (count == 1 && terms.containsAll(better.terms))) {
            return true;
        }
        if (Character.isIdeographic(name.charAt(0)) && (better.name.contains(name) || name.contains(better.name))) {
            return true;
        }
        return terms.size() == better.terms.size() && isAlike(better);
    }

    /** Whether the words are equal one by one, apart from endings. */
    private boolean isAlike(Phrase other) {
        for (int i = 0; i < terms.size(); i++) {
            var one = terms.get(i);
            var two = other.terms.get(i);
            var length = Math.min(one.length(), two.length());
            var same = 0;
            while (same < length && one.charAt(same) == two.charAt(same)) {
                same++;
            }
            var changed = Math.max(one.length(), two.length()) - same;
            if (changed > 0 && (same < SHORTEST || changed > Math.max(1, CHANGED * length))) {
                return false;
            }
        }
        return true;
    }
}
