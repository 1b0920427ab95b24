package io.wireroom.ingest.schedule;

import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.Status;
import io.wireroom.contract.work.Link;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.ingest.schedule.store.DueIndex.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Revisits of fetched pages, at growing distance. A planned revisit is no item and waits for nothing: it becomes
 * one in the moment it is released. Until then the index of due times holds it.
 */
final class Revisits {

    private static final int CONFIRMING = 2;

    private final SchedulerStores stores;
    private final ScheduleSettings settings;
    private final Outbox outbox;

    Revisits(SchedulerStores stores, ScheduleSettings settings, Outbox outbox) {
        this.stores = stores;
        this.settings = settings;
        this.outbox = outbox;
    }

    /** Plans the next revisit of a link that is done, if there is to be one. */
    void plan(String key, Link.ToPage link, LinkState done, Instant now) {
        var page = done.page();
        if (page == null || settings.once() || settings.revisits().isEmpty()) {
            return;
        }
        var last = settings.revisits().size() - 1;
        // A page that was away is revisited again, even if it had its last revisit.
        var most = page.missing() > 0 ? last + CONFIRMING : last;
        if (page.timedRevisits() > most || isOld(link.item(), now)) {
            return;
        }
        var dueAt = now.plus(settings.revisits().get(Math.min(page.timedRevisits(), last)));
        planAt(dueAt, key, PendingWork.planned(withoutText(link, done), now, dueAt));
        stores.frontier().put(key, done.with(page.plannedAt(dueAt)));
    }

    private void planAt(Instant dueAt, String key, PendingWork planned) {
        stores.pending().put(key, planned);
        stores.due().add(Kind.REVISIT, dueAt, key, "");
    }

    /** What was old when it was announced does not change any more. */
    private boolean isOld(Item item, Instant now) {
        var published = item.entry() == null ? null : item.entry().published();
        var reach = settings.revisits().stream().reduce(Duration.ZERO, Duration::plus);
        return published != null && published.plus(reach).isBefore(now);
    }

    void putOff(String key, PendingWork planned, Instant until) {
        stores.due().remove(Kind.REVISIT, planned.notBefore(), key);
        planAt(until, key, planned.notBefore(until));
    }

    /** Whether this instant of the index is that of the revisit: the index knows milliseconds. */
    static boolean isOf(Instant dueAt, PendingWork planned) {
        return dueAt.toEpochMilli() == planned.notBefore().toEpochMilli();
    }

    /** What is further off than any pause was written by a wrong clock, and is due now. */
    void correct(Instant now) {
        var longest = settings.revisits().stream().max(Duration::compareTo).orElse(Duration.ZERO);
        stores.due().beyond(Kind.REVISIT, now.plus(longest).plusSeconds(1), (dueAt, key, note) -> {
            stores.due().remove(Kind.REVISIT, dueAt, key);
            var planned = stores.pending().get(key);
            if (planned != null && planned.isPlanned() && isOf(dueAt, planned)) {
                planAt(now, key, planned.notBefore(now));
            }
        });
    }

    /** The revisit begins now: it becomes an item, on its way. */
    PendingWork begin(String key, PendingWork planned, Instant now) {
        var state = Objects.requireNonNull(stores.frontier().get(key), "a planned revisit of an unknown link");
        var page = Objects.requireNonNull(state.page(), "a planned revisit of a page that was never fetched");
        var link = planned.page();
        var number = state.revisits() + 1;
        var item = link.item().again(ItemId.ofRevisit(state.announced(), link.id(), number), now, number);
        var work = PendingWork.of(link.with(item), now);
        stores.due().remove(Kind.REVISIT, planned.notBefore(), key);
        stores.due().add(Kind.LINK_CHECK, now.plus(LinkChecks.WAITING_REPORTED_EVERY), key, "");
        stores.pending().put(key, work);
        stores.frontier().put(key, state.revisited(item.id(), page.revisited()));
        outbox.outcome(item, 0, Status.REVISIT, null, "its time had come");
        return work;
    }

    /** The revisit is dropped, and no other is planned: robots.txt forbids it by now. */
    void drop(String key, PendingWork planned) {
        stores.due().remove(Kind.REVISIT, planned.notBefore(), key);
        stores.pending().delete(key);
        var state = stores.frontier().get(key);
        if (state != null && state.page() != null) {
            stores.frontier().put(key, state.with(state.page().plannedAt(null)));
        }
    }

    /** The entry's texts are of the first fetch: a revisit that brings nothing must not end as that text. */
    private static Link.ToPage withoutText(Link.ToPage link, LinkState done) {
        var item = link.item();
        var entry = item.entry() == null ? null : item.entry().withoutText();
        var bare = item.with(entry);
        return done.hops() == 0
                ? new Link.Announced(link.id(), link.url(), link.site(), bare, 0)
                : new Link.Redirected(link.id(), link.url(), link.site(), bare, done.hops(), 1);
    }
}
