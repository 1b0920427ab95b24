package io.wireroom.ingest.schedule;

import io.wireroom.contract.Link;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link that waits or is out, with its announcement; one value of store {@code pending}, the only one that holds text.
 *
 * @param since when it came
 * @param notBefore when it may be released at the earliest: a retry's pause
 * @param next a changed announcement that came while the link was out: looked at afterwards
 */
record PendingWork(Link link, Instant since, Instant notBefore, @Nullable Link next) {

    PendingWork withLink(Link changed) {
        return new PendingWork(changed, since, notBefore, next);
    }

    PendingWork withNext(Link changed) {
        return new PendingWork(link, since, notBefore, changed);
    }

    PendingWork notBefore(Instant instant) {
        return new PendingWork(link, since, instant, next);
    }
}
