package io.wireroom.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The partitions of table {@code outcome_item}: one for each day of discovery in UTC. Not thread-safe.
 *
 * <p>A day that was dropped stays dropped: its ledger is closed.
 */
final class OutcomeDays {

    /** Keeps the cache small when outcomes of many days come by, as after a rewind. */
    private static final int MOST_KNOWN = 1_000;

    private final Set<LocalDate> known = new HashSet<>();
    private Instant droppedBefore = Instant.MIN;

    static LocalDate dayOf(Instant discoveredAt) {
        return discoveredAt.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Creates the partitions of these instants that are missing, except of those days that were dropped. */
    void ensure(Connection connection, Collection<Instant> discovered) throws SQLException {
        var missing = new TreeSet<LocalDate>();
        for (var instant : discovered) {
            if (!known.contains(dayOf(instant))) {
                missing.add(dayOf(instant));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        droppedBefore = droppedBefore(connection);
        missing.removeIf(day -> isDropped(day.atStartOfDay().toInstant(ZoneOffset.UTC)));
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        for (var day : missing) {
            create(connection, day);
            known.add(day);
        }
    }

    /** Whether the day of this instant was dropped, as far as {@link #ensure} knows. */
    boolean isDropped(Instant discoveredAt) {
        return discoveredAt.isBefore(droppedBefore);
    }

    /** Forgets what is known, after a partition turned out to be missing. */
    void forget() {
        known.clear();
    }

    /** The table that holds a day. */
    static String table(LocalDate day) {
        return "outcome_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    static void create(Connection connection, LocalDate day) throws SQLException {
        try (var create = connection.prepareStatement("select outcome_day(?)")) {
            create.setObject(1, day);
            create.execute();
        }
    }

    /** The first instant whose outcomes are kept. */
    static Instant droppedBefore(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select max(before) as before from outcome_dropped");
                var row = query.executeQuery()) {
            row.next();
            var before = Columns.instantOrNull(row, "before");
            return before == null ? Instant.MIN : before;
        }
    }
}
