package io.wireroom.enrich;

import io.wireroom.contract.LinkId;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.StoredPlace;
import io.wireroom.enrich.VersionState.Origin;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A {@link VersionState} as bytes, big-endian: format (1), hash of the site that places its pages (4), version (4), origin
 * (1), two instants as seconds (8) and nanoseconds (4), content hash, text hash, link. The last three are a kind (1) and
 * either 16 bytes of a hash or a length (1) and text. 85 bytes with the hashes of today. Format 1 has no hash of the site.
 */
final class VersionFormat {

    private static final byte FORMAT = 2;
    private static final byte WITHOUT_PLACE = 1;
    private static final int MAX_BYTES = 512;
    private static final int HASH_BYTES = 16;
    private static final String NUMBERED = "1:";

    private static final byte NONE = 0;
    private static final byte HASH = 1;
    private static final byte NUMBERED_HASH = 2;
    private static final byte TEXT = 3;

    private VersionFormat() {}

    /**
     * The state as bytes.
     *
     * @param place hash of the site that places the article's pages
     */
    static byte[] encode(VersionState state, int place) {
        var bytes = ByteBuffer.allocate(MAX_BYTES);
        bytes.put(FORMAT).putInt(place).putInt(state.version()).put(code(state.origin()));
        putInstant(bytes, state.observedAt());
        putInstant(bytes, state.firstSeenAt());
        putName(bytes, state.contentHash());
        putName(bytes, state.textHash());
        var link = state.link();
        putName(bytes, link == null ? null : link.value());
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    static Decoded<VersionState> decode(byte[] stored) {
        var bytes = ByteBuffer.wrap(stored);
        try {
            var format = bytes.get();
            if (format == FORMAT) {
                bytes.getInt();
            } else if (format != WITHOUT_PLACE) {
                return new Decoded.Unreadable<>("a state of the unknown format " + format);
            }
            var version = bytes.getInt();
            var origin = origin(bytes.get());
            var observedAt = instant(bytes);
            var firstSeenAt = instant(bytes);
            var contentHash = needed(bytes);
            var textHash = needed(bytes);
            var link = name(bytes);
            return version < 1 || bytes.hasRemaining()
                    ? new Decoded.Unreadable<>(
                            "a state with version " + version + " and " + bytes.remaining() + " more bytes than it has")
                    : new Decoded.Value<>(new VersionState(
                            version,
                            contentHash,
                            textHash,
                            observedAt,
                            firstSeenAt,
                            origin,
                            link == null ? null : new LinkId(link)));
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
            return new Decoded.Unreadable<>("no state of an article: " + e);
        }
    }

    /** Where a stored state belongs. */
    static StoredPlace place(byte[] stored) {
        return switch (decode(stored)) {
            case Decoded.Unreadable<VersionState>(var why) -> new StoredPlace.Unreadable(why);
            case Decoded.Value<VersionState> readable when stored[0] == WITHOUT_PLACE -> new StoredPlace.Unknown();
            case Decoded.Value<VersionState> readable ->
                StoredPlace.of(ByteBuffer.wrap(stored).getInt(1));
        };
    }

    private static byte code(@Nullable Origin origin) {
        return switch (origin) {
            case null -> 0;
            case ENTRY -> 1;
            case GONE -> 2;
        };
    }

    private static @Nullable Origin origin(byte code) {
        return switch (code) {
            case 0 -> null;
            case 1 -> Origin.ENTRY;
            case 2 -> Origin.GONE;
            default -> throw new IllegalArgumentException("no origin: " + code);
        };
    }

    private static void putInstant(ByteBuffer bytes, Instant instant) {
        bytes.putLong(instant.getEpochSecond()).putInt(instant.getNano());
    }

    private static Instant instant(ByteBuffer bytes) {
        return Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
    }

    private static void putName(ByteBuffer bytes, @Nullable String name) {
        if (name == null) {
            bytes.put(NONE);
        } else if (isHash(name)) {
            bytes.put(HASH).put(HexFormat.of().parseHex(name));
        } else if (name.startsWith(NUMBERED) && isHash(name.substring(NUMBERED.length()))) {
            bytes.put(NUMBERED_HASH).put(HexFormat.of().parseHex(name.substring(NUMBERED.length())));
        } else {
            var text = name.getBytes(StandardCharsets.UTF_8);
            if (text.length > Byte.MAX_VALUE) {
                throw new IllegalArgumentException("longer than any id or hash: '" + name + "'");
            }
            bytes.put(TEXT).put((byte) text.length).put(text);
        }
    }

    private static boolean isHash(String name) {
        return name.length() == 2 * HASH_BYTES
                && name.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    private static String needed(ByteBuffer bytes) {
        var name = name(bytes);
        if (name == null) {
            throw new IllegalArgumentException("a hash is missing");
        }
        return name;
    }

    private static @Nullable String name(ByteBuffer bytes) {
        var kind = bytes.get();
        return switch (kind) {
            case NONE -> null;
            case HASH -> HexFormat.of().formatHex(take(bytes, HASH_BYTES));
            case NUMBERED_HASH -> NUMBERED + HexFormat.of().formatHex(take(bytes, HASH_BYTES));
            case TEXT -> new String(take(bytes, bytes.get()), StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("no kind of hash: " + kind);
        };
    }

    private static byte[] take(ByteBuffer bytes, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("a negative length");
        }
        var taken = new byte[length];
        bytes.get(taken);
        return taken;
    }
}
