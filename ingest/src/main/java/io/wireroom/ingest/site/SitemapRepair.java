package io.wireroom.ingest.site;

import io.wireroom.ingest.feed.MarkupRepairs;
import org.jspecify.annotations.Nullable;

/** Repairs sitemaps that are not well-formed: cut short, with bare {@code &}, HTML entities or control characters. */
final class SitemapRepair {

    private SitemapRepair() {}

    /** The XML text without its declaration, with whole elements only. */
    static String repaired(byte[] body, @Nullable String contentType) {
        var text = MarkupRepairs.legalMarkup(body, contentType);
        var index = text.contains("sitemapindex");
        var close = index ? "</sitemap>" : "</url>";
        var last = text.lastIndexOf(close);
        return last < 0 ? text : text.substring(0, last + close.length()) + (index ? "</sitemapindex>" : "</urlset>");
    }
}
