package io.wireroom.ingest.schedule;

import io.wireroom.contract.Status;
import io.wireroom.contract.address.Host;
import io.wireroom.ingest.schedule.HostState.Subject;
import io.wireroom.ingest.schedule.LinkState.Phase;
import io.wireroom.ingest.schedule.store.DueIndex.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What becomes due about a link beside its own work: reports those that wait long, forgets those not announced for long. */
final class LinkChecks {

    /** Half of what the ledger waits for before it calls an item lost. */
    static final Duration WAITING_REPORTED_EVERY = Duration.ofHours(12);

    private final SchedulerStores stores;
    private final Hosts hosts;
    private final Frontier frontier;
    private final Duration forget;
    private final Outbox outbox;

    LinkChecks(SchedulerStores stores, Hosts hosts, Frontier frontier, Duration forget, Outbox outbox) {
        this.stores = stores;
        this.hosts = hosts;
        this.frontier = frontier;
        this.forget = forget;
        this.outbox = outbox;
    }

    /** Sees to the links whose check is due. */
    void run(Instant now, BooleanSupplier hasTime) {
        stores.due().scan(Kind.LINK_CHECK, now, hasTime, (dueAt, key, note) -> check(dueAt, key, now));
    }

    /** Checks that are further off than any were written by a wrong clock, and are due now. */
    void correct(Instant now) {
        stores.due()
                .beyond(Kind.LINK_CHECK, now.plus(forget).plusSeconds(1), (dueAt, key, note) -> check(dueAt, key, now));
    }

    private void check(Instant dueAt, String key, Instant now) {
        stores.due().remove(Kind.LINK_CHECK, dueAt, key);
        var state = stores.frontier().get(key);
        if (state == null) {
            return;
        }
        if (state.touchedAt().isAfter(now)) {
            state = state.touched(now);
            stores.frontier().put(key, state);
        }
        var next = state.phase() == Phase.DONE ? checkDone(key, state, now) : checkUndone(key, state, now);
        if (next.isAfter(now)) {
            stores.due().add(Kind.LINK_CHECK, next, key, "");
        }
    }

    /** When to check again; now if the link was forgotten. A planned revisit is made before. */
    private Instant checkDone(String key, LinkState state, Instant now) {
        var forgetAt = state.touchedAt().plus(forget);
        var revisitAt = state.page() == null ? null : state.page().revisitAt();
        if (revisitAt != null && forgetAt.isBefore(revisitAt)) {
            forgetAt = revisitAt.plus(WAITING_REPORTED_EVERY);
        }
        if (forgetAt.isAfter(now)) {
            return forgetAt;
        }
        stores.frontier().delete(key);
        return now;
    }

    private Instant checkUndone(String key, LinkState state, Instant now) {
        var reportAt = state.touchedAt().plus(WAITING_REPORTED_EVERY);
        if (reportAt.isAfter(now)) {
            return reportAt;
        }
        var work = stores.pending().get(key);
        if (work == null) {
            frontier.lost(key, state, now);
            return now.plus(forget);
        }
        if (state.phase() == Phase.WAITING) {
            outbox.outcome(work.page().item(), state.attempt().number(), Status.WAITING, null, null);
            stores.frontier().put(key, state.touched(now));
        } else if (hosts.isOpen(Host.of(work.page().url()), Subject.PAGE, key)) {
            stores.frontier().put(key, state.touched(now));
        } else {
            frontier.waitAgain(key, work, state.in(Phase.WAITING).touched(now), now); // its host's state was set aside
        }
        return now.plus(WAITING_REPORTED_EVERY);
    }
}
