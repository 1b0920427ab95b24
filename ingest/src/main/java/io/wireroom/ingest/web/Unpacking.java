package io.wireroom.ingest.web;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** A stream without its gzip and deflate layers. Each layer is removed where the bytes are packed so, whatever was stated. */
final class Unpacking extends FilterInputStream {

    /** Some servers pack what is packed already; more is a bomb. */
    private static final int MOST_LAYERS = 3;

    private static final int BUFFER = 16 * 1024;

    private final int layers;
    private final boolean zstandard;

    private Unpacking(InputStream plain, int layers, boolean zstandard) {
        super(plain);
        this.layers = layers;
        this.zstandard = zstandard;
    }

    /**
     * The plain bytes of a stream.
     *
     * @param packed supports marks
     * @param codings as stated, in the order in which they were applied
     * @param unasked whether layers that are not stated are removed, too
     */
    static Unpacking of(InputStream packed, List<ContentCoding> codings, boolean unasked) throws IOException {
        var stream = packed;
        var layers = 0;
        for (var i = codings.size() - 1; i >= 0 && layers < MOST_LAYERS; i--) {
            var coding = codings.get(i);
            if (coding == ContentCoding.GZIP && isGzip(stream)) {
                stream = new BufferedInputStream(new GzipStream(stream), BUFFER);
                layers++;
            } else if (coding == ContentCoding.DEFLATE && isDeflate(stream)) {
                stream = new BufferedInputStream(inflated(stream), BUFFER);
                layers++;
            }
        }
        for (; unasked && layers < MOST_LAYERS && isGzip(stream); layers++) {
            stream = new BufferedInputStream(new GzipStream(stream), BUFFER);
        }
        var zstandard = (unasked || codings.contains(ContentCoding.ZSTD)) && begins(stream, 0x28, 0xb5, 0x2f, 0xfd);
        return new Unpacking(stream, layers, zstandard);
    }

    /** How many layers were removed. */
    int layers() {
        return layers;
    }

    /** Whether the bytes are a frame of Zstandard (RFC 8878, section 3.1.1). */
    boolean isZstandard() {
        return zstandard;
    }

    /** Whether bytes are text that no packer begins with: markup, JSON, a byte order mark. */
    static boolean looksPlain(byte[] bytes) {
        var first = bytes[0] & 0xff;
        return first == '<' || first == '{' || first == '\n' || first == '\r' || first == ' ' || first == 0xef;
    }

    private static boolean isGzip(InputStream in) throws IOException {
        return begins(in, 0x1f, 0x8b);
    }

    private static boolean isDeflate(InputStream in) throws IOException {
        in.mark(1);
        var first = in.read();
        in.reset();
        return first >= 0 && !looksPlain(new byte[] {(byte) first});
    }

    /** With the head of zlib, as the field means (RFC 9110, section 8.4.1.2), or bare, as some servers send it. */
    private static InputStream inflated(InputStream in) throws IOException {
        in.mark(2);
        var first = in.read();
        var second = in.read();
        in.reset();
        var zlib = (first & 0x0f) == 8 && (first << 8 | second) % 31 == 0;
        var inflater = new Inflater(!zlib);
        return new InflaterInputStream(in, inflater, BUFFER) {
            @Override
            public void close() throws IOException {
                inflater.end();
                super.close();
            }
        };
    }

    private static boolean begins(InputStream in, int... head) throws IOException {
        in.mark(head.length);
        var same = true;
        for (var i = 0; same && i < head.length; i++) {
            same = in.read() == head[i];
        }
        in.reset();
        return same;
    }
}
