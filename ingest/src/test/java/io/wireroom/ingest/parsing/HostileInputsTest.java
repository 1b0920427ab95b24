package io.wireroom.ingest.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.ingest.feed.FeedParser;
import io.wireroom.ingest.feed.FeedResult;
import io.wireroom.ingest.site.ArticleLink;
import io.wireroom.ingest.site.ArticleLinks;
import io.wireroom.ingest.site.FeedLinks;
import io.wireroom.ingest.site.SiteInspector;
import io.wireroom.ingest.site.SitePage;
import io.wireroom.ingest.site.SitemapReader;
import io.wireroom.ingest.web.RobotsParser;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that once took time with the square of their length end by themselves, within the limit of one answer. */
class HostileInputsTest {

    private static final URI HARBOUR = URI.create("http://harbour.example/");
    private static final int LONG = 400_000;
    private static final String LONG_HOST = "http://" + name(1_200) + "/";
    private static final ParsingPool POOL = new ParsingPool();

    private record Hostile(String name, Supplier<Object> parser) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> inputs() {
        return Stream.of(
                section("dots before a letter", "<h2><a href=/2026/11/29/x-y-z>" + ".".repeat(LONG) + "x</a></h2>"),
                section("spaces before a letter", "<a href=/2026/11/29/x-y-z>" + "&nbsp;".repeat(LONG / 6) + "x</a>"),
                section("brackets in an address", "<a href='/rss" + "[".repeat(LONG) + "'>x</a>"),
                section("dashes in addresses", ("<a href='/" + "-rss.feed_".repeat(400) + "'>x</a>").repeat(100)),
                section("feeds in addresses", ("<a href='" + "/feed".repeat(800) + ".html'>x</a>").repeat(100)),
                section("a link in a link", "<object><a href=/2026/11/29/x-y-z>".repeat(30) + "x".repeat(LONG)),
                section("letters without an end of the tag", "<" + "a".repeat(LONG)),
                feed("brackets in xml:base", atom("xml:base='http://a/" + "[".repeat(LONG) + "'", "")),
                feed("brackets in a link", atom("", "<link href='/" + "[".repeat(LONG) + "'/>")),
                feed("bare tags", "<rss><channel>" + "<a:b ".repeat(LONG / 5)),
                feed("letters without an end of the tag", "<rss><" + "a".repeat(LONG)),
                feed("ampersands", "<rss><channel><title>" + "&".repeat(LONG)),
                feed("half CDATA sections", "<rss><channel><title>&x" + "<![CDATA[".repeat(LONG / 9)),
                feed("quotes in a DOCTYPE", "<!DOCTYPE a [" + "\"".repeat(LONG)),
                feed("comments before the root", "<!--".repeat(LONG / 4)),
                feed("names without an end", rss("<author>" + "a (".repeat(LONG / 3) + "</author>")),
                feed("a mail address without an end", rss("<author>" + "a@".repeat(LONG / 2) + "</author>")),
                feed("spaces in a name", rss("<author>x" + " ".repeat(LONG) + "y</author>")),
                feed("spaces in a date", rss("<pubDate>Mon" + " ".repeat(LONG) + "x</pubDate>")),
                feed("digits in a date", rss("<pubDate>" + "1".repeat(LONG) + "</pubDate>")),
                feed("spaces in an interval", rss("<ttl>" + " ".repeat(LONG) + "x</ttl>")),
                feed(
                        "tags without an end in a text",
                        rss("<description>" + "&lt;a ".repeat(LONG / 6) + "</description>")),
                feed("a JSON feed of brackets", "[".repeat(LONG)),
                sitemap("prefixes without an end", "<" + "a".repeat(LONG)),
                sitemap("entities", "<urlset><url><loc>" + "&".repeat(LONG)),
                sitemap(
                        "an address without an end",
                        "<urlset><url><loc>http://" + "[".repeat(LONG) + "</loc></url></urlset>"),
                robots("stars", "User-agent: *\nDisallow: /" + "*a".repeat(LONG / 2)),
                robots("rules", "User-agent: *\n" + "Disallow: /*a*b*c$\n".repeat(20_000)),
                robots("agents", "User-agent: a\n".repeat(30_000)));
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    @Tag("crash")
    void takesTimeWithTheLengthOnly(Hostile input) {
        assertThat(POOL.parse(input.parser())).isInstanceOf(Parsed.Done.class);
    }

    @Test
    void aNameBeyondTheDnsCostsItsLinkOnly() {
        var feed = rss("<title>Ferry</title><link>http://harbour.example/ferry</link>")
                .replace("<item>", "<link>" + LONG_HOST + "</link><item>");
        var page = "<a href='" + LONG_HOST + "'>a reader's comment</a>"
                + "<article><h2><a href='/2026/11/29/ferry-late-again-and-again'>Ferry late again</a></h2></article>";

        assertThat(FeedParser.parse(feed.getBytes(UTF_8), null, null))
                .isInstanceOfSatisfying(
                        FeedResult.Parsed.class,
                        parsed -> assertThat(parsed.entries()).hasSize(1));
        assertThat(ArticleLinks.of(SitePage.parse(page.getBytes(UTF_8), "text/html; charset=utf-8", HARBOUR)))
                .extracting(ArticleLink::text)
                .containsExactly("Ferry late again");
        assertThat(SiteInspector.inspect(
                                "x",
                                ("<link rel=canonical href='" + LONG_HOST + "'>").getBytes(UTF_8),
                                new SiteInspector.Facts("text/html; charset=utf-8", null, List.of()))
                        .path("links"))
                .isEmpty();
    }

    private static Hostile section(String name, String html) {
        return new Hostile("section: " + name, () -> {
            var page = SitePage.parse(html.getBytes(UTF_8), "text/html; charset=utf-8", HARBOUR);
            return List.of(
                    ArticleLinks.of(page),
                    FeedLinks.of(page, List.of("<" + "[".repeat(8_000) + ">; rel=alternate")),
                    SiteInspector.inspect(
                            "x", html.getBytes(UTF_8), new SiteInspector.Facts(null, HARBOUR, List.of())));
        });
    }

    private static Hostile feed(String name, String text) {
        return new Hostile("feed: " + name, () -> FeedParser.parse(text.getBytes(UTF_8), null, HARBOUR));
    }

    private static Hostile sitemap(String name, String text) {
        return new Hostile("sitemap: " + name, () -> SitemapReader.read(text.getBytes(UTF_8), null, HARBOUR));
    }

    private static Hostile robots(String name, String text) {
        return new Hostile("robots: " + name, () -> RobotsParser.parse(HARBOUR, 200, text.getBytes(UTF_8)));
    }

    private static String rss(String item) {
        return "<rss version='2.0'><channel><title>t</title><item>" + item + "</item></channel></rss>";
    }

    private static String atom(String attribute, String entry) {
        return "<feed xmlns='http://www.w3.org/2005/Atom' " + attribute + "><title>t</title><entry>" + entry
                + "</entry></feed>";
    }

    private static String name(int letters) {
        return IntStream.range(0, letters)
                .mapToObj(i -> String.valueOf((char) (0x4e00 + i)))
                .collect(Collectors.joining());
    }
}
