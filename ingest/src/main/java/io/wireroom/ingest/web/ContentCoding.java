package io.wireroom.ingest.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A coding that bodies are unpacked from (RFC 9110, section 8.4.1). */
enum ContentCoding {
    GZIP,
    DEFLATE,
    BR,
    ZSTD;

    /**
     * The codings of a field, in the order in which they were applied. What is none, as {@code identity}, {@code utf-8} or
     * {@code aws-chunked}, is left out: it changes no byte.
     */
    static List<ContentCoding> of(@Nullable String field) {
        var codings = new ArrayList<ContentCoding>();
        for (var name : field == null ? new String[0] : field.split("[,;\\s]+")) {
            switch (name.strip().toLowerCase(Locale.ROOT)) {
                case "gzip", "x-gzip" -> codings.add(GZIP);
                case "deflate", "x-deflate", "zlib" -> codings.add(DEFLATE);
                case "br", "brotli" -> codings.add(BR);
                case "zstd", "zstandard" -> codings.add(ZSTD);
                default -> {
                    // no coding that changes the bytes
                }
            }
        }
        return codings;
    }
}
