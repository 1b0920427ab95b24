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
 * @param onward where the same link goes on when its answer says that it moved, such as to https; null until then
 */
record PendingWork(
        Link link,
        Instant since,
        Instant notBefore,
        @Nullable Link next,
        @Nullable Link onward) {

    static PendingWork of(Link link, Instant now) {
        return new PendingWork(link, now, now, null, null);
    }

    PendingWork withLink(Link changed) {
        return new PendingWork(changed, since, notBefore, next, onward);
    }

    PendingWork withNext(Link changed) {
        return new PendingWork(link, since, notBefore, changed, onward);
    }

    PendingWork withOnward(Link target) {
        return new PendingWork(link, since, notBefore, next, target);
    }

    PendingWork notBefore(Instant instant) {
        return new PendingWork(link, since, instant, next, onward);
    }
}
