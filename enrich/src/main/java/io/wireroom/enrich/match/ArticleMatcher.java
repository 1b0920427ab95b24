package io.wireroom.enrich.match;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.StoryId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Copies and stories together: what the step match knows of the articles of its window. The stage and
 * {@code inspect match} use it. Not thread-safe.
 */
public final class ArticleMatcher {

    private final CopyGroups copies;
    private final Stories stories;

    /**
     * The place of an article among the others, to be kept with its fingerprint.
     *
     * @param original the first article of its copy group; itself if it is no copy
     */
    public record Match(CopyGroups.Original original, Stories.Place place) {

        /** The article that this one is a copy of. */
        public Optional<ArticleId> copyOf(ArticleId article) {
            return original.id().equals(article) ? Optional.empty() : Optional.of(original.id());
        }

        /** The story that it is in with others. */
        public Optional<StoryId> storyId() {
            return place.isAlone() ? Optional.empty() : Optional.of(place.story());
        }
    }

    /** An article that was known before a restart. */
    public record Matched(Fingerprint article, Match match) {}

    /**
     * What a version changed.
     *
     * @param articles whose match may be another than before, in no order of meaning
     * @param events of the stories, in their order
     * @param compared number of articles that its text was compared with
     */
    public record Changes(Set<ArticleId> articles, List<StoryEvent> events, long compared) {

        static final Changes NONE = new Changes(Set.of(), List.of(), 0);
    }

    /**
     * Without articles.
     *
     * @param window copies appear within this time of each other
     */
    public ArticleMatcher(Duration window, StorySettings settings) {
        copies = new CopyGroups(window);
        stories = new Stories(settings);
    }

    /** Adds a version of an article; one that is not newer than the known one changes nothing. */
    public Changes put(Fingerprint version) {
        var id = version.id();
        if (copies.known(id)
                .filter(known -> known.version() >= version.version())
                .isPresent()) {
            return Changes.NONE;
        }
        var compared = copies.compared();
        var copied = copies.put(version);
        var events = stories.put(version, copies.copyOf(id));
        var changed = changed(copied, events);
        changed.add(id);
        return new Changes(changed, events, copies.compared() - compared);
    }

    /** Removes an article: it was retracted or erased. */
    public Changes remove(ArticleId article) {
        var copied = copies.remove(article);
        var events = stories.remove(article);
        var changed = changed(copied, events);
        changed.remove(article);
        return new Changes(changed, events, 0);
    }

    /** Forgets an old article; nothing changes for the others. */
    public void forget(ArticleId article) {
        copies.forget(article);
        stories.forget(article);
    }

    /** Adds articles that were known before a restart, in the order in which they came. */
    public void restore(List<Matched> articles) {
        // Both know nothing of each other.
        var copied = CompletableFuture.runAsync(() -> copies.restore(articles.stream()
                .map(known ->
                        new CopyGroups.Copied(known.article(), known.match().original()))
                .toList()));
        stories.restore(articles.stream()
                .map(known -> new Stories.Placed(known.article(), known.match().place()))
                .toList());
        copied.join();
    }

    /** The match of an article; empty if it is not known. */
    public Optional<Match> match(ArticleId article) {
        return copies.original(article)
                .flatMap(original -> stories.place(article).map(place -> new Match(original, place)));
    }

    /** The newest version of an article; empty if it is not known. */
    public Optional<Fingerprint> known(ArticleId article) {
        return copies.known(article);
    }

    /** A story that the last change was about; empty if it was not, or if it has fewer than two articles now. */
    public Optional<Stories.State> changedStory(StoryId story) {
        return stories.changed(story);
    }

    /** Whether all of these articles are copies of one text. */
    public boolean areCopies(List<Fingerprint> articles) {
        return articles.stream()
                        .map(article -> copies.original(article.id()))
                        .distinct()
                        .count()
                < 2;
    }

    /** Number of known articles. */
    public int size() {
        return copies.size();
    }

    /** Number of pairs of texts compared so far. */
    public long compared() {
        return copies.compared();
    }

    private static Set<ArticleId> changed(List<CopyChange> copied, List<StoryEvent> events) {
        var changed = new LinkedHashSet<ArticleId>();
        copied.forEach(change -> changed.add(change.article()));
        for (var event : events) {
            switch (event) {
                case StoryEvent.Joined(var article, var story) -> changed.add(article);
                case StoryEvent.Left(var article, var story) -> changed.add(article);
                case StoryEvent.Merged(var story, var into, var articles) -> changed.addAll(articles);
                case StoryEvent.Split(var from, var story, var articles) -> changed.addAll(articles);
            }
        }
        return changed;
    }
}
