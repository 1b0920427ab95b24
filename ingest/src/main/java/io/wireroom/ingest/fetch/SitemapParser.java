package io.wireroom.ingest.fetch;

import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import crawlercommons.sitemaps.extension.Extension;
import crawlercommons.sitemaps.extension.NewsAttributes;
import io.wireroom.ingest.feed.Entry;
import io.wireroom.ingest.feed.Feed;
import io.wireroom.ingest.feed.FeedResult;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** News sitemaps as feeds, through crawler-commons: one entry an address, newest first, with title and date. Pure. */
final class SitemapParser {

    private static final int MAX_ENTRIES = 2_000;

    private SitemapParser() {}

    /** The entries of a sitemap; an index of sitemaps is no source by itself. */
    static FeedResult parse(byte[] body, @Nullable String contentType, URI url) {
        try {
            var parser = new SiteMapParser(false);
            parser.enableExtension(Extension.NEWS);
            var sitemap = contentType == null
                    ? parser.parseSiteMap(body, url.toURL())
                    : parser.parseSiteMap(contentType, body, url.toURL());
            if (!(sitemap instanceof SiteMap single)) {
                return new FeedResult.NotAFeed("an index of sitemaps: name the news sitemap itself");
            }
            var entries = new ArrayList<Entry>();
            single.getSiteMapUrls().stream()
                    .map(SitemapParser::entry)
                    .sorted(Comparator.comparing(SitemapParser::time).reversed())
                    .limit(MAX_ENTRIES)
                    .forEach(entries::add);
            return new FeedResult.Parsed(new Feed(null, url.toString(), null, null, null, null), entries);
        } catch (UnknownFormatException | IOException e) {
            return new FeedResult.NotAFeed("no sitemap: " + e.getMessage());
        }
    }

    private static Instant time(Entry entry) {
        // A sitemap's order is that of its lastmod; a news sitemap may have its publication dates only.
        var time = entry.updated() == null ? entry.published() : entry.updated();
        return time == null ? Instant.EPOCH : time;
    }

    private static Entry entry(SiteMapURL address) {
        var attributes = address.getAttributesForExtension(Extension.NEWS);
        var news = attributes == null
                ? null
                : Arrays.stream(attributes)
                        .filter(NewsAttributes.class::isInstance)
                        .map(NewsAttributes.class::cast)
                        .findFirst()
                        .orElse(null);
        var published = news == null ? null : news.getPublicationDateTime();
        var modified = address.getLastModified();
        return new Entry(
                address.getUrl().toString(),
                news == null ? null : news.getTitle(),
                address.getUrl().toString(),
                published == null ? null : published.toInstant(),
                modified == null ? null : modified.toInstant(),
                null,
                null,
                List.of(),
                news == null || news.getKeywords() == null ? List.of() : List.of(news.getKeywords()),
                List.of());
    }
}
