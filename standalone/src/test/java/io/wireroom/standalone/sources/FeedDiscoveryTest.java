package io.wireroom.standalone.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Source.Kind;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.web.Cidr;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.ingest.web.WebSettings;
import io.wireroom.standalone.sources.FeedDiscovery.Discovery;
import io.wireroom.standalone.sources.FeedDiscovery.Found;
import io.wireroom.testkit.origin.LocalSite;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // set before each test
class FeedDiscoveryTest {

    private static final String RSS =
            "<rss version='2.0'><channel><title>Moss  Post</title><link>https://moss.example/</link>"
                    + "<item><title>Rain</title><link>https://moss.example/rain</link></item></channel></rss>";

    private final ParsingPool parsing = new ParsingPool();
    private LocalSite site;
    private WebClient web;
    private int pauses;

    @BeforeEach
    void start() {
        site = new LocalSite("127.0.0.1");
        var limit = Duration.ofSeconds(10);
        web = new WebClient(
                new WebSettings(
                        "test",
                        "feeds@moss.example",
                        List.of(Cidr.parse("127.0.0.0/8")),
                        List.of(),
                        List.of(),
                        1 << 20,
                        limit,
                        limit,
                        limit,
                        4),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        web.close();
        parsing.close();
        site.close();
    }

    @Test
    void aFeedIsItself() {
        serve("/feed", 200, "application/rss+xml", RSS);

        assertThat(discover("/feed")).isEqualTo(new Discovery.Itself(new Found(at("/feed"), Kind.FEED, "Moss Post")));
    }

    @Test
    void aSitemapIsItself() {
        serve(
                "/news.xml",
                200,
                "text/xml",
                "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>");

        assertThat(discover("/news.xml"))
                .isEqualTo(new Discovery.Itself(new Found(at("/news.xml"), Kind.SITEMAP, null)));
    }

    @Test
    void aHomePageNamesItsFeedsInOrder() {
        serve("/home/", 200, "text/html; charset=utf-8", """
                <!doctype html><html><head><title>Moss Post</title><base href="/sections/">
                <link rel="alternate" hreflang="de" href="/de/">
                <link rel="ALTERNATE nofollow" type="application/atom+xml; charset=utf-8" title="Städte" href="towns.atom">
                <link rel="alternate" type="application/rss+xml" href="/all.rss">
                <link rel="alternate" type="application/rss+xml" title="Again" href="/all.rss#x">
                <link rel="alternate" type="application/feed+json" title="JSON" href="/all.json">
                <link rel="stylesheet" type="application/rss+xml" href="/style.rss">
                </head><body><p>Rain.</p></body></html>
                """);

        assertThat(discover("/home/"))
                .isEqualTo(new Discovery.OnPage(
                        at("/home/"),
                        List.of(
                                new Found(at("/sections/towns.atom"), Kind.FEED, "Städte"),
                                new Found(at("/all.rss"), Kind.FEED, "Moss Post"),
                                new Found(at("/all.json"), Kind.FEED, "JSON"))));
    }

    @Test
    void aRedirectForGoodGivesTheNewAddressAPassingOneTheOld() {
        serve("/feed", 200, "application/rss+xml", RSS);

        try (var other = new LocalSite("127.0.0.2")) {
            var to = Map.of("Location", at("/feed").toString());
            var good = other.serve("/good", 301, to, "");
            var passing = other.serve("/passing", 302, to, "");

            assertThat(discovery().discover(good))
                    .isEqualTo(new Discovery.Itself(new Found(at("/feed"), Kind.FEED, "Moss Post")));
            assertThat(discovery().discover(passing))
                    .isEqualTo(new Discovery.Itself(new Found(passing, Kind.FEED, "Moss Post")));
        }
    }

    @Test
    void returnsWhyThereIsNothing() {
        serve("/plain", 200, "text/html", "<html><body><p>Rain.</p></body></html>");
        serve("/gone", 410, "text/html", "");

        assertThat(discover("/plain"))
                .isInstanceOfSatisfying(
                        Discovery.Nothing.class,
                        nothing -> assertThat(nothing.why()).contains("not a feed", "names none"));
        assertThat(discover("/gone"))
                .isInstanceOfSatisfying(
                        Discovery.Nothing.class,
                        nothing -> assertThat(nothing.why()).startsWith("gone"));
    }

    @Test
    void anIndexOfSitemapsIsWatchedAsASitemap() {
        serve(
                "/index.xml",
                200,
                "text/xml",
                "<sitemapindex><sitemap><loc>https://moss.example/a.xml</loc></sitemap></sitemapindex>");

        assertThat(discover("/index.xml"))
                .isEqualTo(new Discovery.Itself(new Found(at("/index.xml"), Kind.SITEMAP, null)));
    }

    @Test
    void aHeaderFieldNamesAFeed() {
        site.serve(
                "/home",
                200,
                Map.of(
                        "Link",
                        "</all.atom>; rel=\"alternate\"; type=\"application/atom+xml\"",
                        "Content-Type",
                        "text/html"),
                "<title>Moss Post</title>");

        assertThat(discover("/home"))
                .isEqualTo(
                        new Discovery.OnPage(at("/home"), List.of(new Found(at("/all.atom"), Kind.FEED, "Moss Post"))));
    }

    @Test
    void aFeedAtAUsualPlaceIsFoundWithAPauseBetweenRequestsUnlessRobotsTxtForbids() {
        serve("/home", 200, "text/html", "<p>Rain.</p>");
        serve("/feed", 200, "application/rss+xml", RSS);
        serve("/rss.xml", 200, "application/rss+xml", RSS.replace("Moss  Post", "Allowed"));
        serve("/robots.txt", 200, "text/plain", "User-agent: *\nDisallow: /feed\n");

        assertThat(discover("/home"))
                .isInstanceOfSatisfying(
                        Discovery.Instead.class,
                        instead ->
                                assertThat(instead.found()).isEqualTo(new Found(at("/rss.xml"), Kind.FEED, "Allowed")));
        assertThat(pauses).isEqualTo(3);
    }

    @Test
    void withoutAFeedASitemapOfTheSiteIsWatched() {
        serve("/home", 200, "text/html", "<title>Moss</title><p>Rain.</p>");
        serve("/robots.txt", 200, "text/plain", "Sitemap: " + at("/all.xml") + "\nSitemap: " + at("/news.xml") + "\n");
        serve("/news.xml", 200, "text/xml", "<urlset><url><loc>https://moss.example/a</loc></url></urlset>");

        assertThat(discover("/home"))
                .isEqualTo(new Discovery.Instead(
                        new Found(at("/news.xml"), Kind.SITEMAP, "Moss"), "the site has no feed, but a sitemap"));
    }

    @Test
    void withoutEitherThePageItselfIsWatchedWhenItLinksToArticles() {
        var articles = new StringBuilder("<title>Moss</title><ul>");
        for (var i = 0; i < 6; i++) {
            articles.append("<li><a href='/2026/03/1" + i + "/a-long-title-of-rain'>A long title of rain, number " + i
                    + "</a>");
        }
        serve("/home", 200, "text/html", articles.toString());

        assertThat(discover("/home"))
                .isInstanceOfSatisfying(
                        Discovery.Instead.class,
                        instead -> assertThat(instead.found()).isEqualTo(new Found(at("/home"), Kind.SECTION, "Moss")));
    }

    @Test
    void everythingIsParsedByThePoolThatLimitsItsTime() {
        serve("/feed", 200, "application/rss+xml", RSS);
        parsing.close();

        assertThatThrownBy(() -> discover("/feed")).isInstanceOf(RejectedExecutionException.class);
    }

    private FeedDiscovery discovery() {
        return new FeedDiscovery(web, parsing, () -> pauses++);
    }

    private Discovery discover(String path) {
        return discovery().discover(at(path));
    }

    private URI at(String path) {
        return site.url(path);
    }

    private void serve(String path, int status, String type, String body) {
        site.serve(path, status, Map.of("Content-Type", type), body);
    }
}
