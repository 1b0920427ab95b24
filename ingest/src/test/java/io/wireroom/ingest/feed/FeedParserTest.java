package io.wireroom.ingest.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wireroom.contract.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class FeedParserTest {

    private static final URI BASE = URI.create("https://origin.example/feeds/all.xml");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rss-2.0",
                "rss-1.0",
                "rss-0.91",
                "atom-1.0",
                "json-feed",
                "broken-entities",
                "control-characters",
                "unclosed",
                "windows-1252",
                "utf-16-without-mark",
                "billion-laughs",
                "external-entity",
                "web-page",
                "cdf",
                "people-and-links",
                "unbound-prefix",
                "module-items"
            })
    void readsEachFeedAsExpected(String name) throws IOException {
        var json = FeedInspector.inspect(
                name, resource(name + "/feed"), new FeedInspector.Facts("application/xml", null, BASE));

        // read back, so that numbers are of one kind
        assertThat(JsonCodec.MAPPER.readTree(json.toString()))
                .isEqualTo(JsonCodec.MAPPER.readTree(resource(name + "/expected.json")));
    }

    @Test
    void everyWellFormedRssOrAtomDocumentGoesThroughRome() throws IOException {
        var dialects = List.of(
                "rss-0.90",
                "rss-0.91",
                "rss-0.91-netscape",
                "rss-0.92",
                "rss-0.93",
                "rss-0.94",
                "rss-1.0",
                "rss-1.0-without-channel",
                "rss-2.0",
                "rss-without-channel",
                "rss-without-version",
                "atom-0.3",
                "atom-1.0");
        var throughRome = new ArrayList<String>();
        for (var dialect : dialects) {
            var feed = parsed(new String(resource("dialects/" + dialect + ".xml"), UTF_8));
            if (feed.rome() && feed.level().compareTo(RepairLevel.PROLOG_DROPPED) <= 0) {
                throughRome.add(dialect);
            }
            assertThat(feed.feed().title()).as(dialect).isEqualTo("Wire");
            assertThat(feed.entries())
                    .as(dialect)
                    .extracting(Entry::title, Entry::link, Entry::summary)
                    .containsExactly(tuple("One", "https://wire.example/1", "First"));
        }

        assertThat(throughRome).hasSize(13).isEqualTo(dialects);
    }

    @Test
    void oneBadEntryDoesNotLoseTheOthers() {
        var feed = parsed("<rss><channel><item><pubDate>?</pubDate><enclosure length='-9' url='::'/></item>"
                + "<item><title>Good</title></item></channel></rss>");

        assertThat(feed.entries()).hasSize(2);
        assertThat(feed.entries().getLast().title()).isEqualTo("Good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "plain words",
                "{}",
                "[1,2]",
                "{\"items\":3}",
                "{\"items\":",
                "<",
                "<>",
                "<?xml",
                "<!DOCTYPE rss [",
                "<html><rss></rss></html>",
                "<svg/>",
                "\u0000\u0001"
            })
    void refusesWhatIsNoFeed(String body) {
        assertThat(FeedParser.parse(body.getBytes(UTF_8), null, null)).isInstanceOf(FeedResult.NotAFeed.class);
    }

    @Tag("crash")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>",
                "<item>",
                "[",
                "{\"items\":[",
                "<a b='",
                "<!-- >",
                "<?x >",
                "&lt;a href='",
                "<![CDATA[",
                "<!--",
                "&",
                "<a:b xmlns:a='x'>"
            })
    void survivesHostileRepetition(String piece) {
        var inside = ("<rss><channel><item><description>" + piece.repeat(100_000)).getBytes(UTF_8);
        var bare = piece.repeat(200_000).getBytes(UTF_8);

        if (FeedParser.parse(inside, null, BASE)
                instanceof FeedResult.Parsed(var feed, var entries, var level, var rome)) {
            assertThat(feed).isNotNull();
            assertThat(level != RepairLevel.NONE || rome).isTrue();
            entries.forEach(entry -> {
                assertThat(entry.entryHash()).isEqualTo(entry.entryHash());
                assertThat(entry.announcement()).isNotNull();
            });
        }
        assertThat(FeedParser.parse(bare, null, BASE)).isNotNull();
    }

    @Test
    void takesFiveThousandEntriesAtMost() {
        var feed = parsed("<rss><channel>" + "<item><title>x</title></item>".repeat(6_000) + "</channel></rss>");

        assertThat(feed.entries()).hasSize(FeedParser.MAX_ENTRIES);
    }

    @Test
    void httpCharsetWinsOverTheDeclaration() {
        var body = "<?xml version='1.0' encoding='utf-8'?><rss><channel><title>Ł</title></channel></rss>";
        var latin2 = body.getBytes(java.nio.charset.Charset.forName("ISO-8859-2"));

        var result = FeedParser.parse(latin2, "text/xml; charset=\"iso-8859-2\"", null);

        assertThat(((FeedResult.Parsed) result).feed().title()).isEqualTo("Ł");
    }

    @Test
    void aWrongDeclarationDoesNotLoseTheFeed() {
        var body = "<?xml version='1.0' encoding='utf-8'?><rss><channel><title>Über</title></channel></rss>";

        var result = FeedParser.parse(body.getBytes(ISO_8859_1), null, null);

        assertThat(((FeedResult.Parsed) result).feed().title()).isEqualTo("Über");
    }

    private static FeedResult.Parsed parsed(String text) {
        var result = FeedParser.parse(text.getBytes(UTF_8), null, null);
        assertThat(result).isInstanceOf(FeedResult.Parsed.class);
        return (FeedResult.Parsed) result;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = FeedParserTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
