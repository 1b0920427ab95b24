package io.wireroom.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Removes what is older than its retention, and creates the partitions of the days to come. Several processes may do so at
 * the same time; each method is a transaction or several, and a crash between them loses nothing.
 */
public final class Pruning {

    /** What one round removed. */
    public record Removed(int days, int versions, int articles) {}

    /** A source announces an item again for 64 days at most: by then its id has changed. */
    private static final Duration ANNOUNCED_AGAIN = Duration.ofDays(70);

    private static final int DAYS_AHEAD = 2;
    private static final int ROWS_AT_ONCE = 1_000;

    // A day is dropped between two batches of the sink; while a dump holds the table, the next round tries again.
    private static final String LOCK_LIMIT = "set local lock_timeout = '3s'";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String DAYS = """
            select to_date(substr(relname, 9), 'YYYYMMDD') as day
              from pg_inherits join pg_class on oid = inhrelid
             where inhparent = 'outcome_item'::regclass order by 1""";

    private static final String UNREAD = """
            select exists (select from ledger_change where hour >= ? and hour < ?)""";

    private static final String OLD_VERSIONS = """
            delete from article_version
             where ctid = any(array(
                select v.ctid from article_version v join newest_article a using (id)
                 where v.stored_at < ? and v.version <> a.version limit ?))""";

    private static final String OLD_ARTICLES = """
            with old as (select id from newest_article where observed_at < ? order by observed_at limit ?),
            gone as (delete from newest_article a using old where a.id = old.id returning a.id),
            versions as (delete from article_version v using old where v.id = old.id),
            todo as (delete from article_search_todo t using old where t.id = old.id),
            searched as (delete from article_search s using old where s.id = old.id),
            grouped as (delete from article_group g using old where g.article = old.id)
            select count(*) from gone""";

    private static final String FORGET_STORIES = "delete from story where last_seen_at < ?";

    private static final String FORGET_ANNOUNCEMENTS = "delete from announcement where discovered_at < ?";

    // Of the days that were dropped, and not of those that only should be.
    private static final String FORGET_LINKS = """
            delete from outcome_link
             where seen < (least(?, (select max(before) from outcome_dropped)) at time zone 'UTC')::date
               and exists (select from outcome_dropped)""";

    private Pruning() {}

    /** Creates the partitions of today and the next days, so that no batch has to. */
    public static void prepareDays(DataSource database, Instant now) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var today = OutcomeDays.dayOf(now);
            for (var day = today; !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
                OutcomeDays.create(connection, day);
            }
            connection.commit();
        }
    }

    /**
     * Removes what is older than its retention. A day whose ledger has hours that were not read since they changed stays
     * until they are.
     *
     * @param now by the database's clock: a wrong clock of this process must not remove anything
     */
    public static Removed prune(DataSource database, Retention retention, Instant now) throws SQLException {
        var days = 0;
        var keptFrom = now.minus(retention.outcomes()).truncatedTo(ChronoUnit.DAYS);
        for (var day : days(database)) {
            if (day.isBefore(OutcomeDays.dayOf(keptFrom)) && drop(database, day)) {
                days++;
            }
        }
        var versions = 0;
        var ofVersions = retention.versions();
        if (ofVersions != null) {
            var before = now.minus(ofVersions).truncatedTo(ChronoUnit.DAYS);
            versions = untilNothingIsLeft(() -> delete(database, OLD_VERSIONS, before));
        }
        var articles = 0;
        var ofArticles = retention.articles();
        if (ofArticles != null) {
            var before = now.minus(ofArticles).truncatedTo(ChronoUnit.DAYS);
            articles = untilNothingIsLeft(() -> deleteArticles(database, before));
            forget(database, FORGET_STORIES, before);
        }
        forget(database, FORGET_ANNOUNCEMENTS, now.minus(longer(ANNOUNCED_AGAIN, retention.outcomes())));
        forget(database, FORGET_LINKS, keptFrom);
        return new Removed(days, versions, articles);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static List<LocalDate> days(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.createStatement();
                var row = query.executeQuery(DAYS)) {
            var days = new ArrayList<LocalDate>();
            while (row.next()) {
                days.add(row.getObject("day", LocalDate.class));
            }
            connection.rollback();
            return days;
        }
    }

    private static boolean drop(DataSource database, LocalDate day) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(LOCK_LIMIT);
                statement.execute("drop table " + OutcomeDays.table(day));
                // After the lock: a batch that added a row before has noted its hour.
                if (isUnread(connection, day)) {
                    connection.rollback();
                    return false;
                }
                noteDropped(connection, day.plusDays(1));
                connection.commit();
                return true;
            } catch (SQLException e) {
                connection.rollback();
                if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        }
    }

    private static boolean isUnread(Connection connection, LocalDate day) throws SQLException {
        try (var query = connection.prepareStatement(UNREAD)) {
            query.setObject(1, day.atStartOfDay().atOffset(ZoneOffset.UTC));
            query.setObject(2, day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
            try (var row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void noteDropped(Connection connection, LocalDate keptFrom) throws SQLException {
        var before = keptFrom.atStartOfDay().toInstant(ZoneOffset.UTC);
        if (OutcomeDays.droppedBefore(connection).isBefore(before)) {
            try (var forget = connection.createStatement();
                    var insert = connection.prepareStatement("insert into outcome_dropped (before) values (?)")) {
                forget.execute("delete from outcome_dropped");
                insert.setObject(1, Columns.utc(before));
                insert.executeUpdate();
            }
        }
    }

    /** A step of a removal. */
    @FunctionalInterface
    private interface Removal {
        int run() throws SQLException;
    }

    private static int untilNothingIsLeft(Removal step) throws SQLException {
        var all = 0;
        var removed = ROWS_AT_ONCE;
        while (removed == ROWS_AT_ONCE) {
            removed = step.run();
            all += removed;
        }
        return all;
    }

    private static int delete(DataSource database, String sql, Instant before) throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            delete.setObject(1, Columns.utc(before));
            delete.setInt(2, ROWS_AT_ONCE);
            var removed = delete.executeUpdate();
            connection.commit();
            return removed;
        }
    }

    private static int deleteArticles(DataSource database, Instant before) throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(OLD_ARTICLES)) {
            connection.setAutoCommit(false);
            delete.setObject(1, Columns.utc(before));
            delete.setInt(2, ROWS_AT_ONCE);
            try (var row = delete.executeQuery()) {
                row.next();
                var removed = row.getInt(1);
                connection.commit();
                return removed;
            }
        }
    }

    private static void forget(DataSource database, String sql, Instant before) throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            delete.setObject(1, Columns.utc(before));
            delete.executeUpdate();
            connection.commit();
        }
    }
}
