package io.wireroom.tagging.ner.features;

import io.wireroom.tagging.tokens.Tokens;
import java.util.Arrays;

/**
 * Arabic words without the particles that are written to them: conjunctions, then prepositions, then the article. Known
 * names are searched for in all these forms, and over up to four words.
 */
final class PrefixedFeatures implements ScriptFeatures {

    private static final String CONJUNCTIONS = "\u0648\u0641";
    private static final String PREPOSITIONS = "\u0628\u0644\u0643";
    private static final String ARTICLE = "\u0627\u0644";
    private static final int SHORTEST = 3;
    private static final int LONGEST_NAME = 4;
    private static final int BEGIN = 1 << 16;
    private static final int INSIDE = 1 << 17;

    private final WordHashes words;
    /** The word without particles before the article, and without the article. */
    private final int[] bare;

    private final int[] stem;
    /** Number of units taken away, as a kind of particle. */
    private final int[] taken;

    private final int[] known;

    PrefixedFeatures(WordHashes words, KnownPhrases lexicon) {
        this.words = words;
        var size = words.size();
        bare = new int[size];
        stem = new int[size];
        taken = new int[size];
        known = new int[size];
        for (int token = 0; token < size; token++) {
            read(token);
        }
        var tokens = words.tokens;
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            match(tokens.sentenceStart(sentence), tokens.sentenceEnd(sentence), lexicon);
        }
    }

    private void read(int token) {
        var tokens = words.tokens;
        int start = tokens.start(token);
        int end = tokens.end(token);
        int at = start;
        int kind = 0;
        if (isOneOf(tokens, at, end, CONJUNCTIONS)) {
            at++;
            kind = 1;
        }
        if (isOneOf(tokens, at, end, PREPOSITIONS)) {
            at++;
            kind += 2;
        }
        bare[token] = at == start ? words.lower[token] : WordHashes.hash(tokens.text(), at, end);
        if (end - at > SHORTEST && tokens.text().startsWith(ARTICLE, at)) {
            at += ARTICLE.length();
            kind += 4;
        } else if (kind >= 2 && end - at > SHORTEST && tokens.text().charAt(at) == '\u0644') {
            // The article loses its first letter after "li".
            at++;
            kind += 4;
        }
        stem[token] = at == start ? words.lower[token] : WordHashes.hash(tokens.text(), at, end);
        taken[token] = kind;
    }

    private static boolean isOneOf(Tokens tokens, int at, int end, String letters) {
        return end - at > SHORTEST && letters.indexOf(tokens.text().charAt(at)) >= 0;
    }

    private void match(int from, int to, KnownPhrases lexicon) {
        for (int token = from; token < to; ) {
            int end = token + 1;
            int bits = 0;
            for (int form = 0; form < 3; form++) {
                int first = form == 0 ? words.lower[token] : form == 1 ? bare[token] : stem[token];
                if (form > 0 && first == (form == 1 ? words.lower[token] : bare[token])) {
                    continue;
                }
                int phrase = 0;
                for (int next = token; next < Math.min(to, token + LONGEST_NAME); next++) {
                    phrase = KnownPhrases.lengthen(phrase, next == token ? first : words.lower[next]);
                    var found = lexicon.bits(phrase);
                    if (found != 0 && (bits == 0 || next >= end)) {
                        bits = found;
                        end = next + 1;
                    }
                }
            }
            if (bits != 0) {
                Arrays.fill(known, token, end, bits | INSIDE);
                known[token] = bits | (end - token > 1 ? BEGIN : 0);
            }
            token = end;
        }
    }

    @Override
    public int add(int token, int sentenceStart, int sentenceEnd, int[] features, int count) {
        int next = count;
        features[next++] = FeatureHash.of(150, bare[token]);
        features[next++] = FeatureHash.of(151, stem[token]);
        features[next++] = FeatureHash.of(152, taken[token]);
        features[next++] = FeatureHash.of(153, taken[token], words.suffixes[token * WordHashes.AFFIXES + 1]);
        var before = token > sentenceStart ? token - 1 : -1;
        var after = token + 1 < sentenceEnd ? token + 1 : -1;
        features[next++] = FeatureHash.of(154, before < 0 ? 0 : stem[before]);
        features[next++] = FeatureHash.of(155, after < 0 ? 0 : stem[after]);
        features[next++] = FeatureHash.of(156, before < 0 ? 0 : stem[before], stem[token]);
        features[next++] = FeatureHash.of(157, stem[token], after < 0 ? 0 : stem[after]);
        features[next++] = FeatureHash.of(158, before < 0 ? 0 : taken[before], taken[token]);
        features[next++] = FeatureHash.of(159, taken[token], after < 0 ? 0 : taken[after]);
        var own = known[token];
        if (own != 0) {
            features[next++] = FeatureHash.of(160, own);
            features[next++] = FeatureHash.of(161, own, before < 0 ? 0 : stem[before]);
            features[next++] = FeatureHash.of(162, own, after < 0 ? 0 : stem[after]);
            for (int bit = own & KnownPhrases.NAMES; bit != 0; bit &= bit - 1) {
                features[next++] = FeatureHash.of(163, Integer.lowestOneBit(bit), own & ~KnownPhrases.NAMES);
            }
        }
        var knownBefore = before < 0 ? 0 : known[before];
        var knownAfter = after < 0 ? 0 : known[after];
        if (knownBefore != 0 || knownAfter != 0) {
            features[next++] = FeatureHash.of(164, knownBefore, own);
            features[next++] = FeatureHash.of(165, own, knownAfter);
            features[next++] = FeatureHash.of(166, knownBefore, taken[token]);
        }
        return next;
    }
}
