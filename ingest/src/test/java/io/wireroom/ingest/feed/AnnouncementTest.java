package io.wireroom.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.StatedPrecision;
import io.wireroom.contract.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnnouncementTest {

    private static final Instant MONDAY = Instant.parse("2026-03-09T10:00:00Z");

    @Test
    void keepsAShortEntryWhole() {
        var entry = new Entry(
                "g",
                "A <b>bold</b> &amp; plain title",
                "https://a.example/1",
                MONDAY,
                null,
                "<p>Sum</p>",
                null,
                List.of(new Person("<i>Ada</i>", "ada@a.example"), new Person(null, "b@a.example")),
                List.of("News", "A &amp; B"),
                List.of());

        assertThat(entry.announcement())
                .isEqualTo(new FeedEntry(
                        "g",
                        "A bold & plain title",
                        MONDAY,
                        null,
                        "<p>Sum</p>",
                        null,
                        List.of("Ada", "b@a.example"),
                        List.of("News", "A & B")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "\"", "\n", "😀", "漢", "<b>bold</b> "})
    void isNeverLargerThanSixteenKibibytes(String piece) {
        var text = piece.repeat(60_000);
        var names = IntStream.range(0, 500).mapToObj(i -> i + text).toList();
        var persons = names.stream().map(Person::named).toList();

        var announced =
                new Entry(text, text, text, MONDAY, MONDAY, text, text, persons, names, List.of()).announcement();

        var bytes = new JsonCodec<>(FeedEntry.class).encode(announced).length;
        assertThat(bytes).isBetween(Announcement.MAX_JSON_BYTES - 64, Announcement.MAX_JSON_BYTES);
    }

    @Test
    void whatDoesNotChangeTheArticleDoesNotChangeTheHash() {
        var hash = entry("g1", "http://www.a.example/1?utm_source=rss", "Title", "<p>One  two</p>")
                .entryHash();

        assertThat(entry("g2", "https://a.example/1#top", "Title", "<div>One two</div>")
                        .entryHash())
                .isEqualTo(hash);
    }

    @Test
    void whatChangesTheArticleChangesTheHash() {
        var hashes = List.of(
                entry("g", "https://a.example/1", "Title", "One").entryHash(),
                entry("g", "https://a.example/2", "Title", "One").entryHash(),
                entry("g", "https://a.example/1", "Other title", "One").entryHash(),
                entry("g", "https://a.example/1", "Title", "Two").entryHash(),
                entry("g", null, "Title", "One").entryHash(),
                entry("h", null, "Title", "One").entryHash());

        assertThat(hashes).doesNotHaveDuplicates();
    }

    /** Hashes are stored: another value would announce every entry of every feed a second time. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            One <b>two</b>three|6635953715593878120
              <p>One\t two\u00a0\u2003three </p> <br>|5250148407178862899
            1 < 2 <i <u>3> and \u2003<p>|-8846197084650126325
            |7111498074534449380""")
    void textHasTheHashThatItAlwaysHad(@Nullable String summary, long hash) {
        assertThat(entry("g", "https://a.example/1", "Title", summary == null ? "" : summary)
                        .entryHash())
                .isEqualTo(hash);
    }

    private static Entry entry(String id, @Nullable String link, String title, String summary) {
        return new Entry(id, title, link, MONDAY, null, summary, null, List.of(), List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Mon, 02 Mar 2026              | DAY   | -
            2026-03                       | MONTH | -
            2026-03-02T10:00:00           | -     | true
            Mon, 02 Mar 2026 10:00:00 GMT | -     | -""")
    void whatADateDoesNotStateTravelsAlong(
            String date, @Nullable StatedPrecision precision, @Nullable Boolean zoneAssumed) {
        var feed = "<rss version='2.0'><channel><title>F</title><item><title>A</title><link>https://a.example/1</link>"
                + "<pubDate>" + date + "</pubDate></item></channel></rss>";

        var announced = ((FeedResult.Parsed) FeedParser.parse(feed.getBytes(StandardCharsets.UTF_8), null, null))
                .entries()
                .getFirst()
                .announcement();

        assertThat(announced.publishedPrecision()).isEqualTo(precision);
        assertThat(announced.zoneAssumed()).isEqualTo(zoneAssumed);
    }
}
