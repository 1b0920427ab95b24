package io.wireroom.standalone.sources;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.feed.FeedParser;
import io.wireroom.ingest.feed.FeedResult;
import io.wireroom.ingest.parsing.Parsed;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.site.ArticleLinks;
import io.wireroom.ingest.site.FeedAddressPatterns;
import io.wireroom.ingest.site.FeedLinks;
import io.wireroom.ingest.site.NamedFeed;
import io.wireroom.ingest.site.NamedFeed.Evidence;
import io.wireroom.ingest.site.SitePage;
import io.wireroom.ingest.site.Sitemap;
import io.wireroom.ingest.site.SitemapReader;
import io.wireroom.ingest.web.Accept;
import io.wireroom.ingest.web.Reference;
import io.wireroom.ingest.web.RobotsMatcher;
import io.wireroom.ingest.web.RobotsParser;
import io.wireroom.ingest.web.Web;
import io.wireroom.ingest.web.WebAnswer;
import io.wireroom.ingest.web.WebClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the source for a given address: the address itself if it is a feed or a sitemap; else the feeds that the page
 * names; else a feed at a common path of the site, a sitemap that robots.txt names, or the page itself as a section
 * page. Makes one request at a time, with pauses between them.
 */
public final class FeedDiscovery {

    /** A page with fewer links is not a section page. */
    private static final int LEAST_ARTICLES = 5;

    private static final int MOST_SITEMAPS = 3;
    private static final int MOST_GUESSES = 3;
    private static final List<String> USUAL_SITEMAPS = List.of("/news-sitemap.xml", "/sitemap.xml");

    /** An address that can be a source. */
    public record Found(URI url, Source.Kind kind, @Nullable String title) {}

    /** The result of a search. */
    public sealed interface Discovery {

        /** The address itself, or its permanent redirect target. */
        record Itself(Found found) implements Discovery {}

        /** Feeds that a page names, the most certain first; at least one. */
        record OnPage(URI page, List<Found> feeds) implements Discovery {
            public OnPage {
                feeds = List.copyOf(feeds);
            }
        }

        /** The page names no feed, but this was found; {@code how} states where, for people. */
        record Instead(Found found, String how) implements Discovery {}

        /** No source was found; {@code why} is one line for people. */
        record Nothing(String why) implements Discovery {}
    }

    /** The polite pause between two requests. */
    public interface Pause {

        /** Returns when the next request may be sent. */
        void await();
    }

    private final Web web;
    private final ParsingPool parsing;
    private final Pause pause;
    private boolean asked;

    /** A search with this client and these parsers; the caller closes them. */
    public FeedDiscovery(Web web, ParsingPool parsing, Pause pause) {
        this.web = web;
        this.parsing = parsing;
        this.pause = pause;
    }

    /** An answer, and its permanent address. */
    private sealed interface Got {
        record Body(WebAnswer.Ok answer, URI address) implements Got {}

        record Nothing(String why, @Nullable FetchReason reason) implements Got {}
    }

    /** Fetches this address. Never throws for a failure of the web. */
    public Discovery discover(URI url) {
        return switch (get(url, Accept.FEED)) {
            case Got.Body(var answer, var address) -> classify(answer, address);
            case Got.Nothing(var why, var reason) -> new Discovery.Nothing(why);
        };
    }

    private Got get(URI url, Accept accept) {
        var at = url;
        var lasting = true;
        var hops = 0;
        while (true) {
            if (asked) {
                pause.await();
            }
            asked = true;
            switch (web.get(at, Validators.NONE, accept, hops)) {
                case WebAnswer.Moved moved -> {
                    if (moved.hops() > WebClient.MAX_HOPS) {
                        return new Got.Nothing(
                                "it redirects more than " + WebClient.MAX_HOPS + " times", FetchReason.REDIRECTS);
                    }
                    lasting &= moved.status() == 301 || moved.status() == 308;
                    at = moved.target();
                    hops = moved.hops();
                }
                case WebAnswer.Ok ok -> {
                    // A temporary redirect is not a new address: the next poll must start at the given one.
                    return new Got.Body(ok, lasting ? at : url);
                }
                case WebAnswer.NotModified same -> {
                    return new Got.Nothing("it answered 304 to a request without a condition", null);
                }
                case WebAnswer.Failed failed -> {
                    return new Got.Nothing(failed.reason().wireName() + ": " + failed.detail(), failed.reason());
                }
            }
        }
    }

    /** What an answer holds. */
    private sealed interface Content {

        /** A feed or a sitemap. */
        record ASource(Found found) implements Content {}

        /** A page, with the feeds that it names. */
        record APage(
                SitePage page,
                List<NamedFeed> named,
                @Nullable String title,
                String whyNoFeed) implements Content {}

        /** Neither. */
        record Unreadable(String why) implements Content {}
    }

    private Discovery classify(WebAnswer.Ok ok, URI address) {
        return switch (limited(() -> content(ok, address), Content.Unreadable::new)) {
            case Content.ASource(var found) -> new Discovery.Itself(found);
            case Content.Unreadable(var why) -> new Discovery.Nothing(why);
            case Content.APage page -> onPage(ok, address, page);
        };
    }

    /** Parses within the limit of the stages: the pages of strangers may be made to take hours. */
    private <T> T limited(Supplier<T> parser, Function<String, T> tooComplex) {
        return switch (parsing.parse(parser)) {
            case Parsed.Done<T>(var value) -> value;
            case Parsed.TooComplex<T>(var why) -> tooComplex.apply("it " + why);
        };
    }

