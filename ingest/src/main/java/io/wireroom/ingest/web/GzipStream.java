package io.wireroom.ingest.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952) with a limit on everything that holds no data: the members, and the header of each. The Java
 * platform's own stream calls itself for every empty member, and reads a file name of any length.
 *
 * <p>What follows the last member is ignored. Not thread-safe.
 */
public final class GzipStream extends InputStream {

    private static final int MOST_MEMBERS = 1_000;
    private static final int MOST_HEADER = 128 * 1024;
    private static final int BUFFER = 4 * 1024;
    private static final int TRAILER = 8;

    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private int members;
    private int header;
    private boolean over;

    /**
     * A stream over packed bytes, whose first header is read at once.
     *
     * @throws ZipException when they do not begin as gzip
     */
    public GzipStream(InputStream packed) throws IOException {
        this.packed = packed;
        if (!beginMember()) {
            throw new ZipException("not in gzip format");
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!over) {
            var read = inflate(into, from, length);
            if (read > 0) {
                checksum.update(into, from, read);
                return read;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("gzip data that needs a dictionary");
            } else {
                fill();
                inflater.setInput(buffer, next, end - next);
                next = end;
            }
        }
        return -1;
    }

    private int inflate(byte[] into, int from, int length) throws ZipException {
        try {
            return inflater.inflate(into, from, length);
        } catch (DataFormatException e) {
            throw new ZipException("gzip: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    private void endMember() throws IOException {
        next = end - inflater.getRemaining();
        var length = inflater.getBytesWritten();
        var stated = new long[TRAILER];
        for (var i = 0; i < TRAILER; i++) {
            stated[i] = needed();
        }
        if (number(stated, 0) != checksum.getValue() || number(stated, 4) != (length & 0xffff_ffffL)) {
            throw new ZipException("gzip data with a wrong checksum");
        }
        over = !beginMember();
    }

    private static long number(long[] bytes, int from) {
        return bytes[from] | bytes[from + 1] << 8 | bytes[from + 2] << 16 | bytes[from + 3] << 24;
    }

    /** Reads a header; false where none begins. */
    private boolean beginMember() throws IOException {
        if (one() != 0x1f || one() != 0x8b || one() != 8) {
            return false;
        }
        if (++members > MOST_MEMBERS) {
            throw new ZipException("more than " + MOST_MEMBERS + " gzip members");
        }
        header = 0;
        var flags = needed();
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(needed() | needed() << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(buffer, next, end - next);
        next = end;
        checksum.reset();
        return true;
    }

    private void skip(int bytes) throws IOException {
        for (var i = 0; i < bytes; i++) {
            needed();
        }
    }

    private void skipText() throws IOException {
        while (needed() != 0) {
            if (++header > MOST_HEADER) {
                throw new ZipException("a gzip header of more than " + MOST_HEADER + " bytes");
            }
        }
    }

    private int needed() throws IOException {
        var b = one();
        if (b < 0) {
            throw new EOFException("gzip data that is cut off");
        }
        return b;
    }

    /** The next byte; -1 at the end. */
    private int one() throws IOException {
        if (next == end && !more()) {
            return -1;
        }
        return buffer[next++] & 0xff;
    }

    private void fill() throws IOException {
        if (!more()) {
            throw new EOFException("gzip data that is cut off");
        }
    }

    private boolean more() throws IOException {
        next = 0;
        end = Math.max(0, packed.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
