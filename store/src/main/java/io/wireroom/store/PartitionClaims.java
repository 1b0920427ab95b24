package io.wireroom.store;

import io.wireroom.store.OffsetTable.Claiming;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Claims all requested partitions in one transaction, or no partition. */
public final class PartitionClaims {

    /** The result of a claim. */
    public sealed interface Result permits Claimed, Refused, Away {}

    /** All partitions are claimed; {@code skipped} has the offsets that retention removed, if any. */
    public record Claimed(Map<TopicPartition, Claim> claims, Map<TopicPartition, Long> skipped) implements Result {}

    /** The store was filled from another log. */
    public record Refused(String why) implements Result {}

    /** The database or the broker is not available. */
    public record Away(Exception cause) implements Result {}

    private final DataSource database;
    private final PartitionLog.Describer logs;
    private final OffsetTable offsets = new OffsetTable();

    /** Claims partitions of the described logs in this database. */
    public PartitionClaims(DataSource database, PartitionLog.Describer logs) {
        this.database = database;
        this.logs = logs;
    }

    /** Claims these partitions; voids all earlier claims. */
    public Result claim(Set<TopicPartition> partitions) {
        try {
            return claim(partitions, logs.describe(Set.copyOf(partitions)));
        } catch (KafkaException | SQLException e) {
            if (SqlFailure.of(e).mayPass()) {
                return new Away(e);
            }
            throw new IllegalStateException("cannot claim " + partitions + ": " + e.getMessage(), e);
        }
    }

    private Result claim(Set<TopicPartition> partitions, Map<TopicPartition, PartitionLog> described)
            throws SQLException {
        var ordered = new TreeSet<>(OffsetTable.ORDER);
        ordered.addAll(partitions);
        var claims = new HashMap<TopicPartition, Claim>();
        var skipped = new HashMap<TopicPartition, Long>();
        try (var connection = database.getConnection()) {
            for (var partition : ordered) {
                var log = described.get(partition);
                if (log == null) {
                    throw new IllegalStateException("no description of " + partition);
                }
                switch (offsets.claim(connection, partition, log)) {
                    case Claiming.Refused(var why) -> {
                        connection.rollback();
                        return new Refused(why);
                    }
                    case Claiming.Claimed(var claim, var gone) -> {
                        claims.put(partition, claim);
                        if (gone > 0) {
                            skipped.put(partition, gone);
                        }
                    }
                }
            }
            connection.commit();
        }
        return new Claimed(claims, skipped);
    }
}
