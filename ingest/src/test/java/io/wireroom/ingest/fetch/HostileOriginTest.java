package io.wireroom.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.testkit.origin.LocalSite;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contents that mean harm, on their whole way through the fetcher: each request is answered, in bounded time and memory. */
@Timeout(60)
final class HostileOriginTest {

    private static final Duration MOST_TIME = Duration.ofSeconds(10); // of a busy machine
    private static final long MOST_ALLOCATED = 512L << 20;
    private static final int DEEP = 100_000;

    private LocalSite site;
    private WebClient web;
    private RequestExecutor executor;

    /** What a poll brings; {@code SECRET} in a body stands for the address of a file that must not be asked for. */
    record Content(String name, Source.Kind kind, String type, String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void start() {
        site = new LocalSite("127.0.0.1");
        web = LoopbackClient.create();
        executor = new RequestExecutor(web, InstantSource.fixed(Requests.NOW), new ParsingPool());
    }

    @AfterEach
    void stop() {
        web.close();
        site.close();
    }

    static Stream<Content> contents() {
        return Stream.of(
                feed("billion laughs", laughs() + rss("&lol9;")),
                feed(
                        "quadratic blow-up",
                        "<!DOCTYPE rss [<!ENTITY a \"" + "a".repeat(50_000) + "\">]>" + rss("&a;".repeat(20_000))),
                feed("external entity", "<!DOCTYPE rss [<!ENTITY x SYSTEM \"SECRET\">]>" + rss("&x;")),
                feed("external parameter entity", "<!DOCTYPE rss [<!ENTITY % x SYSTEM \"SECRET\"> %x;]>" + rss("x")),
                feed("external DTD", "<!DOCTYPE rss SYSTEM \"SECRET\">" + rss("x")),
                feed(
                        "XInclude",
                        rss("<i:include xmlns:i='http://www.w3.org/2001/XInclude' href='SECRET' parse='text'/>")),
                feed("style sheet", "<?xml-stylesheet href=\"SECRET\"?>" + rss("x")),
                feed(
                        "elements inside each other",
                        "<rss><channel>" + "<a>".repeat(DEEP) + "</a>".repeat(DEEP) + "</channel></rss>"),
                feed("elements inside each other, never closed", "<rss><channel><item>" + "<a>".repeat(DEEP)),
                feed("HTML inside each other", rss("<![CDATA[" + "<div>".repeat(DEEP) + "]]>")),
                feed("many attributes", "<rss " + attributes(DEEP) + "><channel/></rss>"),
                feed("many namespaces", "<rss " + namespaces(DEEP / 4) + "><channel/></rss>"),
                feed("a name without end", "<" + "a".repeat(200_000) + ">"),
                feed("brackets without end", "<".repeat(900_000)),
                feed("ampersands without end", rss("&".repeat(900_000))),
                feed("a comment without end", "<rss><!--" + "-".repeat(900_000)),
                new Content(
                        "arrays inside each other",
                        Source.Kind.FEED,
                        "application/feed+json",
                        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":" + "[".repeat(DEEP)),
                new Content(
                        "objects inside each other",
                        Source.Kind.FEED,
                        "application/feed+json",
                        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[],\"x\":"
                                + "{\"a\":".repeat(DEEP)),
                new Content(
                        "a number without end",
                        Source.Kind.FEED,
                        "application/feed+json",
                        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{\"id\":"
                                + "9".repeat(900_000) + "}]}"),
                new Content(
                        "sitemap: billion laughs",
                        Source.Kind.SITEMAP,
                        "application/xml",
                        laughs() + sitemap("&lol9;")),
                new Content(
                        "sitemap: external entity",
                        Source.Kind.SITEMAP,
                        "application/xml",
                        "<!DOCTYPE urlset [<!ENTITY x SYSTEM \"SECRET\">]>" + sitemap("&x;")),
                new Content(
                        "sitemap: elements inside each other",
                        Source.Kind.SITEMAP,
                        "application/xml",
                        "<urlset>" + "<url>".repeat(DEEP)));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void aPollIsAnsweredAndNothingIsExpandedOrLoaded(Content content) {
        var secret = site.serve("/secret", "text/plain", "the secret of the server");
        var url = site.serve("/feed", content.type, content.body.replace("SECRET", secret.toString()));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        var started = System.nanoTime();

        var handover = executor.execute(Requests.poll(url, content.kind, Validators.NONE, List.of()));

        var took = Duration.ofNanos(System.nanoTime() - started);
        var allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(handover.answers())
                .singleElement()
                .satisfies(answer ->
                        assertThat(answer.fetched()).isInstanceOfAny(Fetched.Done.class, Fetched.Failed.class));
        assertThat(handover.toString()).doesNotContain("the secret", "lollol").hasSizeLessThan(200_000);
        assertThat(site.requests("/secret")).isZero();
        assertThat(took).isLessThan(MOST_TIME);
        assertThat(allocated).isLessThan(MOST_ALLOCATED);
    }

    @Test
    void aHostilePageEndsInOneOutcomeWithItsReason() {
        var bomb = Requests.page(
                site.serve("/large", 200, Map.of("Content-Type", "text/html"), "x".repeat(1_000_001)), true);
        var inside = Requests.page(URI.create("http://169.254.169.254/latest/meta-data/"), true);
        var loop = Requests.page(site.serve("/loop", 302, Map.of("Location", "/loop"), ""), true);

        assertThat(outcome(bomb)).isEqualTo(FetchReason.TOO_LARGE.wireName());
        assertThat(outcome(inside)).isEqualTo(FetchReason.FORBIDDEN_ADDRESS.wireName());
        assertThat(outcome(loop)).isEqualTo(FetchReason.REDIRECTS.wireName());
    }

    private String outcome(Request.Supported request) {
        var outcomes = executor.execute(request).outcomes();
        assertThat(outcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(Status.NOT_FETCHED));
        return String.valueOf(outcomes.getFirst().reason());
    }

    private static Content feed(String name, String body) {
        return new Content(name, Source.Kind.FEED, "application/rss+xml", body);
    }

    private static String rss(String title) {
        return "<rss version=\"2.0\"><channel><title>Harbour</title><item><title>" + title
                + "</title><link>http://harbour.example/a</link></item></channel></rss>";
    }

    private static String sitemap(String text) {
        return "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>http://harbour.example/" + text
                + "</loc></url></urlset>";
    }

    private static String laughs() {
        var dtd = new StringBuilder("<!DOCTYPE rss [<!ENTITY lol0 \"lol\">");
        for (var i = 1; i < 10; i++) {
            dtd.append("<!ENTITY lol")
                    .append(i)
                    .append(" \"")
                    .append(("&lol" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return dtd.append("]>").toString();
    }

    private static String attributes(int count) {
        var all = new StringBuilder();
        for (var i = 0; i < count; i++) {
            all.append('a').append(i).append("='' ");
        }
        return all.toString();
    }

    private static String namespaces(int count) {
        var all = new StringBuilder();
        for (var i = 0; i < count; i++) {
            all.append("xmlns:n").append(i).append("='urn:").append(i).append("' ");
        }
        return all.toString();
    }
}
