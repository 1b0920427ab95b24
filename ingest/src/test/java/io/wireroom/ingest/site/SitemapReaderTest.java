package io.wireroom.ingest.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.wireroom.ingest.feed.Entry;
import io.wireroom.ingest.parsing.Parsed;
import io.wireroom.ingest.parsing.ParsingPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitemapReaderTest {

    private static final URI URL = URI.create("https://moss.example/news.xml");
    private static final String START = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
    private static final String ONE = START + "<url><loc>https://moss.example/one</loc></url></urlset>";

    @TempDir
    Path directory;

    @Test
    void aNewsSitemapGivesTitleDatesLanguageAndKeywords() {
        var news = """
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
                  <url>
                    <loc>https://moss.example/2026/ferry</loc>
                    <lastmod>2026-03-14T08:00:00Z</lastmod>
                    <news:news>
                      <news:publication><news:name>Moss Post</news:name><news:language>en</news:language></news:publication>
                      <news:publication_date>2026-03-14T07:30:00+01:00</news:publication_date>
                      <news:title>Ferry &amp; crane back</news:title>
                      <news:keywords>harbour, ferry</news:keywords>
                    </news:news>
                  </url>
                </urlset>
                """;

        assertThat(read(news))
                .isEqualTo(new Sitemap.Pages(List.of(new Sitemap.Listed(
                        new Entry(
                                "https://moss.example/2026/ferry",
                                "Ferry & crane back",
                                "https://moss.example/2026/ferry",
                                Instant.parse("2026-03-14T06:30:00Z"),
                                Instant.parse("2026-03-14T08:00:00Z"),
                                null,
                                null,
                                List.of(),
                                List.of("harbour", "ferry"),
                                List.of()),
                        "en"))));
    }

    @Test
    void pagesComeNewestFirstAndThoseWithoutADateLast() {
        var pages = START + page("/a", null) + page("/b", "2026-03-01") + page("/c", "2026-03-12T10:00:00+02:00")
                + page("/d", null) + "</urlset>";

        assertThat(links(read(pages)))
                .containsExactly(
                        "https://moss.example/c",
                        "https://moss.example/b",
                        "https://moss.example/a",
                        "https://moss.example/d");
    }

    @Test
    void oneDateOnAllPagesIsNone() {
        var pages = new StringBuilder(START);
        for (var i = 0; i < 12; i++) {
            pages.append(page("/" + i, "2026-03-14T08:00:00Z"));
        }

        assertThat(read(pages.append("</urlset>").toString()))
                .asInstanceOf(type(Sitemap.Pages.class))
                .satisfies(read -> assertThat(read.entries())
                        .hasSize(12)
                        .allSatisfy(
                                listed -> assertThat(listed.entry().updated()).isNull()));
    }

    @Test
    void anIndexNamesOthersNewestFirst() {
        var index = """
                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                  <sitemap><loc>https://moss.example/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>
                  <sitemap><loc>https://moss.example/undated.xml</loc></sitemap>
                  <sitemap><loc>https://cdn.moss.example/new.xml.gz</loc><lastmod>2026-03-14T08:00:00Z</lastmod></sitemap>
                </sitemapindex>
                """;

        assertThat(read(index))
                .isEqualTo(new Sitemap.Index(List.of(
                        new Sitemap.Child(
                                URI.create("https://cdn.moss.example/new.xml.gz"),
                                Instant.parse("2026-03-14T08:00:00Z")),
                        new Sitemap.Child(
                                URI.create("https://moss.example/old.xml"), Instant.parse("2025-01-01T00:00:00Z")),
                        new Sitemap.Child(URI.create("https://moss.example/undated.xml"), null))));
    }

    @Test
    void aListOfAddressesAndAFeedAreSitemapsToo() {
        var feed = "<rss version='2.0'><channel><title>Moss</title><item><title>One</title>"
                + "<link>https://moss.example/one</link></item></channel></rss>";

        assertThat(links(read("https://moss.example/one\nhttps://moss.example/two\n")))
                .containsExactly("https://moss.example/one", "https://moss.example/two");
        assertThat(links(read(feed))).containsExactly("https://moss.example/one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                START + "<url><loc>https://moss.example/one</loc></url><url><loc>https://moss.ex",
                START + "<url><loc>https://moss.example/one</loc><x>Fish & chips &nbsp;</x></url></urlset>",
                START + "<url><loc>https://moss.example/one</loc><x>\u0003</x></url></urlset>",
                "\n \n" + "<?xml version='1.0'?>" + ONE
            })
    void whatIsNearlyXmlIsRead(String broken) {
        assertThat(links(read(broken))).containsExactly("https://moss.example/one");
    }

    @Test
    void unpacksByContentWhateverTheTypeSays() throws IOException {
        var packed = gzip(ONE.getBytes(StandardCharsets.UTF_8));

        assertThat(links(SitemapReader.read(packed, "application/xml", URL)))
                .containsExactly("https://moss.example/one");
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
        var bomb = gzip(new byte[64 << 20]);

        assertThat(SitemapReader.read(bomb, "application/gzip", URL)).isInstanceOf(Sitemap.Unreadable.class);
    }

    @Test
    void neverReadsAFileThatAnEntityNames() throws IOException {
        var secret = Files.writeString(directory.resolve("secret"), "https://moss.example/secret");
        var hostile = ("<!DOCTYPE urlset [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>" + ONE)
                .replace("https://moss.example/one", "&x;");

        assertThat(links(read(hostile))).noneMatch(link -> link.contains("secret"));
    }

    /** The name of the namespace goes on to the next quote: every element looked through all of it. */
    @Test
    void aNamespaceWithoutItsClosingQuoteCostsNoMoreThanOneAnswerMay() {
        var hostile = "<sitemapindex xmlns=\"http://www.sitemaps.or" + "<title>".repeat(12_000) + "\">"
                + "<title>".repeat(12_000);
        try (var pool = new ParsingPool()) {
            assertThat(pool.parse(() -> read(hostile))).isInstanceOf(Parsed.Done.class);
        }
    }

    @Test
    void whatIsNoSitemapIsRefused() {
        assertThat(read("<html><p>no</html>")).isInstanceOf(Sitemap.Unreadable.class);
        assertThat(read("")).isInstanceOf(Sitemap.Unreadable.class);
    }

    private static Sitemap read(String text) {
        return SitemapReader.read(text.getBytes(StandardCharsets.UTF_8), "text/xml", URL);
    }

    private static String page(String path, @org.jspecify.annotations.Nullable String changed) {
        return "<url><loc>https://moss.example" + path + "</loc>"
                + (changed == null ? "" : "<lastmod>" + changed + "</lastmod>") + "</url>";
    }

    private static List<String> links(Sitemap sitemap) {
        return sitemap instanceof Sitemap.Pages(var entries, var parts)
                ? entries.stream()
                        .map(listed -> String.valueOf(listed.entry().link()))
                        .toList()
                : List.of();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(out)) {
            packer.write(plain);
        }
        return out.toByteArray();
    }
}
