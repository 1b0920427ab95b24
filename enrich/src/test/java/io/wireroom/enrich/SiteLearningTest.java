package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.BlockKind;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RejectReason;
import io.wireroom.contract.Status;
import io.wireroom.contract.address.Site;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.enrich.site.SiteMemory;
import io.wireroom.runtime.Telemetry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stream learns of a site, through the real topology. */
class SiteLearningTest {

    private static final int PAGES = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static PageSteps steps;

    @BeforeAll
    static void loadModel() {
        steps = PageSteps.of(
                new DraftMaker(new Cleaner(PageLimits.DEFAULT), LanguageDetector.load(List.of("en", "de", "fr"))));
    }

    @Test
    void whatRecursOverTheFortyPagesOfASiteIsGoneFromSomePageOn() {
        try (var stream = new TestStream(steps, data)) {
            var articles = allPages(stream);

            assertThat(articles).hasSize(PAGES);
            assertThat(lines(articles.getFirst()))
                    .contains(InventedSite.HEAD, InventedSite.MIDDLE, InventedSite.FOOT, InventedSite.FOOT_LINE);
            assertThat(firstWithout(articles, InventedSite.HEAD)).isEqualTo(5);
            assertThat(firstWithout(articles, InventedSite.FOOT)).isEqualTo(5);
            assertThat(firstWithout(articles, InventedSite.FOOT_LINE)).isEqualTo(5);
            assertThat(firstWithout(articles, InventedSite.MIDDLE)).isBetween(5, 8);
            for (var article : articles.subList(8, PAGES)) {
                assertThat(lines(article))
                        .doesNotContain(
                                InventedSite.HEAD, InventedSite.MIDDLE, InventedSite.FOOT, InventedSite.FOOT_LINE)
                        .contains("Background")
                        .hasSizeBetween(7, 10);
                assertThat(article.extraction().boilerplateLines()).isEqualTo(4);
            }
            assertThat(stream.telemetry.count(EnrichMetrics.BOILERPLATE)).isBetween(4.0 * 32, 4.0 * 36);
        }
    }

    @Test
    void theBlocksOfATrimmedArticleStillFitItsText() {
        try (var stream = new TestStream(steps, data)) {
            var article = allPages(stream).getLast();

            assertThat(lines(article)).isEqualTo(article.text().lines().toList());
            assertThat(article.blocks()).extracting(Article.Block::kind).contains(BlockKind.HEADING);
        }
    }

    @Test
    void aReplayFromAnEmptyStoreGivesTheSameBytes(@TempDir Path other) {
        try (var stream = new TestStream(steps, data);
                var replay = new TestStream(steps, other)) {
            for (int page = 1; page <= PAGES; page++) {
                stream.pipe(InventedSite.page(page));
                stream.pipe(InventedSite.secondRevisit(Math.max(1, page / 2)));
            }
            for (int page = 1; page <= PAGES; page++) {
                replay.pipe(InventedSite.page(page));
                replay.pipe(InventedSite.secondRevisit(Math.max(1, page / 2)));
            }

            var first = stream.articleBytes();

            assertThat(first).hasSize(PAGES);
            assertThat(replay.articleBytes()).containsExactlyElementsOf(first);
        }
    }

    @Test
    void aSecondLookAtThePageBeforeAnythingWasLearnedIsUnchanged() {
        try (var stream = new TestStream(steps, data)) {
            allPages(stream);
            stream.outcomes();

            stream.pipe(InventedSite.secondRevisit(1));

            assertThat(stream.articles()).isEmpty();
            assertThat(stream.outcomes()).extracting(Outcome::status).containsExactly(Status.UNCHANGED);
        }
    }

    @Test
    void aSecondLookAtAPageDoesNotCountAsAnotherPage() {
        try (var stream = new TestStream(steps, data)) {
            for (int revisit = 0; revisit < 30; revisit++) {
                stream.pipe(Raw.page(
                        InventedSite.html(1) + "<!-- " + revisit + " -->",
                        InventedSite.url(1),
                        revisit,
                        Raw.FETCHED_AT.plusSeconds(revisit)));
            }
            stream.articles();

            stream.pipe(InventedSite.page(2));

            assertThat(lines(stream.articles().getFirst())).contains(InventedSite.HEAD, InventedSite.FOOT);
        }
    }

    @Test
    void learningOfOneSiteDoesNotTouchAnother() {
        try (var stream = new TestStream(steps, data)) {
            allPages(stream);

            stream.pipe(Raw.page(
                    InventedSite.html(77), "https://www.lantern.example/77", 0, Raw.FETCHED_AT.plusSeconds(9)));

            assertThat(lines(stream.articles().getFirst())).contains(InventedSite.HEAD, InventedSite.FOOT);
        }
    }

    @Test
    void tagsAreAddedToTheTextThatIsPublished() {
        var seen = new ArrayList<String>();
        PageSteps.Tagging tagger = (article, deadline) -> {
            seen.add(article.text());
            return article;
        };
        try (var stream = new TestStream(new PageSteps(steps.enrich(), tagger, OperatorRules.NONE), data)) {
            var articles = allPages(stream);
            stream.pipe(InventedSite.secondRevisit(1));

            assertThat(seen)
                    .containsExactlyElementsOf(
                            articles.stream().map(Article::text).toList());
        }
    }

