package io.wireroom.tagging.ner.features;

import com.ibm.icu.text.BreakIterator;
import java.util.Locale;

/**
 * Groups of characters around a character, the known names that begin, continue and end at it, and the words of ICU's
 * dictionary.
 */
final class CharacterFeatures implements ScriptFeatures {

    private final WordHashes words;
    /** Bits of the known names that begin at a character, contain it and end at it; in the upper half the longest. */
    private final int[] begin;

    private final int[] inside;
    private final int[] end;
    /** First character of the word that a character is in. */
    private final int[] first;
    /** Hash of that word. */
    private final int[] word;

    CharacterFeatures(WordHashes words, KnownPhrases lexicon) {
        this.words = words;
        var size = words.size();
        begin = new int[size];
        inside = new int[size];
        end = new int[size];
        var tokens = words.tokens;
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            match(tokens.sentenceStart(sentence), tokens.sentenceEnd(sentence), lexicon);
        }
        first = new int[size];
        word = new int[size];
        cut();
    }

    /** Cuts the text into words. */
    private void cut() {
        var tokens = words.tokens;
        var cuts = BreakIterator.getWordInstance(Locale.CHINESE);
        cuts.setText(tokens.text());
        int token = 0;
        for (int to = cuts.next(); to != BreakIterator.DONE && token < first.length; to = cuts.next()) {
            int from = token;
            int hash = 0;
            for (; token < first.length && tokens.start(token) < to; token++) {
                hash = KnownPhrases.lengthen(hash, words.lower[token]);
                first[token] = from;
            }
            for (int at = from; at < token; at++) {
                word[at] = hash;
            }
        }
    }

    private void match(int from, int to, KnownPhrases lexicon) {
        for (int token = from; token < to; token++) {
            int phrase = 0;
            for (int next = token; next < Math.min(to, token + KnownPhrases.LONGEST_UNSPACED); next++) {
                phrase = KnownPhrases.lengthen(phrase, words.lower[next]);
                var bits = lexicon.bits(phrase);
                if (bits != 0) {
                    var sized = bits | Math.min(next - token, 4) << 16;
                    begin[token] = longer(begin[token], sized);
                    end[next] = longer(end[next], sized);
                    for (int at = token + 1; at < next; at++) {
                        inside[at] = longer(inside[at], sized);
                    }
                }
            }
        }
    }

    private static int longer(int one, int other) {
        return other >> 16 >= one >> 16 ? other : one;
    }

    @Override
    public int add(int token, int sentenceStart, int sentenceEnd, int[] features, int count) {
        int next = count;
        var own = words.lower[token];
        var b1 = at(token - 1, sentenceStart, sentenceEnd);
        var b2 = at(token - 2, sentenceStart, sentenceEnd);
        var b3 = at(token - 3, sentenceStart, sentenceEnd);
        var a1 = at(token + 1, sentenceStart, sentenceEnd);
        var a2 = at(token + 2, sentenceStart, sentenceEnd);
        var a3 = at(token + 3, sentenceStart, sentenceEnd);
        var left = FeatureHash.of(170, b1, own);
        var right = FeatureHash.of(171, own, a1);
        features[next++] = FeatureHash.of(172, b2, left);
        features[next++] = FeatureHash.of(173, left, a1);
        features[next++] = FeatureHash.of(174, right, a2);
        features[next++] = FeatureHash.of(175, FeatureHash.of(176, b3, b2), left);
        features[next++] = FeatureHash.of(177, right, FeatureHash.of(178, a2, a3));
        features[next++] = FeatureHash.of(179, b3, b2);
        features[next++] = FeatureHash.of(180, a2, a3);
        features[next++] = FeatureHash.of(181, FeatureHash.of(182, b3, b2), b1);
        features[next++] = FeatureHash.of(183, FeatureHash.of(184, a1, a2), a3);
        features[next++] = FeatureHash.of(185, b2, own);
        features[next++] = FeatureHash.of(186, own, a2);
        features[next++] = FeatureHash.of(187, b3);
        features[next++] = FeatureHash.of(188, a3);
        next = word(token, sentenceStart, sentenceEnd, features, next);
        next = known(begin[token], 190, a1, features, next);
        next = known(inside[token], 193, own, features, next);
        next = known(end[token], 196, b1, features, next);
        if (token + 1 < sentenceEnd && begin[token + 1] != 0) {
            features[next++] = FeatureHash.of(199, begin[token + 1]);
            features[next++] = FeatureHash.of(200, begin[token + 1], own);
        }
        if (token > sentenceStart && end[token - 1] != 0) {
            features[next++] = FeatureHash.of(201, end[token - 1]);
            features[next++] = FeatureHash.of(202, end[token - 1], own);
        }
        if ((begin[token] | inside[token] | end[token]) != 0) {
            features[next++] = FeatureHash.of(203, FeatureHash.of(204, begin[token], inside[token]), end[token]);
        }
        return next;
    }

    private int word(int token, int from, int to, int[] features, int count) {
        int next = count;
        int last = token;
        while (last + 1 < to && first[last + 1] == first[token]) {
            last++;
        }
        var place = (first[token] == token ? 1 : 0) + (last == token ? 2 : 0);
        var before = first[token] > from ? word[first[token] - 1] : 0;
        var after = last + 1 < to ? word[last + 1] : 1;
        features[next++] = FeatureHash.of(205, word[token], place);
        features[next++] = FeatureHash.of(206, before, place);
        features[next++] = FeatureHash.of(207, after, place);
        features[next++] = FeatureHash.of(208, FeatureHash.of(205, before, word[token]), place);
        features[next++] = FeatureHash.of(209, FeatureHash.of(205, word[token], after), place);
        features[next++] = FeatureHash.of(210, place, Math.min(last - first[token], 4));
        return next;
    }

    private static int known(int bits, int template, int neighbour, int[] features, int count) {
        int next = count;
        if (bits != 0) {
            features[next++] = FeatureHash.of(template, bits);
            features[next++] = FeatureHash.of(template + 1, bits, neighbour);
            for (int bit = bits & KnownPhrases.NAMES; bit != 0; bit &= bit - 1) {
                features[next++] = FeatureHash.of(template + 2, Integer.lowestOneBit(bit), bits >> 16);
            }
        }
        return next;
    }

    private int at(int token, int from, int to) {
        return token < from ? 0 : token >= to ? 1 : words.lower[token];
    }
}
