package io.wireroom.ingest.web;

import io.wireroom.contract.SourceRef;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The way to the web: one get at a time for each calling thread. {@link WebClient} is the real one; a bench puts another
 * in its place to show that a fault is noticed. Thread-safe.
 */
public interface Web extends AutoCloseable {

    /**
     * Gets an address; blocks at most the whole limit and never throws for what the web does. For who is done with the
     * body soon: its bytes are not counted after the return.
     *
     * @param validators of the last answer, sent byte for byte; {@link Validators#NONE} to ask without a condition
     * @param hops redirects already followed to come here
     */
    WebAnswer get(URI url, Validators validators, Accept accept, int hops);

    /**
     * As the other {@code get}, for who keeps the body.
     *
     * @param share from {@link #share()}; holds the body's bytes, and the caller closes it when the body is no longer in
     *     memory
     */
    default WebAnswer get(URI url, Validators validators, Accept accept, int hops, BodyBudget.Share share) {
        return get(url, validators, accept, hops);
    }

    /**
     * As the other {@code get}, with what the operator's own subscription to this source sends.
     *
     * @param source that the address is requested for; null for none
     */
    default WebAnswer get(
            URI url,
            Validators validators,
            Accept accept,
            int hops,
            BodyBudget.Share share,
            @Nullable SourceRef source) {
        return get(url, validators, accept, hops, share);
    }

    /** A share of the memory for bodies, still empty; one that is never used where bodies are not counted. */
    default BodyBudget.Share share() {
        return BodyBudget.NOTHING.share();
    }

    /** Ends running gets and closes all connections. */
    @Override
    void close();
}
