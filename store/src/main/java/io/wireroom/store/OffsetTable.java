package io.wireroom.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The next offset and the owner of each partition: table {@code sink_offset}. The offset is stored in the transaction
 * of the rows, so it decides; the offsets in Kafka are for lag displays only. Stateless; each method works within the
 * caller's transaction.
 */
final class OffsetTable {

    /** The order in which every writer locks rows, so that two writers never deadlock. */
    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /** The result of a claim. */
    public sealed interface Claiming {

        /**
         * The partition is claimed. Retention removed {@code skipped} offsets before they were read. The claim is still
         * granted, because a stop would not restore them, but the caller must report it as an error.
         */
        record Claimed(Claim claim, long skipped) implements Claiming {}

        /**
         * The stored offset belongs to another log: the cluster or the topic was recreated, or the log lost its end.
         */
        record Refused(String why) implements Claiming {}
    }

    private static final String INSERT = """
            insert into sink_offset (topic, partition, topic_id, cluster_id, epoch, next_offset)
            values (?, ?, ?, ?, 0, ?)
            on conflict (topic, partition) do nothing""";

    private static final String READ = """
            select topic_id, cluster_id, next_offset from sink_offset where topic = ? and partition = ? for update""";

    private static final String CLAIM = """
            update sink_offset set epoch = epoch + 1, next_offset = ?, updated_at = now()
             where topic = ? and partition = ?
            returning epoch""";

    private static final String ADVANCE = """
            update sink_offset set next_offset = ?, updated_at = now(), caught_up_at = coalesce(?, caught_up_at)
             where topic = ? and partition = ? and epoch = ? and next_offset = ?""";

    /** Claims a partition and voids older claims. A partition that was never read begins at its log's start. */
    public Claiming claim(Connection connection, TopicPartition partition, PartitionLog log) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, partition.topic());
            insert.setInt(2, partition.partition());
            insert.setString(3, log.topicId());
            insert.setString(4, log.clusterId());
            insert.setLong(5, log.begin());
            insert.executeUpdate();
        }
        try (var read = connection.prepareStatement(READ)) {
            read.setString(1, partition.topic());
            read.setInt(2, partition.partition());
            try (var row = read.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no offset row for " + partition);
                }
                var stored = row.getLong("next_offset");
                if (!row.getString("cluster_id").equals(log.clusterId())) {
                    return new Claiming.Refused("the store was filled from Kafka cluster " + row.getString("cluster_id")
                            + ", this is cluster " + log.clusterId());
                }
                if (!row.getString("topic_id").equals(log.topicId())) {
                    return new Claiming.Refused("topic " + partition.topic() + " was created again (id " + log.topicId()
                            + ", the store has " + row.getString("topic_id") + ")");
                }
                if (stored > log.end()) {
                    return new Claiming.Refused("the store has read " + partition + " up to " + stored
                            + ", but its log ends at " + log.end() + ": the log has lost records");
                }
                var next = Math.max(stored, log.begin());
                return new Claiming.Claimed(new Claim(raise(connection, partition, next), next), next - stored);
            }
        }
    }

    private static long raise(Connection connection, TopicPartition partition, long next) throws SQLException {
        try (var update = connection.prepareStatement(CLAIM)) {
            update.setLong(1, next);
            update.setString(2, partition.topic());
            update.setInt(3, partition.partition());
            try (var row = update.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no offset row for " + partition);
                }
                return row.getLong(1);
            }
        }
    }

    /**
     * Stores the next offsets of claimed partitions. Returns the partitions that are no longer claimed; the caller then
     * rolls back.
     *
     * @param next the offset to store, by partition
     * @param caughtUpAt when these were the logs' ends, by the database's clock; null if unknown
     */
    Set<TopicPartition> advance(
            Connection connection,
            Map<TopicPartition, Claim> claims,
            Map<TopicPartition, Long> next,
            @Nullable Instant caughtUpAt)
            throws SQLException {
        var lost = new TreeSet<>(ORDER);
        var ordered = new TreeMap<TopicPartition, Long>(ORDER);
        ordered.putAll(next);
        try (var update = connection.prepareStatement(ADVANCE)) {
            for (var entry : ordered.entrySet()) {
                var claim = claims.get(entry.getKey());
                if (claim == null) {
                    lost.add(entry.getKey());
                    continue;
                }
                update.setLong(1, entry.getValue());
                update.setObject(2, caughtUpAt == null ? null : Columns.utc(caughtUpAt), Types.TIMESTAMP_WITH_TIMEZONE);
                update.setString(3, entry.getKey().topic());
                update.setInt(4, entry.getKey().partition());
                update.setLong(5, claim.epoch());
                update.setLong(6, claim.nextOffset());
                if (update.executeUpdate() == 0) {
                    lost.add(entry.getKey());
                }
            }
        }
        return lost;
    }

    /** The time by the database's clock, which {@code caught_up_at} and {@code recorded_at} use. */
    Instant now(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select clock_timestamp()");
                var row = query.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
