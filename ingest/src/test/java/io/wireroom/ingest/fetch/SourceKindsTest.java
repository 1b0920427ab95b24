package io.wireroom.ingest.fetch;

import static io.wireroom.ingest.fetch.Requests.NOW;
import static io.wireroom.ingest.fetch.Requests.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Item;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.SourceSettings;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RequestId.SitemapPart;
import io.wireroom.contract.work.StatedTerms;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.fetch.Announcements.Read;
import io.wireroom.ingest.web.WebAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How answers to polls of other kinds than feeds are announced. */
class SourceKindsTest {

    private static final URI URL = URI.create("https://harbour.example/news/");
    private static final String SECTION = """
            <nav><a href="/sport/">All the sport of the harbour</a></nav>
            <ul><li><a href="/2026/03/14/ferry-late-again">Ferry late again after the storm</a>
            <li><a href="/2026/03/13/crane-is-repaired">Crane is repaired at last, for now</a>
            <li><a href="/2026/03/12/pier-closed-till-may">Pier closed till May for repairs</a></ul>
            """;

    @Test
    void aSectionPageAnnouncesItsArticlesUnderTheirTitles() {
        var read = announced(poll(Source.Kind.SECTION, SOURCE, List.of(), null), SECTION);

        assertThat(urls(read))
                .containsExactly(
                        "https://harbour.example/2026/03/14/ferry-late-again",
                        "https://harbour.example/2026/03/13/crane-is-repaired",
                        "https://harbour.example/2026/03/12/pier-closed-till-may");
        assertThat(Objects.requireNonNull(item(read, 0).entry()).title()).isEqualTo("Ferry late again after the storm");
        assertThat(read.outcomes()).hasSize(3);
    }

    @Test
    void otherWordsForALinkOnASectionPageAreNoChange() {
        var first = announced(poll(Source.Kind.SECTION, SOURCE, List.of(), null), SECTION);

        var again = announced(
                poll(Source.Kind.SECTION, SOURCE, first.seen(), null), SECTION.replace("after the storm", "and again"));

        assertThat(again.links()).isEmpty();
        assertThat(again.seen()).isEqualTo(first.seen());
    }

    @Test
    void anOperatorsSelectorsAreTheRuleAndStayOutOfTheItem() {
        var ruled = new SourceRef(SOURCE.id(), SOURCE.name(), SOURCE.url(), new SourceSettings(null, List.of("nav a")));

        var read = announced(poll(Source.Kind.SECTION, ruled, List.of(), null), SECTION);

        assertThat(urls(read)).containsExactly("https://harbour.example/sport/");
        assertThat(item(read, 0).source()).isEqualTo(SOURCE);
    }

    @Test
    void aSectionPageWithoutArticlesIsUnreadable() {
        assertThat(read(poll(Source.Kind.SECTION, SOURCE, List.of(), null), "<p>Closed</p>"))
                .isEqualTo(
                        new Read.Unreadable("no links to articles were found on the page; name them by articleLinks"));
    }

    @Test
    void aPageInTheFeedsPlaceNamesTheFeed() {
        var page =
                "<html><head><link rel=alternate type=application/rss+xml href=/rss.xml></head><body>Hello</body></html>";

        assertThat(read(poll(Source.Kind.FEED, SOURCE, List.of(), null), page))
                .isInstanceOfSatisfying(
                        Read.Unreadable.class,
                        unreadable -> assertThat(unreadable.why())
                                .endsWith("; the page names the feed https://harbour.example/rss.xml"));
    }

    @Test
    void anIndexAsksForThePartsThatChanged() {
        var index = "<sitemapindex>" + part("/s/today.xml", "2026-02-28T07:00:00Z") + part("/s/2019.xml", "2019-12-31")
                + part("/s/tag-sitemap.xml", "2026-02-28T07:00:00Z") + "</sitemapindex>";
        var request = poll(Source.Kind.SITEMAP, SOURCE, List.of(), Duration.ofDays(7), null);

        var first = announced(request, index);
        var again = announced(poll(Source.Kind.SITEMAP, SOURCE, first.seen(), Duration.ofDays(7), null), index);

        assertThat(urls(first)).containsExactly("https://harbour.example/s/today.xml");
        assertThat(first.outcomes()).isEmpty();
        assertThat(first.seen()).hasSize(3);
        assertThat(again.links()).isEmpty();
        var delegated = ((Link.Delegated) first.links().getFirst()).request();
        assertThat(delegated.kind()).isEqualTo(Source.Kind.SITEMAP);
        var owner = Objects.requireNonNull(delegated.answerTo());
        assertThat(owner.site()).hasToString("harbour.example");
        assertThat(owner.requestId().sitemapPart())
                .contains(new SitemapPart(1, first.seen().getFirst(), SOURCE.id()));
    }

