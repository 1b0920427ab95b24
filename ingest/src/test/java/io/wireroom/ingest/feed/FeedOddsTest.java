package io.wireroom.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.ingest.web.Reference;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds as servers really send them: charsets that lie, misspelled namespaces, noise, links by other names. */
final class FeedOddsTest {

    private static final URI BASE = URI.create("https://quay.example/feeds/all.xml");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            windows-1251  | Ціни на воду зросли
            windows-1250  | Řeka stoupá – „most“ zavřen
            iso-8859-1    | Die Fähre ist verspätet
            ISO-8859-2    | Zażółć gęślą jaźń
            windows-1252  | Le pont fermé jusqu’à midi
            koi8-r        | Паром задержан
            GB2312        | 渡轮延误了一个小时
            Shift_JIS     | 橋が閉鎖された
            EUC-KR        | 다리가 닫혔다
            Big5          | 大橋封閉
            us-ascii      | Sørhavna stengt
            windows-1254  | Köprü kapandı, vapur gecikti
            """)
    void bytesThatAreUtf8AreReadAsUtf8WhateverIsDeclared(String declared, String title) {
        var body = rss("<item><title>" + title + "</title></item>", declared).getBytes(UTF_8);

        assertThat(first(body, null).title()).isEqualTo(title);
        assertThat(first(body, "text/xml; charset=" + declared).title()).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            windows-1251 | cp-1251      | Ціни на воду зросли
            windows-1251 | win1251      | Паром задержан
            windows-1251 | Windows_1251 | Паром задержан
            windows-1251 | x-cp1251     | Паром задержан
            windows-1250 | CP1250       | Řeka stoupá
            windows-1253 | windows1253  | Η γέφυρα έκλεισε
            ISO-8859-2   | iso8859_2    | Zażółć gęślą jaźń
            ISO-8859-7   | ISO8859-7    | Η γέφυρα έκλεισε
            ISO-8859-15  | latin-9      | Prix du thé
            KOI8-R       | koi8r        | Паром задержан
            GB18030      | gb2312       | 渡轮延误了一个小时
            windows-31j  | shift-jis    | 橋が閉鎖された
            EUC-JP       | euc_jp       | 橋が閉鎖された
            x-windows-949| euckr        | 다리가 닫혔다
            Big5         | BIG5         | 大橋封閉
            windows-1252 | ascii        | Sørhavna stengt
            """)
    void aMisspelledLabelMeansItsCharset(String charset, String label, String title) {
        var body = rss("<item><title>" + title + "</title></item>", label).getBytes(Charset.forName(charset));

        assertThat(first(body, null).title()).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Мост закрыт до ве      | d1
            Die Fähre kommt n      | c3
            渡轮延误了一            | e4b8
            다리가 닫              | ed
            Der Preis: 5           | e282
            Μια γέφυρα             | 80
            Ein Gruß 👋            | f09f
            Ação e reação          | e3
            जहाज देर से            | e0a4
            Łódka płynie           | ff
            """)
    void oneBrokenSequenceCostsOneCharacter(String start, String hex) throws Exception {
        var body = new ByteArrayOutputStream();
        body.write(rss("", "UTF-8").replace("</channel></rss>", "").getBytes(UTF_8));
        body.write(("<item><title>" + start).getBytes(UTF_8));
        body.write(HexFormat.of().parseHex(hex));
        body.write("...</title></item><item><title>Œuvre élevée – ключ – 鍵</title></item></channel></rss>"
                .getBytes(UTF_8));

        var entries = parsed(body.toByteArray(), "application/rss+xml").entries();

        assertThat(entries.get(0).title()).startsWith(start).endsWith("...").contains("\ufffd");
        assertThat(entries.get(1).title()).isEqualTo("Œuvre élevée – ключ – 鍵");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://purl.org/rss/1.0/modules/content/",
                "http://purl.org/rss/1.0/modules/content",
                "HTTP://PURL.ORG/rss/1.0/modules/content/",
                "https://www.purl.org/rss/1.0/modules/content/#",
                "purl.org/rss/1.0/modules/content/",
                "http://purl.org/rss/1.0/modules/content//",
                " http://purl.org/rss/1.0/modules/content/ ",
                "//purl.org/rss/1.0/modules/content/",
                "http:/purl.org/rss/1.0/modules/content/",
                "http://quay.example/ns/content",
                "urn:content"
            })
    void aMisspelledNamespaceMeansTheSame(String content) {
        var dc = content.replace("rss/1.0/modules/content", "dc/elements/1.1");
        var feed = "<rss version='2.0' xmlns:content='" + content + "' xmlns:dc='" + dc
                + "'><channel><item><title>T</title>"
                + "<description>short</description><content:encoded><![CDATA[<p>The whole text</p>]]></content:encoded>"
                + "<dc:creator>Mara Lind</dc:creator><dc:date>2026-03-01T10:00:00Z</dc:date></item></channel></rss>";

        var entry = first(feed.getBytes(UTF_8), null);

        assertThat(entry.content()).contains("The whole text");
        assertThat(entry.authors()).containsExactly(Person.named("Mara Lind"));
        assertThat(entry.published()).isEqualTo("2026-03-01T10:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<br />\n<b>Notice</b>: Undefined index: q in <b>/srv/x.php</b> on line <b>9</b><br />\n",
                "<script>if (1 < 2) { var rss = '<rss>'; }</script>",
                "<link rel='stylesheet' href='/a.css'>",
                "<!-- <rss> --><p>maintenance</p>",
                "<div id=debug><ul><li>cache hit</ul></div>\n\n",
                "<style>a > b {}</style><meta charset=utf-8>",
                "Warning: mysql_connect() in /srv/y.php on line 3 ",
                "\ufeff\ufeff",
                "<table class=xdebug-error><tr><th>Fatal</table>",
                "<html><body>proxy notice</body></html>\n",
                "<?php echo 1; ?><span/>",
                "<pre>Array\n(\n)\n</pre>"
            })
    void noiseBeforeTheFeedIsCutOff(String noise) {
        var feed = rss("<item><title>One</title></item><item><title>Two</title></item>", "UTF-8");

        assertThat(parsed((noise + feed).getBytes(UTF_8), null).entries())
                .extracting(Entry::title)
                .containsExactly("One", "Two");
        assertThat(parsed((noise + feed + "<script>count()</script><!-- 0.3 s -->").getBytes(UTF_8), null)
                        .entries())
                .hasSize(2);
    }

    @Test
    void textThatIsHalfDamagedIsStillTheCharsetThatItStates() throws Exception {
        var body = new ByteArrayOutputStream();
        body.write(rss("<item><title>Über die Br", "UTF-8")
                .replace("</channel></rss>", "")
                .getBytes(UTF_8));
        body.write(0xc3);
        body.write("...</title></item></channel></rss>".getBytes(UTF_8));

        assertThat(first(body.toByteArray(), "text/xml; charset=utf-8").title()).isEqualTo("Über die Br\ufffd...");
        assertThat(first(
                                rss("<item><title>Über die Brücke</title></item>", "UTF-8")
                                        .getBytes(Charset.forName("windows-1252")),
                                null)
                        .title())
                .isEqualTo("Über die Brücke");
    }

    @Test
    void aPageThatOnlySpeaksOfFeedsIsNone() {
        var page = "<!doctype html><html><body><script>var a = '<rss version=\"2.0\">';</script>"
                + "<p>See jsonfeed.org/version {1}</p></body></html>";

        assertThat(FeedParser.parse(page.getBytes(UTF_8), null, BASE)).isInstanceOf(FeedResult.NotAFeed.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <id>https://quay.example/a/1</id>                                              | https://quay.example/a/1
            <id>http://quay.example/?p=7</id><link rel='replies' href='/c'/>                | http://quay.example/?p=7
            <id>urn:7</id><content type='text/html' src='https://quay.example/a/2'/>       | https://quay.example/a/2
            <id>urn:7</id><content src='/a/3'/>                                            | https://quay.example/a/3
            <id>urn:7</id><content type='application/xhtml+xml' src='../a/4'/>             | https://quay.example/a/4
            <id>urn:7</id><content type='audio/mpeg' src='/a/5.mp3'/>                      |
            <id>urn:7</id><link rel='http://www.iana.org/assignments/relation/alternate' href='/a/6'/>   | https://quay.example/a/6
            <id>urn:7</id><link rel='https://www.iana.org/assignments/link-relations/alternate' href='/a/7'/> | https://quay.example/a/7
            <id>urn:7</id><link rel='ALTERNATE' href='/a/8'/>                              | https://quay.example/a/8
            <id>urn:7</id><link rel='alternate canonical' href='/a/9'/>                    | https://quay.example/a/9
            <id>urn:7</id><link rel='canonical' href='/a/10'/>                             | https://quay.example/a/10
            <id>urn:7</id><link rel='self' type='text/html' href='/a/11'/>                 | https://quay.example/a/11
            <id>urn:7</id><link rel='self' type='application/atom+xml' href='/e/1.atom'/>  |
            <id>tag:quay.example,2026:1</id>                                               |
            <id>urn:7</id><link rel='http://www.iana.org/assignments/relation/self' href='/e/2'/> |
            <id>https://quay.example/a/12</id><link href='/a/13'/>                          | https://quay.example/a/13
            """)
    void anAtomEntryHasItsPageByOtherNames(String inner, @Nullable String link) {
        var feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Q</title><entry><title>t</title>" + inner
                + "</entry></feed>";

        assertThat(first(feed.getBytes(UTF_8), null).link()).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <link>/g?a=1&amp;amp;b=2</link>                       | https://quay.example/g?a=1&b=2
            <link>http:/quay.example/g9</link>                    | http://quay.example/g9
            <link>https:///quay.example/g9</link>                 | https://quay.example/g9
            <link>https:\\quay.example/g9</link>                  | https://quay.example/g9
            <link>http://https://quay.example/g9</link>           | https://quay.example/g9
            <link>https://count.example/~3/x</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://quay.example/a</f:origLink> | https://quay.example/a
            <link>https://count.example/~3/x</link><feedburner:origLink>https://quay.example/b</feedburner:origLink> | https://quay.example/b
            <link>https://quay.example/a?u=https://x.example/b</link> | https://quay.example/a?u=https://x.example/b
            <guid>https://quay.example/p/1</guid>                 | https://quay.example/p/1
            <guid isPermaLink='false'>https://quay.example/p/1</guid> |
            """)
    void aLinkMeansWhatABrowserMakesOfIt(String inner, @Nullable String link) {
        assertThat(first(
                                rss("<item><title>t</title>" + inner + "</item>", "UTF-8")
                                        .getBytes(UTF_8),
                                null)
                        .link())
                .isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            <title>Browsers ship the &lt;dialog&gt; element</title>          | Browsers ship the <dialog> element
            <title type='text'>&lt;hello-world&gt;</title>                   | <hello-world>
            <title type='text'>Why &lt;b&gt; beats &lt;strong&gt;&lt;/b&gt;</title> | Why <b> beats <strong></b>
            <title type='html'>A &amp;lt;video&amp;gt; &lt;b&gt;tag&lt;/b&gt;</title> | A <video> tag
            <title type='html'>&lt;i&gt;Ada&lt;/i&gt; sails</title>           | Ada sails
            <title>&lt;em&gt;Ada&lt;/em&gt; sails</title>                     | Ada sails
            <title>if a &lt; b and c &gt; d</title>                          | if a < b and c > d
            <title type='text'>AT&amp;T &amp;amp; more</title>                | AT&T &amp; more
            <title>List&lt;String&gt; in five minutes</title>                | List<String> in five minutes
            <title type='TEXT'>Use &lt;p&gt;</title>                          | Use <p>
            """)
    void textOfAtomIsNoHtmlWhereItIsAnnounced(String title, String announced) {
        var feed = "<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + title + "<id>u</id></entry></feed>";

        assertThat(first(feed.getBytes(UTF_8), null).announcement().title()).isEqualTo(announced);
    }

    @Test
    void plainTextIsAnnouncedAsHtmlThatShowsTheSame() {
        var json = """
                {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "https://quay.example/1",
                 "title": "The <dialog> element", "content_text": "Use List<String> where a < b.\\n\\nThen & only then."}]}
                """;
        var rss = rss("<item><title>Map&lt;K, V&gt; and &lt;b&gt;bold&lt;/b&gt;</title></item>", "UTF-8");

        var announced = first(json.getBytes(UTF_8), null).announcement();

        assertThat(announced.title()).isEqualTo("The <dialog> element");
        assertThat(announced.content())
                .isEqualTo("<p>Use List&lt;String&gt; where a &lt; b.</p>\n<p>Then &amp; only then.</p>");
        assertThat(first(rss.getBytes(UTF_8), null).announcement().title()).isEqualTo("Map<K, V> and bold");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{V,'items':[{'id':'1','url':'https://quay.example/1','title':'a\tb\nc'}]}",
                "{V,'items':[{'id':'1','url':'https://quay.example/1','x':NaN}]}",
                "{V,'items':[{'id':'1','url':'https://quay.example/1',},],}",
                "{V,/* made by hand */'items':[{'id':'1','url':'https://quay.example/1'}]}",
                "{V,'items':[{'id':01,'url':'https://quay.example/1'}]}",
                "{V,'items':[{'id':'https://quay.example/1'}]}",
                "{V,'items':[{'id':'1','url':'https://quay.example/1','title':'it\\'s'}]}",
                "{V,'items':[{'id':'1','url':'https://quay.example/1'}]}<script>count()</script>",
                "<br><b>Notice</b>: x\n{V,'items':[{'id':'1','url':'https://quay.example/1'}]}",
                "\ufeff  {V,'items':[{'id':'1','external_url':'https://quay.example/1'}]}"
            })
    void jsonThatIsNearlyJsonIsRead(String json) {
        var text =
                json.replace("V", "'version':'https://jsonfeed.org/version/1'").replace('\'', '"');

        assertThat(first(text.replace("\\\"", "\\'").getBytes(UTF_8), "application/json")
                        .link())
                .isEqualTo("https://quay.example/1");
    }

    @Test
    void ofMoreEntriesThanAreReadBothEndsAre() {
        var items = IntStream.range(0, FeedParser.MAX_ENTRIES + 1_000)
                .mapToObj(n -> "<item><title>n" + n + "</title></item>")
                .collect(Collectors.joining());

        assertThat(parsed(rss(items, "UTF-8").getBytes(UTF_8), null).entries())
                .extracting(Entry::title)
                .hasSize(FeedParser.MAX_ENTRIES)
                .contains("n0", "n" + (FeedParser.MAX_ENTRIES + 999))
                .doesNotContain("n3000");
    }

    @Test
    void contentLocationIsNoBase() {
        var feed = rss("<item><title>x</title><link>story/1</link></item>", "UTF-8")
                .getBytes(UTF_8);
        var facts =
                new FeedInspector.Facts("text/xml", "/cache/v2/all.en.xml", URI.create("https://quay.example/feed"));

        assertThat(FeedInspector.inspect("f", feed, facts).at("/entries/0/link").asText())
                .isEqualTo("https://quay.example/story/1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://quay.example/news/feed.xml, https://quay.example/news/story/1",
        "/news/feed.xml, http://localhost:8077/news/story/1",
        "javascript:void(0), http://localhost:8077/copies/story/1"
    })
    void aCopyOnTheOwnMachineHasTheBaseThatItStates(String contentLocation, String link) {
        var url = URI.create("http://localhost:8077/copies/quay.xml");

        assertThat(Reference.web(FeedParser.base(url, contentLocation), "story/1"))
                .contains(URI.create(link));
    }

    private static String rss(String items, String encoding) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding
                + "\"?>\n<rss version=\"2.0\"><channel><title>Quay</title>" + items + "</channel></rss>";
    }

    private static Entry first(byte[] body, @Nullable String contentType) {
        return parsed(body, contentType).entries().getFirst();
    }

    private static FeedResult.Parsed parsed(byte[] body, @Nullable String contentType) {
        return switch (FeedParser.parse(body, contentType, BASE)) {
            case FeedResult.Parsed parsed -> parsed;
            case FeedResult.NotAFeed(var why) -> throw new AssertionError(why);
        };
    }
}
