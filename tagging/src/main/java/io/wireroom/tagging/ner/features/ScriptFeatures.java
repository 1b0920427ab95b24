package io.wireroom.tagging.ner.features;

/** The features of a token that depend on its language: how it builds words, and what is known of them. Made once a text. */
interface ScriptFeatures {

    /** Adds the features of a token of a sentence to an array after the first {@code count}; returns the new count. */
    int add(int token, int sentenceStart, int sentenceEnd, int[] features, int count);

    /** The features of a set. */
    static ScriptFeatures of(WordHashes words, KnownPhrases lexicon) {
        return switch (lexicon.set()) {
            case ENGLISH -> new MeaningFeatures(words, lexicon);
            case SPACED, INFLECTED -> new StemFeatures(words, lexicon);
            case PREFIXED -> new PrefixedFeatures(words, lexicon);
            case UNSPACED -> new CharacterFeatures(words, lexicon);
        };
    }
}
