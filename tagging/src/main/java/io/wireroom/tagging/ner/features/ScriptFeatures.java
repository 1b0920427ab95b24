package io.wireroom.tagging.ner.features;

/** The features of a token that depend on how its language builds words. Made once a text. */
interface ScriptFeatures {

    /** Adds the features of a token of a sentence to an array after the first {@code count}; returns the new count. */
    int add(int token, int sentenceStart, int sentenceEnd, int[] features, int count);

    /** The features of a set; English has none of its own. */
    static ScriptFeatures of(WordHashes words, KnownPhrases lexicon) {
        return switch (lexicon.set()) {
            case ENGLISH -> (token, from, to, features, count) -> count;
            case SPACED, INFLECTED -> new StemFeatures(words, lexicon);
            case PREFIXED -> new PrefixedFeatures(words, lexicon);
            case UNSPACED -> new CharacterFeatures(words, lexicon);
        };
    }
}
