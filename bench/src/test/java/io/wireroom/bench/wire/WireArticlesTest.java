package io.wireroom.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.bench.wire.ProcessCpu.Component;
import io.wireroom.bench.wire.WireArticles.Point;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireArticlesTest {

    private final WireArticles articles = new WireArticles(4);

    @Test
    void onlyTheFirstTimeCounts() {
        assertThat(articles.passed(Point.STORED, 1, 500)).isTrue();
        assertThat(articles.passed(Point.STORED, 1, 900)).isFalse();
        assertThat(articles.passed(Point.STORED, -1, 900)).isFalse();
        assertThat(articles.passed(Point.STORED, 4, 900)).isFalse();

        assertThat(articles.count(Point.STORED)).isEqualTo(1);
        assertThat(articles.times(Point.STORED)).containsExactly(500);
    }

    @Test
    void aLegIsTakenOfArticlesThatEndWithinTheWindow() {
        for (var article = 0; article < 4; article++) {
            articles.passed(Point.FETCHED, article, 1_000);
            articles.passed(Point.STORED, article, 2_000 + 1_000 * article);
        }

        assertThat(articles.leg(Point.FETCHED, Point.STORED, 3_000, 5_000)).containsExactly(2_000, 3_000);
        assertThat(WireArticles.quantile(new long[] {1, 2, 3, 4}, .5)).isEqualTo(3);
        assertThat(WireArticles.quantile(new long[0], .99)).isZero();
    }

    @Test
    void theRateIsThatAfterTheFirstFifth() {
        articles.passed(Point.ANNOUNCED, 0, 900);
        articles.passed(Point.SEARCHABLE, 0, 1_000); // in the first fifth of 1,000 to 11,000
        articles.passed(Point.SEARCHABLE, 1, 4_000);
        articles.passed(Point.SEARCHABLE, 2, 10_999);
        articles.passed(Point.SEARCHABLE, 3, 11_000);
        var bytes = new ByteArrayOutputStream();
        var report = new WireReport(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), articles, 1_000, Duration.ofSeconds(10));

        assertThat(report.rate()).isTrue();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("0.3 articles/s\n"); // 2 in 8 s
    }

    @ParameterizedTest
    @CsvSource({
        "C2 CompilerThre, COMPILER",
        "news-enrich-0b4, ENRICH",
        "news-match-0b42, MATCH",
        "news-scheduler-, SCHEDULER",
        "kafka-producer-, CLIENTS",
        "kafka-1-raft-io, BROKER",
        "data-plane-kafk, BROKER",
        "main, OTHER"
    })
    void aThreadBelongsToAComponentByItsName(String thread, Component component) {
        assertThat(Component.of(thread)).isEqualTo(component);
    }

    @Test
    void pagesAreOfRealSizeAndNoTwoAreAlike() {
        var pages = ArticlePages.ofNewsroom();

        var sizes = new int[100];
        for (var article = 0; article < sizes.length; article++) {
            sizes[article] = pages.page(article).length;
        }
        Arrays.sort(sizes);
        assertThat(sizes[50]).isGreaterThan(80_000);
        assertThat(sizes[99]).isGreaterThan(300_000);
        assertThat(pages.page(7)).isEqualTo(pages.page(7));
        assertThat(text(pages, 7)).hasSizeGreaterThan(1_500).isNotEqualTo(text(pages, 8));
        assertThat(pages.title(7)).isNotEqualTo(pages.title(8));
    }

    private static String text(ArticlePages pages, int article) {
        return Jsoup.parse(new String(pages.page(article), StandardCharsets.UTF_8))
                .select("article")
                .text();
    }
}
