package io.wireroom.ingest.web;

import io.wireroom.contract.Validators;
import java.net.URI;

/**
 * The way to the web: one get at a time for each calling thread. {@link WebClient} is the real one; a bench puts another
 * in its place to show that a fault is noticed. Thread-safe.
 */
public interface Web extends AutoCloseable {

    /**
     * Gets an address; blocks at most the whole limit and never throws for what the web does.
     *
     * @param validators of the last answer, sent byte for byte; {@link Validators#NONE} to ask without a condition
     * @param hops redirects already followed to come here
     */
    WebAnswer get(URI url, Validators validators, Accept accept, int hops);

    /** Ends running gets and closes all connections. */
    @Override
    void close();
}
