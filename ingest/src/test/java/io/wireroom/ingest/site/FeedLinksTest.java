package io.wireroom.ingest.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeedLinksTest {

    /** A page and the feeds that it names, each as {@code address | title | type}. */
    record Case(String claim, URI url, List<String> links, String html, List<String> feeds) {
        @Override
        public String toString() {
            return claim;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(FeedLinksTest.class.getResourceAsStream("autodiscovery.txt"))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var cases = new ArrayList<Case>();
            for (var block : text.split("\n\n+")) {
                if (!block.startsWith("#")) {
                    cases.add(read(block.lines().toList()));
                }
            }
            return cases.stream();
        }
    }

    private static Case read(List<String> lines) {
        var url = values(lines, "url: ").stream().findFirst().orElse("http://moss.example/");
        return new Case(
                lines.getFirst(),
                URI.create(url),
                values(lines, "link: "),
                String.join("\n", values(lines, "html: ")),
                values(lines, "feed: "));
    }

    private static List<String> values(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPageNamesItsFeeds(Case one) {
        var page = SitePage.parse(one.html().getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", one.url());

        assertThat(FeedLinks.of(page, one.links())).map(FeedLinksTest::shown).containsExactlyElementsOf(one.feeds());
    }

    @Test
    void referencesOfAPageThatNobodyKnowsTheAddressOfStayAsTheyStand() {
        var html = "<link rel=alternate type=application/rss+xml href='news/rss.xml'>"
                + "<link rel=alternate type=application/rss+xml href='https://moss.example/rss'>";
        var page = SitePage.parse(html.getBytes(StandardCharsets.UTF_8), null, null);

        assertThat(FeedLinks.of(page, List.of()))
                .map(NamedFeed::url)
                .containsExactly("news/rss.xml", "https://moss.example/rss");
    }

    @Test
    void aSavedPageStatesItsOwnAddress() {
        var html =
                "<link rel=canonical href='https://moss.example/a/b'><link rel=alternate type=application/rss+xml href=c>";
        var page = SitePage.parse(html.getBytes(StandardCharsets.UTF_8), null, null);

        assertThat(FeedLinks.of(page, List.of())).map(NamedFeed::url).containsExactly("https://moss.example/a/c");
    }

    private static String shown(NamedFeed feed) {
        return feed.url() + " | " + Objects.requireNonNullElse(feed.title(), "-") + " | "
                + Objects.requireNonNullElse(feed.type(), "-");
    }
}
