package io.wireroom.ingest.schedule;

import io.wireroom.contract.Item;
import io.wireroom.contract.work.Link;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link that waits or is out, with its announcement; one value of store {@code pending}, the only one that holds text.
 *
 * @param since when it came
 * @param notBefore when it may be released at the earliest: a retry's pause, or the time of a planned revisit
 * @param next a changed announcement that came while the link was out: looked at afterwards
 * @param onward where the same link goes on when its answer says that it moved, such as to https; null until then
 * @param planned true for a revisit whose item does not exist yet; null otherwise
 */
record PendingWork(
        Link link,
        Instant since,
        Instant notBefore,
        @Nullable Link next,
        @Nullable Link onward,
        @Nullable Boolean planned) {

    static PendingWork of(Link link, Instant now) {
        return new PendingWork(link, now, now, null, null, null);
    }

    /** A revisit, to be made when it is due. */
    static PendingWork planned(Link link, Instant now, Instant dueAt) {
        return new PendingWork(link, now, dueAt, null, null, true);
    }

    boolean isPlanned() {
        return Boolean.TRUE.equals(planned);
    }

    /** The same item with the entry of a changed announcement. */
    PendingWork withEntryOf(Link changed) {
        var item = link.item();
        if (item == null || changed.item() == null) {
            return this;
        }
        var renewed = new Item(
                item.id(),
                item.link(),
                item.url(),
                item.source(),
                item.discoveredAt(),
                item.revisit(),
                changed.item().entry());
        var same = new Link(
                link.id(),
                link.url(),
                link.site(),
                link.kind(),
                renewed,
                changed.entryHash(),
                link.hops(),
                link.attempt(),
                null);
        return new PendingWork(same, since, notBefore, next, onward, planned);
    }

    PendingWork withNext(Link changed) {
        return new PendingWork(link, since, notBefore, changed, onward, planned);
    }

    PendingWork withOnward(Link target) {
        return new PendingWork(link, since, notBefore, next, target, planned);
    }

    PendingWork notBefore(Instant instant) {
        return new PendingWork(link, since, instant, next, onward, planned);
    }
}
