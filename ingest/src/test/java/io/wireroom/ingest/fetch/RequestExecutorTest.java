package io.wireroom.ingest.fetch;

import static io.wireroom.ingest.fetch.Requests.NOW;
import static io.wireroom.ingest.fetch.Requests.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PollReport;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.StatedTerms;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.fetch.Handover.Answer;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.testkit.origin.LocalSite;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestExecutorTest {

    private static final String HTML = "<html><body><p>Ferry late again</p></body></html>";
    private static final String FEED = """
            <rss version="2.0"><channel><title>Harbour News</title>
              <item><title>Ferry late again</title><link>http://harbour.example/ferry</link></item>
              <item><title>Crane repaired</title><link>http://harbour.example/crane</link></item>
              <item><title>Crane repaired, again</title><link>https://www.harbour.example/crane</link></item>
            </channel></rss>""";

    private LocalSite site;
    private WebClient web;
    private RequestExecutor executor;

    @BeforeEach
    void start() {
        site = new LocalSite("127.0.0.1");
        web = LoopbackClient.create();
        executor = new RequestExecutor(web, InstantSource.fixed(NOW), new ParsingPool());
    }

    @AfterEach
    void stop() {
        web.close();
        site.close();
    }

    private static Fetched only(Handover handover) {
        assertThat(handover.answers()).hasSize(1);
        return handover.answers().getFirst().fetched();
    }

    private static Fetched.Done done(Handover handover) {
        return (Fetched.Done) only(handover);
    }

    private static Fetched.Failed failed(Handover handover) {
        return (Fetched.Failed) only(handover);
    }

    private static Outcome outcome(Request.Page request, Status status, @Nullable String reason) {
        return Outcome.of(request.item(), Step.FETCH, request.attempt(), status, reason, NOW);
    }

    @Test
    void aPageGoesOnAsServed() {
        var request = Requests.page(site.serve("/a", "text/html; charset=utf-8", HTML), false)
                .refusing(List.of("GPTBot"));

        var handover = executor.execute(request);

        assertThat(done(handover).response().bodyBytes()).isEqualTo(HTML.length());
        assertThat(handover.outcomes()).containsExactly(outcome(request, Status.FETCHED, null));
        var page = Objects.requireNonNull(handover.page());
        assertThat(page.body()).asString().isEqualTo(HTML);
        assertThat(page.capture())
                .isEqualTo(new RawPage.Capture(
                        request.item(),
                        1,
                        request.url(),
                        request.url(),
                        200,
                        "text/html; charset=utf-8",
                        NOW,
                        new StatedTerms(null, null, null, List.of("GPTBot"))));
    }

    @Test
    void aFeedBecomesOneLinkAnAddressAndEachIsDiscovered() {
        var handover = executor.execute(Requests.feed(site.serve("/feed", "application/rss+xml", FEED)));

        assertThat(handover.links())
                .extracting(link -> link.url().toString())
                .containsExactly("http://harbour.example/ferry", "http://harbour.example/crane");
        // The third entry has the link of another.
        assertThat(handover.outcomes())
                .extracting(Outcome::status)
                .containsExactlyInAnyOrder(Status.DISCOVERED, Status.DISCOVERED, Status.DISCOVERED, Status.DUPLICATE);
        assertThat(handover.outcomes())
                .extracting(Outcome::item)
                .containsAll(handover.links().stream()
                        .map(link -> ((Link.ToPage) link).item().id())
                        .toList());
        assertThat(done(handover).seen()).hasSize(3);
        assertThat(done(handover).announced()).isEqualTo(2);
    }

    @Test
    void knownEntriesAreNotAnnouncedAgain() {
        var url = site.serve("/feed", "application/rss+xml", FEED);
        var seen = done(executor.execute(Requests.feed(url))).seen();

        var again = executor.execute(Requests.poll(url, Source.Kind.FEED, Validators.NONE, seen));

        assertThat(again.links()).isEmpty();
        assertThat(again.outcomes()).isEmpty();
        assertThat(done(again).seen()).isEqualTo(seen);
    }

    @Test
    void noMoreEntriesAreReadThanAreRemembered() {
        var items = new StringBuilder();
        for (var number = 0; number < 2_100; number++) {
            items.append("<item><title>Ship ")
                    .append(number)
                    .append("</title><link>http://harbour.example/")
                    .append(number)
                    .append("</link></item>");
        }
        var url = site.serve(
                "/feed", "application/rss+xml", "<rss version=\"2.0\"><channel>" + items + "</channel></rss>");

        var handover = executor.execute(Requests.feed(url));

        assertThat(handover.links()).hasSize(2_000);
        assertThat(done(handover).seen()).hasSize(2_000);
    }

    @Test
    void anUnchangedFeedIsNotModified() {
        var url = site.serve("/feed", 200, Map.of("ETag", "\"v1\"", "Content-Type", "application/rss+xml"), FEED);

        var handover =
                executor.execute(Requests.poll(url, Source.Kind.FEED, new Validators("\"v1\"", null), List.of()));

        var unchanged = (Fetched.NotModified) only(handover);
        assertThat(unchanged.response().validators()).isEqualTo(new Validators("\"v1\"", null).from(url));
        assertThat(only(handover).poll()).isEqualTo(PollReport.of(url, null));
        assertThat(handover.links()).isEmpty();
    }

    @Test
    void validatorsBelongToTheAddressThatRedirectsLedTo() {
        site.serve("/new", 200, Map.of("ETag", "\"v1\"", "Content-Type", "application/rss+xml"), FEED);
        var asked = site.serve("/old", 301, Map.of("Location", "/new"), "");

        var fetched = done(executor.execute(Requests.feed(asked)));

        assertThat(fetched.response().validators()).isEqualTo(new Validators("\"v1\"", null, site.url("/new")));
        var report = Objects.requireNonNull(fetched.poll());
        assertThat(report.asked()).isEqualTo(asked);
        assertThat(report.movedTo()).isEqualTo(site.url("/new"));
    }

    @ParameterizedTest
    @CsvSource({"301, true", "308, true", "302, false", "303, false", "307, false"})
    void onlyAPermanentRedirectElsewhereIsAMove(int status, boolean permanent) {
        var target = "http://quay.example/feed";
        var asked = site.serve("/feed", status, Map.of("Location", target), "");

        var fetched = only(executor.execute(Requests.feed(asked)));

        assertThat(fetched).isInstanceOf(Fetched.Moved.class);
        assertThat(fetched.poll()).isEqualTo(PollReport.of(asked, permanent ? URI.create(target) : null));
    }

    @Test
    void aSitemapIsReadLikeAFeed() {
        var url = site.serve("/news.xml", "application/xml; charset=utf-8", """
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                  <url><loc>%1$s/old</loc><lastmod>2026-01-01T00:00:00Z</lastmod></url>
                  <url><loc>%1$s/new</loc><lastmod>2026-02-01T00:00:00Z</lastmod></url>
                </urlset>""".formatted(site.url("")));

        var handover = executor.execute(Requests.poll(url, Source.Kind.SITEMAP, Validators.NONE, List.of()));

        assertThat(handover.links()).extracting(Link::url).containsExactly(site.url("/new"), site.url("/old"));
    }

    @ParameterizedTest
    @CsvSource({
        "404, false, not-found, NOT_FETCHED",
        "410, false, gone, NOT_FETCHED",
        "403, false, forbidden, NOT_FETCHED",
        "500, false, server-error, FAILED",
        "500, true, server-error, NOT_FETCHED",
        "503, false, overloaded, FAILED"
    })
    void aFailedPageEndsWhenItCannotPassOrWasTheLastAttempt(
            int status, boolean lastAttempt, String reason, Status expected) {
        var request = Requests.page(site.serve("/a", status, Map.of(), "no"), lastAttempt);

        var handover = executor.execute(request);

        assertThat(failed(handover).httpStatus()).isEqualTo(status);
        assertThat(handover.page()).isNull();
        assertThat(handover.outcomes())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("detail")
                .containsExactly(outcome(request, expected, reason));
    }

    @Test
    void anotherTypeThanAPageIsNotFetched() {
        var request = Requests.page(site.serve("/a", "video/mp4", "moving"), false);

        var handover = executor.execute(request);

        assertThat(failed(handover).reason()).isEqualTo(FetchReason.WRONG_TYPE);
        assertThat(handover.outcomes()).extracting(Outcome::end).containsExactly(true);
    }

    @Test
    void anEmptyPageIsNoAnswer() {
        var request = Requests.page(site.serve("/a", "text/html", ""), false);

        assertThat(failed(executor.execute(request)).reason()).isEqualTo(FetchReason.BAD_ANSWER);
    }

    @Test
    void aRedirectOnTheSameServerIsFollowed() {
        site.serve("/b", "text/html", HTML);
        var request = Requests.page(site.serve("/a", 301, Map.of("Location", "/b"), ""), false);

        var handover = executor.execute(request);

        assertThat(Objects.requireNonNull(handover.page()).capture().finalUrl()).isEqualTo(site.url("/b"));
        assertThat(done(handover).response().finalUrl()).isEqualTo(site.url("/b"));
    }

    @Test
    void aRedirectElsewhereIsHandedToItsSiteWithTheSameItem() {
        var request = Requests.page(site.serve("/a", 302, Map.of("Location", "http://quay.example/b"), ""), false);

        var handover = executor.execute(request);

        assertThat(only(handover)).isInstanceOf(Fetched.Moved.class);
        assertThat(handover.outcomes())
                .containsExactly(outcome(request, Status.MOVED, null).withDetail("to http://quay.example/b"));
        var link = (Link.Redirected) handover.links().getFirst();
        assertThat(link.item()).isEqualTo(request.item());
        assertThat(link.site()).hasToString("quay.example");
        assertThat(link.hops()).isEqualTo(1);
        assertThat(link.attempt()).isEqualTo(2);
    }

    @Test
    void aFeedElsewhereIsDelegatedAndItsAnswerGoesToItsOwnerToo() {
        try (var other = new LocalSite("127.0.0.2")) {
            var target = other.serve("/feed", "application/rss+xml", FEED);
            var asked = Requests.feed(site.serve("/feed", 301, Map.of("Location", target.toString()), ""));

            var moved = executor.execute(asked);

            assertThat(moved.answers()).extracting(Answer::site).containsExactly(new Site("127.0.0.1"));
            var delegated = (Request.Poll) ((Link.Delegated) moved.links().getFirst()).request();
            assertThat(delegated.answerTo()).isEqualTo(new AnswerTo(new Site("127.0.0.1"), new RequestId("r1")));
            assertThat(delegated.source()).isEqualTo(SOURCE);
            assertThat(delegated.horizon()).isEqualTo(asked.horizon());

            var answered = executor.execute(delegated);

            assertThat(answered.answers())
                    .extracting(Answer::site)
                    .containsExactly(new Site("127.0.0.2"), new Site("127.0.0.1"));
            assertThat(answered.answers())
                    .extracting(answer -> answer.fetched().requestId())
                    .containsExactly(new RequestId("r1-1"), new RequestId("r1"));
            assertThat(answered.links()).hasSize(2);
        }
    }

    @Test
    void tooManyRedirectsEndThePage() {
        var first = Requests.page(site.serve("/a", 302, Map.of("Location", "http://quay.example/b"), ""), false);
        var head = new Request.Head(first.id(), first.url(), first.site(), 6, true, WebClient.MAX_HOPS);
        var sixth = new Request.Page(head, first.item(), first.validators());

        var handover = executor.execute(sixth);

        assertThat(failed(handover).reason()).isEqualTo(FetchReason.REDIRECTS);
        assertThat(handover.links()).isEmpty();
        assertThat(handover.outcomes()).extracting(Outcome::status).containsExactly(Status.NOT_FETCHED);
    }

    @Test
    void aMissingRobotsTxtAllowsEverything() {
        assertThat(done(executor.execute(Requests.robots(site.url("/robots.txt"))))
                        .robots())
                .isEqualTo(RobotsRules.ALLOW_ALL);
    }

    @Test
    void aRobotsTxtThatRedirectsInALoopAllowsEverything() {
        var url = site.serve("/robots.txt", 302, Map.of("Location", "/robots.txt"), "");

        assertThat(done(executor.execute(Requests.robots(url))).robots()).isEqualTo(RobotsRules.ALLOW_ALL);
    }

    @Test
    void aRobotsTxtThatCannotBeReadGivesNoRules() {
        var url = site.serve("/robots.txt", 500, Map.of(), "");

        var fetched = only(executor.execute(Requests.robots(url)));

        assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    }

    @Test
    void aRobotsTxtIsReadForOurAgent() {
        var url = site.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private\n");

        var rules = Objects.requireNonNull(
                done(executor.execute(Requests.robots(url))).robots());

        assertThat(rules.access()).isEqualTo(RobotsRules.Access.RULES);
        assertThat(rules.rules()).containsExactly(new RobotsRules.Rule("/private", false, 2));
    }

    @Test
    void whatIsNoFeedFailsAsSuch() {
        var handover = executor.execute(Requests.feed(site.serve("/feed", "text/html", HTML)));

        assertThat(failed(handover).reason()).isEqualTo(FetchReason.NOT_A_FEED);
        assertThat(handover.links()).isEmpty();
    }
}
