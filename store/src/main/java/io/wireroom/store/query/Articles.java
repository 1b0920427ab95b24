package io.wireroom.store.query;

import io.wireroom.store.Columns;
import io.wireroom.store.SearchIndexer;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads stored articles, in constant memory. */
public final class Articles {

    /**
     * Selects articles.
     *
     * @param text words that title or text must contain, in the syntax of a web search ({@code "a phrase"}, {@code or},
     *     {@code -without}); null for all
     * @param since only those observed at this time or later; null for all
     * @param limit largest number of articles
     * @param versions every version of the articles found, not only the newest
     */
    public record Query(@Nullable String text, @Nullable Instant since, int limit, boolean versions) {

        public Query {
            if (limit < 1) {
                throw new IllegalArgumentException("limit must be 1 or more: " + limit);
            }
        }
    }

    private static final int FETCH_SIZE = 100;

    // Articles that wait for the index are scanned, so that a stored article is found at once.
    private static final String FOUND = """
            with wanted as (select websearch_to_tsquery('simple', ?) as words),
            found as (
                select s.id from article_search s, wanted
                 where s.document @@ wanted.words
                   and not exists (select from article_search_todo todo where todo.id = s.id)
                union
                select a.id from article_search_todo todo join article a on a.id = todo.id, wanted
                 where (%s) @@ wanted.words)
            """.formatted(SearchIndexer.DOCUMENT);

    private Articles() {}

    /** Passes on each article's record, as JSON on one line, newest observation first; returns their number. */
    public static int read(DataSource database, Query query, Consumer<String> record) throws SQLException {
        return Snapshot.of(database, connection -> {
            try (var select = connection.prepareStatement(sql(query))) {
                select.setFetchSize(FETCH_SIZE);
                var next = 1;
                if (query.text() != null) {
                    select.setString(next++, query.text());
                }
                var since = query.since();
                select.setObject(next++, since == null ? null : Columns.utc(since), Types.TIMESTAMP_WITH_TIMEZONE);
                select.setObject(next++, since == null ? null : Columns.utc(since), Types.TIMESTAMP_WITH_TIMEZONE);
                select.setInt(next, query.limit());
                var count = 0;
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        record.accept(row.getString(1));
                        count++;
                    }
                }
                return count;
            }
        });
    }

    private static String sql(Query query) {
        return (query.text() == null ? "" : FOUND)
                + "select record::text from " + (query.versions() ? "article_version" : "article")
                + " where record is not null and (?::timestamptz is null or observed_at >= ?)"
                + (query.text() == null ? "" : " and id in (select id from found)")
                + " order by observed_at desc, id, version desc limit ?";
    }
}
