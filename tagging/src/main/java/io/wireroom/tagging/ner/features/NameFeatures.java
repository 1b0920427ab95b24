package io.wireroom.tagging.ner.features;

import io.wireroom.tagging.tokens.Tokens;

/** The features of each token of one text, as hashes. Not thread-safe; made once a text. */
public final class NameFeatures {

    /** An upper bound on the features of one token. */
    public static final int MOST = 224;

    private static final int MOST_WORDS_OF_RUN = 6;
    private static final int MOST_RECURRENCES = 4;
    private static final int NOTHING = 0x5bd1e995;
    private static final int LEX_BEGIN = 1 << 16;
    private static final int LEX_INSIDE = 1 << 17;
    private static final int LEX_END = 1 << 18;

    private final KnownPhrases lexicon;
    private final WordHashes words;
    private final CapitalRuns runs;
    private final WordRecurrence recurrence;
    private final ScriptFeatures ofScript;
    private final int[] lex;
    /** The known bits of each word alone. */
    private final int[] alone;

    private int sentenceStart;
    private int sentenceEnd;
    private int sentenceKind;
    private int[] into = new int[MOST];
    private int count;

    /** The features of a text's tokens, with prior knowledge of words. */
    public NameFeatures(Tokens tokens, KnownPhrases lexicon) {
        this.lexicon = lexicon;
        this.words = new WordHashes(tokens, lexicon);
        this.runs = new CapitalRuns(words);
        this.recurrence = new WordRecurrence(words, runs);
        this.lex = new int[words.size()];
        this.alone = new int[words.size()];
        for (int token = 0; token < alone.length; token++) {
            alone[token] = words.known[token] & KnownPhrases.NAMES;
        }
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            match(tokens.sentenceStart(sentence), tokens.sentenceEnd(sentence));
        }
        this.ofScript = ScriptFeatures.of(words, lexicon);
    }

    /** Makes names consistent over this text. */
    public NameConsistency repeats(int names) {
        return new NameConsistency(words, runs, names);
    }

    /** Sets the sentence of the next tokens. */
    public void enter(int from, int to) {
        sentenceStart = from;
        sentenceEnd = to;
        int small = 0;
        int capitalised = 0;
        int all = 0;
        for (int token = from; token < to; token++) {
            if (words.has(token, WordHashes.LETTER_FIRST) && !words.has(token, WordHashes.FUNCTION_WORD)) {
                if (words.has(token, WordHashes.ALL_CAPITALS)) {
                    all++;
                } else if (words.has(token, WordHashes.CAPITALISED)) {
                    capitalised++;
                } else {
                    small++;
                }
            }
        }
        var sum = small + capitalised + all;
        sentenceKind = sum < 3 ? 1 : 3 * all >= 2 * sum ? 2 : small == 0 ? 3 : small <= (capitalised + all) / 2 ? 4 : 0;
    }

    /** Writes the features of a token of the sentence entered; returns their number. */
    public int extract(int token, int[] features) {
        into = features;
        count = 0;
        local(token);
        context(token);
        known(token);
        if (runs.isName(token)) {
            tight(token);
            recurring(token);
        }
        if (runs.isName(runs.wideStart[token]) && runs.wideEnd[token] - runs.wideStart[token] > 1) {
            wide(token);
        }
        count = ofScript.add(token, sentenceStart, sentenceEnd, into, count);
        return count;
    }

    private void add(int template, int value) {
        into[count++] = FeatureHash.of(template, value);
    }

    private void add(int template, int one, int other) {
        into[count++] = FeatureHash.of(template, one, other);
    }

    private void local(int token) {
        var shape = words.shape[token];
        add(1, words.exact[token]);
        add(2, words.lower[token]);
        add(3, shape);
        add(4, shape, sentenceKind * 2 + (words.has(token, WordHashes.SENTENCE_FIRST) ? 1 : 0));
        for (int length = 0; length < 4; length++) {
            if (words.prefixes[token * WordHashes.AFFIXES + length] != 0 && length > 0) {
                add(5 + length, words.prefixes[token * WordHashes.AFFIXES + length]);
            }
            if (words.suffixes[token * WordHashes.AFFIXES + length] != 0) {
                add(9 + length, words.suffixes[token * WordHashes.AFFIXES + length]);
            }
        }
        add(13, words.suffixes[token * WordHashes.AFFIXES + 2], shape);
    }

    private void context(int token) {
        var own = words.lower[token];
        var shape = words.shape[token];
        var before = lower(token - 1);
        var before2 = lower(token - 2);
        var after = lower(token + 1);
        var after2 = lower(token + 2);
        add(20, before);
        add(21, after);
        add(22, before2);
        add(23, after2);
        add(24, before, own);
        add(25, own, after);
        add(26, before, after);
        add(27, before, shape);
        add(28, shape, after);
        add(29, before2, before);
        add(30, after, after2);
        var shapeBefore = shape(token - 1);
        var shapeAfter = shape(token + 1);
        add(31, shapeBefore, shape);
        add(32, shape, shapeAfter);
        add(33, FeatureHash.of(33, shapeBefore, shape), shapeAfter);
        if (token > sentenceStart) {
            add(34, words.suffixes[(token - 1) * WordHashes.AFFIXES + 2]);
        }
        if (token + 1 < sentenceEnd) {
            add(35, words.suffixes[(token + 1) * WordHashes.AFFIXES + 2]);
        }
    }

    private void known(int token) {
        var own = lex[token];
        var before = token > sentenceStart ? lex[token - 1] : 0;
        var after = token + 1 < sentenceEnd ? lex[token + 1] : 0;
        if (own != 0) {
            add(50, own);
            add(51, own, words.shape[token]);
            add(52, own, lower(token - 1));
            add(53, own, lower(token + 1));
            for (int bit = own & 0xFFFF; bit != 0; bit &= bit - 1) {
                add(56, Integer.lowestOneBit(bit), words.flags[token] & WordHashes.NAME_LIKE);
            }
        }
        if (before != 0) {
            add(54, before, words.shape[token]);
        }
        if (after != 0) {
            add(55, after, words.shape[token]);
        }
    }

    private void tight(int token) {
        var start = runs.tightStart[token];
        var end = runs.tightEnd[token];
        var place = place(token, start, end);
        var first = words.lower[start];
        var last = words.lower[end - 1];
        var before = lower(start - 1);
        var after = lower(end);
        add(60, place, Math.min(end - start, 6));
        add(61, place, last);
        add(62, place, first);
        add(63, place, before);
        add(64, place, after);
        add(65, before, after);
        var whole = 0;
        var any = 0;
        for (int at = start; at < end; at++) {
            whole = KnownPhrases.lengthen(whole, words.lower[at]);
            any |= alone[at];
        }
        add(93, place, alone[start]);
        add(94, place, alone[end - 1]);
        add(95, place, any);
        add(96, place, start > sentenceStart ? alone[start - 1] : 0);
        add(97, place, end < sentenceEnd ? alone[end] : 0);
        add(66, place, whole);
        add(67, place, words.suffixes[(end - 1) * WordHashes.AFFIXES + 2]);
        add(72, place, FeatureHash.of(72, before, lower(start - 2)));
        add(73, place, FeatureHash.of(73, after, lower(end + 1)));
        add(74, FeatureHash.of(74, lex[start], place), end - start == 1 ? 0 : lex[end - 1]);
        if (end - start > 1) {
            add(75, place, FeatureHash.of(75, words.shape[start], words.shape[end - 1]));
            for (int at = start; at < Math.min(end, start + MOST_WORDS_OF_RUN); at++) {
                if (at != token) {
                    add(76, words.lower[at]);
                }
            }
        }
        add(78, place, words.has(start, WordHashes.SENTENCE_FIRST) ? 1 + sentenceKind : 0);
    }

    private void wide(int token) {
        var start = runs.wideStart[token];
        var end = runs.wideEnd[token];
        if (end == runs.tightEnd[start]) {
            return;
        }
        var place = place(token, start, end);
        add(80, place, words.lower[runs.tightEnd[start] - 1]);
        add(81, place, words.lower[end - 1]);
        add(82, place, lower(start - 1));
        add(83, place, lower(end));
        add(84, lower(start - 1), words.lower[runs.tightEnd[start] - 1]);
        add(85, place, lex[runs.tightEnd[start] - 1]);
        add(86, place, lex[end - 1]);
        if (!runs.isName(token)) {
            add(87, words.lower[token], lower(token - 1));
            add(88, words.lower[token], lower(token + 1));
        } else {
            // The words that join this run to its neighbours.
            var connector = lower(runs.tightStart[token] - 1);
            add(89, connector, lower(runs.tightStart[token] - 2));
            add(90, connector, words.lower[runs.tightEnd[token] - 1]);
        }
        add(98, place, alone[end - 1]);
        add(99, place, alone[runs.tightEnd[start] - 1]);
    }

    private void recurring(int token) {
        var known = recurrence.bits(token);
        var place = place(token, runs.tightStart[token], runs.tightEnd[token]);
        add(100, known, place);
        add(101, known, words.has(token, WordHashes.SENTENCE_FIRST) ? 1 : 0);
        var longer = recurrence.longer(token);
        if (longer >= 0) {
            var start = runs.tightStart[longer];
            var end = runs.tightEnd[longer];
            var role = (known & WordRecurrence.IS_ACRONYM) != 0 ? 9 : longer == end - 1 ? 1 : longer == start ? 2 : 3;
            add(102, role, words.lower[start]);
            add(103, role, words.lower[end - 1]);
            add(104, role, before(start));
            add(105, role, after(end));
            add(106, role, lex[start]);
            add(109, role, end - start);
        }
        int other = recurrence.before[token];
        for (int seen = 0; seen < MOST_RECURRENCES / 2 && other >= 0; seen++) {
            occurrence(other);
            other = recurrence.before[other];
        }
        other = recurrence.after[token];
        for (int seen = 0; seen < MOST_RECURRENCES / 2 && other >= 0; seen++) {
            occurrence(other);
            other = recurrence.after[other];
        }
    }

    private void occurrence(int token) {
        add(110, before(runs.tightStart[token]));
        add(111, after(runs.tightEnd[token]));
    }

    private int before(int token) {
        return token > 0 ? words.lower[token - 1] : NOTHING;
    }

    private int after(int end) {
        return end < words.size() ? words.lower[end] : NOTHING;
    }

    private static int place(int token, int start, int end) {
        return end - start == 1 ? 0 : token == start ? 1 : token == end - 1 ? 2 : 3;
    }

    private int lower(int token) {
        return token < sentenceStart ? NOTHING : token >= sentenceEnd ? ~NOTHING : words.lower[token];
    }

    private int shape(int token) {
        return token < sentenceStart ? NOTHING : token >= sentenceEnd ? ~NOTHING : words.shape[token];
    }

    /** Marks the longest known phrases, each with the position of its words. */
    private void match(int from, int to) {
        int token = from;
        while (token < to) {
            int bits = 0;
            int end = token + 1;
            if (words.has(token, WordHashes.LETTER_FIRST)) {
                int phrase = 0;
                for (int next = token; next < Math.min(to, token + lexicon.longest()); next++) {
                    phrase = KnownPhrases.lengthen(phrase, words.lower[next]);
                    var found = next == token ? alone[token] : lexicon.bits(phrase);
                    if (found != 0) {
                        bits = found;
                        end = next + 1;
                    }
                }
            }
            if (bits != 0) {
                for (int at = token; at < end; at++) {
                    lex[at] = bits
                            | (end - token == 1 ? 0 : at == token ? LEX_BEGIN : at == end - 1 ? LEX_END : LEX_INSIDE);
                }
            }
            token = end;
        }
    }
}
