package io.wireroom.store.query;

import io.wireroom.store.Columns;
import io.wireroom.store.query.LedgerReader.Reading;
import io.wireroom.store.query.LedgerReader.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps the sums of the ledger by hour: tables {@code ledger_hour} and {@code ledger_sum}. Only hours that changed are
 * read again, by one process at a time.
 */
public final class LedgerSums {

    /** The result of one step. */
    public sealed interface Update {

        /** All hours that were due have been read. */
        record Done() implements Update {}

        /** Some hours have been read, and more are due. */
        record More(int hours) implements Update {}

        /** Another process reads them at the moment. */
        record Elsewhere() implements Update {}
    }

    /**
     * What the sums give.
     *
     * @param imbalances of the window
     * @param age since all changed hours had been read; empty if that was never
     */
    public record Gauge(long imbalances, Optional<Duration> age) {}

    /** One transaction reads a day at most, so that it ends within the time-out of a statement for each hour. */
    private static final int HOURS_AT_ONCE = 24;

    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('wireroom ledger'))";
    // Of other transactions, a snapshot shows no changes: those remain.
    private static final String FORGET_CHANGES = "delete from ledger_change where hour = any(?)";
    private static final String FORGET_SUMS = "delete from ledger_sum where hour = any(?)";
    private static final String ADD_SUM =
            "insert into ledger_sum (hour, term, reason, number) values (?, ?, coalesce(?, ''), ?)";
    private static final String SET_HOUR = """
            insert into ledger_hour (hour, imbalances, complete, idle_since, read_at) values (?, ?, ?, ?, ?)
            on conflict (hour) do update set
                imbalances = excluded.imbalances, complete = excluded.complete, idle_since = excluded.idle_since,
                read_at = excluded.read_at""";
    private static final String GAUGE = """
            select (select coalesce(sum(imbalances), 0) from ledger_hour where hour >= ?) as imbalances,
                   (select extract(epoch from clock_timestamp() - max(read_at)) from ledger_state) as age""";

    private LedgerSums() {}

    /**
     * Reads hours that are due, newest first: a day at most. Call it until it is done.
     *
     * @param deadline how long an item may be without an end after its last release or {@code waiting}
     * @param now the time that the deadline is counted to
     */
    public static Update update(DataSource database, Duration deadline, Instant now) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var isolation = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                var done = locked(connection) ? readDue(connection, now.minus(deadline), now) : new Update.Elsewhere();
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setTransactionIsolation(isolation);
            }
        }
    }

    /** The imbalances of the hours since then, and the age of the sums. */
    public static Gauge gauge(DataSource database, Instant since) throws SQLException {
        return Snapshot.of(database, connection -> {
            try (var query = connection.prepareStatement(GAUGE)) {
                query.setObject(1, Columns.utc(since.truncatedTo(ChronoUnit.HOURS)));
                try (var row = query.executeQuery()) {
                    row.next();
                    var seconds = row.getDouble("age");
                    var age = row.wasNull()
                            ? Optional.<Duration>empty()
                            : Optional.of(Duration.ofMillis(Math.round(Math.max(0, seconds) * 1_000)));
                    return new Gauge(row.getLong("imbalances"), age);
                }
            }
        });
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(LOCK)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Update readDue(Connection connection, Instant overdueBefore, Instant now) throws SQLException {
        LedgerReader.tune(connection);
        forgetDropped(connection);
        var due = due(connection, overdueBefore, now);
        for (var hour : due) {
            var reading = LedgerReader.read(connection, hour, hour.plus(1, ChronoUnit.HOURS), overdueBefore);
            store(connection, hour, reading, now);
        }
        forget(connection, FORGET_CHANGES, due);
        if (due.size() == HOURS_AT_ONCE) {
            return new Update.More(due.size());
        }
        try (var state = connection.createStatement()) {
            state.execute("delete from ledger_state");
            state.execute("insert into ledger_state (read_at) values (clock_timestamp())");
        }
        return new Update.Done();
    }

    private static List<Instant> due(Connection connection, Instant overdueBefore, Instant now) throws SQLException {
        try (var query = connection.prepareStatement(LedgerSql.DUE)) {
            query.setObject(1, Columns.utc(overdueBefore));
            query.setObject(2, LedgerReader.utc(LedgerReader.droppedBefore(connection)));
            query.setObject(3, Columns.utc(now));
            query.setObject(4, Columns.utc(now));
            query.setInt(5, HOURS_AT_ONCE);
            try (var row = query.executeQuery()) {
                var hours = new ArrayList<Instant>();
                while (row.next()) {
                    hours.add(Columns.instant(row, "hour"));
                }
                return hours;
            }
        }
    }

    private static void store(Connection connection, Instant hour, Reading reading, Instant now) throws SQLException {
        forget(connection, FORGET_SUMS, List.of(hour));
        var counts = reading.hours().getOrDefault(hour, new HourCounts());
        try (var add = connection.prepareStatement(ADD_SUM)) {
            counts.forEach((term, reason, number) -> {
                add.setObject(1, Columns.utc(hour));
                add.setString(2, term.wireName());
                add.setString(3, reason);
                add.setLong(4, number);
                add.addBatch();
            });
            add.executeBatch();
        }
        var state = reading.states().getOrDefault(hour, new State(true, null));
        try (var set = connection.prepareStatement(SET_HOUR)) {
            set.setObject(1, Columns.utc(hour));
            set.setInt(2, reading.imbalancesByHour().getOrDefault(hour, 0));
            set.setBoolean(3, state.complete());
            var idleSince = state.idleSince();
            set.setObject(4, idleSince == null ? null : Columns.utc(idleSince), Types.TIMESTAMP_WITH_TIMEZONE);
            set.setObject(5, Columns.utc(now));
            set.executeUpdate();
        }
    }

    /** What was removed after its retention was noted as a change, too. */
    private static void forgetDropped(Connection connection) throws SQLException {
        try (var delete = connection.prepareStatement("delete from ledger_change where hour < ?")) {
            delete.setObject(1, LedgerReader.utc(LedgerReader.droppedBefore(connection)));
            delete.executeUpdate();
        }
    }

    private static void forget(Connection connection, String sql, List<Instant> hours) throws SQLException {
        try (var delete = connection.prepareStatement(sql)) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "timestamptz", hours.stream().map(Columns::utc).toArray()));
            delete.executeUpdate();
        }
    }
}
