package io.wireroom.tagging.ner.features;

import com.carrotsearch.hppc.IntIntHashMap;
import io.wireroom.tagging.lexicon.Numbering;
import java.util.Arrays;

/**
 * Features of a word from its other occurrences in the text: whether it is also in lower case, where else it has a
 * capital, and which longer run of capitals spells it out ({@code Kestrel} for {@code Northern Kestrel Union}, {@code
 * NKU} too).
 */
final class WordRecurrence {

    static final int SEEN_SMALL = 1;
    static final int SEEN_CAPITALISED_INSIDE = 1 << 1;
    static final int ENDS_LONGER_RUN = 1 << 2;
    static final int BEGINS_LONGER_RUN = 1 << 3;
    static final int IN_LONGER_RUN = 1 << 4;
    static final int IS_ACRONYM = 1 << 5;

    private static final int SHORTEST_ACRONYM = 2;
    private static final int LONGEST_ACRONYM = 6;

    /** The previous and the next occurrence with a capital; -1 if there is none. */
    final int[] before;

    final int[] after;
    /** Bits by the number of the spelling. */
    private final int[] bits;
    /** A token of the longer run that spells a word out, by the number of the root; -1 if there is none. */
    private final int[] longer;

    private final int[] number;
    /** The number of what the cases of a word have in common; that of the spelling in languages without cases. */
    private final int[] root;

    private final IntIntHashMap acronyms = new IntIntHashMap(8);

    private final WordHashes words;
    private final CapitalRuns runs;

    WordRecurrence(WordHashes words, CapitalRuns runs) {
        this.words = words;
        this.runs = runs;
        var size = words.size();
        before = new int[size];
        after = new int[size];
        number = new int[size];
        var numbers = new Numbering(size / 2);
        for (int token = 0; token < size; token++) {
            number[token] = numbers.number(words.lower[token]);
        }
        root = words.hasCases() ? roots(words) : number;
        bits = new int[numbers.size()];
        longer = new int[numbers.size()];
        var lastSeen = new int[numbers.size()];
        Arrays.fill(longer, -1);
        Arrays.fill(lastSeen, -1);
        Arrays.fill(before, -1);
        Arrays.fill(after, -1);
        for (int token = 0; token < size; token++) {
            read(token, lastSeen);
        }
        for (int token = 0; token < size; token = runs.wideEnd[token]) {
            acronym(token, runs.wideEnd[token]);
        }
    }

    /** Numbers of the first letters of words; never more than there are spellings. */
    private static int[] roots(WordHashes words) {
        var root = new int[words.size()];
        var numbers = new Numbering(root.length / 2);
        for (int token = 0; token < root.length; token++) {
            root[token] = numbers.number(words.root(token));
        }
        return root;
    }

    /** The bits of a token's spelling. */
    int bits(int token) {
        var known = bits[number[token]];
        return words.has(token, WordHashes.ALL_CAPITALS) && longer(token) >= 0 && acronymOf(token) >= 0
                ? known | IS_ACRONYM
                : known;
    }

    /** A token in the longer run that spells this one out; -1 if there is none. */
    int longer(int token) {
        var run = longer[root[token]];
        if (run < 0 && words.has(token, WordHashes.ALL_CAPITALS)) {
            run = acronymOf(token);
        }
        return run < 0 || runs.tightStart[run] == runs.tightStart[token] ? -1 : run;
    }

    private void read(int token, int[] lastSeen) {
        var spelling = number[token];
        if (!words.has(token, WordHashes.LETTER_FIRST)) {
            return;
        }
        if (!words.has(token, WordHashes.CAPITALISED)) {
            bits[spelling] |= SEEN_SMALL;
            return;
        }
        if (!words.has(token, WordHashes.NAME_LIKE)) {
            return;
        }
        if (!words.has(token, WordHashes.SENTENCE_FIRST)) {
            bits[spelling] |= SEEN_CAPITALISED_INSIDE;
        }
        var same = root[token];
        if (lastSeen[same] >= 0) {
            before[token] = lastSeen[same];
            after[lastSeen[same]] = token;
        }
        lastSeen[same] = token;
        var start = runs.tightStart[token];
        var end = runs.tightEnd[token];
        if (end - start > 1) {
            var known = bits[spelling];
            if (token == end - 1) {
                if ((known & ENDS_LONGER_RUN) == 0) {
                    longer[same] = token;
                }
                bits[spelling] |= ENDS_LONGER_RUN;
            } else {
                if ((known & (ENDS_LONGER_RUN | BEGINS_LONGER_RUN | IN_LONGER_RUN)) == 0) {
                    longer[same] = token;
                }
                bits[spelling] |= token == start ? BEGINS_LONGER_RUN : IN_LONGER_RUN;
            }
        }
    }

    /** Remembers the initials of a wide run and those of its tight runs. */
    private void acronym(int from, int to) {
        if (!runs.isName(from) || to - from < SHORTEST_ACRONYM) {
            return;
        }
        remember(from, to);
        for (int token = from; token < to; token = runs.tightEnd[token]) {
            if (runs.tightEnd[token] != to || token != from) {
                remember(token, runs.tightEnd[token]);
            }
        }
    }

    private void remember(int from, int to) {
        int hash = 0;
        int letters = 0;
        for (int token = from; token < to; token++) {
            if (words.has(token, WordHashes.NAME_LIKE)) {
                hash = hash * 31 + Character.toUpperCase(words.tokens.first(token));
                letters++;
            }
        }
        if (letters >= SHORTEST_ACRONYM
                && letters <= LONGEST_ACRONYM
                && acronyms.getOrDefault(FeatureHash.spread(hash), -1) < 0) {
            acronyms.put(FeatureHash.spread(hash), to - 1);
        }
    }

    private int acronymOf(int token) {
        if (acronyms.size() == 0 || words.tokens.length(token) > 2 * LONGEST_ACRONYM) {
            return -1;
        }
        var text = words.tokens.text();
        int hash = 0;
        for (int at = words.tokens.start(token); at < words.tokens.end(token); at++) {
            if (text.charAt(at) != '.') {
                hash = hash * 31 + text.charAt(at);
            }
        }
        return acronyms.getOrDefault(FeatureHash.spread(hash), -1);
    }
}
