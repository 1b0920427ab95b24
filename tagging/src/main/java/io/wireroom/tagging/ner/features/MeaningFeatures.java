package io.wireroom.tagging.ner.features;

import io.wireroom.tagging.topics.model.WordVectors;

/**
 * Groups of words that are used alike, of the token and its neighbours. A group is part of a larger one, which is part of a
 * still larger one: its number begins with theirs.
 */
final class MeaningFeatures implements ScriptFeatures {

    /** Bits that a group has more than the next larger one around it. */
    private static final int FINE = 3;

    private static final int MIDDLE = 4;

    /** The group of each token, from 1; 0 if the word has none. */
    private final int[] meaning;

    MeaningFeatures(WordHashes words, KnownPhrases lexicon) {
        this.meaning = new int[words.size()];
        var tokens = words.tokens;
        for (int token = 0; token < meaning.length; token++) {
            if (words.has(token, WordHashes.LETTER_FIRST)) {
                var hash = WordVectors.begin();
                for (int at = tokens.start(token); at < tokens.end(token); at++) {
                    hash = WordVectors.next(hash, WordHashes.small(tokens.text().charAt(at)));
                }
                meaning[token] = lexicon.meaning(hash);
            }
        }
    }

    @Override
    public int add(int token, int sentenceStart, int sentenceEnd, int[] features, int count) {
        int next = count;
        var own = meaning[token];
        var before = at(token - 1, sentenceStart, sentenceEnd);
        var after = at(token + 1, sentenceStart, sentenceEnd);
        if (own != 0) {
            features[next++] = FeatureHash.of(211, own);
            features[next++] = FeatureHash.of(212, own >> FINE);
            features[next++] = FeatureHash.of(213, own >> FINE + MIDDLE);
        }
        if (before != 0) {
            features[next++] = FeatureHash.of(214, before);
            features[next++] = FeatureHash.of(215, before >> FINE);
        }
        if (after != 0) {
            features[next++] = FeatureHash.of(216, after);
            features[next++] = FeatureHash.of(217, after >> FINE);
        }
        return next;
    }

    private int at(int token, int from, int to) {
        return token < from || token >= to ? 0 : meaning[token];
    }
}
