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
import io.wireroom.ingest.feed.PollHints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** News sitemaps as feeds, through crawler-commons: one entry an address, newest first, with title and date. Pure. */
final class SitemapParser {

    private static final int MAX_ENTRIES = 2_000;

    /** Of a sitemap, unpacked: half of what the protocol allows, and far more than a news sitemap of 1,000 needs. */
    private static final int MAX_BYTES = 25 << 20;

    private SitemapParser() {}

    /** The entries of a sitemap; an index of sitemaps is no source by itself. */
    static FeedResult parse(byte[] body, @Nullable String contentType, URI url) {
        try {
            var packed = isGzip(body);
            var plain = packed ? unpacked(body) : body;
            if (plain.length > MAX_BYTES) {
                return new FeedResult.NotAFeed("unpacks to more than " + MAX_BYTES + " bytes");
            }
            var parser = new SiteMapParser(false);
            parser.enableExtension(Extension.NEWS);
            var sitemap = contentType == null || packed
                    ? parser.parseSiteMap("text/xml", plain, url.toURL())
                    : parser.parseSiteMap(contentType, plain, url.toURL());
            if (!(sitemap instanceof SiteMap single)) {
                return new FeedResult.NotAFeed("an index of sitemaps: name the news sitemap itself");
            }
            var entries = new ArrayList<Entry>();
            single.getSiteMapUrls().stream()
                    .map(SitemapParser::entry)
                    .sorted(Comparator.comparing(SitemapParser::time).reversed())
                    .limit(MAX_ENTRIES)
                    .forEach(entries::add);
            return new FeedResult.Parsed(new Feed(null, url.toString(), null, null, null, PollHints.NONE), entries);
        } catch (UnknownFormatException | IOException e) {
            return new FeedResult.NotAFeed("no sitemap: " + e.getMessage());
        }
    }

    private static boolean isGzip(byte[] body) {
        return body.length > 2 && body[0] == (byte) 0x1f && body[1] == (byte) 0x8b;
    }

    /** One byte over the limit at most: a small file may unpack to any size. */
    private static byte[] unpacked(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readNBytes(MAX_BYTES + 1);
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
