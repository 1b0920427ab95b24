package io.wireroom.ingest.schedule;

import io.wireroom.runtime.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What the scheduler's tasks of this process are at, for metrics and for {@code --once}. Thread-safe. */
public final class SchedulerView {

    /** One task's state. */
    public record Snapshot(
            long sources,
            long failing,
            long paused,
            long silent,
            long polled,
            long waiting,
            long open,
            long resting,
            boolean pagesFlow,
            long maxLatenessMillis,
            @Nullable AskedPause askedPause) {}

    /**
     * A host that asked to come later (Retry-After).
     *
     * @param until when the address that answered may be requested again
     */
    public record AskedPause(String host, Instant until) {}

    /** A task whose timers have not run for this long hangs, as after its clock was set back. */
    private static final Duration TICKS_MISSED = Duration.ofMinutes(2);

    private final Map<Integer, Snapshot> byPartition = new ConcurrentHashMap<>();

    private final Map<Integer, Long> tickedNanos = new ConcurrentHashMap<>();
    private final AtomicLong setAside = new AtomicLong();
    private final AtomicLong erased = new AtomicLong();

    /** The timers of a partition have run; the clock of {@link System#nanoTime()} is never set back. */
    void ticked(int partition, long nanos) {
        tickedNanos.put(partition, nanos);
    }

    void setAside() {
        setAside.incrementAndGet();
    }

    void erased() {
        erased.incrementAndGet();
    }

    /** Links whose erasure was applied since the start of this process. */
    public long erasedCount() {
        return erased.get();
    }

    /** Stored values and keys that were set aside since the start of this process. */
    public long setAsideCount() {
        return setAside.get();
    }

    /** Whether the timers of all tasks run. */
    public HealthCheck health() {
        return new HealthCheck("scheduler-timers", () -> stateAt(System.nanoTime()));
    }

    HealthCheck.State stateAt(long nanos) {
        return tickedNanos.entrySet().stream()
                .filter(task -> nanos - task.getValue() > TICKS_MISSED.toNanos())
                .findAny()
                .map(task -> new HealthCheck.State(
                        HealthCheck.Level.DEAD,
                        "the timers of partition " + task.getKey() + " have not run for "
                                + Duration.ofNanos(nanos - task.getValue()).toSeconds() + " s"))
                .orElse(HealthCheck.State.UP);
    }

    void publish(int partition, Snapshot snapshot) {
        byPartition.put(partition, snapshot);
    }

    void withdraw(int partition) {
        byPartition.remove(partition);
        tickedNanos.remove(partition);
    }

    /** Sources that this process watches. */
    public long sources() {
        return sum(Snapshot::sources);
    }

    /** Sources among them whose last poll failed, those that are gone included. */
    public long failing() {
        return sum(Snapshot::failing);
    }

    /** Sources among them that the operator has paused. */
    public long paused() {
        return sum(Snapshot::paused);
    }

    /** Sources among them that answer, but have had no news for much longer than is usual for them. */
    public long silent() {
        return sum(Snapshot::silent);
    }

    /** Partitions whose page requests are held back, because enrich is too far behind. */
    public long closedGates() {
        return sum(snapshot -> snapshot.pagesFlow() ? 0 : 1);
    }

    /** Sources answered at least once since the start of this process, and those that are paused. */
    public long polled() {
        return sum(Snapshot::polled);
    }

    /** Links in the polite backlog. */
    public long waiting() {
        return sum(Snapshot::waiting);
    }

    /** Requests that are out. */
    public long open() {
        return sum(Snapshot::open);
    }

    /** Hosts that rest because they do not answer. */
    public long resting() {
        return sum(Snapshot::resting);
    }

    /** How late a poll was queued at most in the last five to ten minutes, in milliseconds. */
    public long maxLatenessMillis() {
        return byPartition.values().stream()
                .mapToLong(Snapshot::maxLatenessMillis)
                .max()
                .orElse(0);
    }

    /** The longest wait that a host asked for; empty when none waits for that reason. */
    public Optional<AskedPause> askedPause() {
        return byPartition.values().stream()
                .map(Snapshot::askedPause)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(AskedPause::until));
    }

    private long sum(ToLongFunction<Snapshot> figure) {
        return byPartition.values().stream().mapToLong(figure).sum();
    }
}
