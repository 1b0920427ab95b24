package io.wireroom.testkit.origin;

/** Answers the requests of an origin. Called by the origin's only thread; must not block. */
public interface ServedSite {

    /** Returns the answer to a request. */
    Answer answer(ReceivedRequest request);

    /**
     * An exchange has ended: its last byte was handed to the network, or its connection was closed before.
     *
     * @param whole whether all was sent
     * @param atNanos when, by {@link System#nanoTime()}
     */
    void ended(ReceivedRequest request, boolean whole, long atNanos);
}
