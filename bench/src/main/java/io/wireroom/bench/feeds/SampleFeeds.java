package io.wireroom.bench.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Feeds of the size that busy news sites send, about 73 KB each, in several dialects. The texts are random words of a
 * list with a fixed seed, so each run has the same bytes.
 */
final class SampleFeeds {

    /** One feed: a name for reports, and its bytes. */
    record Sample(String name, byte[] body) {}

    private static final int SIZE = 73_000;
    private static final Instant NEWEST = Instant.parse("2026-03-10T08:30:00Z");
    private static final DateTimeFormatter RFC_822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String[] WORDS = ("harbour council ferry bridge market school winter budget river station "
                    + "library council's engine forecast museum orchestra railway festival hospital election "
                    + "the a of to in for with after before near from over said will has been opens closes again "
                    + "café naïve über Łódź søndag “quiet” – new old small first last seven hundred evening morning")
            .split(" ");

    private final Random random;

    private SampleFeeds(long seed) {
        random = new Random(seed);
    }

    /** One sample of every dialect. */
    static List<Sample> all() {
        return List.of(
                new Sample("rss-2.0", new SampleFeeds(1).rss(false)),
                new Sample("rss-2.0-full-text", new SampleFeeds(2).rss(true)),
                new Sample("rss-2.0-podcast", new SampleFeeds(3).podcast()),
                new Sample("rss-1.0", new SampleFeeds(4).rdf()),
                new Sample("atom-1.0", new SampleFeeds(5).atom(false)),
                new Sample("atom-1.0-xhtml", new SampleFeeds(6).atom(true)));
    }

