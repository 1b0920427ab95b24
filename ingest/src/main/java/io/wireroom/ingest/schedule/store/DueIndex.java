package io.wireroom.ingest.schedule.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is due when, ordered by the due time, in a store of its own: what is due is found without a walk through the
 * stores that hold the values. An entry remains until it is removed; each scan goes on where the last one ended, and one
 * after a restart begins at the first entry.
 */
public final class DueIndex {

    /** What falls due; each is an index of its own. */
    public enum Kind {
        /** A link that waits for its turn. */
        WAITING('w'),
        /** A request on behalf of another site that waits. */
        DELEGATED('d'),
        /** A planned revisit. */
        REVISIT('r'),
        /** When a link is to be seen to: to be reported as waiting, or forgotten. */
        LINK_CHECK('l'),
        /** When a host may be forgotten. */
        HOST_CHECK('h');

        private final char prefix;

        Kind(char prefix) {
            this.prefix = prefix;
        }
    }

    /** Takes an entry of the index. */
    @FunctionalInterface
    public interface Visitor {

        /** Handles the entry of this key. */
        void visit(Instant dueAt, String key, String note);
    }

    /** An entry as it is stored. */
    public sealed interface Entry {

        /** An entry of this key. */
        record Due(Kind kind, String key, String note) implements Entry {}

        /** No entry of an index. */
        record Unreadable(String why) implements Entry {}
    }

    private static final int DIGITS = 12;
    private static final int KEY_AT = 1 + DIGITS + 1;
    private static final long MAX_MILLIS = (1L << (4 * DIGITS)) - 1;

    private final KeyValueStore<String, byte[]> stored;
    private final Map<Kind, String> scannedTo = new EnumMap<>(Kind.class);
    private @Nullable Kind scanning;
    private String addedMeanwhile = "";

    /** An index in this store. */
    public DueIndex(KeyValueStore<String, byte[]> stored) {
        this.stored = stored;
    }

    /**
     * Adds an entry; the same instant and key again replaces its note.
     *
     * @param note kept beside the key
     */
    public void add(Kind kind, Instant dueAt, String key, String note) {
        var place = place(kind, dueAt) + key;
        scannedTo.computeIfPresent(kind, (same, scanned) -> min(place, scanned));
        if (kind == scanning) {
            addedMeanwhile = min(place, addedMeanwhile);
        }
        stored.put(place, note.getBytes(StandardCharsets.UTF_8));
    }

    /** Removes the entry of this instant and key, if there is one. */
    public void remove(Kind kind, Instant dueAt, String key) {
        stored.delete(place(kind, dueAt) + key);
    }

    /** Visits what has fallen due since the last scan, while there is time. */
    public void scan(Kind kind, Instant now, BooleanSupplier hasTime, Visitor visitor) {
        addedMeanwhile = end(kind);
        scanning = kind;
        var from = scannedTo.getOrDefault(kind, place(kind, Instant.EPOCH));
        var last = visit(from, place(kind, now.plusMillis(1)), hasTime, visitor);
        scanning = null;
        if (last != null) {
            // The first place after the last entry, or that of an earlier entry which the visitor added.
            scannedTo.put(kind, min(last + '\0', addedMeanwhile));
        }
    }

    private static String min(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Visits all entries of a kind, in order of their instants; reads no value. */
    public void forEach(Kind kind, Visitor visitor) {
        visit(place(kind, Instant.EPOCH), end(kind), () -> true, visitor);
    }

    /** Visits entries beyond this instant: those that a wrong clock wrote. */
    public void beyond(Kind kind, Instant instant, Visitor visitor) {
        visit(place(kind, instant), end(kind), () -> true, visitor);
    }

    private @Nullable String visit(String from, String to, BooleanSupplier hasTime, Visitor visitor) {
        String last = null;
        try (var entries = stored.range(from, to)) {
            while (entries.hasNext() && hasTime.getAsBoolean()) {
                var entry = entries.next();
                last = entry.key;
                var dueAt = Instant.ofEpochMilli(Long.parseLong(entry.key, 1, 1 + DIGITS, 16));
                visitor.visit(dueAt, entry.key.substring(KEY_AT), new String(entry.value, StandardCharsets.UTF_8));
            }
        }
        return last;
    }

    /** The entry that is stored under this key of the store. */
    public static Entry entry(String stored, byte[] value) {
        for (var kind : Kind.values()) {
            if (stored.length() >= KEY_AT && stored.charAt(0) == kind.prefix) {
                return new Entry.Due(kind, stored.substring(KEY_AT), new String(value, StandardCharsets.UTF_8));
            }
        }
        return new Entry.Unreadable("no entry of the index of due times: '" + stored + "'");
    }

    private static String place(Kind kind, Instant instant) {
        var millis = Math.clamp(instant.toEpochMilli(), 0, MAX_MILLIS);
        var hex = Long.toHexString(millis);
        return kind.prefix + "0".repeat(DIGITS - hex.length()) + hex + '/';
    }

    private static String end(Kind kind) {
        return kind.prefix + "g";
    }
}
