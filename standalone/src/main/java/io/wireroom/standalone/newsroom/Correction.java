package io.wireroom.standalone.newsroom;

/** How far the correction of the one article that is corrected has come. Each state leads to the next only. */
enum Correction {
    /** The first version is served; nobody has read it. */
    UNREAD,
    /** The first version was read once as a whole; the next poll of its feed brings the correction about. */
    READ,
    /** Page and feed are served corrected. */
    CORRECTED,
    /** The corrected page was read once as a whole. */
    CORRECTED_READ;

    boolean corrected() {
        return compareTo(CORRECTED) >= 0;
    }
}
