package io.wireroom.store.query;

import io.wireroom.contract.ItemId;
import io.wireroom.contract.Topics;
import io.wireroom.contract.WireNamed;
import io.wireroom.store.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
 * @param imbalances at most 20,000; empty when the ledger balances
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
            return stored + unchanged + duplicate + sum(rejected) + sum(notFetched) + deadLettered + inFlight;
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
        IN_FLIGHT,
        WAITING
    }

    private static final int MOST_IMBALANCES = 10_000;
    // The outcome topic under any prefix.
    private static final String OUTCOME_TOPIC = "%" + new Topics("").outcome().name();

    /**
     * Reads the ledger.
     *
     * @param since items discovered, and versions stored, at this time or later
     * @param deadline how long an item may be without an end after its last release or {@code waiting}
     * @param now the time that the deadline is counted to
     */
    public static Ledger read(DataSource database, Instant since, Duration deadline, Instant now) throws SQLException {
        return Snapshot.of(database, connection -> {
            try (var memory = connection.createStatement()) {
                // One sort over all outcomes of the window.
                memory.execute("set local work_mem = '64MB'");
            }
            var hours = new TreeMap<Instant, HourCount>();
            var imbalances = new ArrayList<Imbalance>();
            readItems(connection, since, now.minus(deadline), hours, imbalances);
            readRows(connection, since, imbalances);
            return new Ledger(
                    since,
                    now,
                    hours.entrySet().stream()
                            .map(entry -> entry.getValue().toHour(entry.getKey()))
                            .toList(),
                    imbalances);
        });
    }

    /** Whether nothing is missing and nothing is twice. */
    public boolean balanced() {
        return imbalances.isEmpty() && hours.stream().allMatch(hour -> hour.came() == hour.accounted());
    }

    /** All hours together; its hour is {@link #since}. */
    public Hour total() {
        var all = new HourCount();
        hours.forEach(all::add);
        return all.toHour(since);
    }

    private static void readItems(
            Connection connection,
            Instant since,
            Instant overdueBefore,
            TreeMap<Instant, HourCount> hours,
            List<Imbalance> imbalances)
            throws SQLException {
        try (var query = connection.prepareStatement(LedgerSql.ITEMS)) {
            query.setString(1, OUTCOME_TOPIC);
            query.setObject(2, Columns.utc(since));
            query.setObject(3, Columns.utc(since));
            query.setObject(4, Columns.utc(overdueBefore));
            query.setInt(5, MOST_IMBALANCES);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var item = row.getString("item");
                    if (item == null) {
                        hours.computeIfAbsent(Columns.instant(row, "hour"), hour -> new HourCount())
                                .count(
                                        WireNamed.constant(Term.class, row.getString("term")),
                                        row.getString("reason"),
                                        row.getLong("number"));
                    } else {
                        imbalances.add(new Imbalance(new ItemId(item), row.getString("url"), row.getString("what")));
                    }
                }
            }
        }
    }

    private static void readRows(Connection connection, Instant since, List<Imbalance> imbalances) throws SQLException {
        try (var query = connection.prepareStatement(LedgerSql.ROWS)) {
            query.setObject(1, Columns.utc(since));
            query.setObject(2, Columns.utc(since));
            query.setObject(3, Columns.utc(since));
            query.setInt(4, MOST_IMBALANCES);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    imbalances.add(new Imbalance(
                            new ItemId(row.getString("item")), row.getString("url"), row.getString("what")));
                }
            }
        }
    }

    /** Terms of one hour while they are read. */
    private static final class HourCount {

        private final Map<Term, Long> plain = new EnumMap<>(Term.class);
        private final TreeMap<String, Long> rejected = new TreeMap<>();
        private final TreeMap<String, Long> notFetched = new TreeMap<>();

        void count(Term term, @Nullable String reason, long number) {
            switch (term) {
                case REJECTED -> rejected.merge(String.valueOf(reason), number, Long::sum);
                case NOT_FETCHED -> notFetched.merge(String.valueOf(reason), number, Long::sum);
                default -> plain.merge(term, number, Long::sum);
            }
        }

        void add(Hour hour) {
            count(Term.DISCOVERED, null, hour.discovered());
            count(Term.REVISITS, null, hour.revisits());
            count(Term.STORED, null, hour.stored());
            count(Term.UNCHANGED, null, hour.unchanged());
            count(Term.DUPLICATE, null, hour.duplicate());
            hour.rejected().forEach((reason, number) -> count(Term.REJECTED, reason, number));
            hour.notFetched().forEach((reason, number) -> count(Term.NOT_FETCHED, reason, number));
            count(Term.DEAD_LETTERED, null, hour.deadLettered());
            count(Term.IN_FLIGHT, null, hour.inFlight());
            count(Term.WAITING, null, hour.waiting());
        }

        Hour toHour(Instant hour) {
            return new Hour(
                    hour,
                    of(Term.DISCOVERED),
                    of(Term.REVISITS),
                    of(Term.STORED),
                    of(Term.UNCHANGED),
                    of(Term.DUPLICATE),
                    rejected,
                    notFetched,
                    of(Term.DEAD_LETTERED),
                    of(Term.IN_FLIGHT),
                    of(Term.WAITING));
        }

        private long of(Term term) {
            return plain.getOrDefault(term, 0L);
        }
    }
}
