package io.wireroom.store;

import io.wireroom.store.StoreRow.ArticleRow;
import io.wireroom.store.StoredVersions.Numbered;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Articles and their versions: tables {@code newest_article}, {@code article_version} and {@code article_search_todo}. Looks
 * up first what is stored, so that a replay costs two queries and no insert.
 */
final class ArticleTable {

    /**
     * What was written.
     *
     * @param articles rows that are new or changed
     * @param versions rows that are new
     * @param numbers of the versions in the store, in the order of the rows given
     */
    record Written(int articles, int versions, List<Integer> numbers) {}

    /** The order of an article's versions: by the instant of the fetch, then by number. */
    private record Newness(Instant observedAt, int version) implements Comparable<Newness> {
        @Override
        public int compareTo(Newness other) {
            return Comparator.comparing(Newness::observedAt)
                    .thenComparingInt(Newness::version)
                    .compare(this, other);
        }

        static Newness of(Numbered version) {
            // The database keeps microseconds.
            var observedAt = version.row().article().observedAt().truncatedTo(ChronoUnit.MICROS);
            return new Newness(observedAt, version.version());
        }
    }

    /** The order of locks. */
    private static final Comparator<Numbered> KEY_ORDER =
            Comparator.comparing((Numbered version) -> idOf(version.row())).thenComparingInt(Numbered::version);

    private static final String KNOWN_VERSIONS =
            "select id, version, observed_at from article_version where id = any(?)";

    private static final String KNOWN_ARTICLES =
            "select id, observed_at, version from newest_article where id = any(?)";

    private static final String INSERT_VERSION = """
            insert into article_version (id, version, item, observed_at, discovered_at, record)
            values (?, ?, ?, ?, ?, ?::jsonb)
            on conflict (id, version) do nothing""";

    private static final String UPSERT_ARTICLE = """
            insert into newest_article as had (id, version, url, canonical_url, site, title, language, published_at,
                                               observed_at, first_seen_at, pub_status, source_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
                version = excluded.version, url = excluded.url, canonical_url = excluded.canonical_url,
                site = excluded.site, title = excluded.title, language = excluded.language,
                published_at = excluded.published_at, observed_at = excluded.observed_at,
                first_seen_at = excluded.first_seen_at, pub_status = excluded.pub_status,
                source_id = excluded.source_id, stored_at = now()
             where (had.observed_at, had.version) < (excluded.observed_at, excluded.version)""";

    private static final String INSERT_WAITING = """
            insert into article_search_todo (id, version) values (?, ?) on conflict (id, version) do nothing""";

    Written write(Connection connection, List<ArticleRow> rows, FirstDiscoveries discovered) throws SQLException {
        if (rows.isEmpty()) {
            return new Written(0, 0, List.of());
        }
        var stored = storedVersions(connection, rows);
        var versions = new ArrayList<Numbered>();
        var newest = new TreeMap<String, Numbered>();
        for (var row : rows) {
            var id = idOf(row);
            var version =
                    stored.computeIfAbsent(id, unknown -> new StoredVersions()).number(row);
            versions.add(version);
            newest.merge(id, version, (one, other) -> Newness.of(one).compareTo(Newness.of(other)) >= 0 ? one : other);
        }
        forgetOlderArticles(connection, newest);
        return new Written(
                upsert(connection, newest.values()),
                insert(
                        connection,
                        versions.stream()
                                .filter(Numbered::isNew)
                                .sorted(KEY_ORDER)
                                .toList(),
                        discovered),
                versions.stream().map(Numbered::version).toList());
    }

    private static String idOf(ArticleRow row) {
        return PgText.clean(row.article().id().value());
    }

    private static Map<String, StoredVersions> storedVersions(Connection connection, List<ArticleRow> rows)
            throws SQLException {
        var stored = new HashMap<String, StoredVersions>();
        try (var query = connection.prepareStatement(KNOWN_VERSIONS)) {
            var ids = rows.stream().map(ArticleTable::idOf).distinct().toArray();
            query.setArray(1, connection.createArrayOf("text", ids));
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    stored.computeIfAbsent(row.getString("id"), unknown -> new StoredVersions())
                            .add(row.getInt("version"), Columns.instant(row, "observed_at"));
                }
            }
        }
        return stored;
    }

    private static void forgetOlderArticles(Connection connection, Map<String, Numbered> newest) throws SQLException {
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
            return had != null && had.compareTo(Newness.of(entry.getValue())) >= 0;
        });
    }

    private static int insert(Connection connection, List<Numbered> versions, FirstDiscoveries discovered)
            throws SQLException {
        if (versions.isEmpty()) {
            return 0;
        }
        try (var insert = connection.prepareStatement(INSERT_VERSION)) {
            for (var version : versions) {
                insert.setString(1, idOf(version.row()));
                insert.setInt(2, version.version());
                Columns.text(insert, 3, version.row().item().id().value());
                Columns.instant(insert, 4, version.row().article().observedAt());
                var item = version.row().item();
                Columns.instant(insert, 5, discovered.discovered(item.id(), item.discoveredAt()));
                insert.setString(6, version.json());
                insert.addBatch();
            }
            return Arrays.stream(insert.executeBatch()).sum();
        }
    }

    private static int upsert(Connection connection, Collection<Numbered> newest) throws SQLException {
        if (newest.isEmpty()) {
            return 0;
        }
        try (var upsert = connection.prepareStatement(UPSERT_ARTICLE);
                var todo = connection.prepareStatement(INSERT_WAITING)) {
            for (var version : newest) {
                bind(upsert, version);
                upsert.addBatch();
                Columns.text(todo, 1, version.row().article().id().value());
                todo.setInt(2, version.version());
                todo.addBatch();
            }
            var written = Arrays.stream(upsert.executeBatch()).sum();
            todo.executeBatch();
            return written;
        }
    }

    private static void bind(PreparedStatement upsert, Numbered version) throws SQLException {
        var article = version.row().article();
        Columns.text(upsert, 1, article.id().value());
        upsert.setInt(2, version.version());
        Columns.text(upsert, 3, article.url().toString());
        Columns.text(upsert, 4, article.canonicalUrl().toString());
        Columns.text(upsert, 5, article.site().name());
        Columns.text(upsert, 6, article.title());
        Columns.text(upsert, 7, article.language().tag());
        Columns.instant(upsert, 8, article.publishedAt());
        Columns.instant(upsert, 9, article.observedAt());
        Columns.instant(upsert, 10, article.firstSeenAt());
        Columns.text(upsert, 11, article.pubStatus().wireName());
        Columns.text(upsert, 12, article.source().id().value());
    }
}
