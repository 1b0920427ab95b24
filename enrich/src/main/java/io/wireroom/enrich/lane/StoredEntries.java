package io.wireroom.enrich.lane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** The entries of both stores by their keys, in ascending order. Not thread-safe. */
final class StoredEntries {

    /**
     * What both stores have of a key.
     *
     * @param version null if only the other store has the key
     * @param match null likewise
     */
    record Entry(byte[] key, byte @Nullable [] version, byte @Nullable [] match) {}

    private final Iterator<KeyValue<byte[], byte[]>> versions;
    private final Iterator<KeyValue<byte[], byte[]>> matches;
    private @Nullable KeyValue<byte[], byte[]> version;
    private @Nullable KeyValue<byte[], byte[]> match;

    StoredEntries(Iterator<KeyValue<byte[], byte[]>> versions, Iterator<KeyValue<byte[], byte[]>> matches) {
        this.versions = versions;
        this.matches = matches;
        version = next(versions);
        match = next(matches);
    }

    boolean hasNext() {
        return version != null || match != null;
    }

    /** The next entries, at most this many. */
    List<Entry> next(int most) {
        var entries = new ArrayList<Entry>();
        while (hasNext() && entries.size() < most) {
            entries.add(next());
        }
        return entries;
    }

    private Entry next() {
        var one = version;
        var other = match;
        if (other != null && (one == null || Arrays.compareUnsigned(other.key, one.key) < 0)) {
            match = next(matches);
            return new Entry(other.key, null, other.value);
        }
        if (one == null) {
            throw new NoSuchElementException("both stores are at their ends");
        }
        version = next(versions);
        if (other == null || !Arrays.equals(one.key, other.key)) {
            return new Entry(one.key, one.value, null);
        }
        match = next(matches);
        return new Entry(one.key, one.value, other.value);
    }

    private static @Nullable KeyValue<byte[], byte[]> next(Iterator<KeyValue<byte[], byte[]>> entries) {
        return entries.hasNext() ? entries.next() : null;
    }
}
