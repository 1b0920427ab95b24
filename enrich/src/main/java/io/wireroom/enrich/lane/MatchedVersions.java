package io.wireroom.enrich.lane;

import io.wireroom.contract.ArticleId;
import io.wireroom.enrich.match.ArticleMatcher.Match;
import io.wireroom.enrich.match.ArticleMatcher.Matched;
import io.wireroom.enrich.match.Fingerprint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The newest version and the match of each article, in the order in which the versions came. A key is the time of its
 * arrival, so that all that is due is at the front, and a restart reads everything in order. Not thread-safe.
 */
final class MatchedVersions {

    /** An entry that cannot be read. */
    record Damaged(String store, byte[] key, byte[] value, String why) {}

    /** What the stores hold. */
    record Loaded(List<Matched> articles, List<Damaged> damaged) {}

    /** Arrivals within one millisecond are numbered. */
    private static final int NUMBER_BITS = 16;

    /** Entries that are read together. */
    private static final int AT_ONCE = 4_096;

    private final KeyValueStore<byte[], byte[]> fingerprints;
    private final KeyValueStore<byte[], byte[]> matches;
    private final Map<ArticleId, Long> arrivals = new LinkedHashMap<>();
    private long last;

    MatchedVersions(KeyValueStore<byte[], byte[]> fingerprints, KeyValueStore<byte[], byte[]> matches) {
        this.fingerprints = fingerprints;
        this.matches = matches;
    }

    /** Reads everything. What cannot be read is as if it were not there, and is to be deleted. */
    Loaded load() {
        arrivals.clear();
        var articles = new LinkedHashMap<ArticleId, Matched>();
        var damaged = new ArrayList<Damaged>();
        try (var versions = fingerprints.all();
                var placed = matches.all()) {
            var entries = new StoredEntries(versions, placed);
            while (entries.hasNext()) {
                // Most of the time goes into the forms, which do not depend on each other.
                for (var entry :
                        entries.next(AT_ONCE).parallelStream().map(Read::of).toList()) {
                    switch (entry) {
                        case Read.Whole(var key, var matched) -> {
                            // An article is once in the stores.
                            articles.put(matched.article().id(), matched);
                            last = ByteBuffer.wrap(key).getLong();
                            arrivals.put(matched.article().id(), last);
                        }
                        case Read.Broken(var broken) -> damaged.add(broken);
                    }
                }
            }
        }
        return new Loaded(List.copyOf(articles.values()), List.copyOf(damaged));
    }

    /** An entry of both stores as it was read. */
    private sealed interface Read {

        record Whole(byte[] key, Matched matched) implements Read {}

        record Broken(Damaged damaged) implements Read {}

        static Read of(StoredEntries.Entry entry) {
            try {
                if (entry.key().length != Long.BYTES) {
                    throw new IllegalArgumentException("a key of " + entry.key().length + " bytes");
                }
                if (entry.version() == null || entry.match() == null) {
                    throw new IllegalArgumentException(
                            entry.version() == null ? "a match without a version" : "a version without a match");
                }
                return new Whole(
                        entry.key(),
                        new Matched(
                                MatchFormat.readFingerprint(entry.version()), MatchFormat.readMatch(entry.match())));
            } catch (RuntimeException e) {
                var version = entry.version();
                var match = entry.match();
                return new Broken(
                        version != null
                                ? new Damaged(MatchTopology.FINGERPRINTS, entry.key(), version, String.valueOf(e))
                                : new Damaged(
                                        MatchTopology.MATCHES,
                                        entry.key(),
                                        match == null ? new byte[0] : match,
                                        String.valueOf(e)));
            }
        }
    }

    /** Adds the newest version of an article, which came now. */
    void add(Fingerprint version, ArticleWords words, Match match, Instant now) {
        remove(version.id());
        last = Math.max(last + 1, arrival(now));
        arrivals.put(version.id(), last);
        fingerprints.put(key(last), MatchFormat.version(version, words));
        matches.put(key(last), MatchFormat.match(match));
    }

    /** Replaces the match of a known article. */
    void update(ArticleId article, Match match) {
        var arrival = arrivals.get(article);
        if (arrival != null) {
            matches.put(key(arrival), MatchFormat.match(match));
        }
    }

    void remove(ArticleId article) {
        var arrival = arrivals.remove(article);
        if (arrival != null) {
            delete(key(arrival));
        }
    }

    void delete(byte[] key) {
        fingerprints.delete(key);
        matches.delete(key);
    }

    Optional<Match> match(ArticleId article) {
        return Optional.ofNullable(arrivals.get(article))
                .map(arrival -> matches.get(key(arrival)))
                .map(MatchFormat::readMatch);
    }

    /** The words of the newest version. */
    Optional<ArticleWords> words(ArticleId article) {
        return Optional.ofNullable(arrivals.get(article))
                .map(arrival -> fingerprints.get(key(arrival)))
                .map(MatchFormat::readWords);
    }

    /** The article whose newest version came first; empty if there is none. */
    Optional<ArticleId> oldest() {
        return arrivals.keySet().stream().findFirst();
    }

    /** The oldest article, if its newest version came longer ago than this. */
    Optional<ArticleId> oldest(Instant now, Duration window) {
        var due = arrival(now.minus(window));
        return oldest().filter(article -> arrivals.getOrDefault(article, Long.MAX_VALUE) < due);
    }

    int size() {
        return arrivals.size();
    }

    /** The key of the first version that comes at this time. */
    static long arrival(Instant time) {
        return time.toEpochMilli() << NUMBER_BITS;
    }

    private static byte[] key(long arrival) {
        return ByteBuffer.allocate(Long.BYTES).putLong(arrival).array();
    }
}
