package io.wireroom.tagging.keyphrases;

import io.wireroom.contract.Article.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds phrases in Chinese and Japanese, whose words have no spaces between them: runs of two to six characters that
 * repeat, or are in the title, and are not always part of a longer one. Han and katakana form separate runs; characters
 * that are mostly grammar end a run.
 */
final class IdeographPhrases {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 6;

    /** Characters of a text that are read: more than any article has. */
    private static final int LOOKED_AT = 20_000;

    private static final int MOST = 80;

    /** The score of a run that occurs once; it falls with the square of the count. */
    private static final double ONCE = 0.9;

    private static final double IN_TITLE = 0.35;

    private static final String GRAMMAR = "的了是和这這我他她它们們也就都而及或被把从從于於以将將等个個吗嗎呢吧啊着著过過很要让讓给給向并並但与與在有不对對说說为為年月日";

    private final String title;
    private final String text;
    private final Map<String, List<Integer>> places = new HashMap<>();

    IdeographPhrases(String title, String text) {
        this.title = title;
        this.text = text;
    }

    /** The phrases, in no order. */
    List<Phrase> find() {
        var end = Math.min(text.length(), LOOKED_AT);
        for (int at = 0; at < end; ) {
            var run = runEnd(at, end);
            for (int from = at; from + SHORTEST <= run; from++) {
                for (int to = from + SHORTEST; to <= Math.min(run, from + LONGEST); to++) {
                    places.computeIfAbsent(text.substring(from, to), key -> new ArrayList<>())
                            .add(from);
                }
            }
            at = Math.max(run, at + 1);
        }
        var phrases = new ArrayList<Phrase>();
        places.forEach((name, starts) -> {
            var inTitle = title.contains(name);
            if ((starts.size() > 1 || (inTitle && isWholeRun(starts.getFirst(), name.length())))
                    && !isPart(name, starts)) {
                phrases.add(phrase(name, starts, inTitle));
            }
        });
        phrases.sort((one, other) -> {
            var order = Double.compare(one.score(), other.score());
            return order != 0 ? order : one.name().compareTo(other.name());
        });
        return phrases.subList(0, Math.min(MOST, phrases.size()));
    }

    /** The end of the run of one kind that begins here; the same offset if there is none. */
    private int runEnd(int from, int end) {
        var kind = kind(text.charAt(from));
        var at = from;
        while (at < end && kind != 0 && kind(text.charAt(at)) == kind) {
            at++;
        }
        return at;
    }

    /** 1 for Han, 2 for katakana, 0 for all other characters. */
    private static int kind(char unit) {
        if ((unit >= '\u30A1' && unit <= '\u30FA') || unit == 'ー') {
            return 2;
        }
        return (Character.isIdeographic(unit) || unit == '々') && GRAMMAR.indexOf(unit) < 0 ? 1 : 0;
    }

    private boolean isWholeRun(int start, int length) {
        return (start == 0 || kind(text.charAt(start - 1)) != kind(text.charAt(start)))
                && (start + length >= text.length() || kind(text.charAt(start + length)) != kind(text.charAt(start)));
    }

    /** Whether nearly all of its occurrences are inside one longer run. */
    private boolean isPart(String name, List<Integer> starts) {
        if (name.length() == LONGEST) {
            return false;
        }
        var first = starts.getFirst();
        return isAsFrequent(first, first + name.length() + 1, starts)
                || (first > 0 && isAsFrequent(first - 1, first + name.length(), starts));
    }

    private boolean isAsFrequent(int from, int to, List<Integer> starts) {
        var longer = to <= text.length() ? places.get(text.substring(from, to)) : null;
        return longer != null && longer.size() > 1 && 3 * longer.size() >= 2 * starts.size();
    }

    private static Phrase phrase(String name, List<Integer> starts, boolean inTitle) {
        var count = starts.size() + (inTitle ? 1 : 0);
        var mentions = new ArrayList<Span>();
        for (var start : starts) {
            mentions.add(new Span(start, start + name.length()));
        }
        var score = ONCE / ((double) count * count) * (inTitle ? IN_TITLE : 1);
        return new Phrase(name, List.of(name), score, false, count, mentions);
    }
}
