package io.wireroom.enrich.match;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Site;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fingerprints as bytes, at most {@value #MOST_BYTES}; about 1,000 for a news text. */
public final class FingerprintFormat {

    /** Longest form of a fingerprint. */
    public static final int MOST_BYTES = 2048;

    private static final byte VERSION = 1;
    private static final int CUT = 0x80;
    private static final int MOST_OF_A_SAMPLE = CUT - 1;
    private static final int MOST_TEXT_BYTES = 255;
    private static final long NO_TIME = Long.MIN_VALUE;

    private FingerprintFormat() {}

    /**
     * Writes a fingerprint.
     *
     * @throws IllegalArgumentException if its id, site or language is longer than 255 bytes
     */
    public static byte[] write(Fingerprint fingerprint) {
        var out = ByteBuffer.allocate(MOST_BYTES);
        out.put(VERSION);
        writeText(out, fingerprint.id().value());
        out.putInt(fingerprint.version());
        writeBody(out, fingerprint);
        return written(out);
    }

    /**
     * Writes a fingerprint without its article and version.
     *
     * @throws IllegalArgumentException if its site or language is longer than 255 bytes
     */
    public static byte[] writeBody(Fingerprint fingerprint) {
        var out = ByteBuffer.allocate(MOST_BYTES);
        writeBody(out, fingerprint);
        return written(out);
    }

    private static byte[] written(ByteBuffer out) {
        var bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static void writeBody(ByteBuffer out, Fingerprint fingerprint) {
        writeText(out, fingerprint.site() == null ? "" : fingerprint.site().name());
        var seenAt = fingerprint.seenAt();
        out.putLong(seenAt == null ? NO_TIME : seenAt.getEpochSecond()).putInt(seenAt == null ? 0 : seenAt.getNano());
        writeText(out, fingerprint.language());
        writeSketch(out, fingerprint.sketch());
        writeSample(out, fingerprint.lead());
        writeSample(out, fingerprint.title());
        writeSample(out, fingerprint.numbers());
        writeSample(out, fingerprint.names());
        writeSample(out, fingerprint.dates());
        writeTerms(out, fingerprint.terms());
    }

    /**
     * Reads a fingerprint.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    public static Fingerprint read(byte[] bytes) {
        return read(bytes, in -> {
            var version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("Cannot read a fingerprint of format " + version);
            }
            return readBody(new ArticleId(readText(in)), in.getInt(), in);
        });
    }

    /**
     * Reads what {@link #writeBody} wrote.
     *
     * @throws IllegalArgumentException if the bytes are no fingerprint
     */
    public static Fingerprint readBody(ArticleId article, int version, byte[] bytes) {
        return read(bytes, in -> readBody(article, version, in));
    }

    private static Fingerprint readBody(ArticleId article, int version, ByteBuffer in) {
        return new Fingerprint(
                article,
                version,
                site(readText(in)),
                time(in.getLong(), in.getInt()),
                readText(in),
                readSketch(in),
                readSample(in),
                readSample(in),
                readSample(in),
                readSample(in),
                readSample(in),
                readTerms(in));
    }

    private static Fingerprint read(byte[] bytes, Function<ByteBuffer, Fingerprint> reading) {
        var in = ByteBuffer.wrap(bytes);
        try {
            var fingerprint = reading.apply(in);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes after the end of a fingerprint");
            }
            return fingerprint;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("A fingerprint of " + bytes.length + " bytes is cut", e);
        }
    }

    private static @Nullable Site site(String name) {
        return name.isEmpty() ? null : new Site(name);
    }

    private static @Nullable Instant time(long seconds, int nanos) {
        try {
            return seconds == NO_TIME ? null : Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("A fingerprint has no time of seconds " + seconds, e);
        }
    }

    private static void writeText(ByteBuffer out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_TEXT_BYTES) {
            throw new IllegalArgumentException("A fingerprint has texts of at most 255 bytes: " + text);
        }
        out.put((byte) bytes.length).put(bytes);
    }

    private static String readText(ByteBuffer in) {
        var bytes = new byte[in.get() & 0xFF];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The number of shingles, a bit for each bin that is not empty, and those bins. */
    private static void writeSketch(ByteBuffer out, ShingleSketch sketch) {
        out.putInt(sketch.size());
        for (int first = 0; first < ShingleSketch.BINS; first += Byte.SIZE) {
            int filled = 0;
            for (int i = 0; i < Byte.SIZE; i++) {
                filled |= sketch.bin(first + i) == 0 ? 0 : 1 << i;
            }
            out.put((byte) filled);
        }
        for (int i = 0; i < ShingleSketch.BINS; i++) {
            if (sketch.bin(i) != 0) {
                out.putInt(sketch.bin(i));
            }
        }
    }

    private static ShingleSketch readSketch(ByteBuffer in) {
        var size = in.getInt();
        var filled = new byte[ShingleSketch.BINS / Byte.SIZE];
        in.get(filled);
        var bins = new int[ShingleSketch.BINS];
        for (int i = 0; i < bins.length; i++) {
            if ((filled[i / Byte.SIZE] >> i % Byte.SIZE & 1) != 0) {
                bins[i] = in.getInt();
            }
        }
        return new ShingleSketch(size, bins);
    }

    private static void writeSample(ByteBuffer out, HashSample sample) {
        if (sample.size() > MOST_OF_A_SAMPLE) {
            throw new IllegalArgumentException("A sample has at most 127 hashes: " + sample.size());
        }
        out.put((byte) (sample.size() | (sample.isCut() ? CUT : 0)));
        for (int i = 0; i < sample.size(); i++) {
            out.putInt(sample.hash(i));
        }
    }

    private static HashSample readSample(ByteBuffer in) {
        var head = in.get() & 0xFF;
        return new HashSample(readInts(in, head & MOST_OF_A_SAMPLE), (head & CUT) != 0);
    }

    private static void writeTerms(ByteBuffer out, TermVector terms) {
        out.put((byte) terms.size());
        for (int i = 0; i < terms.size(); i++) {
            out.putInt(terms.hash(i));
        }
        for (int i = 0; i < terms.size(); i++) {
            out.put(terms.stored(i));
        }
    }

    private static TermVector readTerms(ByteBuffer in) {
        var hashes = readInts(in, in.get() & 0xFF);
        var weights = new byte[hashes.length];
        in.get(weights);
        return new TermVector(hashes, weights);
    }

    private static int[] readInts(ByteBuffer in, int count) {
        var ints = new int[count];
        for (int i = 0; i < count; i++) {
            ints[i] = in.getInt();
        }
        return ints;
    }
}
