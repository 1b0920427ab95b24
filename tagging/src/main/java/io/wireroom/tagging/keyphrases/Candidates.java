package io.wireroom.tagging.keyphrases;

import io.wireroom.contract.Article.Span;
import io.wireroom.tagging.lexicon.Numbering;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All runs of up to three words that may be phrases, with their counts and places. */
final class Candidates {

    /** Words of a phrase. */
    static final int LONGEST = 3;

    private static final int END = -1;

    private final WordRun words;
    private final Tokens text;
    private final NamedEntities names;
    private final Numbering keys = new Numbering(1024);

    private int[] counts = new int[1024];
    private int[] titleCounts = new int[1024];
    private int[] heads = new int[1024];
    private int[] lengths = new int[1024];

    /** Occurrences in the text, each with the one before of the same phrase. */
    private int[] places = new int[2048];

    private int[] earlier = new int[2048];
    private int occurrences;

    Candidates(WordRun words, Tokens text, NamedEntities names) {
        this.words = words;
        this.text = text;
        this.names = names;
        for (int place = 0; place < words.size(); place++) {
            var term = words.term(place);
            if (term != WordRun.BREAK && !words.isStop(term)) {
                startingAt(place);
            }
        }
    }

    private void startingAt(int place) {
        long key = 0;
        for (int length = 1; length <= LONGEST; length++) {
            var term = words.term(place + length - 1);
            if (term == WordRun.BREAK) {
                return;
            }
            key = key << WordRun.TERM_BITS | (term + 1);
            if (!words.isStop(term) && !cutsName(place, length)) {
                add(key, place, length);
            }
        }
    }

    private boolean cutsName(int place, int length) {
        return !words.isInTitle(place) && names.cut(words.token(place), words.token(place + length - 1));
    }

    private void add(long key, int place, int length) {
        var number = keys.number(key);
        if (number >= counts.length) {
            var room = 2 * counts.length;
            counts = Arrays.copyOf(counts, room);
            titleCounts = Arrays.copyOf(titleCounts, room);
            heads = Arrays.copyOf(heads, room);
            lengths = Arrays.copyOf(lengths, room);
        }
        if (lengths[number] == 0) {
            lengths[number] = length;
            heads[number] = END;
        }
        if (words.isInTitle(place)) {
            titleCounts[number]++;
            return;
        }
        if (occurrences == places.length) {
            places = Arrays.copyOf(places, 2 * occurrences);
            earlier = Arrays.copyOf(earlier, 2 * occurrences);
        }
        counts[number]++;
        places[occurrences] = place;
        earlier[occurrences] = heads[number];
        heads[number] = occurrences++;
    }

    int size() {
        return keys.size();
    }

    /** How often a phrase occurs in the text. */
    int count(int number) {
        return counts[number];
    }

    boolean isInTitle(int number) {
        return titleCounts[number] > 0;
    }

    int length(int number) {
        return lengths[number];
    }

    /** A place in the text where a phrase begins: the first one. */
    int place(int number) {
        var at = heads[number];
        while (earlier[at] != END) {
            at = earlier[at];
        }
        return places[at];
    }

    /** A place in the text where a phrase begins, in constant time. */
    int anyPlace(int number) {
        return places[heads[number]];
    }

    /** Whether all its words have capitals, or are acronyms. */
    boolean isName(int number) {
        var place = anyPlace(number);
        for (int at = place; at < place + lengths[number]; at++) {
            if (!words.isCapital(at) && !words.isAcronym(at)) {
                return false;
            }
        }
        return true;
    }

    /** The count of the most frequent candidate that a phrase begins or ends, one word longer. */
    int countOfLonger(int number) {
        // Checked at the last occurrence only: a phrase that is mostly part of a longer one is part of it there too.
        var place = anyPlace(number);
        var length = lengths[number];
        if (length == LONGEST) {
            return 0;
        }
        return Math.max(countAt(place, length + 1), countAt(place - 1, length + 1));
    }

    private int countAt(int place, int length) {
        long key = 0;
        for (int at = place; at < place + length; at++) {
            var term = at < 0 || at >= words.size() ? WordRun.BREAK : words.term(at);
            if (term == WordRun.BREAK) {
                return 0;
            }
            key = key << WordRun.TERM_BITS | (term + 1);
        }
        var number = keys.find(key);
        return number < 0 ? 0 : counts[number];
    }

    /** The occurrences of a phrase in the text, in its order. */
    List<Span> mentions(int number) {
        var spans = new ArrayList<Span>(counts[number]);
        for (int at = heads[number]; at != END; at = earlier[at]) {
            spans.add(span(places[at], lengths[number]));
        }
        return spans.reversed();
    }

    private Span span(int place, int length) {
        return new Span(text.start(words.token(place)), text.end(words.token(place + length - 1)));
    }
}
