package io.wireroom.ingest.schedule.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A state store with JSON values. One that cannot be read is set aside and removed, and reads as absent: no stored value
 * can stop a task.
 */
public final class JsonStore<V> {

    private static final int LEVEL = 3;

    /** Far above what a value can come to. */
    private static final int MAX_BYTES = 4 << 20;

    private final KeyValueStore<String, byte[]> stored;
    private final JsonCodec<V> codec;
    private final boolean compressed;
    private final SetAside setAside;

    /**
     * A store over these bytes.
     *
     * @param compressed whether values are written as Zstandard frames; both forms are read
     */
    public JsonStore(KeyValueStore<String, byte[]> stored, JsonCodec<V> codec, boolean compressed, SetAside setAside) {
        this.stored = stored;
        this.codec = codec;
        this.compressed = compressed;
        this.setAside = setAside;
    }

    /** The value; null if there is none that can be read. */
    public @Nullable V get(String key) {
        var bytes = stored.get(key);
        return bytes == null ? null : read(key, bytes);
    }

    /** Writes the value. */
    public void put(String key, V value) {
        var json = codec.encode(value);
        stored.put(key, compressed ? Zstd.compress(json, LEVEL) : json);
    }

    /** Removes the value. */
    public void delete(String key) {
        stored.delete(key);
    }

    /** Sets the value aside, because processing it failed, and removes it. */
    public void setAside(String key, String why, @Nullable Throwable error) {
        copyAside(key, why, error);
        stored.delete(key);
    }

    /** Sets a copy of the value aside, because processing it failed. */
    public void copyAside(String key, String why, @Nullable Throwable error) {
        setAside.accept(stored.name(), key, stored.get(key), why, error);
    }

    /** Passes all values that can be read; reads each whole, so only for stores that are small. */
    public void forEach(BiConsumer<String, V> action) {
        try (var all = stored.all()) {
            while (all.hasNext()) {
                var entry = all.next();
                var value = read(entry.key, entry.value);
                if (value != null) {
                    action.accept(entry.key, value);
                }
            }
        }
    }

    private @Nullable V read(String key, byte[] bytes) {
        return switch (decode(codec, bytes)) {
            case Decoded.Value<V>(var value) -> value;
            case Decoded.Unreadable<V>(var why) -> {
                setAside.accept(stored.name(), key, bytes, why, null);
                stored.delete(key);
                yield null;
            }
        };
    }

    /** A stored value, compressed or not. */
    public static <T> Decoded<T> decode(JsonCodec<T> codec, byte[] bytes) {
        return plain(bytes)
                .map(codec::decode)
                .orElseGet(() -> new Decoded.Unreadable<>("a compressed value that cannot be unpacked"));
    }

    private static Optional<byte[]> plain(byte[] bytes) {
        if (!isFrame(bytes)) {
            return Optional.of(bytes);
        }
        var size = Zstd.getFrameContentSize(bytes);
        if (size < 0 || size > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(Zstd.decompress(bytes, (int) size));
        } catch (ZstdException e) {
            return Optional.empty();
        }
    }

    /** RFC 8878, section 3.1.1: the magic number; JSON begins otherwise. */
    private static boolean isFrame(byte[] bytes) {
        return bytes.length > 4
                && (bytes[0] & 0xFF) == 0x28
                && (bytes[1] & 0xFF) == 0xB5
                && (bytes[2] & 0xFF) == 0x2F
                && (bytes[3] & 0xFF) == 0xFD;
    }
}
