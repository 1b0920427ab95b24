package io.wireroom.store;

import java.sql.Array;
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

    // From a place on, in the order of the primary key: a scan from the start would pass all rows that are done, as
    // long
    // as they are not vacuumed.
    private static final String TAKE = """
            select id, version from article_search_todo
             where (id, version) > (?, ?) order by id, version limit ? for update skip locked""";

    private static final String DONE = """
            delete from article_search_todo todo
             using unnest(?::text[], ?::integer[]) as done (id, version)
             where todo.id = done.id and todo.version = done.version""";

    private static final Waiting START = new Waiting("", 0);

    /** An entry of the queue. */
    private record Waiting(String id, int version) {}

    private final DataSource database;
    private int batch = BATCH;
    private Waiting place = START;

    /** An indexer of this database, whose connections have no auto-commit. */
    public SearchIndexer(DataSource database) {
        this.database = database;
    }

    /** Indexes some articles. Returns the number of processed queue entries, 0 if the queue is empty. */
    public int indexSome() throws SQLException {
        try (var connection = database.getConnection()) {
            try {
                var taken = take(connection, batch);
                if (!taken.isEmpty()) {
                    index(connection, taken.stream().map(Waiting::id).toList());
                }
                connection.commit();
                batch = BATCH;
                place = taken.isEmpty() ? START : taken.getLast();
                return taken.size();
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
        var taken = take(connection, 1);
        connection.commit();
        place = taken.isEmpty() ? START : taken.getLast();
        LOG.atError().setCause(why).addKeyValue("article", taken).log("An article cannot be indexed for search");
        return taken.size();
    }

    /** Takes from the place on, or from the start where nothing is left after it. */
    private List<Waiting> take(Connection connection, int limit) throws SQLException {
        var taken = takeAfter(connection, place, limit);
        if (taken.isEmpty() && !place.equals(START)) {
            taken = takeAfter(connection, START, limit);
        }
        try (var done = connection.prepareStatement(DONE)) {
            done.setArray(1, ids(connection, taken));
            done.setArray(
                    2,
                    connection.createArrayOf(
                            "integer", taken.stream().map(Waiting::version).toArray()));
            done.executeUpdate();
        }
        return taken;
    }

    private static List<Waiting> takeAfter(Connection connection, Waiting place, int limit) throws SQLException {
        try (var take = connection.prepareStatement(TAKE)) {
            take.setString(1, place.id());
            take.setInt(2, place.version());
            take.setInt(3, limit);
            try (var row = take.executeQuery()) {
                var taken = new ArrayList<Waiting>();
                while (row.next()) {
                    taken.add(new Waiting(row.getString(1), row.getInt(2)));
                }
                return taken;
            }
        }
    }

    /** Indexes these articles, in the caller's transaction. */
    static void index(Connection connection, List<String> articles) throws SQLException {
        try (var index = connection.prepareStatement(INDEX)) {
            index.setArray(1, connection.createArrayOf("text", articles.toArray()));
            index.executeUpdate();
        }
    }

    private static Array ids(Connection connection, List<Waiting> taken) throws SQLException {
        return connection.createArrayOf("text", taken.stream().map(Waiting::id).toArray());
    }
}
