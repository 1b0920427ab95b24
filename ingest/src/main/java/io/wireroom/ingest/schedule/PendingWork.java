package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.address.Host;
import io.wireroom.contract.work.Link;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link to a page that waits or is out, with its announcement; one value of store {@code pending}, the only one that
 * holds text.
 *
 * @param page the link
 * @param since when it came
 * @param notBefore when it may be released at the earliest: a retry's pause, or the time of a planned revisit
 * @param next a changed announcement that came while the link was out: revisited afterwards; null if none came
 * @param onward where the same link continues when its answer is a redirect, e.g. to https; null until then
 * @param planned true for a revisit whose item does not exist yet; null otherwise
 * @param standIn why the feed's entry stands for the page; null unless it waits for the raw topic to take it
 */
record PendingWork(
        Link.ToPage page,
        Instant since,
        Instant notBefore,
        Link.@Nullable Announced next,
        Link.@Nullable Redirected onward,
        @Nullable Boolean planned,
        @Nullable StandIn standIn) {

    /**
     * Why an entry stands for its page.
     *
     * @param reason why the page is not fetched; null if its feed carries whole articles
     */
    record StandIn(@Nullable FetchReason reason, @Nullable String detail) {}

    static PendingWork of(Link.ToPage page, Instant now) {
        return new PendingWork(page, now, now, null, null, null, null);
    }

    /** A revisit, to be made when it is due. */
    static PendingWork planned(Link.ToPage page, Instant now, Instant dueAt) {
        return new PendingWork(page, now, dueAt, null, null, true, null);
    }

    boolean isPlanned() {
        return Boolean.TRUE.equals(planned);
    }

    /** The host to request it from. */
    Host host() {
        return Host.of(page.url());
    }

    /** The same item with the entry of a changed announcement. */
    PendingWork withEntryOf(Link.Announced changed) {
        var renewed = page.item().with(changed.item().entry());
        return new PendingWork(page.with(renewed), since, notBefore, next, onward, planned, standIn);
    }

    PendingWork withNext(Link.Announced changed) {
        return new PendingWork(page, since, notBefore, changed, onward, planned, standIn);
    }

    PendingWork withOnward(Link.Redirected target) {
        return new PendingWork(page, since, notBefore, next, target, planned, standIn);
    }

    PendingWork notBefore(Instant instant) {
        return new PendingWork(page, since, instant, next, onward, planned, standIn);
    }

    PendingWork as(StandIn entry, Instant now) {
        return new PendingWork(page, since, now, next, onward, null, entry);
    }
}
