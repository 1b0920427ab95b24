package io.wireroom.contract.work;

import io.wireroom.contract.address.Site;
import java.time.Duration;

/**
 * Who else waits for an answer: a feed or robots.txt that redirects to another host is requested there on behalf of the
 * asker, and the asker gets a copy of the {@link Fetched}.
 *
 * @param site of the waiting asker
 * @param requestId of the request that the asker made
 * @param patience how long the asker waits, from the moment when the request reaches its site: one that is older is not
 *     made any more
 */
public record AnswerTo(Site site, RequestId requestId, Duration patience) {

    /**
     * How long an asker waits by default. Thousands of sites may redirect to one host, which takes one request every few
     * seconds.
     */
    public static final Duration PATIENCE = Duration.ofHours(2);

    /** An asker that waits for {@link #PATIENCE}. */
    public AnswerTo(Site site, RequestId requestId) {
        this(site, requestId, PATIENCE);
    }
}
