package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article;
import io.wireroom.contract.ArticleId;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A canonical address that several articles of a site state, through the real topology. */
class SharedAddressTest {

    private static final String SHARED = "https://www.courier.example/story/harbour-report-1911";
    private static final String LINK = "<link rel=\"canonical\" href=\"" + SHARED + "\">";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static PageSteps steps;

    @BeforeAll
    static void loadModel() {
        steps = PageSteps.of(
                new DraftMaker(new Cleaner(PageLimits.DEFAULT), LanguageDetector.load(List.of("en", "de"))));
    }

    @Test
    void articlesThatStateOneAddressAreToldApart() {
        try (var stream = new TestStream(steps, data)) {
            for (int page = 1; page <= 12; page++) {
                pipe(stream, page, 0);
            }

            var articles = stream.articles();
            assertThat(articles).hasSize(12).allMatch(article -> article.version() == 1);
            assertThat(new HashSet<>(ids(articles))).hasSize(12);
            assertThat(articles.get(7).canonicalUrl()).isEqualTo(URI.create(InventedSite.url(8)));
            assertThat(articles.get(7).provenance().notes().get("canonicalUrl")).contains(SHARED);
        }
    }

    @Test
    void eachKeepsItsIdWhenItIsSeenAgain() {
        try (var stream = new TestStream(steps, data)) {
            for (int page = 1; page <= 4; page++) {
                pipe(stream, page, 0);
            }
            var ids = ids(stream.articles());

            for (int page = 1; page <= 4; page++) {
                pipe(stream, page, 1);
            }

            assertThat(stream.articles()).isEmpty();
            assertThat(stream.outcomes().stream()
                            .skip(4)
                            .map(outcome -> outcome.article())
                            .toList())
                    .isEqualTo(ids);
        }
    }

    private static List<ArticleId> ids(List<Article> articles) {
        return articles.stream().map(Article::id).toList();
    }

    private static void pipe(TestStream stream, int page, int revisit) {
        var html = InventedSite.html(page)
                .replace("<head>", "<head>" + LINK)
                .replace("Report number " + page + " from", names(page) + " from");
        stream.pipe(Raw.page(
                html, InventedSite.url(page), revisit, Raw.FETCHED_AT.plusSeconds(page * 60L + revisit * 86_400L)));
    }

    /** Titles without words in common. */
    private static String names(int page) {
        return "Quay" + "abcdefghijklm".charAt(page) + "ton welcomes guest" + "abcdefghijklm".charAt(page);
    }
}