    @Test
    void oneBigIndexIsAskedForInTurns() {
        var index = IntStream.range(0, 45)
                .mapToObj(i -> part("/s/" + i + ".xml", "2026-02-28T0" + i % 6 + ":00:00Z"))
                .collect(Collectors.joining("", "<sitemapindex>", "</sitemapindex>"));

        var first = announced(poll(Source.Kind.SITEMAP, SOURCE, List.of(), Duration.ofDays(7), null), index);
        var second = announced(poll(Source.Kind.SITEMAP, SOURCE, first.seen(), Duration.ofDays(7), null), index);

        assertThat(first.links()).hasSize(20);
        assertThat(second.links()).hasSize(20).doesNotContainAnyElementsOf(first.links());
    }

    @Test
    void aPartAnnouncesWhatIsNotOldAndAnIndexInAnIndexIsTheLast() {
        var pages = "<urlset><url><loc>https://harbour.example/old</loc><lastmod>2019-01-01</lastmod></url>"
                + "<url><loc>https://harbour.example/new</loc><lastmod>2026-02-28T06:00:00Z</lastmod></url></urlset>";
        var index = "<sitemapindex>" + part("/s/today.xml", "2026-02-28T07:00:00Z") + "</sitemapindex>";

        assertThat(urls(announced(part(1, List.of(7L)), pages))).containsExactly("https://harbour.example/new");
        assertThat(announced(part(1, List.of()), index).links()).hasSize(1);
        assertThat(read(part(2, List.of()), index))
                .isEqualTo(new Read.Unreadable("indexes of sitemaps nest deeper than 2"));
    }

    @Test
    void partsWithoutADateAreAskedForInTurn() {
        var index = IntStream.range(0, 12)
                .mapToObj(i -> "<sitemap><loc>https://harbour.example/s/p" + i + ".xml</loc></sitemap>")
                .collect(Collectors.joining("", "<sitemapindex>", "</sitemapindex>"));
        var known = List.<Long>of();
        var asked = new TreeSet<String>();
        for (var poll = 0; poll < 2; poll++) {
            var read = announced(poll(Source.Kind.SITEMAP, SOURCE, known, Duration.ofDays(7), null), index);
            assertThat(urls(read)).contains("https://harbour.example/s/p0.xml", "https://harbour.example/s/p11.xml");
            asked.addAll(urls(read));
            known = Stream.concat(read.seen().stream(), known.stream())
                    .distinct()
                    .toList();
        }

        assertThat(asked).hasSize(12);
        assertThat(announced(poll(Source.Kind.SITEMAP, SOURCE, known, Duration.ofDays(7), null), index)
                        .links())
                .hasSize(4);
    }

    @Test
    void thePagesOfAPartThatIsReadForTheFirstTimeMayBeAnArchive() {
        var pages = IntStream.range(0, 300)
                .mapToObj(i -> "<url><loc>https://harbour.example/a/" + (1_000 + i) + "</loc></url>")
                .collect(Collectors.joining("", "<urlset>", "</urlset>"));
        var first = announced(part(1, List.of(7L)), pages);

        assertThat(urls(first)).hasSize(Horizon.UNDATED).contains("https://harbour.example/a/1299");
        assertThat(announced(part(1, first.seen()), pages).links()).isEmpty();
        assertThat(urls(announced(
                        part(1, first.seen()),
                        pages.replace("</urlset>", "<url><loc>https://harbour.example/a/1300</loc></url></urlset>"))))
                .containsExactly("https://harbour.example/a/1300");
    }

    @Test
    void sitemapsAmongPagesAreAskedFor() {
        var mixed = "<urlset><url><loc>https://harbour.example/a</loc><lastmod>2026-02-28T06:00:00Z</lastmod></url>"
                + "<url><loc>https://harbour.example/sitemap-2.xml</loc><lastmod>2026-02-28T06:00:00Z</lastmod></url></urlset>";

        var read = announced(poll(Source.Kind.SITEMAP, SOURCE, List.of(), Duration.ofDays(7), null), mixed);

        assertThat(urls(read)).containsExactly("https://harbour.example/a", "https://harbour.example/sitemap-2.xml");
        assertThat(read.outcomes()).hasSize(1);
    }