    @Test
    void aNewLayoutIsTold() {
        try (var stream = new TestStream(steps, data)) {
            allPages(stream);
            assertThat(stream.telemetry.count(EnrichMetrics.DRIFT)).isZero();

            for (int page = PAGES + 1; page <= PAGES + 10; page++) {
                var html = InventedSite.html(page)
                        .replace("<main class=\"page\"><article class=\"story\">", "<div id=\"root\"><section>")
                        .replace("</article></main>", "</section></div>")
                        .replace("story-text", "prose")
                        .replaceAll("<meta name=\"author\"[^>]*>", "");
                stream.pipe(Raw.page(html, InventedSite.url(page), 0, Raw.FETCHED_AT.plusSeconds(page * 60L)));
            }

            assertThat(stream.articles()).hasSize(10);
            assertThat(stream.telemetry.scrape())
                    .contains("wireroom_enrich_drift_sites_total{signal=\"layout\"} 1.0")
                    .contains("wireroom_enrich_drift_sites_total{signal=\"author\"} 1.0")
                    .contains("wireroom_enrich_drift_sites_total{signal=\"rejected\"} 0.0")
                    .contains("wireroom_enrich_drifting_sites 1.0");
        }
    }

    @Test
    void aSiteWhosePagesAreSuddenlyTurnedAwayIsTold() {
        try (var stream = new TestStream(steps, data)) {
            allPages(stream);

            for (int page = PAGES + 1; page <= PAGES + 10; page++) {
                var shell =
                        "<html><head><title>Courier</title><script src=\"/app.js\"></script></head><body></body></html>";
                stream.pipe(Raw.page(shell, InventedSite.url(page), 0, Raw.FETCHED_AT.plusSeconds(page * 60L)));
            }

            assertThat(stream.telemetry.scrape())
                    .contains("wireroom_enrich_drift_sites_total{signal=\"rejected\"} 1.0")
                    .contains("wireroom_enrich_drift_sites_total{signal=\"layout\"} 0.0");
        }
    }

    @Test
    void onlySoManySitesAreRememberedThoseHeardOfLast() {
        var rejecting = new PageSteps(
                page -> new Enriched.Rejected(RejectReason.NO_TEXT, "invented"),
                PageSteps.Tagging.NONE,
                OperatorRules.NONE);
        try (var stream = new TestStream(rejecting, data)) {
            var sites = KnownSites.MAX_SITES + 20;
            for (int site = 0; site < sites; site++) {
                stream.pipe(Raw.page("<p>", "https://paper" + site + ".example/1", 0, Raw.FETCHED_AT));
                if (site % 100 == 0) {
                    stream.pipe(Raw.page("<p>", "https://paper0.example/" + site + 2, 0, Raw.FETCHED_AT));
                }
            }

            assertThat(sites(stream))
                    .hasSize(KnownSites.MAX_SITES)
                    .contains("paper0.example", "paper" + (sites - 1) + ".example", "paper21.example")
                    .doesNotContain("paper1.example", "paper20.example");
            assertThat(stream.telemetry.scrape()).contains("wireroom_enrich_sites " + KnownSites.MAX_SITES + ".0");
        }
    }

    @Test
    void afterARestartTheSitesGiveWayInTheSameOrder() {
        var rejecting = new PageSteps(
                page -> new Enriched.Rejected(RejectReason.NO_TEXT, "invented"),
                PageSteps.Tagging.NONE,
                OperatorRules.NONE);
        try (var stream = new TestStream(rejecting, data);
                var telemetry = new Telemetry()) {
            for (var site : List.of("b", "c", "d", "e", "a", "b")) {
                stream.pipe(Raw.page("<p>", "https://" + site + ".example/1", 0, Raw.FETCHED_AT));
            }

            try (var restarted = new KnownSites(
                    stream.sites(),
                    3,
                    EnrichSettings.FORGET,
                    new EnrichMetrics(telemetry),
                    TestStream.NOW::toEpochMilli,
                    (store, key, value, why) -> {})) {
                restarted.remember(new Site("f.example"), SiteMemory.NONE, SiteMemory.NONE);
            }

            assertThat(sites(stream)).containsExactlyInAnyOrder("a.example", "b.example", "f.example");
            assertThat(telemetry.scrape()).contains("wireroom_enrich_sites 0.0");
        }
    }

    private static List<String> sites(TestStream stream) {
        var known = new ArrayList<String>();
        try (var all = stream.sites().all()) {
            all.forEachRemaining(entry -> known.add(entry.key));
        }
        return known;
    }

    private static List<Article> allPages(TestStream stream) {
        for (int page = 1; page <= PAGES; page++) {
            stream.pipe(InventedSite.page(page));
        }
        return stream.articles();
    }

    /** Number of the first page whose article is without this line. */
    private static int firstWithout(List<Article> articles, String line) {
        for (int i = 0; i < articles.size(); i++) {
            if (!lines(articles.get(i)).contains(line)) {
                return i + 1;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static List<String> lines(Article article) {
        return article.blocks().stream()
                .map(block -> article.text().substring(block.start(), block.end()))
                .toList();
    }
}