    private byte[] rss(boolean fullText) {
        var out = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
                  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:media="http://search.yahoo.com/mrss/">
                <channel><title>Harbour Gazette</title><link>https://gazette.example/</link>
                <atom:link href="https://gazette.example/feed/" rel="self" type="application/rss+xml"/>
                <description>News from the quay</description><language>en-GB</language>
                <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>
                """);
        out.append("<lastBuildDate>").append(RFC_822.format(NEWEST)).append("</lastBuildDate>\n");
        for (var i = 0; size(out) < SIZE; i++) {
            out.append("<item>\n<title>")
                    .append(title())
                    .append("</title>\n<link>")
                    .append(url(i));
            out.append("</link>\n<dc:creator><![CDATA[").append(person()).append("]]></dc:creator>\n<pubDate>");
            out.append(RFC_822.format(date(i))).append("</pubDate>\n");
            for (var c = 0; c < 3; c++) {
                out.append("<category><![CDATA[").append(word()).append("]]></category>\n");
            }
            out.append("<guid isPermaLink=\"false\">https://gazette.example/?p=")
                    .append(i)
                    .append("</guid>\n");
            out.append("<description><![CDATA[<p>").append(words(35)).append("</p>]]></description>\n");
            if (fullText) {
                out.append("<content:encoded><![CDATA[").append(html(5)).append("]]></content:encoded>\n");
            } else {
                out.append("<media:content url=\"https://gazette.example/photo/")
                        .append(i);
                out.append(".jpg\" medium=\"image\" width=\"640\" height=\"360\"><media:title type=\"plain\">");
                out.append(title()).append("</media:title></media:content>\n");
            }
            out.append("</item>\n");
        }
        return bytes(out.append("</channel></rss>\n"));
    }

    private byte[] podcast() {
        var out = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
                <channel><title>Quay Talk</title><link>https://talk.example/</link><language>en</language>
                <description>Voices from the quay</description><itunes:author>Ada Quill</itunes:author>
                <itunes:owner><itunes:name>Ada Quill</itunes:name><itunes:email>ada@talk.example</itunes:email>
                </itunes:owner><itunes:category text="News"/>
                """);
        for (var i = 0; size(out) < SIZE; i++) {
            out.append("<item><title>")
                    .append(title())
                    .append("</title><link>")
                    .append(url(i))
                    .append("</link>");
            out.append("<guid>").append(url(i)).append("</guid><pubDate>").append(RFC_822.format(date(i)));
            out.append("</pubDate><enclosure url=\"https://talk.example/").append(i);
            out.append(".mp3\" length=\"23456789\" type=\"audio/mpeg\"/><itunes:duration>00:41:07</itunes:duration>");
            out.append("<description>&lt;p&gt;").append(words(60)).append("&lt;/p&gt;&lt;p&gt;&lt;a href=\"");
            out.append(url(i)).append("\"&gt;").append(words(4)).append("&lt;/a&gt;&lt;/p&gt;</description>");
            out.append("<itunes:summary>").append(words(40)).append("</itunes:summary></item>\n");
        }
        return bytes(out.append("</channel></rss>\n"));
    }

    private byte[] rdf() {
        var out = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                  xmlns:dc="http://purl.org/dc/elements/1.1/">
                <channel rdf:about="https://gazette.example/rdf"><title>Harbour Gazette</title>
                <link>https://gazette.example/</link><description>News from the quay</description>
                <dc:language>en</dc:language></channel>
                """);
        for (var i = 0; size(out) < SIZE; i++) {
            out.append("<item rdf:about=\"")
                    .append(url(i))
                    .append("\">\n<title>")
                    .append(title())
                    .append("</title>\n");
            out.append("<link>").append(url(i)).append("</link>\n<description>").append(words(40));
            out.append("</description>\n<dc:creator>").append(person()).append("</dc:creator>\n<dc:subject>");
            out.append(word())
                    .append("</dc:subject>\n<dc:date>")
                    .append(date(i))
                    .append("</dc:date>\n</item>\n");
        }
        return bytes(out.append("</rdf:RDF>\n"));
    }

    private byte[] atom(boolean xhtml) {
        var out = new StringBuilder("""
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://gazette.example/">
                <title>Harbour Gazette</title><subtitle type="html">News from the &lt;b&gt;quay&lt;/b&gt;</subtitle>
                <link href="https://gazette.example/"/><link rel="self" href="https://gazette.example/atom.xml"/>
                <id>tag:gazette.example,2020:feed</id>
                """);
        out.append("<updated>").append(NEWEST).append("</updated>\n");
        for (var i = 0; size(out) < SIZE; i++) {
            out.append("<entry>\n<title type=\"text\">").append(title()).append("</title>\n<link rel=\"alternate\" ");
            out.append("type=\"text/html\" href=\"/news/").append(i).append("\"/>\n<id>tag:gazette.example,2026:");
            out.append(i).append("</id>\n<published>").append(date(i)).append("</published>\n<updated>");
            out.append(date(i))
                    .append("</updated>\n<author><name>")
                    .append(person())
                    .append("</name></author>\n");
            out.append("<category term=\"")
                    .append(word())
                    .append("\"/>\n<summary>")
                    .append(words(30));
            out.append("</summary>\n<content type=\"");
            if (xhtml) {
                out.append("xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">")
                        .append(html(3))
                        .append("</div>");
            } else {
                out.append("html\">").append(html(3).replace("<", "&lt;").replace(">", "&gt;"));
            }
            out.append("</content>\n</entry>\n");
        }
        return bytes(out.append("</feed>\n"));
    }

    private String html(int paragraphs) {
        var out = new StringBuilder();
        for (var i = 0; i < paragraphs; i++) {
            out.append("<p>")
                    .append(words(45))
                    .append(" <a href=\"/tag/")
                    .append(i)
                    .append("\">")
                    .append(word());
            out.append("</a> ").append(words(12)).append(".</p>\n");
        }
        return out.append("<img src=\"/photo/1.jpg\" alt=\"\" />\n").toString();
    }

    private String title() {
        var words = words(9);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private String words(int count) {
        var out = new StringBuilder();
        for (var i = 0; i < count; i++) {
            out.append(i == 0 ? "" : " ").append(word());
        }
        return out.toString();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private String person() {
        return random.nextBoolean() ? "Ada Quill" : "Ben Mooring";
    }

    private static String url(int i) {
        return "https://gazette.example/2026/03/10/story-" + i + "/";
    }

    private static Instant date(int i) {
        return NEWEST.minusSeconds(1_700L * i);
    }

    private static int size(StringBuilder text) {
        return text.length() + text.length() / 60; // the letters beyond ASCII take two or three bytes
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(UTF_8);
    }
}
