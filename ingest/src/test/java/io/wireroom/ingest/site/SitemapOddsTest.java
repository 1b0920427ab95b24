package io.wireroom.ingest.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.json.JsonCodec;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sitemaps as generators really write them. */
final class SitemapOddsTest {

    private static final URI URL = URI.create("https://moss.example/maps/news.xml");
    private static final String NS = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'";
    private static final String NEWS = "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'";
    private static final String IMAGE = "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'";
    private static final String STORY = "<n:news><n:publication><n:name>Moss Post</n:name><n:language>en</n:language>"
            + "</n:publication><n:publication_date>2026-03-01T10:00:00Z</n:publication_date><n:title>Crane back</n:title></n:news>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<loc>L</loc><image:image><image:loc>P</image:loc></image:image>S",
                "<image:image><image:loc>P</image:loc><image:title>No</image:title></image:image><loc>L</loc>S",
                "<loc>L</loc>S<image:image><image:loc>P</image:loc></image:image><image:image><image:loc>P</image:loc></image:image>",
                "<loc>L</loc><image:loc>P</image:loc>S",
                "<loc>L</loc><video:video xmlns:video='http://www.google.com/schemas/sitemap-video/1.1'>"
                        + "<video:content_loc>P</video:content_loc><video:title>No</video:title></video:video>S",
                "<loc>L</loc><image><loc>P</loc></image>S",
                "<loc>L</loc><xhtml:link xmlns:xhtml='http://www.w3.org/1999/xhtml' rel='alternate' href='P'/>S",
                "<image:image><image:loc>P</image:loc></image:image>S<loc>L</loc>",
                "<loc>L</loc>S<i:image xmlns:i='https://www.google.com/schemas/sitemap-image/1.1/'><i:loc>P</i:loc></i:image>",
                "<loc>L</loc>S<image:image><image:loc>P</image:loc><image:license>P</image:license></image:image>"
            })
    void whatBelongsToAPageIsNoPageOfItsOwn(String url) {
        var text = "<urlset " + NS + " " + NEWS + " " + IMAGE + "><url>"
                + url.replace("L", "https://moss.example/a")
                        .replace(">P<", ">https://moss.example/a.jpg<")
                        .replace("S", STORY)
                + "</url></urlset>";

        assertThat(pages(text)).singleElement().satisfies(listed -> {
            assertThat(listed.entry().link()).isEqualTo("https://moss.example/a");
            assertThat(listed.entry().title()).isEqualTo("Crane back");
            assertThat(listed.entry().published()).isEqualTo("2026-03-01T10:00:00Z");
            assertThat(listed.language()).isEqualTo("en");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.google.com/schemas/sitemap-news/0.9",
                "http://www.google.com/schemas/sitemap-news/0.9/",
                "https://www.google.com/schemas/sitemap-news/0.9",
                "http://www.google.com/schemas/sitemap-news/0.9#",
                "HTTP://WWW.GOOGLE.COM/schemas/sitemap-news/0.9",
                "http://www.google.com/schemas/sitemap_news/0.9",
                "http://google.com/schemas/sitemap-news/1.0",
                "http://www.google.com/schemas/news/0.84",
                " http://www.google.com/schemas/sitemap-news/0.9 ",
                ""
            })
    void newsIsNewsHoweverItsNamespaceIsSpelled(String namespace) {
        var bound = namespace.isEmpty() ? "" : " xmlns:news='" + namespace + "'";
        var text = "<urlset " + NS + bound + "><url><loc>https://moss.example/a</loc>" + STORY.replace("n:", "news:")
                + "</url></urlset>";

        assertThat(pages(text)).extracting(listed -> listed.entry().title()).containsExactly("Crane back");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<urlset><url><loc>https://moss.example/a</loc></url></urlset>",
                "<urlset xmlns='https://www.sitemaps.org/schemas/sitemap/0.9/'><url><loc>https://moss.example/a</loc></url></urlset>",
                "<urlset xmlns='http://www.google.com/schemas/sitemap/0.84'><url><loc>https://moss.example/a</loc></url></urlset>",
                "<s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'><s:url><s:loc>https://moss.example/a</s:loc></s:url></s:urlset>",
                "<sm:urlset><sm:url><sm:loc>https://moss.example/a</sm:loc></sm:url></sm:urlset>",
                "<urlset xmlns='http://moss.example/own'><url><loc>https://moss.example/a</loc></url></urlset>",
                "<URLSET><URL><LOC>https://moss.example/a</LOC></URL></URLSET>",
                "<urlset><url><loc>/a</loc></url></urlset>",
                "<urlset><url><loc>//moss.example/a</loc></url></urlset>",
                "<urlset><url><loc>\n  https://moss.example/a\n</loc></url></urlset>",
                "<urlset><url><loc><![CDATA[ https://moss.example/a ]]></loc></url></urlset>",
                "<urlset><loc>https://moss.example/a</loc><lastmod>2026-03-01</lastmod></urlset>",
                "<br/><b>Notice</b>: x<br/>\n<?xml version='1.0'?><urlset><url><loc>https://moss.example/a</loc></url></urlset>",
                "<urlset><url><loc>https://moss.example/a</loc></url></urlset><script>count()</script>",
                "<urlset><url><loc>https://moss.example/a</loc></url><url><loc>https://moss.exa",
                "<urlset><url><loc>https://moss.example/a</loc><x>Fish & chips</x></url></urlset>",
                "<script>var a = '<urlset>';</script><urlset><url><loc>https://moss.example/a</loc></url></urlset>",
                "<urlset><url><loc>https://moss.example/a</loc><x:y>1</x:y></url></urlset>",
                "\ufeff\n\n<?xml version='1.0'?>\n<urlset><url><loc>https://moss.example/a</loc></url></urlset>",
                "<html><body><p>Notice</p></body></html>\n<urlset><url><loc>https://moss.example/a</loc></url></urlset>",
                "# the pages\nhttps://moss.example/a\n"
            })
    void thePageIsFound(String text) {
        assertThat(pages(text)).extracting(listed -> listed.entry().link()).containsExactly("https://moss.example/a");
    }

    @Test
    void aRepairElsewhereLeavesCdataAsItIs() {
        var long_ = "<!-- " + "made by a generator ".repeat(300) + "-->";
        var text = "<?xml version='1.0'?>" + long_
                + "<urlset><url><loc><![CDATA[https://moss.example/a?x=1&y=2]]></loc></url>"
                + "<url><loc>https://moss.example/b?x=1&y=2</loc></url></urlset>";

        assertThat(pages(text))
                .extracting(listed -> listed.entry().link())
                .containsExactly("https://moss.example/a?x=1&y=2", "https://moss.example/b?x=1&y=2");
    }

    @Test
    void aTagThatIsNotClosedCostsNothingAfterIt() {
        var text = "<urlset><url><loc>https://moss.example/a</loc></url><url><loc>https://moss.example/b</url>"
                + "<url><loc>https://moss.example/c</loc></url></urlset>";

        assertThat(pages(text))
                .extracting(listed -> listed.entry().link())
                .contains("https://moss.example/a", "https://moss.example/c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            2026-03-01T10:00:00        | 2026-03-01T10:00:00Z
            2026-03-01T10:00           | 2026-03-01T10:00:00Z
            2026-03-01T10:00:00+0100   | 2026-03-01T09:00:00Z
            2026-03-01 10:00:00        | 2026-03-01T10:00:00Z
            2026-03-01T10:00:00.0      | 2026-03-01T10:00:00Z
            2026-03-01T10:00:00 +01:00 | 2026-03-01T09:00:00Z
            2026-03-01T10:00:00Z       | 2026-03-01T10:00:00Z
            2026-03-01                 | 2026-03-01T00:00:00Z
            2026-03                    | 2026-03-01T00:00:00Z
            20260301T100000Z           | 2026-03-01T10:00:00Z
            Sun, 01 Mar 2026 10:00:00 GMT | 2026-03-01T10:00:00Z
            yesterday                  | none
            """)
    void datesAreReadAsTolerantlyAsInFeeds(String stated, @Nullable Instant instant) {
        var page = "<urlset><url><loc>https://moss.example/a</loc><lastmod>\n " + stated + " </lastmod></url></urlset>";
        var news = "<urlset " + NEWS + "><url><loc>https://moss.example/a</loc><n:news><n:publication_date>" + stated
                + "</n:publication_date></n:news></url></urlset>";
        var index = "<sitemapindex><sitemap><loc>https://moss.example/a.xml</loc><lastmod>" + stated
                + "</lastmod></sitemap></sitemapindex>";

        assertThat(pages(page).getFirst().entry().updated()).isEqualTo(instant);
        assertThat(pages(news).getFirst().entry().published()).isEqualTo(instant);
        assertThat(read(index))
                .isEqualTo(new Sitemap.Index(
                        List.of(new Sitemap.Child(URI.create("https://moss.example/a.xml"), instant))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<urlset><url><loc>https://moss.example/s/1.xml</loc></url><url><loc>https://moss.example/s/2.xml.gz</loc></url></urlset>",
                "<sitemapindex><url><loc>https://moss.example/s/1.xml</loc></url></sitemapindex>",
                "<urlset><sitemap><loc>https://moss.example/s/1</loc></sitemap></urlset>",
                "<sitemapindex><loc>https://moss.example/s/1.xml</loc></sitemapindex>",
                "<urlset><url><loc>https://moss.example/sitemap-posts.php?page=1</loc></url></urlset>",
                "<urlset><url><loc>https://moss.example/sitemap.txt</loc></url></urlset>",
                "https://moss.example/sitemap1.xml\nhttps://moss.example/sitemap2.xml\n",
                "<urlset><url><loc>https://moss.example/News_Sitemap.XML</loc></url></urlset>",
                "<urlset><url><loc>https://moss.example/sitemap-posts-1</loc></url><url><loc>https://moss.example/news-sitemap/</loc></url></urlset>",
                "<sitemapindex " + NS + "><sitemap><loc>https://moss.example/part</loc></sitemap></sitemapindex>",
                "<s:sitemapindex xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'><s:sitemap><s:loc>https://moss.example/p.xml</s:loc></s:sitemap></s:sitemapindex>"
            })
    void anIndexIsOneInWhateverElements(String text) {
        assertThat(read(text)).isInstanceOf(Sitemap.Index.class);
    }

    @Test
    void sitemapsAmongPagesAreNoPages() {
        var text =
                "<urlset><url><loc>https://moss.example/a</loc></url><url><loc>https://moss.example/sitemap-2.xml</loc></url>"
                        + "<url><loc>https://moss.example/data/river.xml</loc></url></urlset>";

        assertThat(read(text)).isInstanceOfSatisfying(Sitemap.Pages.class, pages -> {
            assertThat(pages.entries())
                    .extracting(listed -> listed.entry().link())
                    .containsExactly("https://moss.example/a", "https://moss.example/data/river.xml");
            assertThat(pages.parts())
                    .containsExactly(new Sitemap.Child(URI.create("https://moss.example/sitemap-2.xml"), null));
        });
    }

    @Test
    void aNewsPageThatEndsInXmlIsAPage() {
        var text = "<urlset " + NEWS + "><url><loc>https://moss.example/story.xml</loc>" + STORY + "</url></urlset>";

        assertThat(pages(text)).hasSize(1);
    }

    @Test
    void ofMoreThanASitemapMayListBothEndsAreRead() {
        var text = new StringBuilder("<urlset>");
        IntStream.range(0, 51_000)
                .forEach(n -> text.append("<url><loc>https://moss.example/n/")
                        .append(n)
                        .append("</loc></url>"));

        assertThat(pages(text.append("</urlset>").toString()))
                .extracting(listed -> listed.entry().link())
                .hasSize(50_000)
                .contains("https://moss.example/n/0", "https://moss.example/n/50999");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://localhost:4000/feed.xml       | https://moss.example/feed.xml
            http://127.0.0.1/atom.xml?x=1        | https://moss.example/atom.xml?x=1
            https://localhost/feed               | https://moss.example/feed
            http://dev.localhost:1313/index.xml  | https://moss.example/index.xml
            https://feeds.moss.example/all       | https://feeds.moss.example/all
            """)
    void aFeedOnTheAuthorsMachineIsThatOfThePage(String stated, String feed) {
        var page = "<html><head><link rel='alternate' type='application/rss+xml' href='" + stated + "'></head></html>";
        var json = SiteInspector.inspect(
                "page.html",
                page.getBytes(UTF_8),
                new SiteInspector.Facts("text/html", URI.create("https://moss.example/"), List.of()));

        assertThat(JsonCodec.MAPPER.valueToTree(json).at("/feeds/0/url").asText())
                .isEqualTo(feed);
    }

    private static Sitemap read(String text) {
        return SitemapReader.read(text.getBytes(UTF_8), "text/xml", URL);
    }

    private static List<Sitemap.Listed> pages(String text) {
        return switch (read(text)) {
            case Sitemap.Pages pages -> pages.entries();
            case Sitemap.Index index -> throw new AssertionError(Objects.toString(index));
            case Sitemap.Unreadable(var why) -> throw new AssertionError(why);
        };
    }
}
