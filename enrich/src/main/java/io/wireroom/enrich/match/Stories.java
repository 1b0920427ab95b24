package io.wireroom.enrich.match;

import com.carrotsearch.hppc.IntArrayList;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.address.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Groups articles that are about one event, as they arrive. An article joins the nearest story that is near enough;
 * two stories that grow together become one, and keep the id of the older; a story that turns out to be two is split,
 * and the smaller part gets an id of its own. Not thread-safe.
 */
public final class Stories {

    /** An article is found by as many of its most informative terms. */
    private static final int KEYS = 16;

    /** The newest articles with a term. */
    private static final int MOST_OF_A_KEY = 48;

    private static final int MOST_CANDIDATES = 24;

    /** A story is looked at for a split at these sizes. */
    private static final IntArrayList SPLIT_SIZES = IntArrayList.from(4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64);

    private final StorySettings settings;
    private final DocumentFrequency frequency = new DocumentFrequency();
    private final Postings postings = new Postings(MOST_OF_A_KEY);
    private final Map<ArticleId, Integer> slots = new HashMap<>();
    private final ArrayList<@Nullable Entry> entries = new ArrayList<>();
    private final IntArrayList free = new IntArrayList();

    /** The stories that the last change was about. */
    private final Map<StoryId, StoryArticles> touched = new HashMap<>();

    private long founded;

    /**
     * Where an article is.
     *
     * @param story its own, as long as it is alone
     * @param sequence grows from story to story
     * @param isAlone whether it is in no story with others
     */
    public record Place(StoryId story, long sequence, boolean isAlone) {}

    /** An article that was known before, and its place. */
    public record Placed(Fingerprint article, Place place) {}

    /**
     * A story as it is now.
     *
     * @param articles in the order in which they came, at least two
     * @param central the one with most in common with the others
     */
    public record State(StoryId id, List<Fingerprint> articles, ArticleId central) {

        public State {
            articles = List.copyOf(articles);
        }
    }

    private static final class Entry {
        private final Fingerprint article;
        private final int[] keys;
        private StoryArticles story;

        Entry(Fingerprint article, int[] keys, StoryArticles story) {
            this.article = article;
            this.keys = keys;
            this.story = story;
        }
    }

    public Stories(StorySettings settings) {
        this.settings = settings;
    }

    /**
     * Adds an article, or replaces its earlier version; a version that is not newer than the known one changes nothing.
     *
     * @param copyOf its original; a copy is in the story of its original
     */
    public List<StoryEvent> put(Fingerprint article, Optional<ArticleId> copyOf) {
        var known = slots.get(article.id());
        touched.clear();
        if (known != null && entry(known).article.version() >= article.version()) {
            return List.of();
        }
        var events = new ArrayList<StoryEvent>();
        if (known != null) {
            events.addAll(takeOut(known));
        }
        var keys = keys(article.terms());
        var near =
                copyOf.map(slots::get).map(slot -> List.of(entry(slot).story)).orElseGet(() -> near(article, keys));
        frequency.add(article.terms());
        var story = near.isEmpty() ? found(article) : near.getFirst();
        add(article, keys, story, events);
        for (var other : near) {
            if (other != story && other.affinity(story, settings, frequency) >= 1) {
                story = merge(story, other, events);
            }
        }
        if (SPLIT_SIZES.contains(story.articles().size())) {
            split(story, events);
        }
        return events;
    }

    /** Removes an article. */
    public List<StoryEvent> remove(ArticleId article) {
        touched.clear();
        var slot = slots.get(article);
        return slot == null ? List.of() : takeOut(slot);
    }

    /** Forgets an old article. It stays in its story for all who know of it, so nothing changes for the others. */
    public void forget(ArticleId article) {
        touched.clear();
        var slot = slots.get(article);
        if (slot != null) {
            var unused = takeOut(slot);
        }
    }

    private List<StoryEvent> takeOut(int slot) {
        var entry = entry(slot);
        var article = entry.article.id();
        for (var key : entry.keys) {
            postings.remove(key, slot);
        }
        frequency.remove(entry.article.terms());
        slots.remove(article);
        entries.set(slot, null);
        free.add(slot);
        var story = entry.story;
        touch(story);
        var wasStory = story.articles().size() > 1;
        var others = story.articles().stream()
                .filter(other -> !other.id().equals(article))
                .toList();
        story.set(others, frequency);
        var events = new ArrayList<StoryEvent>();
        if (wasStory) {
            events.add(new StoryEvent.Left(article, story.id()));
        }
        if (others.size() == 1) {
            events.add(new StoryEvent.Left(others.getFirst().id(), story.id()));
        }
        return events;
    }

    /**
     * Adds articles that were known before a restart, in the order in which they came. What they have in common is weighed
     * anew by what is frequent among them now.
     */
    public void restore(List<Placed> articles) {
        articles.forEach(placed -> frequency.add(placed.article().terms()));
        postings.expect(articles.size(), articles.size() * KEYS);
        var stories = new HashMap<StoryId, StoryArticles>();
        for (var placed : articles) {
            var place = placed.place();
            var story = stories.computeIfAbsent(place.story(), id -> new StoryArticles(id, place.sequence()));
            founded = Math.max(founded, place.sequence() + 1);
            insert(placed.article(), keys(placed.article().terms()), story);
            story.add(placed.article(), frequency);
        }
    }

