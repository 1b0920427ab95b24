package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.Status;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.Link;
import io.wireroom.ingest.schedule.LinkState.Phase;
import io.wireroom.ingest.schedule.pace.PollRhythm;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what a link that was handed to its site means: new, known, changed, or the target of a redirect. */
final class Arrivals {

    private final SchedulerStores stores;
    private final Frontier frontier;
    private final DelegatedFetches delegated;
    private final ScheduleSettings settings;
    private final Outbox outbox;

    Arrivals(
            SchedulerStores stores,
            Frontier frontier,
            DelegatedFetches delegated,
            ScheduleSettings settings,
            Outbox outbox) {
        this.stores = stores;
        this.frontier = frontier;
        this.delegated = delegated;
        this.settings = settings;
        this.outbox = outbox;
    }

    /** A link was handed to its site. */
    void take(Link link, Instant now) {
        if (Address.hostOf(link.url()).isEmpty()) {
            throw new IllegalArgumentException("a link without a host: '" + link.url() + "'");
        }
        switch (link) {
            case Link.Delegated request -> delegated.arrived(request, now);
            case Link.Announced announced -> announced(announced, now);
            case Link.Redirected redirected -> redirected(redirected, now);
            // To the dead letters: a later version can replay it.
            case Link.Other other ->
                throw new IllegalArgumentException("a link of a kind that this version does not know: " + other.url());
        }
    }

    private void announced(Link.Announced link, Instant now) {
        var item = link.item();
        var state = stores.frontier().get(link.id().value());
        if (state == null && isTooOld(item)) {
            outbox.outcome(
                    item, link.attempt(), Status.NOT_FETCHED, FetchReason.TOO_OLD.wireName(), "dated " + dateOf(item));
        } else if (state == null) {
            frontier.begin(link, item.id(), link.entryHash(), 0, null, now);
        } else if (state.isErased()) {
            if (!state.announced().equals(item.id())) {
                outbox.outcome(item, link.attempt(), Status.ERASED, null, Frontier.ERASED);
            }
            announcedAgain(link, state, now);
        } else if (!state.announced().equals(item.id())) {
            knownOtherwise(link, state, now);
        } else if (state.entryHash() == link.entryHash()) {
            announcedAgain(link, state, now);
        } else {
            changed(link, state, now);
        }
    }

    /**
     * Whether an unknown link is dated so long ago that it may have been known before it was forgotten: what reappears
     * after years is no news. The age is that at its discovery, by the clock of the fetcher that read it.
     */
    private boolean isTooOld(Item item) {
        if (settings.once()) {
            return false; // one poll of all that a source holds
        }
        var date = dateOf(item);
        var limit = PollRhythm.longer(settings.forget(), settings.horizon());
        return date != null && date.plus(limit).isBefore(item.discoveredAt());
    }

    /** When the entry was published or updated, the later of the two; null if it has neither date. */
    private static @Nullable Instant dateOf(Item item) {
        var entry = item.entry();
        if (entry == null || entry.published() == null) {
            return entry == null ? null : entry.updated();
        }
        return entry.updated() != null && entry.updated().isAfter(entry.published())
                ? entry.updated()
                : entry.published();
    }

    /** A done link is kept for as long as it is announced; a waiting one must still be reported in time. */
    private void announcedAgain(Link.Announced link, LinkState state, Instant now) {
        if (state.phase() == Phase.DONE) {
            stores.frontier().put(link.id().value(), state.touched(now));
        }
    }

    /**
     * Announced by another source, or once more after a long time, or where it is only known as the target of a
     * redirect: no new item. A change that its own source announces still counts.
     */
    private void knownOtherwise(Link.Announced link, LinkState state, Instant now) {
        var item = link.item();
        outbox.outcome(item, 1, Status.DUPLICATE, null, "known through another announcement");
        if (!state.source().equals(item.source().id()) || state.entryHash() == link.entryHash()) {
            announcedAgain(link, state, now);
        } else if (state.entryHash() == 0) {
            stores.frontier().put(link.id().value(), state.withHash(link.entryHash(), now));
        } else {
            changed(link, state, now);
        }
    }

    /** The same source announces the same link with other words: worth another revisit. */
    private void changed(Link.Announced link, LinkState state, Instant now) {
        var key = link.id().value();
        var pending = stores.pending().get(key);
        switch (state.phase()) {
            case WAITING -> {
                if (pending != null) {
                    stores.pending().put(key, pending.withEntryOf(link));
                }
                stores.frontier().put(key, state.withHash(link.entryHash(), state.touchedAt()));
            }
            case OPEN -> {
                if (pending != null) {
                    stores.pending().put(key, pending.withNext(link));
                }
                stores.frontier().put(key, state.withHash(link.entryHash(), now));
            }
            case DONE -> frontier.revisit(link, state, now);
        }
    }

    /** A redirect's target: the same item continues, unless the target already stands for something else. */
    private void redirected(Link.Redirected link, Instant now) {
        var item = link.item();
        var state = stores.frontier().get(link.id().value());
        if (state == null) {
            frontier.begin(link, item.id(), 0, 0, null, now);
            return;
        }
        var sameItem = state.item().equals(item.id());
        if (state.isErased()) {
            if (!sameItem) {
                outbox.outcome(item, link.attempt(), Status.ERASED, null, Frontier.ERASED);
            }
            return;
        }
        if (sameItem && link.hops() <= state.hops()) {
            return; // a repeated record
        }
        var revisit = item.revisit() > 0 && state.source().equals(item.source().id());
        if (state.phase() == Phase.DONE && (sameItem || revisit)) {
            var page = frontier.fetchedBefore(link, state);
            frontier.begin(link, state.announced(), state.entryHash(), state.revisits(), page, now);
        } else if (sameItem) {
            // The link moved to itself (https, www): its own answer, which states that, is read after this.
            var key = link.id().value();
            var work = stores.pending().get(key);
            if (work != null) {
                stores.pending().put(key, work.withOnward(link));
            }
        } else {
            outbox.outcome(item, link.attempt(), Status.DUPLICATE, null, "redirects to a known address");
        }
    }
}
