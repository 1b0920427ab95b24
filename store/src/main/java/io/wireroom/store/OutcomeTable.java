package io.wireroom.store;

import io.wireroom.contract.Outcome;
import io.wireroom.store.StepRow.ItemKey;
import io.wireroom.store.StepRow.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of each item: table {@code outcome_item}, one row for an item with all its outcomes, in partitions by day of
 * discovery. Writing the same outcome again changes nothing; {@link StepRow#followedBy} decides between two of the same
 * step and attempt. An outcome of a day that was dropped is left out. Not thread-safe.
 */
final class OutcomeTable {

    // The view outcome has the columns of this type.
    private static final String PACKED = """
            outcome_pack(array(
                select (item, step, attempt, status, reason, is_final, at, link, url, source, discovered_at, article, version,
                        detail, contradicted, case when step = {Step.STORE} then coalesce(recorded_at, now()) end)::outcome_row
                  from unnest(?::text[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[],
                              ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::integer[], ?::text[],
                              ?::boolean[], ?::timestamptz[])
                    as r (item, step, attempt, status, reason, is_final, at, link, url, source, discovered_at, article, version,
                          detail, contradicted, recorded_at)))""";

    private static final String ADD = SqlConstants.fill("insert into outcome_item select p.* from " + PACKED + """
             p on conflict (item, discovered_at) do nothing returning outcome_text(item) as item, discovered_at""");

    private static final String REPLACE = SqlConstants.fill("insert into outcome_item select p.* from " + PACKED + """
             p on conflict (item, discovered_at) do update set
                (recorded_at, version, link, source, article, steps, ats, attempts, url, notes) =
                (excluded.recorded_at, excluded.version, excluded.link, excluded.source, excluded.article, excluded.steps,
                 excluded.ats, excluded.attempts, excluded.url, excluded.notes)""");

    private static final String LOCK = """
            select w.item, i.discovered_at from unnest(?::text[], ?::timestamptz[]) as w (item, discovered_at)
              join outcome_item i on i.item = outcome_key(w.item) and i.discovered_at = w.discovered_at
             order by i.item, i.discovered_at
               for update of i""";

    private static final String READ = """
            select o.*
              from unnest(?::text[], ?::timestamptz[]) as w (item, discovered_at)
              join outcome o on o.item_key = outcome_key(w.item) and o.discovered_at = w.discovered_at""";

    private static final String LINKS = """
            insert into outcome_link (link, url, seen)
            select outcome_key(link), min(url), max(seen) from unnest(?::text[], ?::text[], ?::date[]) as r (link, url, seen)
             group by 1 order by 1
            on conflict (link) do update set seen = excluded.seen where outcome_link.seen < excluded.seen""";

    private static final String CHANGED = "insert into ledger_change (hour) select * from unnest(?::timestamptz[])";

    // check_violation: PostgreSQL has no partition for the row.
    private static final String MISSING_PARTITION = "23514";

    private static final Comparator<ItemKey> KEY_ORDER =
            Comparator.comparing(ItemKey::item).thenComparing(ItemKey::discoveredAt);

    private final OutcomeDays days = new OutcomeDays();

    /**
     * What was written.
     *
     * @param changed outcomes that are new or changed
     * @param expired outcomes that were left out, because the day of their discovery was dropped
     */
    record Written(int changed, int expired) {}

    /**
     * Writes all, for one item in the order given.
     *
     * @param discovered the instant of discovery of each item
     */
    Written write(Connection connection, List<Outcome> outcomes, FirstDiscoveries discovered) throws SQLException {
        if (outcomes.isEmpty()) {
            return new Written(0, 0);
        }
        days.ensure(
                connection,
                outcomes.stream().map(outcome -> instant(outcome, discovered)).toList());
        var reported = new TreeMap<ItemKey, List<StepRow>>(KEY_ORDER);
        var expired = 0;
        for (var outcome : outcomes) {
            var instant = instant(outcome, discovered);
            if (days.isDropped(instant)) {
                expired++;
            } else {
                var row = StepRow.of(outcome, instant);
                reported.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row);
            }
        }
        var changed = 0;
        while (!reported.isEmpty()) {
            changed += writeOnce(connection, reported);
        }
        return new Written(changed, expired);
    }

    /** Whether the partition of an outcome was missing, so that the same transaction may succeed when it is tried again. */
    boolean lackedDay(Exception thrown) {
        var lacked = thrown instanceof SQLException sql && MISSING_PARTITION.equals(sql.getSQLState());
        if (lacked) {
            days.forget();
        }
        return lacked;
    }

    private static Instant instant(Outcome outcome, FirstDiscoveries discovered) {
        return discovered.discovered(outcome.item(), outcome.discoveredAt());
    }

    /** Leaves those items that another transaction has added at the same moment; returns how many outcomes changed. */
    private static int writeOnce(Connection connection, Map<ItemKey, List<StepRow>> reported) throws SQLException {
        var had = read(connection, reported.keySet());
        var added = new ArrayList<StepRow>();
        var replaced = new ArrayList<StepRow>();
        var changes = new LinkedHashMap<ItemKey, Integer>();
        reported.forEach((key, rows) -> {
            var item = had.getOrDefault(key, new LinkedHashMap<>());
            var changed = merge(item, rows);
            if (changed > 0) {
                changes.put(key, changed);
                (had.containsKey(key) ? replaced : added).addAll(item.values());
            }
        });
        if (changes.isEmpty()) {
            reported.clear();
            return 0;
        }
        addLinks(connection, changes.keySet(), reported);
        pack(connection, REPLACE, replaced);
        var lost = new TreeSet<>(KEY_ORDER);
        added.forEach(row -> lost.add(row.key()));
        lost.removeAll(pack(connection, ADD, added));
        changes.keySet().removeAll(lost);
        note(connection, changes.keySet());
        reported.keySet().retainAll(lost);
        return changes.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int merge(Map<Place, StepRow> item, List<StepRow> rows) {
        var changed = 0;
        for (var row : rows) {
            var had = item.get(row.place());
            var now = had == null ? row : had.followedBy(row).orElse(had);
            if (now != had) {
                item.put(row.place(), now);
                changed++;
            }
        }
        return changed;
    }

    private static Map<ItemKey, Map<Place, StepRow>> read(Connection connection, Set<ItemKey> keys)
            throws SQLException {
        // In a statement of its own: what is read afterwards has the changes of those who held the locks.
        var locked = new TreeSet<>(KEY_ORDER);
        try (var lock = connection.prepareStatement(LOCK)) {
            setKeys(connection, lock, keys);
            try (var row = lock.executeQuery()) {
                while (row.next()) {
                    locked.add(new ItemKey(row.getString("item"), Columns.instant(row, "discovered_at")));
                }
            }
        }
        if (locked.isEmpty()) {
            return Map.of();
        }
        // No others: a row that was added since is not ours to replace, and another writer may be changing it.
        try (var query = connection.prepareStatement(READ)) {
            setKeys(connection, query, locked);
            try (var row = query.executeQuery()) {
                var items = new HashMap<ItemKey, Map<Place, StepRow>>();
                while (row.next()) {
                    var step = StepRow.of(row);
                    items.computeIfAbsent(step.key(), key -> new LinkedHashMap<>())
                            .put(step.place(), step);
                }
                return items;
            }
        }
    }

    private static void setKeys(Connection connection, PreparedStatement statement, Set<ItemKey> keys)
            throws SQLException {
        var columns = new ColumnArrays<>(connection, statement, keys);
        columns.add("text", ItemKey::item);
        columns.add("timestamptz", key -> Columns.utc(key.discoveredAt()));
    }

    private static void addLinks(Connection connection, Set<ItemKey> keys, Map<ItemKey, List<StepRow>> reported)
            throws SQLException {
        var rows = keys.stream()
                .map(key -> reported.getOrDefault(key, List.of()).getFirst())
                .toList();
        try (var insert = connection.prepareStatement(LINKS)) {
            var columns = new ColumnArrays<>(connection, insert, rows);
            columns.add("text", StepRow::link);
            columns.add("text", StepRow::url);
            columns.add(
                    "date",
                    row -> row.key().discoveredAt().atOffset(ZoneOffset.UTC).toLocalDate());
            insert.executeUpdate();
        }
    }

    /** Writes whole items; returns the keys that the statement returns. */
    private static Set<ItemKey> pack(Connection connection, String sql, List<StepRow> rows) throws SQLException {
        var keys = new TreeSet<>(KEY_ORDER);
        if (rows.isEmpty()) {
            return keys;
        }
        try (var write = connection.prepareStatement(sql)) {
            setRows(connection, write, rows);
            if (write.execute()) {
                try (var row = write.getResultSet()) {
                    while (row.next()) {
                        keys.add(new ItemKey(row.getString("item"), Columns.instant(row, "discovered_at")));
                    }
                }
            }
        }
        return keys;
    }

    private static void setRows(Connection connection, PreparedStatement write, List<StepRow> rows)
            throws SQLException {
        var columns = new ColumnArrays<>(connection, write, rows);
        columns.add("text", row -> row.key().item());
        columns.add("text", row -> row.step().wireName());
        columns.add("int4", StepRow::attempt);
        columns.add("text", row -> row.status().wireName());
        columns.add("text", StepRow::reason);
        columns.add("bool", StepRow::end);
        columns.add("timestamptz", row -> Columns.utc(row.at()));
        columns.add("text", StepRow::link);
        columns.add("text", StepRow::url);
        columns.add("text", StepRow::source);
        columns.add("timestamptz", row -> Columns.utc(row.key().discoveredAt()));
        columns.add("text", StepRow::article);
        columns.add("int4", StepRow::version);
        columns.add("text", StepRow::detail);
        columns.add("bool", StepRow::contradicted);
        columns.add("timestamptz", row -> Columns.utcOrNull(row.recordedAt()));
    }

    /** The ledger reads the hours of these items again. */
    private static void note(Connection connection, Set<ItemKey> keys) throws SQLException {
        var hours = new TreeSet<Instant>();
        keys.forEach(key -> hours.add(key.discoveredAt().truncatedTo(ChronoUnit.HOURS)));
        if (hours.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(CHANGED)) {
            new ColumnArrays<>(connection, insert, hours).add("timestamptz", Columns::utc);
            insert.executeUpdate();
        }
    }
}
