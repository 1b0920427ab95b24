package io.wireroom.enrich;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that forgets what was not seen for a time. A key begins with the number of the period in which its entry was
 * last written, so all that is due stands at the front of the store: it is found without another index, and nothing else
 * is read for it. An entry is looked up in each period that is still kept, the newest first.
 */
final class ExpiringStore {

    /** Entries are forgotten by periods of this length: at the end of theirs, never before their time. */
    static final Duration PERIOD = Duration.ofDays(30);

    private static final int PREFIX_BYTES = Short.BYTES;

    private final KeyValueStore<byte[], byte[]> store;
    private final long forgetMillis;
    private final long maxEntries;
    private final LongSupplier clock;

    /** Nothing that is due stands before this key. */
    private byte[] place = prefix(0);

    /** Periods before this one are due ahead of their time, because there are too many entries. */
    private int tooMany;

    /**
     * A store over this one.
     *
     * @param forget time after which an entry that was not written again is due
     * @param maxEntries about that many are kept; above, the oldest period is due, but never the current one
     * @param clock wall clock in milliseconds
     */
    ExpiringStore(KeyValueStore<byte[], byte[]> store, Duration forget, long maxEntries, LongSupplier clock) {
        this.store = store;
        this.forgetMillis = forget.toMillis();
        this.maxEntries = maxEntries;
        this.clock = clock;
    }

    /** The value of this id; null if there is none, or if it is due. */
    byte @Nullable [] get(byte[] id) {
        var now = clock.getAsLong();
        // One more than the current one: the clock may have been ahead.
        for (int period = period(now) + 1; period >= firstKept(now); period--) {
            var value = store.get(key(period, id));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Writes a value as seen now. */
    void put(byte[] id, byte[] value) {
        var now = clock.getAsLong();
        var current = period(now);
        var had = store.get(key(current, id));
        if (!Arrays.equals(had, value)) {
            store.put(key(current, id), value);
        }
        if (had == null) {
            deleteExcept(current, id, now);
        }
    }

    void delete(byte[] id) {
        deleteExcept(-1, id, clock.getAsLong());
    }

    private void deleteExcept(int kept, byte[] id, long now) {
        for (int period = period(now) + 1; period >= firstKept(now); period--) {
            if (period != kept && store.get(key(period, id)) != null) {
                store.delete(key(period, id));
            }
        }
    }

    /** About how many entries there are, those that are due included. */
    long size() {
        return store.approximateNumEntries();
    }

    /** Deletes what is due until {@link System#nanoTime()} has passed this value; the next call goes on. Returns how many. */
    int forget(long untilNanos) {
        var now = clock.getAsLong();
        var kept = firstKept(now);
        if (period(place) >= kept) {
            place = prefix(kept);
            noticeTooMany(now);
            return 0;
        }
        var deleted = 0;
        try (var due = store.range(place, prefix(kept))) {
            while (due.hasNext()) {
                place = due.next().key;
                store.delete(place);
                deleted++;
                if (System.nanoTime() - untilNanos >= 0) {
                    return deleted;
                }
            }
        }
        place = prefix(kept);
        return deleted;
    }

    private void noticeTooMany(long now) {
        if (store.approximateNumEntries() <= maxEntries) {
            return;
        }
        try (var all = store.range(place, prefix(period(now)))) {
            if (all.hasNext()) {
                tooMany = period(all.next().key) + 1;
            }
        }
    }

    private int firstKept(long now) {
        return Math.max(period(now - forgetMillis), tooMany);
    }

    private static int period(long millis) {
        return (int) Math.clamp(millis / PERIOD.toMillis(), 0, Short.MAX_VALUE - 1);
    }

    private static int period(byte[] key) {
        return key.length < PREFIX_BYTES ? 0 : ByteBuffer.wrap(key).getShort();
    }

    private static byte[] prefix(int period) {
        return ByteBuffer.allocate(PREFIX_BYTES).putShort((short) period).array();
    }

    /** The key of an entry that was written at this time. */
    static byte[] key(long millis, byte[] id) {
        return key(period(millis), id);
    }

    private static byte[] key(int period, byte[] id) {
        return ByteBuffer.allocate(PREFIX_BYTES + id.length)
                .putShort((short) period)
                .put(id)
                .array();
    }
}
