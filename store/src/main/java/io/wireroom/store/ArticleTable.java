package io.wireroom.store;

import io.wireroom.contract.Article;
import io.wireroom.store.StoreRow.ArticleRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Articles and their versions: tables {@code article}, {@code article_version} and {@code article_search_todo}. Looks up
 * first what is stored, so that a replay costs two queries and no insert.
 */
final class ArticleTable {

    /** How many rows are new or changed. */
    record Written(int articles, int versions) {}

    private record VersionKey(String id, int version) {
        static VersionKey of(Article article) {
            return new VersionKey(PgText.clean(article.id().value()), article.version());
        }
    }

    /** The order of an article's versions: by the instant of the fetch, then by number. */
    private record Newness(Instant observedAt, int version) implements Comparable<Newness> {
        @Override
        public int compareTo(Newness other) {
            return Comparator.comparing(Newness::observedAt)
                    .thenComparingInt(Newness::version)
                    .compare(this, other);
        }

        static Newness of(Article article) {
            // The database keeps microseconds.
            return new Newness(article.observedAt().truncatedTo(ChronoUnit.MICROS), article.version());
        }
    }

    private static final Comparator<VersionKey> KEY_ORDER =
            Comparator.comparing(VersionKey::id).thenComparingInt(VersionKey::version);

    private static final String KNOWN_VERSIONS = """
            select id, version from article_version
              join unnest(?::text[], ?::integer[]) as asked (id, version) using (id, version)""";

    private static final String KNOWN_ARTICLES = "select id, observed_at, version from article where id = any(?)";

    private static final String INSERT_VERSION = """
            insert into article_version (id, version, item, observed_at, record) values (?, ?, ?, ?, ?::jsonb)
            on conflict (id, version) do nothing""";

    private static final String UPSERT_ARTICLE = """
            insert into article (id, version, url, canonical_url, site, title, text, language, published_at, observed_at,
                                 first_seen_at, pub_status, source_id, record)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            on conflict (id) do update set
                version = excluded.version, url = excluded.url, canonical_url = excluded.canonical_url,
                site = excluded.site, title = excluded.title, text = excluded.text, language = excluded.language,
                published_at = excluded.published_at, observed_at = excluded.observed_at,
                first_seen_at = excluded.first_seen_at, pub_status = excluded.pub_status,
                source_id = excluded.source_id, record = excluded.record, stored_at = now()
             where (article.observed_at, article.version) < (excluded.observed_at, excluded.version)""";

    private static final String INSERT_WAITING = """
            insert into article_search_todo (id, version) values (?, ?) on conflict (id, version) do nothing""";

    Written write(Connection connection, List<ArticleRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new Written(0, 0);
        }
        var versions = new TreeMap<VersionKey, ArticleRow>(KEY_ORDER);
        rows.forEach(row -> versions.putIfAbsent(VersionKey.of(row.article()), row));
        var newest = new TreeMap<String, ArticleRow>();
        for (var row : versions.values()) {
            newest.merge(
                    VersionKey.of(row.article()).id(),
                    row,
                    (one, other) ->
                            Newness.of(one.article()).compareTo(Newness.of(other.article())) >= 0 ? one : other);
        }
        forgetKnownVersions(connection, versions);
        forgetOlderArticles(connection, newest);
        return new Written(upsert(connection, newest.values()), insert(connection, versions));
    }

    private static void forgetKnownVersions(Connection connection, Map<VersionKey, ArticleRow> versions)
            throws SQLException {
        try (var query = connection.prepareStatement(KNOWN_VERSIONS)) {
            var keys = List.copyOf(versions.keySet());
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text", keys.stream().map(VersionKey::id).toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "integer", keys.stream().map(VersionKey::version).toArray()));
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    versions.remove(new VersionKey(row.getString(1), row.getInt(2)));
                }
            }
        }
    }

    private static void forgetOlderArticles(Connection connection, Map<String, ArticleRow> newest) throws SQLException {
        var stored = new HashMap<String, Newness>();
        try (var query = connection.prepareStatement(KNOWN_ARTICLES)) {
            query.setArray(1, connection.createArrayOf("text", newest.keySet().toArray()));
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    stored.put(
                            row.getString("id"),
                            new Newness(Columns.instant(row, "observed_at"), row.getInt("version")));
                }
            }
        }
        newest.entrySet().removeIf(entry -> {
            var had = stored.get(entry.getKey());
            return had != null && had.compareTo(Newness.of(entry.getValue().article())) >= 0;
        });
    }

    private static int insert(Connection connection, Map<VersionKey, ArticleRow> versions) throws SQLException {
        if (versions.isEmpty()) {
            return 0;
        }
        try (var insert = connection.prepareStatement(INSERT_VERSION)) {
            for (var entry : versions.entrySet()) {
                insert.setString(1, entry.getKey().id());
                insert.setInt(2, entry.getKey().version());
                Columns.text(insert, 3, entry.getValue().item().id().value());
                Columns.instant(insert, 4, entry.getValue().article().observedAt());
                insert.setString(5, entry.getValue().json());
                insert.addBatch();
            }
            return Arrays.stream(insert.executeBatch()).sum();
        }
    }

    private static int upsert(Connection connection, Collection<ArticleRow> newest) throws SQLException {
        if (newest.isEmpty()) {
            return 0;
        }
        try (var upsert = connection.prepareStatement(UPSERT_ARTICLE);
                var todo = connection.prepareStatement(INSERT_WAITING)) {
            for (var row : newest) {
                bind(upsert, row);
                upsert.addBatch();
                Columns.text(todo, 1, row.article().id().value());
                todo.setInt(2, row.article().version());
                todo.addBatch();
            }
            var written = Arrays.stream(upsert.executeBatch()).sum();
            todo.executeBatch();
            return written;
        }
    }

    private static void bind(PreparedStatement upsert, ArticleRow row) throws SQLException {
        var article = row.article();
        Columns.text(upsert, 1, article.id().value());
        upsert.setInt(2, article.version());
        Columns.text(upsert, 3, article.url().toString());
        Columns.text(upsert, 4, article.canonicalUrl().toString());
        Columns.text(upsert, 5, article.site().name());
        Columns.text(upsert, 6, article.title());
        Columns.text(upsert, 7, article.text());
        Columns.text(upsert, 8, article.language().tag());
        Columns.instant(upsert, 9, article.publishedAt());
        Columns.instant(upsert, 10, article.observedAt());
        Columns.instant(upsert, 11, article.firstSeenAt());
        Columns.text(upsert, 12, article.pubStatus().wireName());
        Columns.text(upsert, 13, article.source().id().value());
        upsert.setString(14, row.json());
    }
}
