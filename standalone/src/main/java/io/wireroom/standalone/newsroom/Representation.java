package io.wireroom.standalone.newsroom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The bytes to send for a page, with their validators. */
final class Representation {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final byte[] body;
    private final String etag;
    private final Instant lastModified;

    /**
     * A representation.
     *
     * @param plain the body before compression
     * @param gzip whether to compress it
     * @param lastModified in whole seconds
     */
    Representation(byte[] plain, boolean gzip, Instant lastModified) {
        this.body = gzip ? gzip(plain) : plain;
        this.etag = etag(body);
        this.lastModified = lastModified;
    }

    /** The body as sent; must not be changed. */
    byte[] body() {
        return body;
    }

    /** A strong entity tag over the body as sent, in quotes (RFC 9110, 8.8.3: another coding, another tag). */
    String etag() {
        return etag;
    }

    /**
     * Whether the client's copy is still valid (RFC 9110, 13.2.2): If-None-Match decides if present, else
     * If-Modified-Since; an unreadable date counts as absent.
     */
    boolean matches(@Nullable String ifNoneMatch, @Nullable String ifModifiedSince) {
        if (ifNoneMatch != null) {
            return Arrays.stream(ifNoneMatch.split(","))
                    .map(tag -> tag.strip().replaceFirst("^W/", ""))
                    .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
        }
        if (ifModifiedSince != null) {
            try {
                var since = DateTimeFormatter.RFC_1123_DATE_TIME.parse(ifModifiedSince, Instant::from);
                return !lastModified.isAfter(since);
            } catch (DateTimeException unreadable) {
                return false;
            }
        }
        return false;
    }

    String lastModifiedHeader() {
        return HTTP_DATE.format(lastModified);
    }

    private static byte[] gzip(byte[] plain) {
        var buffer = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(buffer)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new AssertionError("An array cannot fail to be written", e);
        }
        return buffer.toByteArray();
    }

    private static String etag(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
