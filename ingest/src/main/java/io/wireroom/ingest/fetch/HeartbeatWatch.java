package io.wireroom.ingest.fetch;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Detects when the group's coordinator has been silent for too long: before the session runs out at the coordinator, and
 * another member is given our partitions, we stop working on them.
 */
final class HeartbeatWatch {

    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final Consumer<?, ?> consumer;
    private final Duration limit;
    private @Nullable Metric lastHeartbeat;
    private long lookedAt = System.nanoTime();

    HeartbeatWatch(Consumer<?, ?> consumer, Duration limit) {
        this.consumer = consumer;
        this.limit = limit;
    }

    /** Whether the last heartbeat is older than the limit; cheap enough for every turn of the loop. */
    boolean silent() {
        if (consumer.assignment().isEmpty() || System.nanoTime() - lookedAt < LOOK_EVERY_NANOS) {
            return false;
        }
        lookedAt = System.nanoTime();
        if (lastHeartbeat == null) {
            consumer.metrics().forEach((name, metric) -> {
                if (name.name().equals("last-heartbeat-seconds-ago")) {
                    lastHeartbeat = metric;
                }
            });
        }
        return lastHeartbeat != null
                && lastHeartbeat.metricValue() instanceof Double seconds
                && seconds > limit.toMillis() / 1_000.0;
    }
}
