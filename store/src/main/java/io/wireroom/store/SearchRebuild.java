package io.wireroom.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Builds the search index anew, article by article. Searches keep working meanwhile, with the old entries until they are
 * replaced, and a running sink goes on.
 */
public final class SearchRebuild {

    /**
     * What was done.
     *
     * @param indexed articles
     * @param removed entries of articles that are not stored any more
     * @param refused ids of articles that the database cannot index
     */
    public record Rebuilt(long indexed, int removed, List<String> refused) {}

    private static final int BATCH = 200;

    private static final String NEXT = "select id from newest_article where id > ? order by id limit ?";

    private static final String REMOVE = """
            delete from article_search s where not exists (select from newest_article a where a.id = s.id)""";

    private SearchRebuild() {}

    /**
     * Indexes every article.
     *
     * @param progress receives the number of articles after each batch
     */
    public static Rebuilt run(DataSource database, LongConsumer progress) throws SQLException {
        var refused = new ArrayList<String>();
        var indexed = 0L;
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Database.limitStatements(connection);
            for (var ids = next(connection, ""); !ids.isEmpty(); ids = next(connection, ids.getLast())) {
                indexed += index(connection, ids, refused);
                progress.accept(indexed);
            }
            try (var remove = connection.createStatement()) {
                var removed = remove.executeUpdate(REMOVE);
                connection.commit();
                return new Rebuilt(indexed, removed, List.copyOf(refused));
            }
        }
    }

    private static int index(Connection connection, List<String> ids, List<String> refused) throws SQLException {
        try {
            SearchIndexer.index(connection, ids);
            connection.commit();
            return ids.size();
        } catch (SQLException e) {
            connection.rollback();
            if (SqlFailure.of(e) != SqlFailure.DATA) {
                throw e;
            }
            if (ids.size() == 1) {
                refused.add(ids.getFirst());
                return 0;
            }
            var indexed = 0;
            for (var id : ids) {
                indexed += index(connection, List.of(id), refused);
            }
            return indexed;
        }
    }

    private static List<String> next(Connection connection, String after) throws SQLException {
        try (var query = connection.prepareStatement(NEXT)) {
            query.setString(1, after);
            query.setInt(2, BATCH);
            try (var row = query.executeQuery()) {
                var ids = new ArrayList<String>();
                while (row.next()) {
                    ids.add(row.getString(1));
                }
                return ids;
            }
        }
    }
}
