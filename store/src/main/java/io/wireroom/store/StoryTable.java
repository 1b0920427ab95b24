package io.wireroom.store;

import io.wireroom.contract.Story;
import io.wireroom.store.StoreRow.StoryRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Stories: table {@code story}. The last record of a story counts. No row keeps the words of an article that was erased:
 * {@link #ERASED_WORDS} takes them out, also where a record that was written before the erasure is read after it.
 */
final class StoryTable {

    private static final String UPSERT = """
            insert into story (id, title, central_article, articles, only_copies, sites, languages, names, places,
                               first_seen_at, last_seen_at, merged_into, split_from, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
                title = excluded.title, central_article = excluded.central_article, articles = excluded.articles,
                only_copies = excluded.only_copies, sites = excluded.sites, languages = excluded.languages,
                names = excluded.names, places = excluded.places, first_seen_at = excluded.first_seen_at,
                last_seen_at = excluded.last_seen_at, merged_into = excluded.merged_into,
                split_from = coalesce(excluded.split_from, story.split_from), at = excluded.at""";

    private static final String DELETE = "delete from story where id = any(?)";

    // Which article brought a name is not stored, so all names go.
    private static final String WITHOUT_WORDS = """
            update story s
               set title = coalesce((select a.title from article_group g join newest_article a on a.id = g.article
                                      where g.story = s.id order by a.observed_at, a.id limit 1), ''),
                   names = '{}', places = '{}'""";

    /** Of these stories, for those whose central article was erased. */
    private static final String ERASED_WORDS = WITHOUT_WORDS + """

             where s.id = any(?) and s.title <> '' and exists (select from erased_article e where e.id = s.central_article)""";

    /** The stories of articles; a place that {@link Erasure} empties after their rows of {@code newest_article}. */
    static final ArticleHolding HOLDING = new StoryWords();

    /** The newest row of each story, in the order of locks. */
    private final Map<String, StoryRow> rows = new TreeMap<>();

    void add(StoryRow row) {
        rows.put(PgText.clean(row.id()), row);
    }

    /** Writes what was added; returns the number of rows that changed. */
    int write(Connection connection) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        var gone = rows.entrySet().stream()
                .filter(row -> row.getValue().story() == null)
                .map(Map.Entry::getKey)
                .toList();
        var stories = rows.values().stream()
                .flatMap(row -> Stream.ofNullable(row.story()))
                .toList();
        return execute(connection, DELETE, gone) + upsert(connection, stories);
    }

    private static int upsert(Connection connection, List<Story> stories) throws SQLException {
        if (stories.isEmpty()) {
            return 0;
        }
        try (var upsert = connection.prepareStatement(UPSERT)) {
            for (var story : stories) {
                bind(connection, upsert, story);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
        execute(
                connection,
                ERASED_WORDS,
                stories.stream().map(story -> PgText.clean(story.id().value())).toList());
        return stories.size();
    }

    private static void bind(Connection connection, PreparedStatement upsert, Story story) throws SQLException {
        var next = 0;
        Columns.text(upsert, ++next, story.id().value());
        Columns.text(upsert, ++next, story.title());
        Columns.text(upsert, ++next, story.centralArticle().value());
        upsert.setInt(++next, story.articles());
        upsert.setBoolean(++next, story.onlyCopies());
        upsert.setInt(++next, story.sites());
        for (var texts : List.of(story.languages(), story.names(), story.places())) {
            upsert.setArray(
                    ++next,
                    connection.createArrayOf(
                            "text", texts.stream().map(PgText::clean).toArray()));
        }
        Columns.instant(upsert, ++next, story.firstSeenAt());
        Columns.instant(upsert, ++next, story.lastSeenAt());
        Columns.text(
                upsert,
                ++next,
                story.mergedInto() == null ? null : story.mergedInto().value());
        Columns.text(
                upsert,
                ++next,
                story.splitFrom() == null ? null : story.splitFrom().value());
        Columns.instant(upsert, ++next, story.at());
    }

    private static int execute(Connection connection, String sql, Collection<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return 0;
        }
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            return statement.executeUpdate();
        }
    }

    /** What stories have of the words of articles. A story without any other article goes. */
    private static final class StoryWords implements ArticleHolding {

        private static final String ALONE = """
                delete from story s
                 where (s.central_article = any(?) or s.id in (select story from article_group where article = any(?)))
                   and not exists (select from article_group g where g.story = s.id and g.article <> all(?))""";

        private static final String WORDS = WITHOUT_WORDS + " where s.central_article = any(?)";

        @Override
        public String name() {
            return "story";
        }

        @Override
        public int erase(Connection connection, Collection<String> articles) throws SQLException {
            var ids = connection.createArrayOf("text", articles.toArray());
            try (var alone = connection.prepareStatement(ALONE);
                    var words = connection.prepareStatement(WORDS)) {
                for (var at = 1; at <= 3; at++) {
                    alone.setArray(at, ids);
                }
                words.setArray(1, ids);
                return alone.executeUpdate() + words.executeUpdate();
            }
        }
    }
}
