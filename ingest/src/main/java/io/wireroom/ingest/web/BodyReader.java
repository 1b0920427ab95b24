package io.wireroom.ingest.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/** Reads a body to its end: decoded from gzip, never more than the cap, never a bomb. */
final class BodyReader {

    /** The body is larger than the cap, or unpacks beyond belief. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    /** Text packs to a tenth, repetitive feeds to a fiftieth; gzip's own limit is 1,032. */
    private static final int MAX_RATIO = 250;

    private static final int RATIO_COUNTS_FROM = 512 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final int capBytes;

    BodyReader(int capBytes) {
        this.capBytes = capBytes;
    }

    /** The whole body as bytes; {@link ProtocolException} when it has a coding that was not asked for. */
    byte[] read(InputStream in, @Nullable String contentEncoding) throws IOException, ProtocolException {
        var packed = new Counting(new BufferedInputStream(in, CHUNK));
        var coding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        switch (coding) {
            case "", "identity", "none" -> {
                return drain(packed, packed, false);
            }
            case "gzip", "x-gzip" -> {
                // Some servers name the coding and send plain bytes.
                return isGzip(packed) ? drain(gunzip(packed), packed, true) : drain(packed, packed, false);
            }
            default -> throw new ProtocolException("content coding '" + coding + "' was not asked for");
        }
    }

    private byte[] drain(InputStream in, Counting packed, boolean gzip) throws IOException {
        var out = new ByteArrayOutputStream(CHUNK);
        var chunk = new byte[CHUNK];
        for (var n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (out.size() + (long) n > capBytes) {
                throw new TooLargeException("more than " + capBytes + " bytes");
            }
            out.write(chunk, 0, n);
            if (gzip && out.size() > RATIO_COUNTS_FROM && out.size() / Math.max(1, packed.count) > MAX_RATIO) {
                throw new TooLargeException("unpacks to more than " + MAX_RATIO + " times its size");
            }
        }
        return out.toByteArray();
    }

    private static GZIPInputStream gunzip(InputStream in) throws IOException {
        return new GZIPInputStream(in, 4 * 1024);
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        var gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    private static final class Counting extends FilterInputStream {
        private long count;
        private long marked;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int off, int len) throws IOException {
            var n = super.read(bytes, off, len);
            count += Math.max(0, n);
            return n;
        }

        @Override
        public synchronized void mark(int limit) {
            super.mark(limit);
            marked = count;
        }

        @Override
        public synchronized void reset() throws IOException {
            super.reset();
            count = marked;
        }
    }
}
