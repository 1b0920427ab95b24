package io.wireroom.enrich.match;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntIntHashMap;
import io.wireroom.contract.ArticleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Groups of copies. Two articles are a pair if {@link CopyRule} says so and they appeared within the window of each
 * other; a group is a component of pairs, and its original is the one that appeared first. So the order in which
 * fingerprints arrive does not count, and neither do repetitions. Only groups of more than 64
 * articles depend on the order, because of the bounds below.
 *
 * <p>Candidates come from an inverted index over the smallest hashes of each sketch. Not thread-safe.
 */
public final class CopyGroups {

    /** Copies of a news text appear within days. */
    public static final Duration DEFAULT_WINDOW = Duration.ofDays(14);

    /** Two texts that are similar to .3 have six of these in common, and none in one of a thousand cases. */
    private static final int KEYS = 20;

    /** Keys of more articles are phrases of a site or a template: only the newest of their articles are candidates. */
    private static final int MOST_OF_A_KEY = 64;

    private static final int MOST_CANDIDATES = 256;

    /** As many pairs tie an article to one group; more would say the same. */
    private static final int MOST_PAIRS_WITH_A_GROUP = 4;

    private final Duration window;
    private final Map<ArticleId, Integer> slots = new HashMap<>();
    private final ArrayList<@Nullable Entry> entries = new ArrayList<>();
    private final IntArrayList free = new IntArrayList();
    private final Postings postings = new Postings(MOST_OF_A_KEY);
    private long compared;

    /**
     * The article of a group that appeared first; it may be forgotten.
     *
     * @param seenAt null if it is not known
     */
    public record Original(ArticleId id, @Nullable Instant seenAt) {}

    /** An article that was known before, and its original, which may be the article itself. */
    public record Copied(Fingerprint article, Original original) {}

    private static final class Entry {
        private final Fingerprint fingerprint;
        private Group group;

        Entry(Fingerprint fingerprint) {
            this.fingerprint = fingerprint;
            this.group = new Group(this);
        }

        @Nullable
        ArticleId copyOf() {
            return group.original == this ? null : group.original.fingerprint.id();
        }
    }

    private static final class Group {
        private final List<Entry> members = new ArrayList<>(1);
        private Entry original;

        Group(Entry only) {
            members.add(only);
            original = only;
        }

        /** Takes over the members of another group. */
        void merge(Group other) {
            for (var member : other.members) {
                member.group = this;
                members.add(member);
            }
            if (BY_APPEARANCE.compare(other.original, original) < 0) {
                original = other.original;
            }
        }
    }

    private static final Comparator<Entry> BY_APPEARANCE =
            Comparator.comparing(entry -> entry.fingerprint, Fingerprint.BY_APPEARANCE);

    /** Groups of articles that appeared within this time of each other. */
    public CopyGroups(Duration window) {
        this.window = window;
    }

    /**
     * Adds an article, or replaces its earlier version; a version that is not newer than the known one changes nothing.
     *
     * @return articles whose original changed
     */
    public List<CopyChange> put(Fingerprint fingerprint) {
        var known = slots.get(fingerprint.id());
        if (known != null && entry(known).fingerprint.version() >= fingerprint.version()) {
            return List.of();
        }
        var before = new LinkedHashMap<ArticleId, Optional<ArticleId>>();
        var added = new ArrayDeque<Fingerprint>();
        added.add(fingerprint);
        if (known != null) {
            dissolve(known, before, added);
        }
        added.forEach(one -> add(one, before));
        return changes(before);
    }

    /** Forgets an article. Returns articles whose original changed. */
    public List<CopyChange> remove(ArticleId article) {
        var known = slots.get(article);
        if (known == null) {
            return List.of();
        }
        var before = new LinkedHashMap<ArticleId, Optional<ArticleId>>();
        var added = new ArrayDeque<Fingerprint>();
        dissolve(known, before, added);
        before.remove(article);
        added.forEach(one -> add(one, before));
        return changes(before);
    }

    /**
     * Forgets an old article. Nothing changes for the others: a copy keeps its original even when that is not known any
     * more.
     */
    public void forget(ArticleId article) {
        var slot = slots.get(article);
        if (slot != null) {
            var entry = entry(slot);
            forget(slot);
            entry.group.members.remove(entry);
        }
    }

    /**
     * Adds articles that were known before a restart, in the order in which they came. Nothing is compared again: those
     * with the same original are a group.
     */
    public void restore(List<Copied> articles) {
        // Hardly any two texts share a shingle.
        postings.expect(articles.size() * KEYS, articles.size() * KEYS);
        var groups = new HashMap<ArticleId, Group>();
        for (var copied : articles) {
            var entry = new Entry(copied.article());
            insert(entry, copied.article().sketch().keys(KEYS));
            var group = groups.putIfAbsent(copied.original().id(), entry.group);
            if (group != null) {
                group.merge(entry.group);
            }
        }
        for (var copied : articles) {
            var original = copied.original();
            if (!slots.containsKey(original.id())) {
                Objects.requireNonNull(groups.get(original.id())).original =
                        new Entry(Fingerprint.ofForgotten(original.id(), original.seenAt()));
            }
        }
    }