    private static Content content(WebAnswer.Ok ok, URI address) {
        if (SitemapReader.looksLikeSitemap(ok.body())) {
            return SitemapReader.read(ok.body(), ok.contentType(), ok.finalUrl()) instanceof Sitemap.Unreadable no
                    ? new Content.Unreadable("its sitemap cannot be read: " + no.why())
                    : new Content.ASource(new Found(address, Source.Kind.SITEMAP, null));
        }
        return switch (FeedParser.parse(ok.body(), ok.contentType(), ok.finalUrl())) {
            case FeedResult.Parsed parsed ->
                new Content.ASource(new Found(
                        address, Source.Kind.FEED, SourceText.line(parsed.feed().title())));
            case FeedResult.NotAFeed not -> {
                var page = SitePage.parse(ok.body(), ok.contentType(), ok.finalUrl());
                var title = SourceText.line(page.document().title());
                yield new Content.APage(page, FeedLinks.of(page, ok.links()), title, not.why());
            }
        };
    }

    private Discovery onPage(WebAnswer.Ok ok, URI address, Content.APage page) {
        var feeds = declared(page.named(), page.title());
        if (feeds.isEmpty()) {
            feeds = tried(page.named(), page.title());
        }
        return feeds.isEmpty() ? instead(page, address) : new Discovery.OnPage(ok.finalUrl(), feeds);
    }

    /** Feeds that the page declares, unchecked: their first poll will check them. */
    private static List<Found> declared(List<NamedFeed> named, @Nullable String site) {
        return named.stream()
                .filter(feed -> feed.evidence().compareTo(Evidence.COMMENTS) <= 0)
                .flatMap(feed -> found(feed, site).stream())
                .toList();
    }

    /** Links whose address only suggests a feed; each is fetched to check it. */
    private List<Found> tried(List<NamedFeed> named, @Nullable String site) {
        var feeds = new ArrayList<Found>();
        named.stream()
                .limit(MOST_GUESSES)
                .flatMap(feed -> found(feed, site).stream())
                .flatMap(found -> feedAt(found.url()).stream())
                .forEach(feeds::add);
        return feeds;
    }

    private static Optional<Found> found(NamedFeed feed, @Nullable String site) {
        var title = SourceText.line(feed.title());
        return Reference.web(null, feed.url())
                .map(url -> new Found(url, Source.Kind.FEED, title == null ? site : title));
    }

    private Discovery instead(Content.APage page, URI address) {
        var robots = robots(address);
        for (var path : FeedAddressPatterns.WELL_KNOWN) {
            var url = address.resolve(path);
            if (RobotsMatcher.allowed(robots, url)) {
                var feed = feedAt(url);
                if (feed.isPresent()) {
                    return new Discovery.Instead(
                            feed.get(), "the page names no feed, but there is one at a usual place");
                }
            }
        }
        for (var sitemap : sitemaps(robots, address)) {
            if (RobotsMatcher.allowed(robots, sitemap) && isSitemap(sitemap)) {
                return new Discovery.Instead(
                        new Found(sitemap, Source.Kind.SITEMAP, page.title()), "the site has no feed, but a sitemap");
            }
        }
        int articles = limited(() -> ArticleLinks.of(page.page()).size(), why -> 0);
        return articles < LEAST_ARTICLES
                ? new Discovery.Nothing(
                        "it is not a feed (" + page.whyNoFeed() + "), names none, and its site has no sitemap")
                : new Discovery.Instead(
                        new Found(address, Source.Kind.SECTION, page.title()),
                        "the site has neither feed nor sitemap; the page itself is watched for links to articles ("
                                + articles + " today)");
    }

    private RobotsRules robots(URI address) {
        return switch (get(address.resolve("/robots.txt"), Accept.ROBOTS)) {
            case Got.Body(var ok, var at) ->
                limited(
                        () -> RobotsParser.parse(ok.finalUrl(), ok.status(), ok.body()),
                        why -> RobotsRules.DISALLOW_ALL);
            // RFC 9309, sections 2.3.1.3 and 2.3.1.4: a missing file allows, an unreachable one forbids.
            case Got.Nothing(var why, var reason) ->
                reason == null || reason.transientFailure() ? RobotsRules.DISALLOW_ALL : RobotsRules.ALLOW_ALL;
        };
    }

    /** The sitemaps that robots.txt names, those of news first; else the common paths. */
    private static List<URI> sitemaps(RobotsRules robots, URI address) {
        var named = robots.sitemaps().stream()
                .flatMap(sitemap -> Reference.web(address, sitemap).stream())
                .sorted(Comparator.comparing(
                        (URI url) -> !url.toString().toLowerCase(Locale.ROOT).contains("news")))
                .limit(MOST_SITEMAPS)
                .toList();
        return named.isEmpty() ? USUAL_SITEMAPS.stream().map(address::resolve).toList() : named;
    }

    private Optional<Found> feedAt(URI url) {
        return get(url, Accept.FEED) instanceof Got.Body(var ok, var address)
                ? limited(() -> feed(ok, address), why -> Optional.empty())
                : Optional.empty();
    }

    private static Optional<Found> feed(WebAnswer.Ok ok, URI address) {
        return FeedParser.parse(ok.body(), ok.contentType(), ok.finalUrl()) instanceof FeedResult.Parsed parsed
                ? Optional.of(new Found(
                        address, Source.Kind.FEED, SourceText.line(parsed.feed().title())))
                : Optional.empty();
    }

    private boolean isSitemap(URI url) {
        return get(url, Accept.SITEMAP) instanceof Got.Body(var ok, var address)
                && limited(
                        () -> !(SitemapReader.read(ok.body(), ok.contentType(), ok.finalUrl())
                                instanceof Sitemap.Unreadable),
                        why -> false);
    }
}
