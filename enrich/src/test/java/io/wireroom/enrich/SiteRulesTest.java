package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.BlockKind;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.RejectReason;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.PageExplanation;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.enrich.rules.PageSelector;
import io.wireroom.enrich.rules.SiteRule;
import io.wireroom.enrich.site.TrimmedText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators' rules win over the extractor and over what is learned, and never make a version. */
class SiteRulesTest {

    private static final String URL = "https://www.courier.example/harbour/ferry";
    private static final String FIRST = "The ferry between Norhaven and the outer islands will run again from Monday,"
            + " the harbour board said after a meeting that lasted most of the night.";
    private static final String SECOND = "Tickets from the time before the strike stay valid until the end of the year,"
            + " and children under seven travel without one, as they always have.";
    private static final String BOX = "Those who hold a pass of the old kind are asked to bring it to the office on the"
            + " quay, where it will be changed for a new one without a fee.";
    private static final String HTML = """
            <html lang="en"><head><title>Ferry runs again</title>
            <meta property="article:published_time" content="2026-03-04T10:00:00Z">
            <meta name="author" content="Marta Lindqvist"></head><body>
            <div class="kicker">Boats are back, says the board</div>
            <article><h1>Ferry runs again</h1><p>%s</p><p>%s</p><p class="service">%s</p></article>
            <aside class="facts"><p>The ferry has two hundred and ten seats, and a kitchen that is closed in winter.</p>
            <p class="signed">Text: Ilse Varga, set on <i class="day">3 March 2026</i></p></aside></body></html>
            """.formatted(FIRST, SECOND, BOX);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LanguageDetector languages;

    @BeforeAll
    static void loadModel() {
        languages = LanguageDetector.load(List.of("en", "de", "fr"));
    }

    @Test
    void withoutARuleTheExtractorDecides() {
        var article = article(enricher(OperatorRules.NONE), HTML);

        assertThat(article.text()).isEqualTo(FIRST + "\n" + SECOND + "\n" + BOX);
        assertThat(article.extraction().rulesHash()).isEqualTo("none");
    }

    @Test
    void dropTakesLinesOut() {
        var rules = rules(List.of(), List.of(".service"));

        var article = article(enricher(rules), HTML);

        assertThat(article.text()).isEqualTo(FIRST + "\n" + SECOND);
        assertThat(article.extraction().rulesHash()).isEqualTo(rules.hash());
        assertThat(article.extraction().siteRuleLines()).isEqualTo(1);
    }

    @Test
    void keepIsTheWholeText() {
        var article = article(enricher(rules(List.of("article", ".facts"), List.of(".service", ".signed"))), HTML);

        assertThat(article.text())
                .isEqualTo(FIRST + "\n" + SECOND + "\n"
                        + "The ferry has two hundred and ten seats, and a kitchen that is closed in winter.");
        assertThat(article.blocks()).hasSize(3);
        assertThat(article.provenance().fields()).containsEntry("text", FieldRule.SITE_RULE);
    }

    @Test
    void titleDateAndAuthorWinOverThePagesData() {
        var article = article(enricher(fields(".kicker", ".day", ".signed")), HTML);

        assertThat(article.title()).isEqualTo("Boats are back, says the board");
        assertThat(article.publishedAt()).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(article.authors()).containsExactly("Ilse Varga");
        assertThat(article.provenance().fields())
                .containsEntry("title", FieldRule.SITE_RULE)
                .containsEntry("publishedAt", FieldRule.SITE_RULE)
                .containsEntry("authors", FieldRule.SITE_RULE);
    }

    @Test
    void aBylineWithoutAPersonLeavesNoAuthors() {
        var article = article(enricher(fields("h1", "time", "article p")), HTML);

        assertThat(article.authors()).isEmpty();
        assertThat(article.provenance().notes())
                .containsEntry("authors", "absent: what the site rule selects names no person");
        assertThat(article.provenance().fields()).doesNotContainKey("authors");
    }

    @Test
    void aSubtitleGoesWithItsLine() {
        var html = HTML.replace("<head>", "<head><meta name=\"description\" content=\"" + FIRST + "\">")
                .replace("<p>" + FIRST, "<p class=\"standfirst\">" + FIRST);
        var article = article(enricher(OperatorRules.NONE), html);
        var rest = new TrimmedText(SECOND, List.of(new Block(BlockKind.PARAGRAPH, 0, SECOND.length())), 2);

        var trimmed = ArticleEdits.trimmed(article, rest);
        var ruled = article(enricher(rules(List.of(), List.of(".standfirst"))), html);

        assertThat(article.subtitle()).isEqualTo(FIRST);
        assertThat(trimmed.subtitle()).isNull();
        assertThat(trimmed.provenance().fields()).doesNotContainKey("subtitle");
        assertThat(trimmed.contentHash()).isEqualTo(article.contentHash());
        assertThat(ruled.subtitle()).isNull();
        assertThat(ruled.text()).isEqualTo(SECOND + "\n" + BOX);
    }

