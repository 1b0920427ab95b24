package io.wireroom.store.query;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.StoryId;
import io.wireroom.store.Columns;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads stored stories. */
public final class StoryList {

    /**
     * Selects stories.
     *
     * @param since only those with an article first seen at this time or later; null for all
     * @param language only those with an article in this language, by its BCP 47 tag; null for all
     * @param limit largest number of stories
     */
    public record Query(@Nullable Instant since, @Nullable String language, int limit) {

        public Query {
            if (limit < 1) {
                throw new IllegalArgumentException("limit must be 1 or more: " + limit);
            }
        }
    }

    /**
     * A story as it is stored.
     *
     * @param articles number of its articles, without those that were too old to compare
     * @param onlyCopies whether all of them are copies of one text
     */
    public record StoredStory(
            StoryId id,
            String title,
            int articles,
            boolean onlyCopies,
            int sites,
            List<String> languages,
            Instant firstSeenAt,
            Instant lastSeenAt) {

        public StoredStory {
            languages = List.copyOf(languages);
        }
    }

    /**
     * An article of a story.
     *
     * @param copyOf the article that appeared first with this text; null for an original
     */
    public record Member(
            ArticleId id,
            @Nullable ArticleId copyOf,
            Instant firstSeenAt,
            String site,
            String language,
            String title,
            String url) {}

    private static final String NEWEST = """
            select id, title, articles, only_copies, sites, languages, first_seen_at, last_seen_at
              from story
             where merged_into is null
               and (?::timestamptz is null or last_seen_at >= ?)
               and (?::text is null or ? = any(languages))
             order by last_seen_at desc, id limit ?""";

    private static final String MEMBERS = """
            select a.id, g.copy_of, a.first_seen_at, a.site, a.language, a.title, a.url
              from story_article g join newest_article a on a.id = g.article
             where g.story = ?
             order by a.first_seen_at, a.id""";

    private StoryList() {}

    /** Passes on each story, newest article first; returns their number. */
    public static int read(DataSource database, Query query, Consumer<StoredStory> story) throws SQLException {
        return Snapshot.of(database, connection -> {
            try (var select = connection.prepareStatement(NEWEST)) {
                var since = query.since() == null ? null : Columns.utc(query.since());
                select.setObject(1, since, Types.TIMESTAMP_WITH_TIMEZONE);
                select.setObject(2, since, Types.TIMESTAMP_WITH_TIMEZONE);
                select.setString(3, query.language());
                select.setString(4, query.language());
                select.setInt(5, query.limit());
                var count = 0;
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        story.accept(story(row));
                        count++;
                    }
                }
                return count;
            }
        });
    }

    /** The stored articles of a story, in the order in which they were first seen. */
    public static List<Member> members(DataSource database, StoryId story) throws SQLException {
        return Snapshot.of(database, connection -> members(connection, story));
    }

    private static List<Member> members(Connection connection, StoryId story) throws SQLException {
        try (var select = connection.prepareStatement(MEMBERS)) {
            select.setString(1, story.value());
            var members = new ArrayList<Member>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var copyOf = row.getString("copy_of");
                    members.add(new Member(
                            new ArticleId(row.getString("id")),
                            copyOf == null ? null : new ArticleId(copyOf),
                            Columns.instant(row, "first_seen_at"),
                            row.getString("site"),
                            row.getString("language"),
                            row.getString("title"),
                            row.getString("url")));
                }
            }
            return members;
        }
    }

    private static StoredStory story(ResultSet row) throws SQLException {
        return new StoredStory(
                new StoryId(row.getString("id")),
                row.getString("title"),
                row.getInt("articles"),
                row.getBoolean("only_copies"),
                row.getInt("sites"),
                texts(row.getArray("languages")),
                Columns.instant(row, "first_seen_at"),
                Columns.instant(row, "last_seen_at"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
