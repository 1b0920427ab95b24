package io.wireroom.ingest.schedule;

import io.wireroom.contract.Status;
import io.wireroom.ingest.schedule.LinkState.Phase;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Walks through the frontier, a while at a time: forgets links not announced for long, reports those that wait long. */
final class FrontierSweep {

    /** Half of what the ledger waits for before it calls an item lost. */
    private static final Duration WAITING_REPORTED_EVERY = Duration.ofHours(12);

    /** How long a done link is remembered after it was announced last. */
    static final Duration DONE_KEPT = Duration.ofDays(90);

    private final SchedulerStores stores;
    private final Frontier frontier;
    private final Outbox outbox;
    private @Nullable String sweptTo;

    FrontierSweep(SchedulerStores stores, Frontier frontier, Outbox outbox) {
        this.stores = stores;
        this.frontier = frontier;
        this.outbox = outbox;
    }

    /** Goes on where the last walk ended, until this value of {@link System#nanoTime()}. */
    void walk(Instant now, long untilNanos) {
        try (var rest = stores.frontier().range(sweptTo, null)) {
            while (rest.hasNext()) {
                var entry = rest.next();
                if (System.nanoTime() > untilNanos) {
                    sweptTo = entry.key;
                    return;
                }
                visit(entry.key, entry.value, now);
            }
        }
        sweptTo = null;
    }

    private void visit(String key, LinkState state, Instant now) {
        if (state.page() != null && state.page().revisitAt() != null) {
            frontier.wakeRevisit(key, state.page().revisitAt(), now);
        } else if (state.phase() == Phase.DONE
                && state.touchedAt().plus(DONE_KEPT).isBefore(now)) {
            stores.frontier().delete(key);
        } else if (state.phase() == Phase.WAITING
                && state.touchedAt().plus(WAITING_REPORTED_EVERY).isBefore(now)) {
            var work = stores.pending().get(key);
            if (work != null) {
                outbox.outcome(work.page().item(), state.attempt().number(), Status.WAITING, null, null);
            }
            stores.frontier().put(key, state.touched(now));
        }
    }
}