    /** Where an article is; empty if it is not known. */
    public Optional<Place> place(ArticleId article) {
        return Optional.ofNullable(slots.get(article))
                .map(slot -> entry(slot).story)
                .map(story ->
                        new Place(story.id(), story.sequence(), story.articles().size() < 2));
    }

    /** A story that the last change was about; empty if it was not, or if it has fewer than two articles now. */
    public Optional<State> changed(StoryId story) {
        return Optional.ofNullable(touched.get(story))
                .filter(articles -> articles.articles().size() > 1)
                .map(articles -> new State(articles.id(), articles.articles(), articles.central(frequency)));
    }

    /** The story of an article; empty if it is in none, or is not known. */
    public Optional<StoryId> storyOf(ArticleId article) {
        return Optional.ofNullable(slots.get(article))
                .map(slot -> entry(slot).story)
                .filter(story -> story.articles().size() > 1)
                .map(StoryArticles::id);
    }

    /** Bytes of memory of the index of candidates. */
    public long indexBytes() {
        return postings.bytes();
    }

    private void add(Fingerprint article, int[] keys, StoryArticles story, List<StoryEvent> events) {
        if (story.articles().size() == 1) {
            events.add(new StoryEvent.Joined(story.articles().getFirst().id(), story.id()));
        }
        story.add(article, frequency);
        touch(story);
        if (story.articles().size() > 1) {
            events.add(new StoryEvent.Joined(article.id(), story.id()));
        }
        insert(article, keys, story);
    }

    private void touch(StoryArticles story) {
        touched.put(story.id(), story);
    }

    private void insert(Fingerprint article, int[] keys, StoryArticles story) {
        int slot = free.isEmpty() ? entries.size() : free.removeLast();
        var entry = new Entry(article, keys, story);
        if (slot == entries.size()) {
            entries.add(entry);
        } else {
            entries.set(slot, entry);
        }
        slots.put(article.id(), slot);
        for (var key : keys) {
            postings.add(key, slot);
        }
    }

    /** A story has the id of its first article and its own number: an article may found several. */
    private StoryArticles found(Fingerprint article) {
        var sequence = founded++;
        return new StoryArticles(new StoryId(Sha256.id("story " + sequence + " " + article.id())), sequence);
    }

    /** Stories that an article may belong to, the nearest first. */
    private List<StoryArticles> near(Fingerprint article, int[] keys) {
        var hits = new LinkedHashMap<StoryArticles, Double>();
        for (var key : keys) {
            var information = frequency.information(key);
            postings.forEach(key, slot -> hits.merge(entry(slot).story, information, Double::sum));
        }
        record Near(StoryArticles story, double affinity) {}
        return hits.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<StoryArticles, Double> hit) ->
                        -hit.getValue() / Math.sqrt(hit.getKey().articles().size())))
                .limit(MOST_CANDIDATES)
                .map(hit -> new Near(hit.getKey(), hit.getKey().affinity(article, settings, frequency)))
                .filter(near -> near.affinity() >= 1)
                .sorted(Comparator.comparingDouble((Near near) -> -near.affinity()))
                .map(Near::story)
                .toList();
    }

    private StoryArticles merge(StoryArticles one, StoryArticles other, List<StoryEvent> events) {
        var older = one.isOlderThan(other) ? one : other;
        var newer = older == one ? other : one;
        for (var article : newer.articles()) {
            known(article.id()).story = older;
        }
        var isStory = newer.articles().size() > 1;
        if (older.articles().size() == 1) {
            events.add(new StoryEvent.Joined(older.articles().getFirst().id(), older.id()));
        }
        if (isStory) {
            events.add(new StoryEvent.Merged(
                    newer.id(),
                    older.id(),
                    newer.articles().stream().map(Fingerprint::id).toList()));
        } else {
            events.add(new StoryEvent.Joined(newer.articles().getFirst().id(), older.id()));
        }
        newer.articles().forEach(article -> older.add(article, frequency));
        newer.set(List.of(), frequency);
        touch(older);
        touch(newer);
        return older;
    }

    private void split(StoryArticles story, List<StoryEvent> events) {
        for (var part : story.parts(settings, frequency)) {
            var own = found(part.getFirst());
            own.set(part, frequency);
            story.set(
                    story.articles().stream()
                            .filter(article -> !part.contains(article))
                            .toList(),
                    frequency);
            part.forEach(article -> known(article.id()).story = own);
            touch(own);
            events.add(new StoryEvent.Split(
                    story.id(), own.id(), part.stream().map(Fingerprint::id).toList()));
        }
    }

    /** The most informative terms. */
    private int[] keys(TermVector terms) {
        var keys = new int[Math.min(KEYS, terms.size())];
        var weights = new double[keys.length];
        int count = 0;
        for (int term = 0; term < terms.size(); term++) {
            var weight = terms.weight(term) * frequency.information(terms.hash(term));
            if (count == keys.length && weight <= weights[count - 1]) {
                continue;
            }
            int at = count < keys.length ? count++ : count - 1;
            for (; at > 0 && weights[at - 1] < weight; at--) {
                keys[at] = keys[at - 1];
                weights[at] = weights[at - 1];
            }
            keys[at] = terms.hash(term);
            weights[at] = weight;
        }
        return keys;
    }

    private Entry known(ArticleId article) {
        return entry(Objects.requireNonNull(slots.get(article), "an article of a story is known"));
    }

    private Entry entry(int slot) {
        var entry = entries.get(slot);
        if (entry == null) {
            throw new IllegalStateException("no article has the slot " + slot);
        }
        return entry;
    }
}
