package io.wireroom.store.query;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.WireNamed;
import io.wireroom.store.Columns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The processing steps of one address, the article versions it produced, and what these articles are copies of.
 *
 * @param steps by item in order of discovery, then attempt, then step
 * @param versions by article, oldest first
 * @param matches by article
 */
public record Trace(List<StepTaken> steps, List<Version> versions, List<Matched> matches) {

    public Trace {
        steps = List.copyOf(steps);
        versions = List.copyOf(versions);
        matches = List.copyOf(matches);
    }

    /**
     * One outcome as it is stored.
     *
     * @param contradicted whether another end was reported for the same item, step and attempt
     */
    public record StepTaken(Outcome outcome, boolean contradicted) {}

    /** A stored version of an article; {@code item} is the one that produced it. */
    public record Version(
            ArticleId article,
            int version,
            ItemId item,
            String url,
            String title,
            String pubStatus,
            Instant observedAt,
            Instant storedAt) {}

    /**
     * What an article is a copy of, and its story.
     *
     * @param at when that was found
     * @param original the article that appeared first with its text; null for an original
     * @param copies number of articles that are copies of it
     * @param story null if it is alone with its event
     */
    public record Matched(
            ArticleId article,
            Instant at,
            @Nullable Original original,
            int copies,
            @Nullable InStory story) {}

    /** The original of a copy; {@code url} is null when it is not stored any more. */
    public record Original(ArticleId article, @Nullable String url) {}

    /** The story of an article; {@code title} is null when the story is not stored any more. */
    public record InStory(StoryId story, @Nullable String title, int articles) {}

    private static final String ITEMS = """
            with wanted as (select outcome_key(id) as key from unnest(?::text[]) as ids (id)),
            urls as (select unnest(?::text[]) as url),
            links as (select key as link from wanted union select l.link from urls join outcome_link l using (url)),
            articles as (
                select key as article from wanted
                union select outcome_key(a.id) from urls join newest_article a using (url))
            select outcome_text(item) from outcome_item join links using (link)
            union select outcome_text(i.item) from wanted join outcome_item i on i.item = wanted.key
            union select outcome_text(i.item) from urls join outcome_item i using (url)
            union select o.item from outcome o
                   where o.item_key in (select outcome_items_of(array(select article from articles)))
                     and exists (select from articles a where a.article = outcome_key(o.article))""";

    private static final String STEPS = """
            select * from outcome
             where item_key in (select outcome_key(id) from unnest(?::text[]) as ids (id))""";

    private static final String VERSIONS = """
            select id, version, item, record->>'url' as url, record->>'title' as title,
                   record->>'pubStatus' as pub_status, observed_at, stored_at
              from article_version
             where id = any(?) or id in (select id from newest_article where url = any(?))
             order by id, version""";

    private static final String MATCHES = """
            select g.article, g.at, g.copy_of, g.story, o.url, s.title, s.articles,
                   (select count(*) from article_group c where c.copy_of = g.article) as copies
              from article_group g left join newest_article o on o.id = g.copy_of left join story s on s.id = g.story
             where g.article = any(?) order by g.article""";

    /**
     * The trace of an address in any spelling, of an item, a link or an article by its id; empty if nothing is known.
     *
     * @param wanted an address with or without its scheme, or an id
     */
    public static Trace of(DataSource database, String wanted) throws SQLException {
        return Snapshot.of(database, connection -> read(connection, wanted.strip()));
    }

    private static Trace read(Connection connection, String wanted) throws SQLException {
        var ids = new HashSet<String>(Set.of(wanted));
        Address.of(wanted)
                .or(() -> wanted.contains(".") ? Address.of("https://" + wanted) : Optional.empty())
                .ifPresent(address -> {
                    ids.add(LinkId.of(address).value());
                    ids.add(ArticleId.of(address).value());
                });
        var idArray = connection.createArrayOf("text", ids.toArray());
        var urlArray = connection.createArrayOf("text", new Object[] {wanted});
        var items = new TreeSet<String>();
        try (var query = connection.prepareStatement(ITEMS)) {
            query.setArray(1, idArray);
            query.setArray(2, urlArray);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    items.add(row.getString(1));
                }
            }
        }
        var steps = steps(connection, items);
        for (var step : steps) {
            var article = step.outcome().article();
            if (article != null) {
                ids.add(article.value());
            }
        }
        var versions = versions(connection, ids, wanted);
        versions.forEach(version -> ids.add(version.article().value()));
        return new Trace(steps, versions, matches(connection, ids));
    }

    private static List<Matched> matches(Connection connection, Set<String> articles) throws SQLException {
        try (var query = connection.prepareStatement(MATCHES)) {
            query.setArray(1, connection.createArrayOf("text", articles.toArray()));
            try (var row = query.executeQuery()) {
                var matches = new ArrayList<Matched>();
                while (row.next()) {
                    var copyOf = row.getString("copy_of");
                    var story = row.getString("story");
                    matches.add(new Matched(
                            new ArticleId(row.getString("article")),
                            Columns.instant(row, "at"),
                            copyOf == null ? null : new Original(new ArticleId(copyOf), row.getString("url")),
                            row.getInt("copies"),
                            story == null
                                    ? null
                                    : new InStory(new StoryId(story), row.getString("title"), row.getInt("articles"))));
                }
                return matches;
            }
        }
    }

    private static List<StepTaken> steps(Connection connection, Set<String> items) throws SQLException {
        var steps = new ArrayList<StepTaken>();
        try (var query = connection.prepareStatement(STEPS)) {
            query.setArray(1, connection.createArrayOf("text", items.toArray()));
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    steps.add(new StepTaken(outcome(row), row.getBoolean("contradicted")));
                }
            }
        }
        var discovered = new HashMap<ItemId, Instant>();
        steps.forEach(step -> discovered.merge(
                step.outcome().item(), step.outcome().discoveredAt(), (one, two) -> one.isBefore(two) ? one : two));
        steps.sort(Comparator.comparing((StepTaken step) ->
                        discovered.getOrDefault(step.outcome().item(), Instant.MAX))
                .thenComparing(step -> step.outcome().item())
                .thenComparingInt(step -> step.outcome().attempt())
                .thenComparing(step -> step.outcome().step()));
        return steps;
    }

    private static List<Version> versions(Connection connection, Set<String> ids, String url) throws SQLException {
        try (var query = connection.prepareStatement(VERSIONS)) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            query.setArray(2, connection.createArrayOf("text", new Object[] {url}));
            try (var row = query.executeQuery()) {
                var versions = new ArrayList<Version>();
                while (row.next()) {
                    versions.add(new Version(
                            new ArticleId(row.getString("id")),
                            row.getInt("version"),
                            new ItemId(row.getString("item")),
                            row.getString("url"),
                            row.getString("title"),
                            row.getString("pub_status"),
                            Columns.instant(row, "observed_at"),
                            Columns.instant(row, "stored_at")));
                }
                return versions;
            }
        }
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        var article = row.getString("article");
        return new Outcome(
                new ItemId(row.getString("item")),
                WireNamed.constant(Step.class, row.getString("step")),
                row.getInt("attempt"),
                WireNamed.constant(Status.class, row.getString("status")),
                row.getString("reason"),
                row.getBoolean("is_final"),
                Columns.instant(row, "at"),
                new LinkId(row.getString("link")),
                row.getString("url"),
                new SourceId(row.getString("source")),
                Columns.instant(row, "discovered_at"),
                article == null ? null : new ArticleId(article),
                row.getObject("version", Integer.class),
                row.getString("detail"));
    }
}
