package io.wireroom.ingest.site;

import io.wireroom.contract.address.Address;
import io.wireroom.ingest.feed.Entry;
import io.wireroom.ingest.feed.FeedParser;
import io.wireroom.ingest.feed.FeedResult;
import io.wireroom.ingest.markup.EmbeddedRoot;
import io.wireroom.ingest.markup.Prolog;
import io.wireroom.ingest.markup.ServedText;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.ingest.web.GzipStream;
import io.wireroom.ingest.web.Reference;
import io.wireroom.text.SingleLine;
import io.wireroom.text.dates.FeedDates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads sitemaps (sitemaps.org protocol 0.9 with Google's news extension): XML with pages or an index, plain lists of
 * addresses, feeds that serve as sitemaps; packed by gzip whatever the content type is. Pure.
 */
public final class SitemapReader {

    /** Of a sitemap, unpacked: half of what the protocol allows, and far more than a news sitemap of 1,000 needs. */
    private static final int MAX_BYTES = 25 << 20;

    private static final int SAME_DATE_FROM = 10;
    private static final int MAX_TITLE = 2_000;
    private static final int MAX_LINES = 50_000;
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S++", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIRST_TAG = Pattern.compile("<(?:[\\w-]+:)?(\\w+)");

    private static final Comparator<Sitemap.Listed> NEWEST =
            Comparator.comparing((Sitemap.Listed listed) -> timeOf(listed)).reversed();
    private static final Comparator<Sitemap.Child> NEWEST_CHILD =
            Comparator.comparing((Sitemap.Child child) -> timeOf(child)).reversed();

    private SitemapReader() {}

    /**
     * What these bytes are. Never throws for what the web does.
     *
     * @param url where they came from, for addresses without a host; null when unknown
     */
    public static Sitemap read(byte[] body, @Nullable String contentType, @Nullable URI url) {
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

    /** Whether the bytes are a sitemap or an index of sitemaps in XML, with or without other markup before it. */
    public static boolean looksLikeSitemap(byte[] body) {
        var text = ServedText.decode(body, null);
        return root(text, firstTag(text)).isPresent()
                && EmbeddedRoot.ofFeed(text, 0).isEmpty();
    }

    /** Where the root of a sitemap begins; a message of the server may be a page of its own, before it. */
    private static OptionalInt root(String text, String first) {
        var page = first.equals("html") ? text.lastIndexOf("</html>") : 0;
        return page < 0 ? OptionalInt.empty() : EmbeddedRoot.ofSitemap(text, page);
    }

    private static Sitemap readPlain(byte[] body, @Nullable String contentType, @Nullable URI url) {
        var text = ServedText.decode(body, contentType);
        var first = firstTag(text);
        var sitemap = root(text, first);
        if (first.equals("html") && sitemap.isEmpty()) {
            return new Sitemap.Unreadable("a web page");
        }
        if (sitemap.isPresent() && !isFeed(first)) {
            return xml(text, sitemap.getAsInt(), url);
        }
        if (isFeed(first) || EmbeddedRoot.ofFeed(text, 0).isPresent()) {
            return feed(body, contentType, url);
        }
        if (isList(text)) {
            return list(text, url);
        }
        return first.isEmpty() ? new Sitemap.Unreadable("no sitemap: no markup") : xml(text, 0, url);
    }

    private static boolean isFeed(String root) {
        return root.equals("rss") || root.equals("feed") || root.equals("rdf");
    }

    /** Local name of the first element in lower case; empty without one. */
    private static String firstTag(String text) {
        var at = Prolog.of(text).end();
        var tag = FIRST_TAG.matcher(text).region(at, text.length());
        return tag.lookingAt() ? tag.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private static Sitemap feed(byte[] body, @Nullable String contentType, @Nullable URI url) {
        return switch (FeedParser.parse(body, contentType, url)) {
            case FeedResult.NotAFeed(var why) -> new Sitemap.Unreadable(why);
            case FeedResult.Parsed parsed ->
                new Sitemap.Pages(newest(parsed.entries().stream()
                        .map(entry -> new Sitemap.Listed(entry, parsed.feed().language()))
                        .toList()));
        };
    }

    /** Whether the first line that is no comment is an address. */
    private static boolean isList(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .filter(line -> ADDRESS.matcher(line).matches())
                .isPresent();
    }

    private static Sitemap list(String text, @Nullable URI url) {
        var items = text.lines()
                .map(String::strip)
                .filter(line -> line.regionMatches(true, 0, "http", 0, 4))
                .limit(MAX_LINES)
                .map(SitemapHandler.Item::at)
                .toList();
        return found(items, url);
    }

    private static Sitemap xml(String text, int from, @Nullable URI url) {
        var parsed = SitemapParser.parse(text, from == 0 ? Prolog.of(text).end() : from);
        var items = parsed.read().items();
        var root = parsed.read().root();
        if (items.isEmpty() && parsed.problem() != null) {
            return new Sitemap.Unreadable("no sitemap: " + SingleLine.cut(parsed.problem(), 200));
        }
        if (items.isEmpty() && !root.equals("urlset") && !root.equals("sitemapindex")) {
            return new Sitemap.Unreadable("no sitemap: root element is " + SingleLine.cut(root, 60));
        }
        return items.isEmpty() && root.equals("sitemapindex") ? new Sitemap.Index(List.of()) : found(items, url);
    }

    /** Pages and other sitemaps, distinguished by their elements; where those are mixed up, by their addresses. */
    private static Sitemap found(List<SitemapHandler.Item> items, @Nullable URI base) {
        var onlySitemaps = items.stream().allMatch(item -> item.isPart() || SitemapAddress.endsAsOne(item));
        var pages = new ArrayList<Sitemap.Listed>();
        var parts = new ArrayList<Sitemap.Child>();
        for (var item : items) {
            ParsingLimit.check();
            var url = item.loc() == null
                    ? Optional.<URI>empty()
                    : Reference.web(base, item.loc()).flatMap(web -> Address.web(web.toString()));
            if (url.isEmpty()) {
                continue;
            }
            if (item.isPart() || SitemapAddress.isOne(item, onlySitemaps)) {
                parts.add(new Sitemap.Child(url.get(), date(item.lastmod())));
            } else {
                pages.add(listed(item, url.get()));
            }
        }
        var children = parts.stream().distinct().sorted(NEWEST_CHILD).toList();
        return pages.isEmpty() && !children.isEmpty()
                ? new Sitemap.Index(children)
                : new Sitemap.Pages(newest(dated(pages)), children);
    }

    private static List<Sitemap.Listed> newest(List<Sitemap.Listed> entries) {
        return entries.stream().sorted(NEWEST).toList();
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
                        entry.enclosures())
                .withMarks(entry.marks());
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

    private static Sitemap.Listed listed(SitemapHandler.Item item, URI url) {
        var entry = new Entry(
                url.toString(),
                SingleLine.line(item.title(), MAX_TITLE),
                url.toString(),
                date(item.published()),
                date(item.lastmod()),
                null,
                null,
                List.of(),
                keywords(item.keywords()),
                List.of());
        return new Sitemap.Listed(
                entry.withMarks(Entry.DateMarks.of(FeedDates.read(item.published()))), item.language());
    }

    /** As tolerant as in feeds: a date without a zone is UTC. */
    private static @Nullable Instant date(@Nullable String stated) {
        return FeedDates.read(stated).instant();
    }

    private static List<String> keywords(@Nullable String keywords) {
        return keywords == null
                ? List.of()
                : Arrays.stream(keywords.split("[,;،、]"))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
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
}
