package io.wireroom.store.query;

import io.wireroom.contract.Status;
import io.wireroom.store.SqlConstants;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The totals of the whole store: of all articles, and of the outcomes that are kept.
 *
 * @param sources that announced anything
 * @param links known
 * @param pagesFetched answers with a page, revisits among them
 * @param articles stored
 * @param versions of them
 * @param copies articles that are copies of another one
 * @param stories with two articles or more
 * @param unchanged fetches that found the article unchanged
 * @param duplicates announcements of a link that already has an item
 * @param rejected pages that are not an article, by reason
 * @param notFetched links without a page, by reason
 * @param deadLettered items that could not be processed
 * @param erased items whose article was erased
 * @param stored items that ended in a stored version
 */
public record Summary(
        long sources,
        long links,
        long pagesFetched,
        long articles,
        long versions,
        long copies,
        long stories,
        long unchanged,
        long duplicates,
        SortedMap<String, Long> rejected,
        SortedMap<String, Long> notFetched,
        long deadLettered,
        long erased,
        long stored) {

    public Summary {
        rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
        notFetched = Collections.unmodifiableSortedMap(new TreeMap<>(notFetched));
    }

    /** Reads the current totals. */
    public static Summary read(DataSource database) throws SQLException {
        return Snapshot.of(database, Summary::read);
    }

    private static Summary read(Connection connection) throws SQLException {
        return new Summary(
                count(connection, "select count(distinct source) from outcome_item"),
                count(connection, "select count(distinct link) from outcome_item"),
                count(
                        connection,
                        SqlConstants.fill(
                                "select count(*) from outcome where step = {Step.FETCH} and status = {Status.FETCHED}")),
                count(connection, "select count(*) from article"),
                count(connection, "select count(*) from article_version"),
                count(connection, "select count(*) from article_group where copy_of is not null"),
                count(connection, "select count(*) from story where merged_into is null"),
                ended(connection, Status.UNCHANGED),
                ended(connection, Status.DUPLICATE),
                reasons(connection, Status.REJECTED),
                reasons(connection, Status.NOT_FETCHED),
                ended(connection, Status.DEAD_LETTERED),
                ended(connection, Status.ERASED),
                ended(connection, Status.STORED));
    }

    private static long ended(Connection connection, Status status) throws SQLException {
        return count(
                connection,
                "select count(distinct item) from outcome where is_final and status = '" + status.wireName() + "'");
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var query = connection.prepareStatement(sql);
                var row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static SortedMap<String, Long> reasons(Connection connection, Status status) throws SQLException {
        try (var query = connection.prepareStatement("""
                select coalesce(reason, 'unknown'), count(distinct item) from outcome
                 where is_final and status = ? group by 1""")) {
            query.setString(1, status.wireName());
            try (var row = query.executeQuery()) {
                var counts = new TreeMap<String, Long>();
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
                return counts;
            }
        }
    }
}
