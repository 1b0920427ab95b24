package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;

/**
 * A name by its tokens, while the engines of this package find, merge and resolve names. {@code NameFinder.Name} is the
 * same for callers, by UTF-16 offsets; a tag's mention is a {@code Span}.
 *
 * @param first token
 * @param end after the last token
 * @param confidence in (0, 1]
 * @param origin the engine that found it
 */
record TokenSpan(Kind kind, int first, int end, double confidence, Origin origin) {

    /** The engine that finds a name. */
    enum Origin {
        /** The finder of names. */
        NAMES,
        /** The list of institutions. */
        INSTITUTIONS,
        /** An organisation word. */
        WORDS,
        /** Another mention of a name that was found elsewhere in the article. */
        REPETITION
    }

    TokenSpan {
        if (first >= end) {
            throw new IllegalArgumentException("no tokens from " + first + " to " + end);
        }
    }

    boolean covers(TokenSpan other) {
        return first <= other.first && other.end <= end;
    }

    TokenSpan as(Kind other, double newConfidence) {
        return new TokenSpan(other, first, end, newConfidence, origin);
    }

    TokenSpan from(int newFirst, int newEnd) {
        return new TokenSpan(kind, newFirst, newEnd, confidence, origin);
    }

    int length() {
        return end - first;
    }
}
