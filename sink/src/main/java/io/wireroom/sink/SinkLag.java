package io.wireroom.sink;

import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Telemetry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the records that wait for this sink: the ends of the logs less the stored positions. The consumer's own metric
 * shows nothing while the database is away, because the consumer is paused then. Thread-safe.
 */
final class SinkLag {

    private static final Logger LOG = LoggerFactory.getLogger(SinkLag.class);

    /** Records that wait. */
    static final Metric LAG = new Metric(
            "wireroom.sink.lag",
            Metric.Type.GAUGE,
            "records",
            "topic",
            "Records of the partitions of this sink that are not stored yet, by topic; also counted while the database is"
                    + " away. NaN if Kafka has not answered for a minute.",
            "Above 0 while `wireroom_sink_rows_total` does not increase.");

    /** How often to measure. */
    static final Duration EVERY = Duration.ofSeconds(5);

    private static final Duration STALE_AFTER = Duration.ofMinutes(1);

    private final KafkaLogs logs;
    private final String group;
    private final LongSupplier nanos;
    private volatile @Nullable Measured measured;

    private record Measured(Map<String, Long> byTopic, long atNanos) {}

    SinkLag(KafkaLogs logs, String group, Collection<String> topics, Telemetry telemetry, LongSupplier nanos) {
        this.logs = logs;
        this.group = group;
        this.nanos = nanos;
        for (var topic : topics) {
            telemetry.gauge(LAG, () -> lag(topic), "topic", topic);
        }
    }

    /** All metrics, for the documentation. */
    static List<Metric> metrics() {
        return List.of(LAG);
    }

    /** Measures once; without an answer of Kafka the last figures stay, until they are too old. */
    void measure(Set<TopicPartition> assigned, Map<TopicPartition, Long> positions) {
        try {
            // Before the ends, which only grow.
            var stored = assigned.isEmpty() ? Map.<TopicPartition, Long>of() : stored(assigned, positions);
            var ends =
                    assigned.isEmpty() ? Map.<TopicPartition, Long>of() : logs.offsets(assigned, OffsetSpec.latest());
            measured = new Measured(byTopic(ends, stored), nanos.getAsLong());
        } catch (KafkaException e) {
            LOG.atDebug().setCause(e).log("Kafka did not return the ends of the logs");
        }
    }

    /** Partitions that are not claimed yet, because the database is away, have the position that Kafka knows. */
    private Map<TopicPartition, Long> stored(Set<TopicPartition> assigned, Map<TopicPartition, Long> positions) {
        var unknown = new HashSet<>(assigned);
        unknown.removeAll(positions.keySet());
        if (unknown.isEmpty()) {
            return positions;
        }
        var committed = logs.committed(group, unknown);
        var begins = logs.offsets(unknown, OffsetSpec.earliest());
        return assigned.stream().collect(Collectors.toMap(partition -> partition, partition -> {
            var position = positions.get(partition);
            return position != null
                    ? position
                    : Math.max(committed.getOrDefault(partition, 0L), begins.getOrDefault(partition, 0L));
        }));
    }

    static Map<String, Long> byTopic(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> stored) {
        return ends.entrySet().stream()
                .collect(Collectors.groupingBy(
                        end -> end.getKey().topic(),
                        Collectors.summingLong(
                                end -> Math.max(0, end.getValue() - stored.getOrDefault(end.getKey(), 0L)))));
    }

    private double lag(String topic) {
        var last = measured;
        return last == null || nanos.getAsLong() - last.atNanos() > STALE_AFTER.toNanos()
                ? Double.NaN
                : last.byTopic().getOrDefault(topic, 0L);
    }
}
