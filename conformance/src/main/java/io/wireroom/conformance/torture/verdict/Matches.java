package io.wireroom.conformance.torture.verdict;

import io.wireroom.contract.ArticleGroup;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Story;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.standalone.topics.TopicScan;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What articles are copies of, and their stories, as they are in the end.
 *
 * @param groups by article
 * @param stories by id; those that were not merged into another
 */
public record Matches(Map<String, Group> groups, Map<String, Members> stories) {

    /** What an article is a copy of, and its story; null where it has none. */
    record Group(@Nullable String copyOf, @Nullable String story) {}

    /**
     * The articles of a story.
     *
     * @param ids null where only their number is known
     */
    record Members(int articles, @Nullable Set<String> ids) {}

    public Matches {
        groups = new TreeMap<>(groups);
        stories = new TreeMap<>(stories);
    }

    /** Nothing: no article is a copy or in a story. */
    static Matches none() {
        return new Matches(Map.of(), Map.of());
    }

    /** The last record of each key on the topics. */
    static Matches of(PipelineTopics topics, TopicScan scan, int atOnce) {
        var groups = new HashMap<String, Group>();
        scan.read(List.of(topics.group().name()), atOnce, record -> {
            if (isTombstone(record.value())) {
                groups.remove(record.key());
            } else if (topics.group().codec().decode(record.value())
                    instanceof Decoded.Value<ArticleGroup>(var group)) {
                groups.put(record.key(), new Group(text(group.copyOf()), text(group.storyId())));
            }
        });
        var stories = new HashMap<String, Members>();
        scan.read(List.of(topics.story().name()), atOnce, record -> {
            if (isTombstone(record.value())) {
                stories.remove(record.key());
            } else if (topics.story().codec().decode(record.value()) instanceof Decoded.Value<Story>(var story)) {
                if (story.mergedInto() != null) {
                    stories.remove(record.key());
                } else {
                    var ids = new TreeSet<String>();
                    story.members().stream().map(ArticleId::value).forEach(ids::add);
                    stories.put(record.key(), new Members(story.articles(), ids));
                }
            }
        });
        return new Matches(groups, stories);
    }

    /** The rows of the store. */
    static Matches of(DataSource store) throws SQLException {
        var groups = new HashMap<String, Group>();
        var stories = new HashMap<String, Members>();
        try (var connection = store.getConnection();
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("select article, copy_of, story from article_group")) {
                while (row.next()) {
                    groups.put(row.getString(1), new Group(row.getString(2), row.getString(3)));
                }
            }
            try (var row = statement.executeQuery("select id, articles from story where merged_into is null")) {
                while (row.next()) {
                    stories.put(row.getString(1), new Members(row.getInt(2), null));
                }
            }
        }
        return new Matches(groups, stories);
    }

    // Kafka's own signature knows no null markers; a tombstone has no value.
    private static boolean isTombstone(byte @Nullable [] value) {
        return value == null;
    }

    private static @Nullable String text(@Nullable ArticleId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable String text(@Nullable StoryId id) {
        return id == null ? null : id.value();
    }

    /** Whether two articles have one text, by the original of each. */
    boolean areCopies(String one, String other) {
        return original(one).equals(original(other));
    }

    private String original(String article) {
        var group = groups.get(article);
        return group == null || group.copyOf() == null ? article : group.copyOf();
    }

    /** Passes on each article that is in a story which does not have it, and each story of which that is true. */
    void lostMembers(Consumer<String> lost) {
        groups.forEach((article, group) -> {
            if (group.story() != null) {
                var story = stories.get(group.story());
                if (story == null) {
                    lost.accept("article " + article + " is in story " + group.story() + ", which is not there");
                } else if (story.ids() != null && !story.ids().contains(article)) {
                    lost.accept("article " + article + " is in story " + group.story() + ", which does not have it");
                }
            }
            if (group.copyOf() != null
                    && groups.getOrDefault(group.copyOf(), new Group(null, null))
                                    .copyOf()
                            != null) {
                lost.accept("article " + article + " is a copy of " + group.copyOf() + ", which is a copy itself");
            }
        });
    }

    /** Passes on each article that a story has, and that is in another one or in none. */
    void doubledMembers(Consumer<String> doubled) {
        stories.forEach((id, story) -> {
            var ids = story.ids();
            if (ids == null) {
                return;
            }
            for (var article : ids) {
                var group = groups.get(article);
                if (group == null || !id.equals(group.story())) {
                    doubled.accept("story " + id + " has article " + article + ", which is in "
                            + (group == null || group.story() == null ? "none" : "story " + group.story()));
                }
            }
        });
    }

    /** Passes on what the store has differently. */
    void differences(Matches store, Consumer<String> different) {
        var articles = new TreeSet<>(groups.keySet());
        articles.addAll(store.groups.keySet());
        for (var article : articles) {
            var here = groups.get(article);
            var there = store.groups.get(article);
            if (here == null ? there != null : !here.equals(there)) {
                different.accept("article " + article + " is " + here + " on the topic and " + there + " in the store");
            }
        }
        var ids = new TreeSet<>(stories.keySet());
        ids.addAll(store.stories.keySet());
        for (var id : ids) {
            var here = stories.get(id);
            var there = store.stories.get(id);
            if (here == null || there == null || here.articles() != there.articles()) {
                different.accept("story " + id + " has " + (here == null ? "no record" : here.articles() + " articles")
                        + " on the topic and " + (there == null ? "no row" : there.articles()) + " in the store");
            }
        }
    }
}
