package io.wireroom.enrich;

import io.wireroom.contract.work.StoredPlace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * How far the raw topic has been read. Kafka keeps that, too, as offsets of the group, but forgets it when the group was
 * away for {@code offsets.retention.minutes}: then every page that the topic still holds is read again. What is written
 * here commits with the outcomes of the pages, so a page that has ended does not end once more.
 */
final class RawProgress {

    private static final byte[] KEY = "raw".getBytes(StandardCharsets.UTF_8);
    private static final int BYTES = 2 * Long.BYTES;

    /**
     * The last page that was processed.
     *
     * @param offset of its record
     * @param appendedMillis when the broker appended it: records of a topic that was created anew are later
     */
    private record Last(long offset, long appendedMillis) {

        static final Last NONE = new Last(-1, -1);
    }

    private final KeyValueStore<byte[], byte[]> store;
    private final DamagedEntries setAside;
    private @Nullable Last last;

    /**
     * Of one task.
     *
     * @param setAside takes a stored value that cannot be read
     */
    RawProgress(KeyValueStore<byte[], byte[]> store, DamagedEntries setAside) {
        this.store = store;
        this.setAside = setAside;
    }

    private Last last() {
        if (last == null) {
            last = read();
        }
        return last;
    }

    private Last read() {
        var stored = store.get(KEY);
        if (stored == null) {
            return Last.NONE;
        }
        if (stored.length != BYTES) {
            store.delete(KEY);
            setAside.entry(EnrichTopology.PROGRESS, KEY, stored, "no offset and time: " + stored.length + " bytes");
            return Last.NONE;
        }
        var bytes = ByteBuffer.wrap(stored);
        return new Last(bytes.getLong(), bytes.getLong());
    }

    /** Whether this record of the raw topic was processed before. */
    boolean isDone(RecordMetadata record, long appendedMillis) {
        return record.offset() <= last().offset() && appendedMillis <= last().appendedMillis();
    }

    /** The offset of the last record that was processed; -1 if there is none. */
    long lastOffset() {
        return last().offset();
    }

    /** This record is processed now. */
    void done(RecordMetadata record, long appendedMillis) {
        last = new Last(record.offset(), appendedMillis);
        store.put(
                KEY,
                ByteBuffer.allocate(BYTES)
                        .putLong(record.offset())
                        .putLong(appendedMillis)
                        .array());
    }

    /** It states offsets of the present topic, so another topic begins without it. */
    static StoredPlace place() {
        return new StoredPlace.Nowhere();
    }
}