    @Test
    void whatIsAppendedToALongListWithoutDatesIsAnnounced() {
        var list = IntStream.range(0, 3_000)
                .mapToObj(i -> "https://harbour.example/story-of-"
                        + Integer.toString(i, 36).replaceAll("\\d", "x") + "-" + (char) ('a' + i % 26))
                .distinct()
                .collect(Collectors.joining("\n"));
        var first = announced(poll(Source.Kind.SITEMAP, SOURCE, List.of(), Duration.ofDays(7), null), list);

        var later = announced(
                poll(Source.Kind.SITEMAP, SOURCE, first.seen(), Duration.ofDays(7), null),
                list + "\nhttps://harbour.example/brand-new");

        assertThat(first.links()).hasSize(Horizon.UNDATED);
        assertThat(urls(later)).containsExactly("https://harbour.example/brand-new");
    }

    @Test
    void aCutFeedAnnouncesItsWholeEntries() {
        var feed = "<rss><channel><item><link>https://harbour.example/a</link></item>"
                + "<item><link>https://harbour.example/b</link><title>Half a ti";
        var ok = new WebAnswer.Ok(
                200,
                URL,
                URL,
                null,
                null,
                Validators.NONE,
                null,
                feed.getBytes(StandardCharsets.UTF_8),
                0,
                null,
                List.of(),
                StatedTerms.NONE,
                true);

        assertThat(urls((Read.Announced) Announcements.read(poll(Source.Kind.FEED, SOURCE, List.of(), null), ok, NOW)))
                .containsExactly("https://harbour.example/a");
    }

    @Test
    void aSourceWithoutANameOfItsOwnTakesTheFeedsTitle() {
        var feed = "<rss><channel><title>Harbour &amp;amp; Quay</title>"
                + "<item><link>https://harbour.example/a</link><title>A</title></item></channel></rss>";
        var unnamed = new SourceRef(SOURCE.id(), URL.toString(), URL);
        var named = new SourceRef(SOURCE.id(), "Our harbour", URL);

        assertThat(sourceOfFirst(unnamed, feed)).isEqualTo("Harbour & Quay");
        assertThat(sourceOfFirst(unnamed, feed.replaceFirst("<title>.*?</title>", "")))
                .isEqualTo(URL.toString());
        assertThat(sourceOfFirst(named, feed)).isEqualTo("Our harbour");
    }

    private static String sourceOfFirst(SourceRef source, String feed) {
        var read = (Read.Announced) read(poll(Source.Kind.FEED, source, List.of(), null), feed);
        return ((Link.Announced) read.links().getFirst()).item().source().name();
    }

    private static Request.Poll part(int depth, List<Long> known) {
        var owner = new AnswerTo(new Site("harbour.example"), new SitemapPart(depth, 5, SOURCE.id()).id());
        return poll(Source.Kind.SITEMAP, SOURCE, known, Duration.ofDays(7), owner);
    }

    private static String part(String path, String changed) {
        return "<sitemap><loc>https://harbour.example" + path + "</loc><lastmod>" + changed + "</lastmod></sitemap>";
    }

    private static Request.Poll poll(Source.Kind kind, SourceRef source, List<Long> known, @Nullable AnswerTo owner) {
        return poll(kind, source, known, null, owner);
    }

    private static Request.Poll poll(
            Source.Kind kind,
            SourceRef source,
            List<Long> known,
            @Nullable Duration horizon,
            @Nullable AnswerTo owner) {
        return new Request.Poll(
                Request.Head.once(new RequestId("r1"), URL, 0), kind, source, Validators.NONE, known, horizon, owner);
    }

    private static Read read(Request.Poll request, String body) {
        var ok = new WebAnswer.Ok(
                200,
                URL,
                URL,
                null,
                null,
                Validators.NONE,
                null,
                body.getBytes(StandardCharsets.UTF_8),
                0,
                null,
                List.of());
        return Announcements.read(request, ok, NOW);
    }

    private static Read.Announced announced(Request.Poll request, String body) {
        if (read(request, body) instanceof Read.Announced announced) {
            return announced;
        }
        throw new AssertionError(read(request, body));
    }

    private static List<String> urls(Read.Announced read) {
        return read.links().stream().map(Link::url).map(URI::toString).toList();
    }

    private static Item item(Read.Announced read, int index) {
        return ((Link.ToPage) read.links().get(index)).item();
    }
}
