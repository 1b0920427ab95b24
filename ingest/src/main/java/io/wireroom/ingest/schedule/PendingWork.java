package io.wireroom.ingest.schedule;

import io.wireroom.contract.Item;
import io.wireroom.contract.address.Host;
import io.wireroom.contract.work.Link;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link that waits or is out, with its announcement; one value of store {@code pending}, the only one that holds text.
 *
 * @param since when it came
 * @param notBefore when it may be released at the earliest: a retry's pause, or the time of a planned revisit
 * @param next a changed announcement that came while the link was out: revisited afterwards; null if none came
 * @param onward where the same link continues when its answer is a redirect, e.g. to https; null until then
 * @param planned true for a revisit whose item does not exist yet; null otherwise
 */
record PendingWork(
        Link link,
        Instant since,
        Instant notBefore,
        Link.@Nullable Announced next,
        Link.@Nullable Redirected onward,
        @Nullable Boolean planned) {

    static PendingWork of(Link link, Instant now) {
        return new PendingWork(link, now, now, null, null, null);
    }

    /** A revisit, to be made when it is due. */
    static PendingWork planned(Link.ToPage link, Instant now, Instant dueAt) {
        return new PendingWork(link, now, dueAt, null, null, true);
    }

    boolean isPlanned() {
        return Boolean.TRUE.equals(planned);
    }

    /** The link, which must be to a page. */
    Link.ToPage page() {
        if (link instanceof Link.ToPage page) {
            return page;
        }
        throw new IllegalStateException("a delegated request is no page: " + link.url());
    }

    /** The host to request it from. */
    Host host() {
        return Host.of(link.url());
    }

    /** The same item with the entry of a changed announcement. */
    PendingWork withEntryOf(Link.Announced changed) {
        var item = page().item();
        var renewed = new Item(
                item.id(),
                item.link(),
                item.url(),
                item.source(),
                item.discoveredAt(),
                item.revisit(),
                changed.item().entry());
        return new PendingWork(page().with(renewed), since, notBefore, next, onward, planned);
    }

    PendingWork withNext(Link.Announced changed) {
        return new PendingWork(link, since, notBefore, changed, onward, planned);
    }

    PendingWork withOnward(Link.Redirected target) {
        return new PendingWork(link, since, notBefore, next, target, planned);
    }

    PendingWork notBefore(Instant instant) {
        return new PendingWork(link, since, instant, next, onward, planned);
    }
}
