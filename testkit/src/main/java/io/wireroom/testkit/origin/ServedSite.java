package io.wireroom.testkit.origin;

/** What an origin serves, and its witness. Called by the origin's one thread alone; must not block. */
public interface ServedSite {

    /** A request has been received whole. */
    Answer answer(ReceivedRequest ask);

    /**
     * An exchange has ended: its last byte was handed to the network, or its connection was closed before.
     *
     * @param whole whether all was sent
     * @param atNanos when, by {@link System#nanoTime()}
     */
    void ended(ReceivedRequest ask, boolean whole, long atNanos);
}
