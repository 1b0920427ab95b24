package io.wireroom.store.query;

import io.wireroom.contract.ItemId;
import io.wireroom.contract.Topics;
import io.wireroom.contract.json.WireNamed;
import io.wireroom.store.Columns;
import io.wireroom.store.query.Ledger.Imbalance;
import io.wireroom.store.query.Ledger.Term;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads hours of the ledger from the outcomes, within the caller's transaction. */
final class LedgerReader {

    /**
     * The state of an hour.
     *
     * @param complete false while an outcome of the store is ahead of the outcome topic
     * @param idleSince the earliest last activity of an item in flight that is not overdue; null if there is none
     */
    record State(boolean complete, @Nullable Instant idleSince) {}

    /** What the outcomes of some hours give. */
    record Reading(
            NavigableMap<Instant, HourCounts> hours,
            Map<Instant, State> states,
            Map<Instant, Integer> imbalancesByHour,
            List<Imbalance> imbalances) {

        private void found(ResultSet row) throws SQLException {
            imbalancesByHour.merge(Columns.instant(row, "hour"), 1, Integer::sum);
            imbalances.add(
                    new Imbalance(new ItemId(row.getString("item")), row.getString("url"), row.getString("what")));
        }
    }

    private static final int MOST_IMBALANCES = 10_000;
    // The outcome topic under any prefix.
    private static final String OUTCOME_TOPIC = "%" + new Topics("").outcome().name();

    private LedgerReader() {}

    /**
     * A sort over all outcomes of the window needs more memory than PostgreSQL grants by default. Compiling a query over
     * many partitions takes longer than running it.
     */
    static void tune(Connection connection) throws SQLException {
        try (var setting = connection.createStatement()) {
            setting.execute("set local work_mem = '64MB'");
            setting.execute("set local jit = off");
        }
    }

    /** Reads the items discovered from a time on and before another; null for no end. */
    static Reading read(Connection connection, Instant from, @Nullable Instant to, Instant overdueBefore)
            throws SQLException {
        var reading = new Reading(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        try (var query = connection.prepareStatement(LedgerSql.between(LedgerSql.ITEMS, from, to))) {
            query.setString(1, OUTCOME_TOPIC);
            query.setObject(2, Columns.utc(overdueBefore));
            query.setObject(3, Columns.utc(overdueBefore));
            query.setInt(4, MOST_IMBALANCES);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    take(row, reading);
                }
            }
        }
        try (var query = connection.prepareStatement(LedgerSql.between(LedgerSql.ROWS, from, to))) {
            query.setInt(1, MOST_IMBALANCES);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    reading.found(row);
                }
            }
        }
        return reading;
    }

    /** The first instant whose outcomes are kept; {@link Instant#MIN} when no day was dropped. */
    static Instant droppedBefore(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(LedgerSql.DROPPED);
                var row = query.executeQuery()) {
            row.next();
            var before = Columns.instantOrNull(row, "before");
            return before == null ? Instant.MIN : before;
        }
    }

    private static void take(ResultSet row, Reading reading) throws SQLException {
        var hour = Columns.instant(row, "hour");
        var term = row.getString("term");
        if (term != null) {
            reading.hours()
                    .computeIfAbsent(hour, first -> new HourCounts())
                    .count(WireNamed.constant(Term.class, term), row.getString("reason"), row.getLong("number"));
        } else if (row.getString("item") != null) {
            reading.found(row);
        } else {
            reading.states().put(hour, new State(row.getBoolean("complete"), Columns.instantOrNull(row, "idle_since")));
        }
    }

    /** The driver writes the extremes as the infinities. */
    static OffsetDateTime utc(Instant instant) {
        return instant.equals(Instant.MIN) ? OffsetDateTime.MIN : Columns.utc(instant);
    }
}