    @Test
    void whatARuleDoesNotFindStaysAsTheExtractorFoundItAndIsNoted() {
        var article = article(enricher(fields(".gone", ".kicker", ".gone")), HTML);

        assertThat(article.title()).isEqualTo("Ferry runs again");
        assertThat(article.publishedAt()).isEqualTo(Instant.parse("2026-03-04T10:00:00Z"));
        assertThat(article.authors()).containsExactly("Marta Lindqvist");
        assertThat(article.provenance().notes())
                .containsEntry("siteRule", "title selects no text; date selects no date; author selects no text");
    }

    @Test
    void rulesDoNotTouchTheContentHash() {
        var plain = article(enricher(OperatorRules.NONE), HTML);

        for (var rules : List.of(
                rules(List.of(".facts"), List.of()),
                rules(List.of(), List.of("p")),
                fields(".kicker", ".day", ".signed"))) {
            assertThat(article(enricher(rules), HTML).contentHash()).isEqualTo(plain.contentHash());
        }
    }

    @Test
    void aRuleThatWouldDropAllDropsNothing() {
        var article = article(enricher(rules(List.of(), List.of("p"))), HTML);

        assertThat(article.text()).isEqualTo(FIRST + "\n" + SECOND + "\n" + BOX);
        assertThat(article.provenance().notes())
                .containsEntry("siteRule", "drop selects all of the text, so none was dropped");
    }

    @Test
    void keepMakesAnArticleOfAPageWithTooLittleText() {
        var html = "<html><head><title>Tide table</title></head><body><h1>Tide table</h1>"
                + "<p class=\"tides\">High water at six.</p></body></html>";

        assertThat(enricher(OperatorRules.NONE).enrich(Raw.page(html, URL, 0, Raw.FETCHED_AT)))
                .extracting(enriched -> ((Enriched.Rejected) enriched).reason())
                .isEqualTo(RejectReason.NO_TEXT);
        assertThat(article(enricher(rules(List.of(".tides"), List.of())), html).text())
                .isEqualTo("High water at six.");
    }

    @Test
    void rulesOfAnotherSiteSayNothing() {
        var other = new SiteRule("lantern.example", selectors(".facts"), List.of(), List.of(), List.of(), List.of());

        assertThat(article(enricher(new OperatorRules(Map.of("lantern.example", other), List.of())), HTML)
                        .text())
                .isEqualTo(FIRST + "\n" + SECOND + "\n" + BOX);
    }

    @Test
    void theExplanationNamesTheRule() {
        var page = Raw.page(HTML, URL, 0, Raw.FETCHED_AT);

        var dropped = enricher(rules(List.of(), List.of(".service"))).explain(page);
        var kept = enricher(rules(List.of(".facts"), List.of())).explain(page);

        assertThat(reason(dropped, BOX)).isEqualTo("dropped by a site rule");
        assertThat(reason(kept, BOX)).isEqualTo("not among what a site rule keeps");
        assertThat(kept.blocks()).filteredOn(PageExplanation.Block::kept).hasSize(2);
    }

    @Test
    void whatARuleKeepsIsNeverDroppedAsBoilerplate(@TempDir Path data) {
        var keeping = enricher(rules(List.of(".story-text"), List.of()));
        var steps = new PageSteps(keeping::enrich, PageSteps.Tagging.NONE, keeping.rules());
        try (var stream = new TestStream(steps, data)) {
            for (int page = 1; page <= 12; page++) {
                stream.pipe(InventedSite.page(page));
            }

            assertThat(stream.articles())
                    .hasSize(12)
                    .allSatisfy(article -> assertThat(article.text()).contains(InventedSite.HEAD, InventedSite.FOOT));
        }
    }

    private static String reason(PageExplanation explanation, String text) {
        return explanation.blocks().stream()
                .filter(block -> block.text().equals(text))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private static Article article(DraftMaker enricher, String html) {
        return switch (enricher.enrich(Raw.page(html, URL, 0, Raw.FETCHED_AT))) {
            case Enriched.Draft draft -> draft.article();
            case Enriched.Rejected rejected -> throw new AssertionError(rejected);
        };
    }

    private static DraftMaker enricher(OperatorRules rules) {
        return new DraftMaker(new Cleaner(PageLimits.DEFAULT, rules), languages);
    }

    private static OperatorRules rules(List<String> keep, List<String> drop) {
        return new OperatorRules(
                Map.of(
                        "courier.example",
                        new SiteRule(
                                "courier.example",
                                selectors(keep.toArray(String[]::new)),
                                selectors(drop.toArray(String[]::new)),
                                List.of(),
                                List.of(),
                                List.of())),
                List.of());
    }

    private static OperatorRules fields(String title, String date, String author) {
        return new OperatorRules(
                Map.of(
                        "courier.example",
                        new SiteRule(
                                "courier.example",
                                List.of(),
                                List.of(),
                                selectors(title),
                                selectors(date),
                                selectors(author))),
                List.of());
    }

    private static List<PageSelector> selectors(String... css) {
        return Arrays.stream(css)
                .map(one -> PageSelector.parse(one).orElseThrow())
                .toList();
    }
}
