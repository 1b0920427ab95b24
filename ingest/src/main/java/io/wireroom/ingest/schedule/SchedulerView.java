package io.wireroom.ingest.schedule;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** What the scheduler's tasks of this process are at, for metrics and for {@code --once}. Thread-safe. */
public final class SchedulerView {

    /** One task's state. */
    public record Snapshot(
            long sources, long failing, long polled, long waiting, long open, long resting, long maxLatenessMillis) {}

    private final Map<Integer, Snapshot> byPartition = new ConcurrentHashMap<>();

    void publish(int partition, Snapshot snapshot) {
        byPartition.put(partition, snapshot);
    }

    void withdraw(int partition) {
        byPartition.remove(partition);
    }

    /** Sources that this process watches. */
    public long sources() {
        return sum(Snapshot::sources);
    }

    /** Sources among them whose last poll failed, those that are gone included. */
    public long failing() {
        return sum(Snapshot::failing);
    }

    /** Sources answered at least once since the start of this process. */
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

    /** How late the latest released poll was, in milliseconds. */
    public long maxLatenessMillis() {
        return byPartition.values().stream()
                .mapToLong(Snapshot::maxLatenessMillis)
                .max()
                .orElse(0);
    }

    private long sum(ToLongFunction<Snapshot> figure) {
        return byPartition.values().stream().mapToLong(figure).sum();
    }
}
