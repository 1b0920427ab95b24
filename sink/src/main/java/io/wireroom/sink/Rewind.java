package io.wireroom.sink;

import io.wireroom.contract.Topic;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.store.PartitionLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Resets the offsets of the sink, after Kafka was recreated or to store again what the topics still hold. A replay is
 * idempotent. A running sink loses its claims and continues from the new offsets.
 */
public final class Rewind {

    /** The offsets to set. */
    public sealed interface Target {

        /** The beginning of the logs. */
        record Earliest() implements Target {}

        /**
         * The stored offsets. A partition whose cluster or topic was recreated, or whose log has lost its end, begins
         * at the start of the log and takes over its ids.
         */
        record Stored() implements Target {}

        /** The first record that was appended at this time or later. */
        record Time(Instant from) implements Target {}
    }

    /**
     * A partition that was set.
     *
     * @param before null when nothing was stored
     * @param adopted whether the cluster or the topic has changed
     */
    public record Moved(TopicPartition partition, @Nullable Long before, long after, boolean adopted) {}

    private record Known(long nextOffset, String topicId, String clusterId) {}

    private static final String SET = """
            insert into sink_offset (topic, partition, topic_id, cluster_id, epoch, next_offset)
            values (?, ?, ?, ?, 1, ?)
            on conflict (topic, partition) do update set
                topic_id = excluded.topic_id, cluster_id = excluded.cluster_id, epoch = sink_offset.epoch + 1,
                next_offset = excluded.next_offset, caught_up_at = null, updated_at = now()""";

    private final DataSource database;
    private final KafkaLogs logs;
    private final PipelineTopics topics;

    /** Uses this migrated database and this client; the caller closes them. */
    public Rewind(DataSource database, Admin admin, PipelineTopics topics) {
        this.database = database;
        this.logs = new KafkaLogs(admin);
        this.topics = topics;
    }

    /**
     * Sets all partitions of the topics that the sink stores, in one transaction.
     *
     * @throws SQLException when the database refuses it; nothing is changed then
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer; nothing is changed then
     */
    public List<Moved> to(Target target) throws SQLException {
        var partitions =
                logs.partitions(topics.stored().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet()));
        var described = logs.describe(partitions);
        var times = target instanceof Target.Time(var from)
                ? logs.offsets(partitions, OffsetSpec.forTimestamp(from.toEpochMilli()))
                : Map.<TopicPartition, Long>of();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var moved = new ArrayList<Moved>();
                var known = known(connection);
                described.forEach((partition, log) ->
                        moved.add(move(target, partition, log, known.get(partition), times.get(partition))));
                moved.sort(Comparator.comparing((Moved one) -> one.partition().topic())
                        .thenComparingInt(one -> one.partition().partition()));
                for (var one : moved) {
                    var log = described.get(one.partition());
                    if (log != null) {
                        set(connection, one, log);
                    }
                }
                connection.commit();
                return List.copyOf(moved);
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static Moved move(
            Target target, TopicPartition partition, PartitionLog log, @Nullable Known known, @Nullable Long atTime) {
        var same = known != null
                && known.topicId().equals(log.topicId())
                && known.clusterId().equals(log.clusterId());
        var after = switch (target) {
            case Target.Earliest() -> log.begin();
            // A log that ends before our offset was cut and may have grown again: only a full replay is safe.
            case Target.Stored() ->
                same && known != null && known.nextOffset() <= log.end()
                        ? Math.max(known.nextOffset(), log.begin())
                        : log.begin();
            // No record is that new, so only future records are read.
            case Target.Time(var from) -> atTime == null || atTime < 0 ? log.end() : atTime;
        };
        return new Moved(partition, known == null ? null : known.nextOffset(), after, known != null && !same);
    }

    private static Map<TopicPartition, Known> known(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(
                        "select topic, partition, next_offset, topic_id, cluster_id from sink_offset for update");
                var row = query.executeQuery()) {
            var all = new HashMap<TopicPartition, Known>();
            while (row.next()) {
                all.put(
                        new TopicPartition(row.getString("topic"), row.getInt("partition")),
                        new Known(row.getLong("next_offset"), row.getString("topic_id"), row.getString("cluster_id")));
            }
            return all;
        }
    }

    private static void set(Connection connection, Moved moved, PartitionLog log) throws SQLException {
        try (var set = connection.prepareStatement(SET)) {
            set.setString(1, moved.partition().topic());
            set.setInt(2, moved.partition().partition());
            set.setString(3, log.topicId());
            set.setString(4, log.clusterId());
            set.setLong(5, moved.after());
            set.executeUpdate();
        }
    }
}
