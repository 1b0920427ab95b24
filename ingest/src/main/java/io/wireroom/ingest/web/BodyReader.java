package io.wireroom.ingest.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.ProtocolException;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body to its end: decoded from gzip or br, never more than the cap, never a bomb, and never a byte that its
 * share of the memory does not hold.
 */
final class BodyReader {

    /** The codings that are asked for (RFC 9110, section 12.5.3). */
    static final String CODINGS = "gzip, br";

    /** The body is larger than the cap, or unpacks beyond belief. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    /** Text packs to a tenth, repetitive feeds to a fiftieth; gzip's own limit is 1,032, br has none. */
    private static final int MAX_RATIO = 250;

    private static final int RATIO_COUNTS_FROM = 512 * 1024;
    private static final int BUFFER = 16 * 1024;
    private static final int MAX_STEP = 256 * 1024;

    /** Tables and buffers of a br decoder beside its window. */
    private static final int BROTLI_TABLES = 512 * 1024;

    private static final int MAX_BROTLI_WINDOW = 1 << 24;

    /** Packing makes nothing longer than this beyond what it packs; more is padding without end. */
    private static final int PACKED_EXTRA = 256 * 1024;

    /** Chunk heads may take as many bytes again as the body. */
    private static final int FRAMING = 2;

    /** What becomes of a body over the cap. */
    enum Longer {
        REFUSED,
        CUT
    }

    private final int capBytes;
    private final Longer longer;

    BodyReader(int capBytes, Longer longer) {
        this.capBytes = capBytes;
        this.longer = longer;
    }

    /** The most that one body takes from its share: a packed one with its window beside what it unpacks to. */
    static long mostBytes(int capBytes) {
        return 2L * (capBytes + MAX_STEP) + MAX_BROTLI_WINDOW + BROTLI_TABLES;
    }

    /**
     * The whole body.
     *
     * @param onWire bytes that the connection has received so far, chunk heads included
     * @param share grows with the body, and holds exactly its bytes in the end
     * @param deadlineNanos until when memory is waited for, by {@link System#nanoTime()}
     * @throws ProtocolException when it has a coding that was not asked for
     */
    byte[] read(
            InputStream in,
            @Nullable String contentEncoding,
            LongSupplier onWire,
            BodyBudget.Share share,
            long deadlineNanos)
            throws IOException, ProtocolException {
        var packed = new Counting(new BufferedInputStream(in, BUFFER), (long) capBytes + PACKED_EXTRA, onWire);
        var coding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "", "identity", "none" -> new Growing(share, deadlineNanos).plain(packed);
            case "gzip", "x-gzip" ->
                // Some servers name the coding and send plain bytes.
                isGzip(packed)
                        ? new Growing(share, deadlineNanos).unpacked(new GzipStream(packed), () -> packed.count)
                        : new Growing(share, deadlineNanos).plain(packed);
            case "br" -> brotli(packed, share, deadlineNanos);
            default -> throw new ProtocolException("content coding '" + coding + "' was not asked for");
        };
    }

    /**
     * Packed bytes are read to their end first: the window, up to 16 MiB, is then held as long as unpacking takes, and
     * not as long as a slow server likes.
     */
    private byte[] brotli(InputStream in, BodyBudget.Share share, long deadlineNanos) throws IOException {
        var packed = new Growing(share, deadlineNanos).plain(in);
        if (packed.length == 0) {
            return packed;
        }
        var decoder = window(packed[0] & 0xff) + BROTLI_TABLES;
        share.take(decoder, deadlineNanos);
        var growing = new Growing(share, deadlineNanos);
        try (var unpacked = new BrotliInputStream(new ByteArrayInputStream(packed), BUFFER)) {
            growing.fill(unpacked, () -> packed.length);
        } catch (TooLargeException e) {
            throw e;
        } catch (IOException e) {
            if (looksPlain(packed)) {
                growing.drop();
                share.giveBack(decoder);
                return packed;
            }
            throw new ZipException("br: " + e.getMessage());
        }
        share.giveBack(decoder + (long) packed.length);
        return growing.join();
    }

    /** WBITS, the first bits of a br stream (RFC 7932, section 9.1), as a size in bytes. */
    private static int window(int first) {
        if ((first & 1) == 0) {
            return 1 << 16;
        }
        var high = first >> 1 & 7;
        if (high != 0) {
            return 1 << (17 + high);
        }
        var low = first >> 4 & 7;
        return low == 0 ? 1 << 17 : 1 << (8 + low);
    }

    private static boolean looksPlain(byte[] bytes) {
        var first = bytes[0] & 0xff;
        return first == '<' || first == '{' || first == '\n' || first == '\r' || first == ' ' || first == 0xef;
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        var gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    /** A body that grows in steps, each taken from the share before it is allocated. */
    private final class Growing {

        private final BodyBudget.Share share;
        private final long deadlineNanos;
        private final List<byte[]> steps = new ArrayList<>();
        private long taken;
        private int size;

        Growing(BodyBudget.Share share, long deadlineNanos) {
            this.share = share;
            this.deadlineNanos = deadlineNanos;
        }

        byte[] plain(InputStream in) throws IOException {
            fill(in, () -> Long.MAX_VALUE);
            return join();
        }

        byte[] unpacked(InputStream in, LongSupplier packedBytes) throws IOException {
            fill(in, packedBytes);
            return join();
        }

        void fill(InputStream in, LongSupplier packedBytes) throws IOException {
            var step = next();
            var at = 0;
            for (var n = in.read(step, 0, step.length); n >= 0; n = in.read(step, at, step.length - at)) {
                size += n;
                at += n;
                if (size > capBytes && longer == Longer.CUT) {
                    size = capBytes;
                    return;
                }
                if (size > capBytes) {
                    throw new TooLargeException("more than " + capBytes + " bytes");
                }
                if (size > RATIO_COUNTS_FROM && size / Math.max(1, packedBytes.getAsLong()) > MAX_RATIO) {
                    throw new TooLargeException("unpacks to more than " + MAX_RATIO + " times its size");
                }
                if (at == step.length) {
                    step = next();
                    at = 0;
                }
            }
        }

        /** One array of the very size; the steps are given back. */
        byte[] join() throws IOException {
            share.take(size, deadlineNanos);
            var whole = new byte[size];
            var at = 0;
            for (var step : steps) {
                var length = Math.min(step.length, size - at);
                System.arraycopy(step, 0, whole, at, length);
                at += length;
            }
            drop();
            return whole;
        }

        void drop() {
            steps.clear();
            share.giveBack(taken);
            taken = 0;
        }

        private byte[] next() throws IOException {
            var length = Math.min(MAX_STEP, Math.max(BUFFER, size));
            share.take(length, deadlineNanos);
            taken += length;
            var step = new byte[length];
            steps.add(step);
            return step;
        }
    }

    private static final class Counting extends FilterInputStream {
        private final long most;
        private final LongSupplier onWire;
        private final long startOnWire;
        private long count;
        private long marked;

        Counting(InputStream in, long most, LongSupplier onWire) {
            super(in);
            this.most = most;
            this.onWire = onWire;
            startOnWire = onWire.getAsLong();
        }

        private void counted(int bytes) throws TooLargeException {
            count += Math.max(0, bytes);
            if (count > most || onWire.getAsLong() - startOnWire > FRAMING * most) {
                throw new TooLargeException("more than " + most + " bytes as sent");
            }
        }

        @Override
        public int read() throws IOException {
            var b = super.read();
            counted(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int off, int len) throws IOException {
            var n = super.read(bytes, off, len);
            counted(n);
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
