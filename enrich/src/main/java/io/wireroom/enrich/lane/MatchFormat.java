package io.wireroom.enrich.lane;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.work.VersionFingerprint;
import io.wireroom.enrich.match.ArticleMatcher.Match;
import io.wireroom.enrich.match.CopyGroups.Original;
import io.wireroom.enrich.match.FingerprintRecords;
import io.wireroom.enrich.match.Stories.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored forms: a version with its fingerprint, about 1,300 bytes, and the match of an article, about 100 bytes. */
final class MatchFormat {

    private static final byte VERSION = 1;

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private MatchFormat() {}

    static byte[] version(VersionFingerprint version) {
        return written(out -> {
            out.writeUTF(version.id().value());
            out.writeInt(version.version());
            out.writeUTF(version.title());
            writeTexts(out, version.names());
            writeTexts(out, version.places());
            var fingerprint = Base64.getDecoder().decode(version.fingerprint());
            out.writeShort(fingerprint.length);
            out.write(fingerprint);
        });
    }

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    static VersionFingerprint readVersion(byte[] stored) {
        var version = read(stored, in -> {
            var id = new ArticleId(in.readUTF());
            return new VersionFingerprint(
                    id, in.readInt(), in.readUTF(), readTexts(in), readTexts(in), readFingerprint(in));
        });
        var unused = FingerprintRecords.fingerprint(version);
        return version;
    }

    static byte[] match(Match match) {
        return written(out -> {
            out.writeUTF(match.original().id().value());
            var seenAt = match.original().seenAt();
            out.writeBoolean(seenAt != null);
            if (seenAt != null) {
                out.writeLong(seenAt.getEpochSecond());
                out.writeInt(seenAt.getNano());
            }
            out.writeUTF(match.place().story().value());
            out.writeLong(match.place().sequence());
            out.writeBoolean(match.place().isAlone());
        });
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
                        new Original(new ArticleId(in.readUTF()), readTime(in)),
                        new Place(new StoryId(in.readUTF()), in.readLong(), in.readBoolean())));
    }

    private static @Nullable Instant readTime(DataInputStream in) throws IOException {
        return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
    }

    private static String readFingerprint(DataInputStream in) throws IOException {
        return Base64.getEncoder().encodeToString(in.readNBytes(in.readUnsignedShort()));
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeByte(texts.size());
        for (var text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        var texts = new ArrayList<String>();
        for (var left = in.readUnsignedByte(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private static byte[] written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write bytes in memory", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] stored, Reading<T> reading) {
        try (var in = new DataInputStream(new ByteArrayInputStream(stored))) {
            var version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("cannot read format " + version);
            }
            var value = reading.from(in);
            if (in.available() > 0) {
                throw new IllegalArgumentException(in.available() + " bytes after the end");
            }
            return value;
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException("cannot read " + stored.length + " bytes: " + e, e);
        }
    }
}
