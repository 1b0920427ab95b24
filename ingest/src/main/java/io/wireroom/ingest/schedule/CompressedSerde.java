package io.wireroom.ingest.schedule;

import com.github.luben.zstd.Zstd;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Store values in zstd (RFC 8878). Values that were stored before as they are, are still read. */
final class CompressedSerde {

    private static final int LEVEL = 3;

    /** Far above what a pending link can come to. */
    private static final int MAX_BYTES = 4 << 20;

    private CompressedSerde() {}

    static <T> Serde<T> over(Serde<T> values) {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    var plain = values.serializer().serialize(topic, value);
                    return plain == null ? null : Zstd.compress(plain, LEVEL);
                },
                (topic, stored) -> values.deserializer().deserialize(topic, plain(stored)));
    }

    private static byte @Nullable [] plain(byte @Nullable [] stored) {
        if (stored == null || !isFrame(stored)) {
            return stored;
        }
        var size = Zstd.getFrameContentSize(stored);
        if (size < 0 || size > MAX_BYTES) {
            throw new SerializationException("a compressed value of unlikely size: " + size);
        }
        return Zstd.decompress(stored, (int) size);
    }

    /** RFC 8878, section 3.1.1: the magic number; JSON begins otherwise. */
    private static boolean isFrame(byte[] stored) {
        return stored.length > 4
                && (stored[0] & 0xFF) == 0x28
                && (stored[1] & 0xFF) == 0xB5
                && (stored[2] & 0xFF) == 0x2F
                && (stored[3] & 0xFF) == 0xFD;
    }
}
