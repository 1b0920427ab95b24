package io.wireroom.bench.wire;

import io.wireroom.bench.wire.WireArticles.Point;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Watches the rows of the store: which were written, and how many can be searched. Used by one thread. */
final class StoredArticles {

    private final DataSource store;
    private final WireArticles articles;
    private final List<Integer> inOrder = new ArrayList<>();
    private Instant newest = Instant.EPOCH;
    private int searchable;

    StoredArticles(DataSource store, WireArticles articles) {
        this.store = store;
        this.articles = articles;
    }

    /** Notes what was stored since the last look. */
    void look() throws SQLException {
        try (var connection = store.getConnection();
                var rows = connection.prepareStatement(
                        "select url, stored_at from article where stored_at >= ? order by stored_at")) {
            // A transaction that began earlier may commit later.
            rows.setTimestamp(1, Timestamp.from(newest.minusSeconds(newest.equals(Instant.EPOCH) ? 0 : 20)));
            try (var found = rows.executeQuery()) {
                while (found.next()) {
                    newest = found.getTimestamp(2).toInstant();
                    var article = WireHosts.article(found.getString(1));
                    if (articles.passed(Point.STORED, article, newest.toEpochMilli())) {
                        inOrder.add(article);
                    }
                }
            }
            try (var statement = connection.createStatement();
                    var count = statement.executeQuery("select count(*) from article_search")) {
                count.next();
                searchable(count.getInt(1));
            }
        }
    }

    private void searchable(int count) {
        var now = System.currentTimeMillis();
        for (; searchable < Math.min(count, inOrder.size()); searchable++) {
            articles.passed(Point.SEARCHABLE, inOrder.get(searchable), now);
        }
    }

    /** Bytes of the database on disk. */
    long bytes() throws SQLException {
        try (var connection = store.getConnection();
                var statement = connection.createStatement();
                var size = statement.executeQuery("select pg_database_size(current_database())")) {
            size.next();
            return size.getLong(1);
        }
    }
}
