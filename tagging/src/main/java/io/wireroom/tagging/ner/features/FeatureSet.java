package io.wireroom.tagging.ner.features;

/** The kinds of features that a model of names was trained with. A model's file holds the number of its set. */
public enum FeatureSet {
    /** English: its words of grammar and the words that join names are those of the class path. */
    ENGLISH,
    /** Words with spaces between; words of grammar, joining words and the stems of known names are in the model. */
    SPACED,
    /** The same for a script without capitals, whose words carry particles in front (Arabic). */
    PREFIXED,
    /** A script without spaces: each character is a token (Chinese). */
    UNSPACED,
    /** As {@link #SPACED}, where cases change the ends of names much: mentions are compared by their first letters. */
    INFLECTED;

    /** Whether the model brings its own words of grammar. */
    boolean hasOwnWords() {
        return this != ENGLISH;
    }

    /** Whether known names are found by their stems too. */
    boolean hasStems() {
        return this == SPACED || this == INFLECTED;
    }
}
