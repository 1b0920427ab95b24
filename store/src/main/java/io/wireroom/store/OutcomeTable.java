package io.wireroom.store;

import io.wireroom.contract.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One row per item, step and attempt: table {@code outcome}, in partitions by day of discovery. Writing the same outcome
 * again changes nothing. An outcome of a day that was dropped is left out. Not thread-safe.
 *
 * <p>Attempt 0, which states how the item began, keeps its first values. A row that is not an end is replaced by a later
 * outcome. An end stays; another end with the same key marks the row as contradicted. The exception is the store's own
 * step: there a stored version replaces a dead letter, and never the other way round.
 */
final class OutcomeTable {

    private static final String UPSERT = SqlConstants.fill("""
            insert into outcome as had (item, step, attempt, status, reason, is_final, at, link, url, source,
                                        discovered_at, article, version, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (item, step, attempt, discovered_at) do update set
                (status, reason, is_final, at, link, url, source, article, version, detail, contradicted) =
                (select (case when replaced then excluded.status else had.status end),
                        (case when replaced then excluded.reason else had.reason end),
                        (case when replaced then excluded.is_final else had.is_final end),
                        (case when replaced then excluded.at else had.at end),
                        (case when replaced then excluded.link else had.link end),
                        (case when replaced then excluded.url else had.url end),
                        (case when replaced then excluded.source else had.source end),
                        (case when replaced then excluded.article else had.article end),
                        (case when replaced then excluded.version else had.version end),
                        (case when replaced then excluded.detail else had.detail end),
                        not replaced
                   from (select not had.is_final
                             or (had.step = {Step.STORE} and had.status = {Status.DEAD_LETTERED} and excluded.status = {Status.STORED})
                             as replaced) as decision)
             where had.attempt > 0
               and case
                   when not had.is_final then
                       (excluded.is_final or excluded.at >= had.at)
                       and (had.status, had.reason, had.is_final, had.at, had.article, had.version, had.detail)
                           is distinct from (excluded.status, excluded.reason, excluded.is_final, excluded.at,
                                             excluded.article, excluded.version, excluded.detail)
                   when had.step = {Step.STORE} then had.status = {Status.DEAD_LETTERED} and excluded.status = {Status.STORED}
                   else
                       excluded.is_final and not had.contradicted
                       and (had.status, had.reason, had.article, had.version)
                           is distinct from (excluded.status, excluded.reason, excluded.article, excluded.version)
                   end""");

    // check_violation: PostgreSQL has no partition for the row.
    private static final String MISSING_PARTITION = "23514";

    private static final Comparator<Outcome> KEY_ORDER = Comparator.comparing(Outcome::item)
            .thenComparing(outcome -> outcome.step().wireName())
            .thenComparingInt(Outcome::attempt);

    private static final String CHANGED = "insert into ledger_change (hour) select * from unnest(?::timestamptz[])";

    private final OutcomeDays days = new OutcomeDays();

    /**
     * What was written.
     *
     * @param changed rows that are new or changed
     * @param expired outcomes that were left out, because the day of their discovery was dropped
     */
    record Written(int changed, int expired) {}

    /**
     * Writes all, in key order and for one key in the order given.
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
        var ordered = new ArrayList<>(outcomes);
        ordered.removeIf(outcome -> days.isDropped(instant(outcome, discovered)));
        ordered.sort(KEY_ORDER);
        try (var upsert = connection.prepareStatement(UPSERT)) {
            for (var outcome : ordered) {
                bind(upsert, outcome, instant(outcome, discovered));
                upsert.addBatch();
            }
            var rows = upsert.executeBatch();
            var hours = new TreeSet<Instant>();
            for (var number = 0; number < rows.length; number++) {
                if (rows[number] > 0) {
                    hours.add(instant(ordered.get(number), discovered).truncatedTo(ChronoUnit.HOURS));
                }
            }
            note(connection, hours);
            return new Written(Arrays.stream(rows).sum(), outcomes.size() - ordered.size());
        }
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

    /** The ledger reads these hours again. */
    private static void note(Connection connection, Set<Instant> hours) throws SQLException {
        if (hours.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(CHANGED)) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "timestamptz", hours.stream().map(Columns::utc).toArray()));
            insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement upsert, Outcome outcome, Instant discoveredAt) throws SQLException {
        Columns.text(upsert, 1, outcome.item().value());
        Columns.text(upsert, 2, outcome.step().wireName());
        upsert.setInt(3, outcome.attempt());
        Columns.text(upsert, 4, outcome.status().wireName());
        Columns.text(upsert, 5, outcome.reason());
        upsert.setBoolean(6, outcome.end());
        Columns.instant(upsert, 7, outcome.at());
        Columns.text(upsert, 8, outcome.link().value());
        Columns.text(upsert, 9, outcome.url());
        Columns.text(upsert, 10, outcome.source().value());
        Columns.instant(upsert, 11, discoveredAt);
        var article = outcome.article();
        Columns.text(upsert, 12, article == null ? null : article.value());
        Columns.number(upsert, 13, outcome.version());
        Columns.text(upsert, 14, outcome.detail());
    }
}
