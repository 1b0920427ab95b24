package io.wireroom.store;

import io.wireroom.contract.Erased;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Erases articles from the store: every row that holds something of them. What became of their items stays, with the
 * status {@code erased} in place of {@code stored}. An article that must not return is noted, so that a version that
 * arrives late is refused. To erase the same again changes nothing.
 */
public final class Erasure {

    /** Rows removed or changed, by the name of what held them. */
    public record Removed(Map<String, Integer> rows) {

        public Removed {
            rows = new LinkedHashMap<>(rows);
        }

        /** Both together. */
        public Removed plus(Removed other) {
            var sum = new LinkedHashMap<>(rows);
            other.rows.forEach((name, number) -> sum.merge(name, number, Integer::sum));
            return new Removed(sum);
        }
    }

    /**
     * The places that hold something of articles, in the order of erasure. The queue of the search index comes first: an
     * indexer that works on an article holds the lock of its row, so its entry of the index is seen afterwards.
     * Stories find their articles by the groups, which come last.
     */
    static final List<ArticleHolding> HOLDINGS = List.of(
            ArticleHolding.rows("article_search_todo", "id"),
            ArticleHolding.rows("newest_article", "id"),
            ArticleHolding.rows("article_version", "id"),
            ArticleHolding.rows("article_search", "id"),
            StoryTable.HOLDING,
            ArticleHolding.rows("article_group", "article"));

    private static final String OUTCOMES = "outcome";

    /** A deadlock with the sink or with retention ends one of the two. */
    private static final int TRIES = 5;

    // The view's trigger notes the hour.
    private static final String END_AS_ERASED = SqlConstants.fill("""
            update outcome set status = {Status.ERASED}, reason = null, at = ?, detail = ?
             where item_key in (select * from outcome_items_of(array[outcome_key(?)]))
               and article = ? and step = {Step.STORE} and status = {Status.STORED}""");

    private static final String NOTE = """
            insert into erased_article (id, erased_at, erased_by, reason, site) values (?, ?, ?, ?, ?)
            on conflict (id) do update set
                erased_at = excluded.erased_at, erased_by = excluded.erased_by, reason = excluded.reason,
                site = excluded.site
             where erased_article.erased_at < excluded.erased_at""";

    private static final String FORGET_NOTE = "delete from erased_article where id = ?";

    private static final String NOTED = "select id, erased_at, erased_by, reason from erased_article where id = any(?)";

    private Erasure() {}

    /** Erases these articles in a transaction of its own. Call it with some hundred at most. */
    public static Removed run(DataSource database, Collection<Erased> erasures) throws SQLException {
        for (var attempt = 1; ; attempt++) {
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                Database.limitStatements(connection);
                try {
                    var removed = apply(connection, erasures);
                    connection.commit();
                    return removed;
                } catch (SQLException e) {
                    connection.rollback();
                    if (attempt == TRIES || !String.valueOf(e.getSQLState()).startsWith("40")) {
                        throw e;
                    }
                }
            }
        }
    }

    /** Erases these articles in the caller's transaction. */
    static Removed apply(Connection connection, Collection<Erased> erasures) throws SQLException {
        // In the order of the sink's locks.
        var byId = new TreeMap<String, Erased>();
        erasures.forEach(erasure -> byId.put(PgText.clean(erasure.id()), erasure));
        if (byId.isEmpty()) {
            return new Removed(Map.of());
        }
        note(connection, byId);
        var rows = new LinkedHashMap<String, Integer>();
        for (var holding : HOLDINGS) {
            rows.put(holding.name(), holding.erase(connection, byId.keySet()));
        }
        rows.put(OUTCOMES, endAsErased(connection, byId));
        return new Removed(rows);
    }

    private static void note(Connection connection, TreeMap<String, Erased> byId) throws SQLException {
        try (var note = connection.prepareStatement(NOTE);
                var forget = connection.prepareStatement(FORGET_NOTE)) {
            for (var entry : byId.entrySet()) {
                var erased = entry.getValue();
                if (erased.again()) {
                    forget.setString(1, entry.getKey());
                    forget.executeUpdate();
                } else {
                    note.setString(1, entry.getKey());
                    Columns.instant(note, 2, erased.at());
                    Columns.text(note, 3, erased.by());
                    Columns.text(note, 4, erased.reason());
                    Columns.text(note, 5, erased.site().name());
                    note.executeUpdate();
                }
            }
        }
    }

    private static int endAsErased(Connection connection, TreeMap<String, Erased> byId) throws SQLException {
        try (var update = connection.prepareStatement(END_AS_ERASED)) {
            var changed = 0;
            for (var entry : byId.entrySet()) {
                Columns.instant(update, 1, entry.getValue().at());
                Columns.text(update, 2, entry.getValue().detail());
                update.setString(3, entry.getKey());
                update.setString(4, entry.getKey());
                changed += update.executeUpdate();
            }
            return changed;
        }
    }

    /** Those of these articles that were erased and must not return, with the line for people of each. */
    static Map<String, String> refused(Connection connection, Set<String> articles) throws SQLException {
        if (articles.isEmpty()) {
            return Map.of();
        }
        try (var query = connection.prepareStatement(NOTED)) {
            query.setArray(1, connection.createArrayOf("text", new TreeSet<>(articles).toArray()));
            try (var row = query.executeQuery()) {
                var found = new TreeMap<String, String>();
                while (row.next()) {
                    var reason = row.getString("reason");
                    var by = row.getString("erased_by");
                    found.put(row.getString("id"), reason == null ? "by " + by : "by " + by + ": " + reason);
                }
                return found;
            }
        }
    }
}
