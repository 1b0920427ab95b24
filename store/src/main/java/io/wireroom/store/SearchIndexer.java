package io.wireroom.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes articles searchable, outside the transactions that store them. Its queue is a table, so that a crash loses
 * nothing; several indexers may run in parallel. Waiting articles are found too, more slowly ({@code Articles}).
 */
public final class SearchIndexer {

    /** How an article becomes a search document; the text is cut at 20,000 characters, the title at 1,000. */
    public static final String DOCUMENT = """
            setweight(to_tsvector('simple', left(a.title, 1000)), 'A') || to_tsvector('simple', left(a.text, 20000))""";

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndexer.class);
    private static final int BATCH = 200;

    // While two indexers work on two versions, a search must still find what it found before.
    private static final String INDEX = """
            insert into article_search (id, version, document)
            select a.id, a.version, %s from article a where a.id = any(?) order by a.id
            on conflict (id) do update set version = excluded.version, document = excluded.document
             where article_search.version <= excluded.version""".formatted(DOCUMENT);

    private static final String TAKE = """
            delete from article_search_todo
             where (id, version) in (select id, version from article_search_todo limit ? for update skip locked)
            returning id""";

    private final DataSource database;
    private int batch = BATCH;

    /** An indexer of this database, whose connections have no auto-commit. */
    public SearchIndexer(DataSource database) {
        this.database = database;
    }

    /** Indexes some articles. Returns the number of processed queue entries, 0 if the queue is empty. */
    public int indexSome() throws SQLException {
        try (var connection = database.getConnection()) {
            try {
                var ids = take(connection, batch);
                if (!ids.isEmpty()) {
                    index(connection, ids);
                }
                connection.commit();
                batch = BATCH;
                return ids.size();
            } catch (SQLException e) {
                connection.rollback();
                if (SqlFailure.of(e) != SqlFailure.DATA) {
                    throw e;
                }
                return skipUnindexable(connection, e);
            }
        }
    }

    /** Number of waiting articles. */
    public long waiting() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select count(*) from article_search_todo");
                var row = query.executeQuery()) {
            row.next();
            var waiting = row.getLong(1);
            connection.rollback();
            return waiting;
        }
    }

    // An article that cannot be indexed must not delay the others: it is tried alone, then left out.
    private int skipUnindexable(Connection connection, SQLException why) throws SQLException {
        if (batch > 1) {
            batch = 1;
            return 1;
        }
        var ids = take(connection, 1);
        connection.commit();
        LOG.atError().setCause(why).addKeyValue("article", ids).log("An article cannot be indexed for search");
        return ids.size();
    }

    private static List<String> take(Connection connection, int limit) throws SQLException {
        try (var take = connection.prepareStatement(TAKE)) {
            take.setInt(1, limit);
            try (var row = take.executeQuery()) {
                var ids = new ArrayList<String>();
                while (row.next()) {
                    ids.add(row.getString(1));
                }
                return ids;
            }
        }
    }

    private static void index(Connection connection, List<String> ids) throws SQLException {
        try (var index = connection.prepareStatement(INDEX)) {
            index.setArray(1, connection.createArrayOf("text", ids.toArray()));
            index.executeUpdate();
        }
    }
}
