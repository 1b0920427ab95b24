package io.wireroom.ingest.site;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import crawlercommons.sitemaps.extension.Extension;
import crawlercommons.sitemaps.extension.NewsAttributes;
import io.wireroom.contract.address.Address;
import io.wireroom.ingest.feed.Entry;
import io.wireroom.ingest.feed.FeedParser;
import io.wireroom.ingest.feed.FeedResult;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.ingest.web.GzipStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sitemaps (sitemaps.org protocol 0.9 with Google's news extension) through crawler-commons: XML with pages or an index,
 * plain lists of addresses, feeds that serve as sitemaps; packed by gzip whatever the content type is. Pure.
 */
public final class SitemapReader {

    /** Of a sitemap, unpacked: half of what the protocol allows, and far more than a news sitemap of 1,000 needs. */
    private static final int MAX_BYTES = 25 << 20;

    private static final int SNIFFED = 2_048;
    private static final int SAME_DATE_FROM = 10;
    private static final Pattern ADDRESS_LINE = Pattern.compile("\\A\\s*https?://\\S+\\s*(\\R|\\z)");
    private static final Pattern ROOT = Pattern.compile("<(?:\\w+:)?(urlset|sitemapindex|rss|feed|RDF|html)[\\s>/]");

    private static final Comparator<Sitemap.Listed> NEWEST =
            Comparator.comparing((Sitemap.Listed listed) -> timeOf(listed)).reversed();
    private static final Comparator<Sitemap.Child> NEWEST_CHILD =
            Comparator.comparing((Sitemap.Child child) -> timeOf(child)).reversed();

    private SitemapReader() {}

    /** What these bytes are; {@code url} is where they came from. Never throws for what the web does. */
    public static Sitemap read(byte[] body, @Nullable String contentType, URI url) {
        try {
            var plain = isGzip(body) ? unpacked(body) : body;
            if (plain.length > MAX_BYTES) {
                return new Sitemap.Unreadable("unpacks to more than " + MAX_BYTES + " bytes");
            }
            return readPlain(plain, contentType, url);
        } catch (IOException e) {
            return new Sitemap.Unreadable("cannot be unpacked: " + e.getMessage());
        }
    }

    /** Whether the bytes begin as a sitemap or an index of sitemaps in XML does. */
    public static boolean looksLikeSitemap(byte[] body) {
        var root = root(body);
        return root.equals("urlset") || root.equals("sitemapindex");
    }

    private static Sitemap readPlain(byte[] body, @Nullable String contentType, URI url) throws MalformedURLException {
        var root = root(body);
        if (root.equals("rss") || root.equals("feed") || root.equals("rdf")) {
            return feed(body, contentType, url);
        }
        if (root.equals("html")) {
            return new Sitemap.Unreadable("a web page");
        }
        if (root.isEmpty() && ADDRESS_LINE.matcher(start(body)).find()) {
            return parse("text/plain", body, url);
        }
        var read = parse("text/xml", body, url);
        if (read instanceof Sitemap.Unreadable && !root.isEmpty()) {
            var repaired = SitemapRepair.repaired(body, contentType);
            var again = parse("text/xml", repaired.getBytes(StandardCharsets.UTF_8), url);
            return again instanceof Sitemap.Unreadable ? read : again;
        }
        return read;
    }

    private static Sitemap feed(byte[] body, @Nullable String contentType, URI url) {
        return switch (FeedParser.parse(body, contentType, url)) {
            case FeedResult.NotAFeed(var why) -> new Sitemap.Unreadable(why);
            case FeedResult.Parsed parsed ->
                pages(parsed.entries().stream()
                        .map(entry -> new Sitemap.Listed(entry, parsed.feed().language()))
                        .toList());
        };
    }

    private static Sitemap parse(String type, byte[] body, URI url) throws MalformedURLException {
        var parser = new SiteMapParser(false);
        parser.enableExtension(Extension.NEWS);
        ParsingLimit.check();
        try {
            return switch (parser.parseSiteMap(type, body, url.toURL())) {
                case SiteMapIndex index -> index(index);
                case SiteMap single ->
                    pages(dated(single.getSiteMapUrls().stream()
                            .map(SitemapReader::listed)
                            .toList()));
                case AbstractSiteMap other ->
                    new Sitemap.Unreadable("a sitemap of an unknown kind: " + other.getType());
            };
        } catch (UnknownFormatException | IOException e) {
            return new Sitemap.Unreadable("no sitemap: " + e.getMessage());
        }
    }

    private static Sitemap index(SiteMapIndex index) {
        return new Sitemap.Index(index.getSitemaps().stream()
                .flatMap(child -> Address.web(child.getUrl().toString()).stream()
                        .map(url -> new Sitemap.Child(
                                url,
                                child.getLastModified() == null
                                        ? null
                                        : child.getLastModified().toInstant())))
                .distinct()
                .sorted(NEWEST_CHILD)
                .toList());
    }

    private static Sitemap pages(List<Sitemap.Listed> entries) {
        return new Sitemap.Pages(entries.stream().sorted(NEWEST).toList());
    }

    /** One date on every page is the time of writing the file: it shows nothing about the pages, and changes each time. */
    private static List<Sitemap.Listed> dated(List<Sitemap.Listed> entries) {
        var dates = entries.stream()
                .map(listed -> Optional.ofNullable(listed.entry().updated()))
                .distinct()
                .limit(2)
                .toList();
        if (entries.size() < SAME_DATE_FROM
                || dates.size() > 1
                || dates.getFirst().isEmpty()) {
            return entries;
        }
        return entries.stream()
                .map(listed -> new Sitemap.Listed(undated(listed.entry()), listed.language()))
                .toList();
    }

    private static Entry undated(Entry entry) {
        return new Entry(
                entry.id(),
                entry.title(),
                entry.link(),
                entry.published(),
                null,
                entry.summary(),
                entry.content(),
                entry.authors(),
                entry.categories(),
                entry.enclosures());
    }

    private static Instant timeOf(Sitemap.Child child) {
        return Objects.requireNonNullElse(child.changed(), Instant.MIN);
    }

    private static Instant timeOf(Sitemap.Listed listed) {
        // A sitemap's order is that of its lastmod; a news sitemap may have its publication dates only.
        var entry = listed.entry();
        var time = entry.updated() == null ? entry.published() : entry.updated();
        return Objects.requireNonNullElse(time, Instant.MIN);
    }

    private static Sitemap.Listed listed(SiteMapURL address) {
        ParsingLimit.check();
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
        var entry = new Entry(
                address.getUrl().toString(),
                news == null ? null : text(news.getTitle()),
                address.getUrl().toString(),
                published == null ? null : published.toInstant(),
                modified == null ? null : modified.toInstant(),
                null,
                null,
                List.of(),
                news == null ? List.of() : keywords(news),
                List.of());
        return new Sitemap.Listed(entry, news == null ? null : text(news.getLanguage()));
    }

    private static List<String> keywords(NewsAttributes news) {
        String @Nullable [] keywords = news.getKeywords();
        return keywords == null
                ? List.of()
                : Arrays.stream(keywords)
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static boolean isGzip(byte[] body) {
        return body.length > 2 && body[0] == (byte) 0x1f && body[1] == (byte) 0x8b;
    }

    /** One byte over the limit at most: a small file may unpack to any size. */
    private static byte[] unpacked(byte[] body) throws IOException {
        try (var in = new GzipStream(new ByteArrayInputStream(body))) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }

    private static String root(byte[] body) {
        var matcher = ROOT.matcher(start(body));
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** The first characters, in whatever charset: NULs go, so that UTF-16 shows its ASCII. */
    private static String start(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, SNIFFED), StandardCharsets.ISO_8859_1);
        return text.replace("\0", "").replaceFirst("^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)", "");
    }
}
