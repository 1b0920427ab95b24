package io.wireroom.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.store.StoreRow.ArticleRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The versions of one article that the store has, and the numbers of those to come. Enrich numbers from 1 again when it
 * has forgotten an article (ENRICH_FORGET); here the numbers go on, so that no version replaces an older one. Not
 * thread-safe.
 */
final class StoredVersions {

    /**
     * A version with its number in the store.
     *
     * @param json the record, with this number
     * @param isNew whether it is not stored yet
     */
    record Numbered(ArticleRow row, int version, String json, boolean isNew) {}

    private static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);

    private final NavigableMap<Integer, Instant> observed = new TreeMap<>();

    /** Adds a version that is stored. */
    void add(int version, Instant observedAt) {
        observed.put(version, observedAt);
    }

    /**
     * The number of this version. One that is stored already is recognised by its number and the instant of its fetch; in
     * a later life of the article its number here is higher than the published one.
     */
    Numbered number(ArticleRow row) {
        var published = row.article().version();
        var at = row.article().observedAt();
        for (var stored : observed.tailMap(published, true).entrySet()) {
            if (isSame(stored.getValue(), at)) {
                return numbered(row, stored.getKey(), false);
            }
        }
        var version = free(published, at);
        observed.put(version, at);
        return numbered(row, version, true);
    }

    /** The database keeps microseconds, and rounds. */
    private static boolean isSame(Instant stored, Instant given) {
        return Duration.between(stored, given).abs().compareTo(MICROSECOND) <= 0;
    }

    /** A late one, such as a replayed dead letter, takes its own number; the newest comes after all others. */
    private int free(int published, Instant at) {
        if (observed.isEmpty()) {
            return published;
        }
        var isNewest = observed.values().stream().noneMatch(at::isBefore);
        return isNewest || observed.containsKey(published) ? Math.max(published, observed.lastKey() + 1) : published;
    }

    private static Numbered numbered(ArticleRow row, int version, boolean isNew) {
        var json = version == row.article().version() ? row.json() : renumbered(row, version);
        return new Numbered(row, version, json, isNew);
    }

    private static String renumbered(ArticleRow row, int version) {
        try {
            if (JsonCodec.MAPPER.readTree(row.json()) instanceof ObjectNode record) {
                record.put("version", version);
                if (record.get("changes") instanceof ObjectNode changes && changes.has("previousVersion")) {
                    changes.put("previousVersion", version - 1);
                }
                return JsonCodec.MAPPER.writeValueAsString(record);
            }
            throw new IllegalStateException("an article that is no JSON object");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an article that was read is no JSON: " + e.getMessage(), e);
        }
    }
}
