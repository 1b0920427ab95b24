package io.wireroom.standalone.sources;

import io.wireroom.contract.Address;
import io.wireroom.contract.Source;
import io.wireroom.contract.Validators;
import io.wireroom.ingest.feed.FeedParser;
import io.wireroom.ingest.feed.FeedResult;
import io.wireroom.ingest.web.Accept;
import io.wireroom.ingest.web.Reference;
import io.wireroom.ingest.web.WebAnswer;
import io.wireroom.ingest.web.WebClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Finds what to watch at an address that a person gave: the address itself when a feed or a sitemap is there, else the
 * feeds that the page there names ({@code <link rel="alternate">}, HTML Standard, section 4.6.7.1). Blocks on the web.
 */
public final class FeedDiscovery {

    private static final Set<String> FEED_TYPES =
            Set.of("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml");
    private static final Pattern SITEMAP_ROOT = Pattern.compile("<(\\w+:)?urlset[\\s>/]");
    private static final Pattern SITEMAP_INDEX_ROOT = Pattern.compile("<(\\w+:)?sitemapindex[\\s>/]");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final int SNIFFED_BYTES = 2_048;

    /** What can be watched. */
    public record Found(URI url, Source.Kind kind, @Nullable String title) {}

    /** How a search turned out. */
    public sealed interface Discovery {

        /** The address itself, or where it redirects to for good. */
        record Itself(Found found) implements Discovery {}

        /** Feeds of a page, in the page's order; at least one. */
        record OnPage(URI page, List<Found> feeds) implements Discovery {
            public OnPage {
                feeds = List.copyOf(feeds);
            }
        }

        /** Nothing to watch there; one line for people. */
        record Nothing(String why) implements Discovery {}
    }

    private final WebClient web;

    /** A search through this client, which stays the caller's. */
    public FeedDiscovery(WebClient web) {
        this.web = web;
    }

    /** Looks at this address. Never throws for what the web does. */
    public Discovery discover(URI url) {
        var asked = url;
        var lasting = true;
        var hops = 0;
        while (true) {
            switch (web.get(asked, Validators.NONE, Accept.FEED, hops)) {
                case WebAnswer.Moved moved -> {
                    if (moved.hops() > WebClient.MAX_HOPS) {
                        return new Discovery.Nothing("it redirects more than " + WebClient.MAX_HOPS + " times");
                    }
                    lasting &= moved.status() == 301 || moved.status() == 308;
                    asked = moved.target();
                    hops = moved.hops();
                }
                case WebAnswer.Ok ok -> {
                    // A passing redirect is no new address: the next look must begin where the person said.
                    return look(ok, lasting ? asked : url);
                }
                case WebAnswer.NotModified same -> {
                    return new Discovery.Nothing("it answered 304 to a request without a condition");
                }
                case WebAnswer.Failed failed -> {
                    return new Discovery.Nothing(failed.reason().wireName() + ": " + failed.detail());
                }
            }
        }
    }

    private static Discovery look(WebAnswer.Ok ok, URI address) {
        var start = start(ok.body());
        if (SITEMAP_INDEX_ROOT.matcher(start).find()) {
            return new Discovery.Nothing("it is an index of sitemaps; give the address of the news sitemap itself");
        }
        if (SITEMAP_ROOT.matcher(start).find()) {
            return new Discovery.Itself(new Found(address, Source.Kind.SITEMAP, null));
        }
        return switch (FeedParser.parse(ok.body(), ok.contentType(), ok.finalUrl())) {
            case FeedResult.Parsed parsed ->
                new Discovery.Itself(new Found(
                        address, Source.Kind.FEED, Words.line(parsed.feed().title())));
            case FeedResult.NotAFeed not -> onPage(ok, not.why());
        };
    }

    private static Discovery onPage(WebAnswer.Ok ok, String whyNoFeed) {
        var feeds = page(ok).map(FeedDiscovery::alternates).orElse(List.of());
        return feeds.isEmpty()
                ? new Discovery.Nothing("it is no feed (" + whyNoFeed + ") and names none")
                : new Discovery.OnPage(ok.finalUrl(), feeds);
    }

    private static List<Found> alternates(Document page) {
        var base = Reference.web(null, page.baseUri()).orElse(null);
        var site = Words.line(page.title());
        var feeds = new LinkedHashMap<Address, Found>();
        for (var link : page.select("link[rel~=(?i)\\balternate\\b][href]")) {
            var type = link.attr("type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            var url = FEED_TYPES.contains(type)
                    ? Reference.web(base, link.attr("href")).flatMap(uri -> Address.web(uri.toString()))
                    : Optional.<URI>empty();
            var address = url.flatMap(uri -> Address.of(uri.toString()));
            if (url.isPresent() && address.isPresent()) {
                var title = Words.line(link.attr("title"));
                feeds.putIfAbsent(address.get(), new Found(url.get(), Source.Kind.FEED, title == null ? site : title));
            }
        }
        return new ArrayList<>(feeds.values());
    }

    private static Optional<Document> page(WebAnswer.Ok ok) {
        var charset = ok.contentType() == null ? null : charset(ok.contentType());
        try {
            var page = Jsoup.parse(
                    new ByteArrayInputStream(ok.body()), charset, ok.finalUrl().toString());
            var base = page.selectFirst("base[href]");
            if (base != null) {
                Reference.web(ok.finalUrl(), base.attr("href")).ifPresent(uri -> page.setBaseUri(uri.toString()));
            }
            return Optional.of(page);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String charset(String contentType) {
        var matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find() && Charset.isSupported(matcher.group(1)) ? matcher.group(1) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String start(byte[] body) {
        return new String(body, 0, Math.min(body.length, SNIFFED_BYTES), StandardCharsets.ISO_8859_1);
    }
}
