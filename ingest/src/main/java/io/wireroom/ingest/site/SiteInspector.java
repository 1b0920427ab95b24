package io.wireroom.ingest.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.ingest.feed.Entry;
import io.wireroom.ingest.feed.FeedParser;
import io.wireroom.ingest.feed.FeedResult;
import io.wireroom.ingest.web.RobotsParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code inspect site} prints of one file: the very reading of the stage, as one JSON object. */
public final class SiteInspector {

    private static final Pattern ROBOTS_LINE =
            Pattern.compile("(?im)^[ \\t]*(user-agent|disallow|allow|sitemap|crawl-delay)[ \\t]*:");
    private static final URI UNKNOWN_ROBOTS = URI.create("http://unknown.invalid/robots.txt");
    private static final int SNIFFED = 4_096;

    /** Such text is no page of a site, whatever it is called. */
    private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z!?/]");

    private SiteInspector() {}

    /**
     * The HTTP headers that came with the bytes.
     *
     * @param contentType as served; null when unknown
     * @param url where it came from; null when unknown
     * @param links values of the {@code Link} header fields
     */
    public record Facts(
            @Nullable String contentType, @Nullable URI url, List<String> links) {
        public Facts {
            links = List.copyOf(links);
        }
    }

    /**
     * {@code {"file","feeds":[{url,title,type}],"sitemaps":[],"links":[{url,text}]}}. Of a page: the feeds and sitemaps that
     * it names, and the articles that it links to. A feed is its own feed; a sitemap or robots.txt gives what it lists.
     */
    public static ObjectNode inspect(String file, byte[] body, Facts facts) {
        var found = new Found(file);
        var start = new String(body, 0, Math.min(body.length, SNIFFED), StandardCharsets.ISO_8859_1);
        if (isRobots(file, facts.url(), start)) {
            sitemapsOf(body, facts.url()).forEach(found::sitemap);
        } else if (SitemapReader.looksLikeSitemap(body)) {
            sitemap(found, body, facts);
        } else if (FeedParser.parse(body, facts.contentType(), facts.url()) instanceof FeedResult.Parsed parsed) {
            feed(found, parsed, facts);
        } else {
            page(found, SitePage.parse(body, facts.contentType(), facts.url()), facts);
        }
        return found.json;
    }

    /** The sitemaps that a robots.txt names (sitemaps.org, "Specifying the Sitemap location"). */
    public static List<String> sitemapsOf(byte[] robots, @Nullable URI url) {
        return RobotsParser.parse(Objects.requireNonNullElse(url, UNKNOWN_ROBOTS), 200, robots)
                .sitemaps();
    }

    private static boolean isRobots(String file, @Nullable URI url, String start) {
        var path = url == null ? file : url.getPath();
        var named = path != null && path.toLowerCase(Locale.ROOT).endsWith("robots.txt");
        return !MARKUP.matcher(start).find()
                && (named || ROBOTS_LINE.matcher(start).find());
    }

    private static void sitemap(Found found, byte[] body, Facts facts) {
        switch (SitemapReader.read(body, facts.contentType(), facts.url())) {
            case Sitemap.Index(var children) ->
                children.forEach(child -> found.sitemap(child.url().toString()));
            case Sitemap.Pages(var entries, var parts) -> {
                entries.forEach(listed -> found.link(listed.entry()));
                parts.forEach(child -> found.sitemap(child.url().toString()));
            }
            case Sitemap.Unreadable(var why) -> found.json.put("error", why);
        }
    }

    private static void feed(Found found, FeedResult.Parsed parsed, Facts facts) {
        if (facts.url() != null) {
            found.feed(facts.url().toString(), parsed.feed().title(), facts.contentType());
        }
        parsed.entries().forEach(found::link);
    }

    private static void page(Found found, SitePage page, Facts facts) {
        for (var feed : FeedLinks.of(page, facts.links())) {
            found.feed(feed.url(), feed.title(), feed.type());
        }
        sitemapsOf(page).forEach(found::sitemap);
        for (var link : ArticleLinks.of(page)) {
            found.link(link.url().toString(), link.text());
        }
    }

    /** The sitemaps that a page itself names, by {@code <link rel=sitemap>} or a link to one in XML. */
    private static Set<String> sitemapsOf(SitePage page) {
        var sitemaps = new LinkedHashSet<String>();
        for (var link : page.document().select("link[rel~=(?i)\\bsitemap\\b][href], a[href*=sitemap]")) {
            var href = link.attr("href");
            var path = href.toLowerCase(Locale.ROOT).split("[?#]", 2)[0];
            if (link.normalName().equals("link") || path.endsWith(".xml") || path.endsWith(".xml.gz")) {
                page.resolve(href).ifPresent(url -> sitemaps.add(url.toString()));
            }
        }
        return sitemaps;
    }

    /** The object in the making. */
    private static final class Found {
        private final ObjectNode json;

        Found(String file) {
            json = JsonCodec.MAPPER.createObjectNode().put("file", file);
            json.putArray("feeds");
            json.putArray("sitemaps");
            json.putArray("links");
        }

        void feed(String url, @Nullable String title, @Nullable String type) {
            json.withArray("feeds")
                    .addObject()
                    .put("url", url)
                    .put("title", title)
                    .put("type", type);
        }

        void sitemap(String url) {
            json.withArray("sitemaps").add(url);
        }

        void link(Entry entry) {
            if (entry.link() != null) {
                link(entry.link(), Objects.requireNonNullElse(entry.title(), ""));
            }
        }

        void link(String url, String text) {
            json.withArray("links").addObject().put("url", url).put("text", text);
        }
    }
}
