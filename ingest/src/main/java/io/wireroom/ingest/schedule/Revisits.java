package io.wireroom.ingest.schedule;

import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.Status;
import io.wireroom.contract.work.Link;
import io.wireroom.ingest.schedule.LinkState.Phase;
import io.wireroom.ingest.schedule.WorkQueues.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Revisits at pages that were got, at growing distance. A planned revisit is no item and waits for nothing: it becomes
 * one in the moment it is released. Only those that are due soon have a timer; the sweep sets the others' in time.
 */
final class Revisits {

    /** Longer than the sweep takes to come round. */
    private static final Duration SOON = Duration.ofHours(1);

    private static final int CONFIRMING = 2;

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final Outbox outbox;
    private final Set<String> timed = new HashSet<>();

    Revisits(SchedulerStores stores, WorkQueues queues, ScheduleSettings settings, Outbox outbox) {
        this.stores = stores;
        this.queues = queues;
        this.settings = settings;
        this.outbox = outbox;
    }

    /** Plans the next revisit of a link that is done, if there is to be one. */
    void plan(String key, Link link, LinkState done, Instant now) {
        var page = done.page();
        var item = link.item();
        if (page == null
                || item == null
                || settings.once()
                || settings.revisits().isEmpty()) {
            return;
        }
        var last = settings.revisits().size() - 1;
        // A page that was away is looked at again, even when it had its last revisit.
        var most = page.missing() > 0 ? last + CONFIRMING : last;
        if (page.timedRevisits() > most || isOld(item, now)) {
            return;
        }
        var dueAt = now.plus(settings.revisits().get(Math.min(page.timedRevisits(), last)));
        stores.pending().put(key, PendingWork.planned(withoutText(link, item), now, dueAt));
        stores.frontier().put(key, done.with(page.plannedAt(dueAt)));
        wake(key, dueAt, now);
    }

    /** What was old when it was announced does not change any more. */
    private boolean isOld(Item item, Instant now) {
        var published = item.entry() == null ? null : item.entry().published();
        var reach = settings.revisits().stream().reduce(Duration.ZERO, Duration::plus);
        return published != null && published.plus(reach).isBefore(now);
    }

    /** Sets the timer of a planned revisit that is due soon; a later call finds the others. */
    void wake(String key, Instant dueAt, Instant now) {
        if (!dueAt.isAfter(now.plus(SOON)) && timed.add(key)) {
            queues.at(dueAt.toEpochMilli(), Timer.WORK, key);
        }
    }

    void woken(String key) {
        timed.remove(key);
    }

    /** When the revisit is due; an instant further off than any pause was written by a wrong clock. */
    Instant dueAt(PendingWork planned, Instant now) {
        var longest = settings.revisits().stream().max(Duration::compareTo).orElse(Duration.ZERO);
        return planned.notBefore().isAfter(now.plus(longest)) ? now : planned.notBefore();
    }

    /** The look is made now: it becomes an item, on its way. */
    PendingWork begin(String key, PendingWork planned, Instant now) {
        var state = Objects.requireNonNull(stores.frontier().get(key), "a planned revisit of an unknown link");
        var link = planned.link();
        var before = Objects.requireNonNull(link.item(), "a planned revisit without an item");
        var page = Objects.requireNonNull(state.page(), "a planned revisit of a page that was never got");
        var number = state.revisits() + 1;
        var item = new Item(
                ItemId.ofRevisit(state.announced(), link.id(), number),
                before.link(),
                before.url(),
                before.source(),
                now,
                number,
                before.entry());
        var revisit = new Link(link.id(), link.url(), link.site(), link.kind(), item, 0, state.hops(), 1, null);
        var work = PendingWork.of(revisit, now);
        stores.pending().put(key, work);
        stores.frontier()
                .put(
                        key,
                        new LinkState(
                                Phase.WAITING,
                                state.announced(),
                                item.id(),
                                state.source(),
                                state.entryHash(),
                                state.hops(),
                                number,
                                1,
                                false,
                                0,
                                state.touchedAt(),
                                page.looked()));
        outbox.outcome(item, 0, Status.REVISIT, null, "its time had come");
        return work;
    }

    /** The look is not made, and no other is planned: robots.txt forbids it by now. */
    void drop(String key) {
        stores.pending().delete(key);
        var state = stores.frontier().get(key);
        if (state != null && state.page() != null) {
            stores.frontier().put(key, state.with(state.page().plannedAt(null)));
        }
    }

    /** The entry's texts are of the first fetch: a look that brings nothing must not end as that text. */
    private static Link withoutText(Link link, Item item) {
        var entry = item.entry() == null ? null : item.entry().withoutText();
        var bare =
                new Item(item.id(), item.link(), item.url(), item.source(), item.discoveredAt(), item.revisit(), entry);
        return new Link(link.id(), link.url(), link.site(), link.kind(), bare, 0, link.hops(), 1, null);
    }
}
