package io.wireroom.enrich.lane;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.work.VersionFingerprint;
import io.wireroom.enrich.match.ArticleMatcher.Match;
import io.wireroom.enrich.match.ArticleMatcher.Matched;
import io.wireroom.enrich.match.FingerprintRecords;
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
        try (var all = fingerprints.all()) {
            while (all.hasNext()) {
                var entry = all.next();
                var match = matches.get(entry.key);
                try {
                    var arrival = ByteBuffer.wrap(entry.key).getLong();
                    var version = MatchFormat.readVersion(entry.value);
                    if (match == null) {
                        throw new IllegalArgumentException("a version without a match");
                    }
                    var matched = new Matched(FingerprintRecords.fingerprint(version), MatchFormat.readMatch(match));
                    // An article is once in the stores.
                    articles.put(version.id(), matched);
                    arrivals.put(version.id(), arrival);
                    last = arrival;
                } catch (RuntimeException e) {
                    damaged.add(new Damaged(MatchTopology.FINGERPRINTS, entry.key, entry.value, String.valueOf(e)));
                }
            }
        }
        return new Loaded(List.copyOf(articles.values()), List.copyOf(damaged));
    }

    /** Adds the newest version of an article, which came now. */
    void add(VersionFingerprint version, Match match, Instant now) {
        remove(version.id());
        last = Math.max(last + 1, now.toEpochMilli() << NUMBER_BITS);
        arrivals.put(version.id(), last);
        fingerprints.put(key(last), MatchFormat.version(version));
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

    Optional<VersionFingerprint> version(ArticleId article) {
        return Optional.ofNullable(arrivals.get(article))
                .map(arrival -> fingerprints.get(key(arrival)))
                .map(MatchFormat::readVersion);
    }

    /** The article whose newest version came first; empty if there is none. */
    Optional<ArticleId> oldest() {
        return arrivals.keySet().stream().findFirst();
    }

    /** The oldest article, if its newest version came longer ago than this. */
    Optional<ArticleId> oldest(Instant now, Duration window) {
        var due = now.minus(window).toEpochMilli() << NUMBER_BITS;
        return oldest().filter(article -> arrivals.getOrDefault(article, Long.MAX_VALUE) < due);
    }

    int size() {
        return arrivals.size();
    }

    private static byte[] key(long arrival) {
        return ByteBuffer.allocate(Long.BYTES).putLong(arrival).array();
    }
}
