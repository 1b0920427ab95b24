package io.wireroom.store.query;

import io.wireroom.contract.ItemId;
import io.wireroom.contract.json.WireNamed;
import io.wireroom.store.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The ledger: the discovered items, their outcomes, and every item for which the two do not agree.
 *
 * @param since hours of discovery from here on
 * @param asOf the time of the query
 * @param hours oldest first; hours without a discovery are left out
 * @param imbalances empty when the ledger balances
 */
public record Ledger(Instant since, Instant asOf, List<Hour> hours, List<Imbalance> imbalances) {

    public Ledger {
        hours = List.copyOf(hours);
        imbalances = List.copyOf(imbalances);
    }

    /**
     * An item whose rows contradict each other or are incomplete.
     *
     * @param url its link as announced, or the article's address where no outcome is left
     * @param what describes the fault, for people
     */
    public record Imbalance(ItemId item, String url, String what) {}

    /**
     * The items discovered in one hour. Each term is counted; none is computed by subtraction.
     *
     * @param hour its beginning
     * @param stored items that ended in a stored version, a cancelled one among them
     * @param rejected by reason
     * @param notFetched by reason
     * @param erased items whose article an operator has erased
     * @param inFlight items without an end
     * @param waiting items in flight that wait in the polite backlog
     */
    public record Hour(
            Instant hour,
            long discovered,
            long revisits,
            long stored,
            long unchanged,
            long duplicate,
            SortedMap<String, Long> rejected,
            SortedMap<String, Long> notFetched,
            long deadLettered,
            long erased,
            long inFlight,
            long waiting) {

        public Hour {
            rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
            notFetched = Collections.unmodifiableSortedMap(new TreeMap<>(notFetched));
        }

        /** New items: {@code discovered + revisits}. */
        public long came() {
            return discovered + revisits;
        }

        /** Items accounted for: the sum of all ends and of those in flight. */
        public long accounted() {
            return stored + unchanged + duplicate + sum(rejected) + sum(notFetched) + deadLettered + erased + inFlight;
        }

        private static long sum(SortedMap<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What an item of an hour is counted as; the queries name their terms by these. */
    enum Term implements WireNamed {
        DISCOVERED,
        REVISITS,
        STORED,
        UNCHANGED,
        DUPLICATE,
        REJECTED,
        NOT_FETCHED,
        DEAD_LETTERED,
        ERASED,
        IN_FLIGHT,
        WAITING
    }

    /**
     * Reads the ledger: the sums of the hours that have not changed since they were read, the others from their outcomes.
     *
     * @param since items discovered at this time or later
     * @param deadline how long an item may be without an end after its last release or {@code waiting}
     * @param now the time that the deadline is counted to
     */
    public static Ledger read(DataSource database, Instant since, Duration deadline, Instant now) throws SQLException {
        return Snapshot.of(database, connection -> {
            LedgerReader.tune(connection);
            var overdueBefore = now.minus(deadline);
            var kept = LedgerReader.droppedBefore(connection);
            var hours = settled(connection, firstWholeHour(since), kept, overdueBefore);
            var imbalances = new ArrayList<Imbalance>();
            for (var range : others(hours.keySet(), since.isBefore(kept) ? kept : since)) {
                var reading = LedgerReader.read(connection, range.from(), range.to(), overdueBefore);
                hours.putAll(reading.hours());
                imbalances.addAll(reading.imbalances());
            }
            return new Ledger(
                    since,
                    now,
                    hours.entrySet().stream()
                            .map(entry -> entry.getValue().toHour(entry.getKey()))
                            .filter(hour -> hour.came() > 0 || hour.accounted() > 0)
                            .toList(),
                    imbalances);
        });
    }

    private record Range(Instant from, @Nullable Instant to) {}

    private static Instant firstWholeHour(Instant since) {
        var hour = since.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(since) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    private static TreeMap<Instant, HourCounts> settled(
            Connection connection, Instant from, Instant kept, Instant overdueBefore) throws SQLException {
        try (var query = connection.prepareStatement(LedgerSql.SETTLED)) {
            query.setObject(1, Columns.utc(from));
            query.setObject(2, LedgerReader.utc(kept));
            query.setObject(3, Columns.utc(overdueBefore));
            try (var row = query.executeQuery()) {
                var hours = new TreeMap<Instant, HourCounts>();
                while (row.next()) {
                    var counts = hours.computeIfAbsent(Columns.instant(row, "hour"), hour -> new HourCounts());
                    var term = row.getString("term");
                    if (term != null) {
                        counts.count(
                                WireNamed.constant(Term.class, term), row.getString("reason"), row.getLong("number"));
                    }
                }
                return hours;
            }
        }
    }

    /** The time from an instant on, without these hours. */
    private static List<Range> others(Iterable<Instant> hours, Instant from) {
        var ranges = new ArrayList<Range>();
        var cursor = from;
        for (var hour : hours) {
            if (hour.isBefore(from)) {
                continue;
            }
            if (cursor.isBefore(hour)) {
                ranges.add(new Range(cursor, hour));
            }
            cursor = hour.plus(1, ChronoUnit.HOURS);
        }
        ranges.add(new Range(cursor, null));
        return ranges;
    }

    /** Whether nothing is missing and nothing is twice. */
    public boolean balanced() {
        return imbalances.isEmpty() && hours.stream().allMatch(hour -> hour.came() == hour.accounted());
    }

    /** All hours together; its hour is {@link #since}. */
    public Hour total() {
        var all = new HourCounts();
        hours.forEach(all::add);
        return all.toHour(since);
    }
}
