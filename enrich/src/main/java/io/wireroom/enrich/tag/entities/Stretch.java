package io.wireroom.enrich.tag.entities;

import io.wireroom.enrich.tag.NameFinder.Kind;

/**
 * Tokens of a text that are one name.
 *
 * @param first token
 * @param last after the last token
 * @param confidence in (0, 1]
 * @param origin who says so
 */
record Stretch(Kind kind, int first, int last, double confidence, Origin origin) {

    /** Who finds a name. */
    enum Origin {
        /** The finder of names. */
        NAMES,
        /** The list of institutions. */
        INSTITUTIONS,
        /** An organisation word. */
        WORDS,
        /** The same name elsewhere in the article. */
        ECHO
    }

    Stretch {
        if (first >= last) {
            throw new IllegalArgumentException("no tokens from " + first + " to " + last);
        }
    }

    boolean overlaps(Stretch other) {
        return first < other.last && other.first < last;
    }

    boolean covers(Stretch other) {
        return first <= other.first && other.last <= last;
    }

    Stretch as(Kind other, double surety) {
        return new Stretch(other, first, last, surety, origin);
    }

    Stretch from(int begin, int end) {
        return new Stretch(kind, begin, end, confidence, origin);
    }

    int length() {
        return last - first;
    }
}
