package io.wireroom.enrich.lane;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.StoryId;
import io.wireroom.enrich.match.ArticleMatcher.Match;
import io.wireroom.enrich.match.CopyGroups.Original;
import io.wireroom.enrich.match.Fingerprint;
import io.wireroom.enrich.match.FingerprintFormat;
import io.wireroom.enrich.match.Stories.Place;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stored forms: a version with its fingerprint and then its words, about 1,200 bytes, and the match of an article,
 * about 60 bytes. The fingerprint is first, because a restart reads it alone.
 */
final class MatchFormat {

    private static final byte VERSION = 2;

    /** Ids are hashes; 16 bytes then, after this length. Any other id is text, after another one. */
    private static final int HASH_BYTES = 16;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");
    private static final int TEXT = 0;
    private static final HexFormat HEX = HexFormat.of();

    /** The longest form of a version: fingerprint, a title of 200 characters, ten names of 60, and lengths. */
    private static final int MOST_BYTES = 8 * 1024;

    private MatchFormat() {}

    static byte[] version(Fingerprint fingerprint, ArticleWords words) {
        var out = ByteBuffer.allocate(MOST_BYTES).put(VERSION);
        writeId(out, fingerprint.id().value());
        out.putInt(fingerprint.version());
        var body = FingerprintFormat.writeBody(fingerprint);
        out.putShort((short) body.length).put(body);
        writeText(out, words.title());
        writeTexts(out, words.names());
        writeTexts(out, words.places());
        return written(out);
    }

    /**
     * Reads the fingerprint of a version, and checks that its words are whole.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    static Fingerprint readFingerprint(byte[] stored) {
        return read(stored, in -> {
            var fingerprint = FingerprintFormat.readBody(new ArticleId(readId(in)), in.getInt(), readBody(in));
            skipText(in);
            skipTexts(in);
            skipTexts(in);
            return fingerprint;
        });
    }

    /**
     * Reads the words of a version.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    static ArticleWords readWords(byte[] stored) {
        return read(stored, in -> {
            var unused = readId(in);
            in.getInt();
            readBody(in);
            return new ArticleWords(readText(in), readTexts(in), readTexts(in));
        });
    }

    static byte[] match(Match match) {
        var out = ByteBuffer.allocate(MOST_BYTES).put(VERSION);
        writeId(out, match.original().id().value());
        var seenAt = match.original().seenAt();
        out.put((byte) (seenAt == null ? 0 : 1));
        if (seenAt != null) {
            out.putLong(seenAt.getEpochSecond()).putInt(seenAt.getNano());
        }
        writeId(out, match.place().story().value());
        out.putLong(match.place().sequence());
        out.put((byte) (match.place().isAlone() ? 1 : 0));
        return written(out);
    }

    /**
     * Reads a match.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    static Match readMatch(byte[] stored) {
        return read(
                stored,
                in -> new Match(
                        new Original(new ArticleId(readId(in)), readTime(in)),
                        new Place(new StoryId(readId(in)), in.getLong(), in.get() != 0)));
    }

    private static @Nullable Instant readTime(ByteBuffer in) {
        return in.get() == 0 ? null : Instant.ofEpochSecond(in.getLong(), in.getInt());
    }

    private static void writeId(ByteBuffer out, String id) {
        if (HASH.matcher(id).matches()) {
            out.put((byte) HASH_BYTES).put(HEX.parseHex(id));
        } else {
            out.put((byte) TEXT);
            writeText(out, id);
        }
    }

    private static String readId(ByteBuffer in) {
        return switch (in.get()) {
            case HASH_BYTES -> HEX.formatHex(readBytes(in, HASH_BYTES));
            case TEXT -> readText(in);
            default -> throw new IllegalArgumentException("an id of an unknown form");
        };
    }

    private static byte[] readBody(ByteBuffer in) {
        return readBytes(in, Short.toUnsignedInt(in.getShort()));
    }

    private static void writeText(ByteBuffer out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putShort((short) bytes.length).put(bytes);
    }

    private static String readText(ByteBuffer in) {
        return new String(readBytes(in, Short.toUnsignedInt(in.getShort())), StandardCharsets.UTF_8);
    }

    private static void skipText(ByteBuffer in) {
        var bytes = Short.toUnsignedInt(in.getShort());
        if (bytes > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + bytes);
    }

    private static void writeTexts(ByteBuffer out, List<String> texts) {
        out.put((byte) texts.size());
        texts.forEach(text -> writeText(out, text));
    }

    private static List<String> readTexts(ByteBuffer in) {
        var texts = new ArrayList<String>();
        for (var left = Byte.toUnsignedInt(in.get()); left > 0; left--) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static void skipTexts(ByteBuffer in) {
        for (var left = Byte.toUnsignedInt(in.get()); left > 0; left--) {
            skipText(in);
        }
    }

    private static byte[] readBytes(ByteBuffer in, int count) {
        if (count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static byte[] written(ByteBuffer out) {
        var bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static <T> T read(byte[] stored, Function<ByteBuffer, T> reading) {
        var in = ByteBuffer.wrap(stored);
        try {
            var version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("cannot read format " + version);
            }
            var value = reading.apply(in);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes after the end");
            }
            return value;
        } catch (BufferUnderflowException | DateTimeException e) {
            throw new IllegalArgumentException("cannot read " + stored.length + " bytes: " + e, e);
        }
    }
}
