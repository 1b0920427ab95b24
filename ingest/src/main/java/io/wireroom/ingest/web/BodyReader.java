package io.wireroom.ingest.web;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body to its end: decoded from gzip, br, deflate or zstd, never more than the cap, never a bomb, and never a byte that its
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

    /** 8 MiB, what every decoder is to support (RFC 8878, section 3.1.1.1.2); a server is not asked for more, or at all. */
    private static final int ZSTANDARD_WINDOW_LOG = 23;

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

    /** What may be forgiven of an answer to a request of this kind. */
    enum Lenience {
        /** Everything that can be read: a feed that is cut still has its entries, a page packed unasked is a page. */
        UNPACKS_AND_KEEPS_CUT,
        /** Bytes packed unasked are unpacked; half a body would be something else. */
        UNPACKS,
        /** A cut body is kept; a file that is packed is packed on purpose. */
        KEEPS_CUT,
        /** Nothing. */
        NONE;

        boolean unpacks() {
            return this == UNPACKS_AND_KEEPS_CUT || this == UNPACKS;
        }

        boolean keepsCut() {
            return this == UNPACKS_AND_KEEPS_CUT || this == KEEPS_CUT;
        }
    }

    /**
     * A body.
     *
     * @param cut whether it ended before its end, or with a wrong checksum
     */
    @SuppressWarnings("ArrayRecordComponent") // megabytes that are handed on once; never compared
    record Body(byte[] bytes, boolean cut) {}

    /**
     * The whole body, decoded from the codings that it is in. A field that names codings over plain bytes, or none over
     * packed ones, is wrong; the bytes decide.
     *
     * @param onWire bytes that the connection has received so far, chunk heads included
     * @param share grows with the body, and holds exactly its bytes in the end
     * @param deadlineNanos until when memory is waited for, by {@link System#nanoTime()}
     */
    Body read(
            InputStream in,
            @Nullable String contentEncoding,
            Lenience lenience,
            LongSupplier onWire,
            BodyBudget.Share share,
            long deadlineNanos)
            throws IOException {
        var packed = new Counting(new BufferedInputStream(in, BUFFER), (long) capBytes + PACKED_EXTRA, onWire);
        var growing = new Growing(share, deadlineNanos, lenience.keepsCut());
        var codings = ContentCoding.of(contentEncoding);
        if (codings.contains(ContentCoding.BR)) {
            return whole(growing.all(packed, () -> Long.MAX_VALUE), BROTLI, lenience, share, deadlineNanos);
        }
        try (var unpacked = Unpacking.of(packed, codings, lenience.unpacks())) {
            if (unpacked.isZstandard()) {
                return whole(growing.all(unpacked, () -> packed.count), ZSTANDARD, lenience, share, deadlineNanos);
            }
            return growing.all(unpacked, unpacked.layers() == 0 ? () -> Long.MAX_VALUE : () -> packed.count);
        }
    }

    /** A decoder with a window of its own, which unpacks what is in memory. */
    private interface Decoder {
        /** Bytes of its window and tables for these packed bytes. */
        long memory(byte[] packed);

        InputStream open(InputStream packed) throws IOException;
    }

    private static final Decoder BROTLI = new Decoder() {
        @Override
        public long memory(byte[] packed) {
            return window(packed[0] & 0xff) + BROTLI_TABLES;
        }

        @Override
        public InputStream open(InputStream packed) throws IOException {
            return new BrotliInputStream(packed, BUFFER);
        }
    };

    private static final Decoder ZSTANDARD = new Decoder() {
        @Override
        public long memory(byte[] packed) {
            return (1L << ZSTANDARD_WINDOW_LOG) + BROTLI_TABLES;
        }

        @Override
        public InputStream open(InputStream packed) throws IOException {
            return new ZstdInputStream(packed).setLongMax(ZSTANDARD_WINDOW_LOG);
        }
    };

    /**
     * Packed bytes are read to their end first: the window, up to 16 MiB, is then held as long as unpacking takes, and
     * not as long as a slow server likes.
     */
    private Body whole(Body packed, Decoder decoder, Lenience lenience, BodyBudget.Share share, long deadlineNanos)
            throws IOException {
        if (packed.bytes.length == 0 || Unpacking.looksPlain(packed.bytes)) {
            return packed;
        }
        var memory = decoder.memory(packed.bytes);
        share.take(memory, deadlineNanos);
        var growing = new Growing(share, deadlineNanos, lenience.keepsCut());
        Body body;
        try (var unpacked = decoder.open(new ByteArrayInputStream(packed.bytes))) {
            body = growing.all(unpacked, () -> packed.bytes.length);
        } catch (TooLargeException | SocketTimeoutException | ZipException e) {
            throw e;
        } catch (IOException e) {
            throw new ZipException("cannot be unpacked: " + e.getMessage());
        }
        share.giveBack(memory + (long) packed.bytes.length);
        return new Body(body.bytes, body.cut || packed.cut);
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

    /** A body that grows in steps, each taken from the share before it is allocated. */
    private final class Growing {

        private final BodyBudget.Share share;
        private final long deadlineNanos;
        private final List<byte[]> steps = new ArrayList<>();
        private final boolean keepsCut;
        private long taken;
        private int size;
        private boolean cut;

        Growing(BodyBudget.Share share, long deadlineNanos, boolean keepsCut) {
            this.share = share;
            this.deadlineNanos = deadlineNanos;
            this.keepsCut = keepsCut;
        }

        /**
         * All bytes of the stream.
         *
         * @param packedBytes that were taken so far, for the ratio
         */
        Body all(InputStream in, LongSupplier packedBytes) throws IOException {
            fill(in, packedBytes);
            return new Body(join(), cut);
        }

        /** The next bytes; the end where the body is cut, if what came before is of use. */
        private int read(InputStream in, byte[] step, int at) throws IOException {
            try {
                return in.read(step, at, step.length - at);
            } catch (ConnectionClosedException | MalformedChunkCodingException | EOFException | ZipException e) {
                if (!keepsCut || size == 0) {
                    throw e;
                }
                cut = true;
                return -1;
            }
        }

        private void fill(InputStream in, LongSupplier packedBytes) throws IOException {
            var step = next();
            var at = 0;
            for (var n = read(in, step, 0); n >= 0; n = read(in, step, at)) {
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
        private byte[] join() throws IOException {
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

        private void drop() {
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

        /** The client's own stream would read the rest of the body; its connection is closed by who opened it. */
        @Override
        public void close() {
            // nothing of its own
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
