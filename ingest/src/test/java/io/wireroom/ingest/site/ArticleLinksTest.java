package io.wireroom.ingest.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArticleLinksTest {

    /** A section page and the addresses of its articles. */
    record Section(String name, URI url, byte[] html, List<String> articles) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Section> sections() throws IOException, URISyntaxException {
        var folder = Path.of(Objects.requireNonNull(ArticleLinksTest.class.getResource("sections"))
                .toURI());
        try (var all = Files.list(folder)) {
            return all.sorted().map(ArticleLinksTest::section).toList().stream();
        }
    }

    private static Section section(Path folder) {
        try {
            var lines = Files.readAllLines(folder.resolve("expected.txt"));
            return new Section(
                    folder.getFileName().toString(),
                    URI.create(lines.getFirst()),
                    Files.readAllBytes(folder.resolve("page.html")),
                    lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> found(Section section) {
        return ArticleLinks.of(SitePage.parse(section.html(), "text/html; charset=utf-8", section.url())).stream()
                .map(link -> link.url().toString())
                .map(url -> url.replaceFirst("\\?utm_source=.*", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void findsTheArticlesOfAPageAndLittleElse(Section section) {
        var found = found(section);

        var right = found.stream().filter(section.articles()::contains).count();
        assertThat(right).as("recall: %s", found).isGreaterThanOrEqualTo((long)
                (section.articles().size() * .9));
        assertThat(found.size() - right)
                .as("wrong: %s", found)
                .isLessThanOrEqualTo(section.articles().size() / 10);
    }

    @Test
    void findsNearlyAllOverAllPages() throws Exception {
        var right = 0;
        var found = 0;
        var wanted = 0;
        for (var section : sections().toList()) {
            var urls = found(section);
            right += (int) urls.stream().filter(section.articles()::contains).count();
            found += urls.size();
            wanted += section.articles().size();
        }

        assertThat(wanted).isGreaterThan(100);
        assertThat((double) right / found).as("precision").isGreaterThanOrEqualTo(.98);
        assertThat((double) right / wanted).as("recall").isGreaterThanOrEqualTo(.98);
    }

    @Test
    void theTitleIsTheLinksLongestWords() throws Exception {
        var cards = sections()
                .filter(one -> one.name().equals("german-teasers"))
                .findFirst()
                .orElseThrow();

        var links = ArticleLinks.of(SitePage.parse(cards.html(), "text/html; charset=utf-8", cards.url()));

        assertThat(links.getFirst())
                .isEqualTo(new ArticleLink(
                        URI.create("https://www.moorblatt.example/region/"
                                + "kran-im-hafen-laeuft-nach-drei-wochen-wieder,4711.html"),
                        "Kran im Hafen läuft nach drei Wochen wieder"));
    }

    @Test
    void anOperatorsSelectorsAreTheRule() {
        var html =
                "<div class=hits><h3>One <a href='/x'>x</a></h3><a class=t href='/y?page=1'>y</a></div><a href=/z>z</a>";
        var page = SitePage.parse(html.getBytes(StandardCharsets.UTF_8), null, URI.create("https://moss.example/"));

        assertThat(ArticleLinks.of(page, List.of(".hits h3", "a.t")))
                .containsExactly(
                        new ArticleLink(URI.create("https://moss.example/x"), "x"),
                        new ArticleLink(URI.create("https://moss.example/y?page=1"), "y"));
        assertThatThrownBy(() -> ArticleLinks.of(page, List.of("a[[")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a[[");
    }

    @Test
    void tensOfThousandsOfLinksAreBounded() {
        var html = new StringBuilder("<ul>");
        for (var i = 0; i < 50_000; i++) {
            html.append("<li><a href='/2026/03/14/a-long-slug-of-story-")
                    .append(i)
                    .append("'>A title of five words</a>");
        }
        var page = SitePage.parse(
                html.toString().getBytes(StandardCharsets.UTF_8), null, URI.create("https://moss.example/"));

        assertThat(new ArrayList<>(ArticleLinks.of(page))).hasSize(500);
    }
}
