package io.wireroom.conformance.etiquette.origin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** What the origin answers: a status, header fields in the order given, and a body. Immutable. */
public final class Reply {

    /** Writes the bytes after the head, without a time limit. */
    @FunctionalInterface
    public interface Body {
        void write(Exchange exchange, OutputStream out) throws IOException;
    }

    private static final int BROTLI_BLOCK = 1 << 16;
    private static final String HEAD_END = "Connection: close\r\n\r\n";
    private static final Body NOTHING_MORE = (exchange, out) -> {};

    private final int status;
    private final List<String> head;
    private final byte @Nullable [] fixed;
    private final Body body;
    private final String headEnd;

    private Reply(int status, List<String> head, byte @Nullable [] fixed, Body body, String headEnd) {
        this.status = status;
        this.head = List.copyOf(head);
        this.fixed = fixed;
        this.body = body;
        this.headEnd = headEnd;
    }

    private static Reply whole(int status, List<String> head, byte[] body) {
        return new Reply(status, head, body, NOTHING_MORE, HEAD_END);
    }

    /** This status without a body. */
    public static Reply status(int status) {
        return whole(status, List.of("Content-Length: 0"), new byte[0]);
    }

    /** 304 (RFC 9110, section 15.4.5). */
    public static Reply notModified() {
        return whole(304, List.of(), new byte[0]);
    }

    public static Reply redirect(int status, String location) {
        return status(status).with("Location", location);
    }

    public static Reply of(String type, String text) {
        return of(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A body that is announced as twice as long as it is. */
    public static Reply cut(String type, byte[] bytes) {
        return whole(200, List.of("Content-Type: " + type, "Content-Length: " + 2 * bytes.length), bytes);
    }

    public static Reply of(String type, byte[] bytes) {
        return whole(200, List.of("Content-Type: " + type, "Content-Length: " + bytes.length), bytes);
    }

    public static Reply feed(String xml) {
        return of("application/rss+xml; charset=utf-8", xml);
    }

    public static Reply page(String title) {
        return of(
                "text/html; charset=utf-8",
                "<!doctype html><title>" + title + "</title><h1>" + title
                        + "</h1><p>The harbour ferry runs again.</p>");
    }

    public static Reply robots(String text) {
        return of("text/plain", text);
    }

    /** A body of unknown length, written piece by piece. */
    public static Reply streamed(String type, Body body) {
        return new Reply(200, List.of("Content-Type: " + type), null, body, HEAD_END);
    }

    /** A head without an end: the body continues with header lines. */
    public static Reply endlessHead(Body lines) {
        return new Reply(200, List.of(), null, lines, "");
    }

    /** No answer until the client closes the connection. */
    public static Reply silence() {
        return whole(0, List.of(), new byte[0]);
    }

    public Reply with(String name, String value) {
        var more = new ArrayList<>(head);
        more.add(name + ": " + value);
        return new Reply(status, more, fixed, body, headEnd);
    }

    public int status() {
        return status;
    }

    boolean isSilence() {
        return status == 0;
    }

    void writeTo(Exchange exchange, OutputStream out) throws IOException {
        var text = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        if (head.stream().noneMatch(line -> line.startsWith("Date:"))) {
            text.append("Date: ")
                    .append(httpDate(ZonedDateTime.now(ZoneOffset.UTC)))
                    .append("\r\n");
        }
        head.forEach(line -> text.append(line).append("\r\n"));
        text.append(headEnd);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (fixed != null) {
            whole.writeBytes(fixed);
            // Recorded before the write: on a busy machine the client may finish before the origin does.
            exchange.end();
        }
        out.write(whole.toByteArray());
        body.write(exchange, out);
        out.flush();
    }

    public static String httpDate(ZonedDateTime time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .format(time.withZoneSameInstant(ZoneOffset.UTC).withNano(0))
                .replaceFirst(", (\\d) ", ", 0$1 ");
    }

    public static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** With the head of zlib (RFC 1950). */
    public static byte[] deflate(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** Up to 64 KiB as one uncompressed meta-block of Brotli (RFC 7932, section 9.2): valid, and no encoder is needed. */
    public static byte[] brotli(byte[] plain) {
        if (plain.length == 0 || plain.length > BROTLI_BLOCK) {
            throw new IllegalArgumentException("one meta-block holds 1 to 65,536 bytes, not " + plain.length);
        }
        var out = new ByteArrayOutputStream();
        // Window 16 (1 bit), not last (1), 4 nibbles (2), length - 1 (16), uncompressed (1); the rest of the byte is 0.
        var bits = (plain.length - 1) << 4 | 1 << 20;
        out.write(bits);
        out.write(bits >>> 8);
        out.write(bits >>> 16);
        out.write(plain, 0, plain.length);
        out.write(0x03); // last and empty
        return out.toByteArray();
    }
}
