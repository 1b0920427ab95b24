package io.wireroom.tagging;

import java.util.List;

/** Finds the names in a text, each by itself; which entity a name means is decided later. Thread-safe. */
public interface NameFinder {

    /** Names in the order of the text, without overlaps; empty if the text's language is not supported. */
    List<Name> find(TagInput input);

    /** The kind of entity that has a name. */
    enum Kind {
        PERSON,
        ORGANISATION,
        PLACE
    }

    /**
     * One name in a text, as UTF-16 offsets.
     *
     * @param start first UTF-16 unit in the article's text
     * @param end after the last
     * @param confidence in (0, 1], calibrated
     */
    record Name(Kind kind, int start, int end, double confidence) {}
}
