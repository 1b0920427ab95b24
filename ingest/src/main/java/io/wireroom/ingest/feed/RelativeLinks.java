package io.wireroom.ingest.feed;

import io.wireroom.ingest.web.Reference;
import io.wireroom.text.SingleLine;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Resolves the links of a feed against their base. */
final class RelativeLinks {

    private static final int MAX_LENGTH = 4_096;

    private RelativeLinks() {}

    /** The absolute address; the reference itself where it cannot be resolved. */
    static String absolute(@Nullable URI base, String reference) {
        var stripped = Reference.withPlainScheme(reference.strip());
        var colon = stripped.indexOf(':');
        if (base == null || stripped.isEmpty() || (colon > 0 && stripped.startsWith("://", colon))) {
            return SingleLine.cut(stripped, MAX_LENGTH);
        }
        return Reference.resolve(base, stripped).map(URI::toString).orElse(SingleLine.cut(stripped, MAX_LENGTH));
    }

    /** The text where it is an absolute web address; null otherwise. */
    static @Nullable String webAddress(@Nullable String text) {
        return text == null ? null : Reference.web(null, text).isPresent() ? absolute(null, text) : null;
    }

    /**
     * The address of a page, as {@link #absolute}; an ampersand that was escaped twice is one, for no server gives a
     * parameter the name {@code amp;b}.
     */
    static String page(@Nullable URI base, String reference) {
        var query = reference.indexOf('?');
        var escaped = query < 0 ? -1 : reference.indexOf("&amp;", query);
        return absolute(
                base,
                escaped < 0
                        ? reference
                        : reference.substring(0, query)
                                + reference.substring(query).replace("&amp;", "&"));
    }

    /** The base that {@code xml:base} or Content-Location sets within another. */
    static @Nullable URI base(@Nullable URI outer, @Nullable String inner) {
        if (inner == null || inner.isBlank()) {
            return outer;
        }
        return Reference.resolve(outer, inner).filter(uri -> !uri.isOpaque()).orElse(outer);
    }
}
