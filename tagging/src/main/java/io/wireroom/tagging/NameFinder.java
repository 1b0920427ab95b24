package io.wireroom.tagging;

import java.util.List;

/** Finds where names stand in a text, each for itself: what they stand for is told elsewhere. Thread-safe. */
public interface NameFinder {

    /** Names in the order of the text, none overlapping; none where the text's language is not served. */
    List<Name> find(TagInput input);

    /** What kind of thing bears a name. */
    enum Kind {
        PERSON,
        ORGANISATION,
        PLACE
    }

    /**
     * One name where it stands.
     *
     * @param start first UTF-16 unit in the article's text
     * @param end after the last
     * @param confidence in (0, 1], calibrated
     */
    record Name(Kind kind, int start, int end, double confidence) {}
}
