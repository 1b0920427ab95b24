package io.wireroom.standalone.newsroom;

/** The state of the correction of the one article that is corrected. Each state is only followed by the next. */
enum Correction {
    /** The first version is served and was not read yet. */
    UNREAD,
    /** The first version was read once as a whole; the next poll of its feed triggers the correction. */
    READ,
    /** Page and feed are served corrected. */
    CORRECTED,
    /** The corrected page was read once as a whole. */
    CORRECTED_READ;

    boolean corrected() {
        return compareTo(CORRECTED) >= 0;
    }
}
