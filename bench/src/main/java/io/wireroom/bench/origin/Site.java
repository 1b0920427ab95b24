package io.wireroom.bench.origin;

/** What an origin serves, and its witness. Called by the origin's one thread alone; must not block. */
public interface Site {

    /** A request has been received whole. */
    Answer answer(Ask ask);

    /**
     * An exchange has ended: its last byte was handed to the network, or its connection was closed before.
     *
     * @param whole whether all was sent
     * @param atNanos when, by {@link System#nanoTime()}
     */
    void ended(Ask ask, boolean whole, long atNanos);
}
