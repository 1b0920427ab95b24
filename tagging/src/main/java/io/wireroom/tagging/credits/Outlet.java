package io.wireroom.tagging.credits;

/**
 * A possible name of an outlet in a text.
 *
 * @param name full name
 * @param first first token
 * @param end after the last token
 */
record Outlet(String name, Proof proof, int first, int end) {

    /** How strong the name alone is as evidence. */
    enum Proof {
        /** A known outlet. */
        KNOWN,
        /** A known outlet whose name is a plain word too. */
        PLAIN,
        /** Ends as few other names do: <i>Times, Gazette</i>. */
        SHAPE,
        /** Ends as other names do too: <i>Post, Star</i>. */
        WEAK_SHAPE,
        /** Any name. */
        NAME
    }
}