    /** The original of an article, which may be the article itself; empty if it is not known. */
    public Optional<Original> original(ArticleId article) {
        return known(article)
                .map(fingerprint -> entry(slot(article)).group.original.fingerprint)
                .map(original -> new Original(original.id(), original.seenAt()));
    }

    /** The newest version of an article; empty if it is not known. */
    public Optional<Fingerprint> known(ArticleId article) {
        return Optional.ofNullable(slots.get(article)).map(slot -> entry(slot).fingerprint);
    }

    /** The original of a copy; empty for an original, an article without copies, and one that is not known. */
    public Optional<ArticleId> copyOf(ArticleId article) {
        var slot = slots.get(article);
        return slot == null ? Optional.empty() : Optional.ofNullable(entry(slot).copyOf());
    }

    /** Number of known articles. */
    public int size() {
        return slots.size();
    }

    /** Number of pairs compared so far. */
    public long compared() {
        return compared;
    }

    /** Bytes of memory of the index of candidates. */
    public long indexBytes() {
        return postings.bytes();
    }

    private List<CopyChange> changes(Map<ArticleId, Optional<ArticleId>> before) {
        var changes = new ArrayList<CopyChange>();
        before.forEach((article, copyOf) -> {
            var now = copyOf(article);
            if (!now.equals(copyOf)) {
                changes.add(new CopyChange(article, now.orElse(null)));
            }
        });
        return changes;
    }

    /** Takes an article and its group out; the other members are to be added again, because it may have tied them. */
    private void dissolve(int slot, Map<ArticleId, Optional<ArticleId>> before, ArrayDeque<Fingerprint> again) {
        var entry = entry(slot);
        for (var member : List.copyOf(entry.group.members)) {
            var id = member.fingerprint.id();
            before.put(id, copyOf(id));
            forget(slot(id));
            if (member != entry) {
                again.add(member.fingerprint);
            }
        }
    }

    private void add(Fingerprint fingerprint, Map<ArticleId, Optional<ArticleId>> before) {
        var entry = new Entry(fingerprint);
        var keys = fingerprint.sketch().keys(KEYS);
        before.putIfAbsent(fingerprint.id(), Optional.empty());
        var pairs = new HashMap<Group, Integer>();
        for (var candidate : candidates(keys)) {
            var other = entry(candidate);
            if (pairs.getOrDefault(other.group, 0) < MOST_PAIRS_WITH_A_GROUP && isPair(entry, other)) {
                pairs.merge(other.group, 1, Integer::sum);
            }
        }
        pairs.keySet().forEach(group -> join(entry, group, before));
        insert(entry, keys);
    }

    private void insert(Entry entry, int[] keys) {
        int slot = free.isEmpty() ? entries.size() : free.removeLast();
        if (slot == entries.size()) {
            entries.add(entry);
        } else {
            entries.set(slot, entry);
        }
        slots.put(entry.fingerprint.id(), slot);
        for (var key : keys) {
            postings.add(key, slot);
        }
    }

    private void join(Entry entry, Group group, Map<ArticleId, Optional<ArticleId>> before) {
        for (var member : group.members) {
            before.putIfAbsent(member.fingerprint.id(), Optional.ofNullable(member.copyOf()));
        }
        var mine = entry.group;
        if (mine.members.size() > group.members.size()) {
            mine.merge(group);
        } else {
            group.merge(mine);
        }
    }

    private boolean isPair(Entry one, Entry other) {
        var first = one.fingerprint.seenAt();
        var second = other.fingerprint.seenAt();
        if (first != null
                && second != null
                && Duration.between(first, second).abs().compareTo(window) > 0) {
            return false;
        }
        compared++;
        return CopyRule.relation(one.fingerprint, other.fingerprint) == CopyRule.Relation.COPY;
    }

    /** Slots of articles that share keys, those that share most first. */
    private int[] candidates(int[] keys) {
        var shared = new IntIntHashMap();
        for (var key : keys) {
            postings.forEach(key, slot -> shared.addTo(slot, 1));
        }
        var ranked = shared.keys().toArray();
        if (ranked.length <= MOST_CANDIDATES) {
            return ranked;
        }
        return IntStream.of(ranked)
                .boxed()
                .sorted(Comparator.comparingInt((Integer slot) -> -shared.get(slot))
                        .thenComparing(this::entry, BY_APPEARANCE))
                .limit(MOST_CANDIDATES)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void forget(int slot) {
        var fingerprint = entry(slot).fingerprint;
        Arrays.stream(fingerprint.sketch().keys(KEYS)).forEach(key -> postings.remove(key, slot));
        slots.remove(fingerprint.id());
        entries.set(slot, null);
        free.add(slot);
    }

    private int slot(ArticleId article) {
        return Objects.requireNonNull(slots.get(article), "an article of a group is known");
    }

    private Entry entry(int slot) {
        var entry = entries.get(slot);
        if (entry == null) {
            throw new IllegalStateException("no article has the slot " + slot);
        }
        return entry;
    }
}
