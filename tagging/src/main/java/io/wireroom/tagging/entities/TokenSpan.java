package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;

/**
 * Tokens of a text that are one name.
 *
 * @param first token
 * @param last after the last token
 * @param confidence in (0, 1]
 * @param origin who says so
 */
record TokenSpan(Kind kind, int first, int last, double confidence, Origin origin) {

    /** Who finds a name. */
    enum Origin {
        /** The finder of names. */
        NAMES,
        /** The list of institutions. */
        INSTITUTIONS,
        /** An organisation word. */
        WORDS,
        /** The same name elsewhere in the article. */
        REPETITION
    }

    TokenSpan {
        if (first >= last) {
            throw new IllegalArgumentException("no tokens from " + first + " to " + last);
        }
    }

    boolean overlaps(TokenSpan other) {
        return first < other.last && other.first < last;
    }

    boolean covers(TokenSpan other) {
        return first <= other.first && other.last <= last;
    }

    TokenSpan as(Kind other, double confidence) {
        return new TokenSpan(other, first, last, confidence, origin);
    }

    TokenSpan from(int begin, int end) {
        return new TokenSpan(kind, begin, end, confidence, origin);
    }

    int length() {
        return last - first;
    }
}
