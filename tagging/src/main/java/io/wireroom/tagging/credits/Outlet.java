package io.wireroom.tagging.credits;

/**
 * What may be the name of an outlet, where it stands.
 *
 * @param name full name
 * @param first first token
 * @param end after the last token
 */
record Outlet(String name, Proof proof, int first, int end) {

    /** How sure the name alone is. */
    enum Proof {
        /** A known outlet. */
        KNOWN,
        /** A known outlet whose name is a plain word too. */
        PLAIN,
        /** Ends as hardly anything else does: <i>Times, Gazette</i>. */
        SHAPE,
        /** Ends as other names do too: <i>Post, Star</i>. */
        WEAK_SHAPE,
        /** Any name. */
        NAME
    }
}
