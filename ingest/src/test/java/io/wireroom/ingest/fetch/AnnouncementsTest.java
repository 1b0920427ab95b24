package io.wireroom.ingest.fetch;

import static io.wireroom.ingest.fetch.Requests.NOW;
import static io.wireroom.ingest.fetch.Requests.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Pacing;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.web.WebAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a feed announces by the age of its entries, and what it shows about its rhythm. */
class AnnouncementsTest {

    private static final Duration HORIZON = Duration.ofDays(7);

    private static String item(String name, String text, @Nullable Instant published) {
        return "<item><title>" + name + "</title><link>http://harbour.example/" + name + "</link><description>" + text
                + "</description>" + (published == null ? "" : "<dc:date>" + published + "</dc:date>") + "</item>";
    }

    private static String ago(String name, Duration age) {
        return item(name, "", NOW.minus(age));
    }

    private static Announcements.Read.Announced read(List<Long> known, String... items) {
        return read(known, NOW, items);
    }

    private static Announcements.Read.Announced read(List<Long> known, Instant now, String... items) {
        var url = SOURCE.url();
        var request = new Request.Poll(
                Request.Head.once(new RequestId("r1"), url, 0),
                Source.Kind.FEED,
                SOURCE,
                Validators.NONE,
                known,
                HORIZON,
                null);
        var feed = "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Harbour</title>"
                + String.join("", items) + "</channel></rss>";
        var ok = new WebAnswer.Ok(
                200,
                url,
                url,
                "application/rss+xml",
                null,
                Validators.NONE,
                null,
                feed.getBytes(StandardCharsets.UTF_8),
                0,
                null,
                List.of());
        return switch (Announcements.read(request, ok, now)) {
            case Announcements.Read.Announced announced -> announced;
            case Announcements.Read.Unreadable(var why) -> throw new AssertionError(why);
        };
    }

    private static List<String> names(Announcements.Read.Announced announced) {
        return announced.links().stream()
                .map(link -> link.url().getPath().substring(1))
                .toList();
    }

    @Test
    void theFirstAnswerAnnouncesWhatIsYoungerThanTheHorizonOnly() {
        var first = read(List.of(), ago("new", Duration.ofDays(1)), ago("old", Duration.ofDays(8)));

        assertThat(names(first)).containsExactly("new");
        assertThat(first.outcomes()).hasSize(1);
        assertThat(first.report().heldBack()).isEqualTo(1);

        var again = read(first.seen(), ago("new", Duration.ofDays(1)), ago("old", Duration.ofDays(8)));
        assertThat(names(again)).isEmpty();
        assertThat(again.seen()).isEqualTo(first.seen());
        assertThat(again.report().heldBack()).isZero();
    }

    @Test
    void aWordChangedInAnOldEntryDoesNotAnnounceItLaterButAFreshDateDoes() {
        var old = NOW.minus(Duration.ofDays(30));
        var first = read(List.of(), item("a", "before", old), item("b", "before", old));

        var later = read(first.seen(), item("a", "after", old), item("b", "before", NOW.minusSeconds(60)));

        assertThat(names(later)).containsExactly("b");
        assertThat(names(read(later.seen(), item("a", "and again", old)))).isEmpty();
    }

    @Test
    void ofEntriesWithoutADateTheFirstFewAreNewAndTheRestIsNot() {
        var items =
                IntStream.range(0, 50).mapToObj(n -> item("n" + n, "", null)).toArray(String[]::new);
        var first = read(List.of(), items);

        assertThat(names(first))
                .isEqualTo(IntStream.range(0, Horizon.UNDATED)
                        .mapToObj(n -> "n" + n)
                        .toList());

        items[49] = item("n49", "changed", null);
        items[0] = item("n50", "", null);
        assertThat(names(read(first.seen(), items))).containsExactly("n50");
    }

    @Test
    void afterTheFirstAnswerWhateverIsNewIsAnnounced() {
        var first = read(List.of(), ago("a", Duration.ofDays(1)));

        assertThat(names(read(first.seen(), ago("a", Duration.ofDays(1)), ago("b", Duration.ofDays(60)))))
                .containsExactly("b");
    }

    @Test
    void theUsualGapIsThatOfTheNewestPublicationsUpToNow() {
        var hourly = IntStream.rangeClosed(1, 30)
                .mapToObj(n -> ago("n" + n, Duration.ofHours(n)))
                .toArray(String[]::new);

        assertThat(read(List.of(), hourly).report().usualGap()).isEqualTo(Duration.ofHours(1));
        assertThat(read(List.of(), NOW.plus(Duration.ofHours(90)), hourly)
                        .report()
                        .usualGap())
                .isEqualTo(Duration.ofHours(10));
        assertThat(read(List.of(), ago("only", Duration.ofHours(1))).report().usualGap())
                .isNull();
        assertThat(read(List.of(), item("none", "", null), item("neither", "", null))
                        .report()
                        .usualGap())
                .isNull();
        assertThat(read(List.of(), ago("future", Duration.ofDays(-400)), ago("a", Duration.ofHours(1)))
                        .report()
                        .usualGap())
                .isNull();
    }

    @Test
    void aBatchOfOneMinuteIsOnePublication() {
        var batch = IntStream.range(0, 40)
                .mapToObj(n ->
                        item("n" + n, "", Instant.parse("2026-03-01T11:00:00Z").plusSeconds(n)))
                .collect(Collectors.joining());

        assertThat(read(List.of(), batch).report().moments()).isEqualTo(1);
        assertThat(read(List.of(), batch, ago("later", Duration.ofMinutes(5)), item("undated", "", null))
                        .report()
                        .moments())
                .isEqualTo(3);
    }

    @Test
    void whatTheFeedAsksForGoesAlong() {
        var asked = read(
                List.of(),
                "<ttl>90</ttl>",
                "<sy:updatePeriod xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\">hourly</sy:updatePeriod>",
                "<skipHours><hour>3</hour><hour>2</hour></skipHours><skipDays><day>Sunday</day></skipDays>");

        assertThat(asked.report().pacing()).isEqualTo(new Pacing(Duration.ofMinutes(90), List.of(2, 3), List.of(7)));
        assertThat(read(List.of()).report().pacing()).isEqualTo(Pacing.NONE);
    }

    @Test
    void entriesWithoutALinkOfTheirOwnAreCountedAndEnd() {
        var entries = new String[] {
            "<item><title>A bulletin</title><guid isPermaLink='false'>b1</guid></item>",
            "<item><title>At no web address</title><link>mailto:desk@harbour.example</link></item>",
            ago("a", Duration.ofDays(1)),
            "<item><title>The same place</title><link>http://harbour.example/a</link></item>",
        };
        var first = read(List.of(), entries);

        assertThat(names(first)).containsExactly("a");
        assertThat(first.outcomes())
                .extracting(Outcome::status)
                .containsExactlyInAnyOrder(
                        Status.DISCOVERED,
                        Status.NOT_FETCHED,
                        Status.DISCOVERED,
                        Status.NOT_FETCHED,
                        Status.DISCOVERED,
                        Status.DISCOVERED,
                        Status.DUPLICATE);
        assertThat(first.outcomes())
                .filteredOn(Outcome::end)
                .extracting(Outcome::item)
                .doesNotHaveDuplicates();
        assertThat(read(first.seen(), entries).outcomes()).isEmpty();
    }

    @Test
    void ofMoreEntriesThanAreRememberedTheNewestCount() {
        var ascending = IntStream.rangeClosed(1, 2_500)
                .mapToObj(n -> ago("n" + n, Duration.ofMinutes(2_501 - n)))
                .toArray(String[]::new);
        assertThat(names(read(List.of(), ascending)))
                .hasSize(2_000)
                .contains("n2500")
                .doesNotContain("n1");

        var undated = IntStream.rangeClosed(1, 3_000)
                .mapToObj(n -> item("n" + n, "", null))
                .toArray(String[]::new);
        var seen = read(List.of(), undated).seen();
        undated[2_999] = item("appended", "", null);
        assertThat(names(read(seen, undated))).containsExactly("appended");
    }

    @Test
    void anEntryWithoutAPageIsAnArticleByItsIdWhereItHasText() {
        var words = "A storm crosses the harbour tonight; all ferries stay at the quay until Sunday.";
        var bulletins = new String[] {
            "<item><title>Storm</title><guid isPermaLink='false'>z1</guid><description>" + words
                    + "</description></item>",
            "<item><title>Tide</title><guid isPermaLink='false'>z2</guid><description>" + words
                    + "</description></item>",
            "<item><title>Mail</title><guid>z3</guid><link>mailto:a@harbour.example</link><description>" + words
                    + "</description></item>",
            "<item><title>No id</title><description>" + words + "</description></item>",
            "<item><title>Episode</title><guid>p</guid><enclosure url='http://harbour.example/p.mp3'/></item>",
        };

        var first = read(List.of(), bulletins);

        assertThat(first.links()).hasSize(3).allSatisfy(link -> {
            assertThat(link.url().toString()).startsWith(SOURCE.url() + "?entry=");
            assertThat(((Link.Announced) link).item().source().entriesAreWhole())
                    .isTrue();
        });
        assertThat(first.outcomes()).filteredOn(Outcome::end).hasSize(2);
        assertThat(read(first.seen(), bulletins).outcomes()).isEmpty();

        bulletins[0] = bulletins[0].replace("Sunday", "Monday");
        assertThat(read(first.seen(), bulletins).links())
                .singleElement()
                .satisfies(link -> assertThat(link.url())
                        .isEqualTo(first.links().getFirst().url()));
    }

    @Test
    void ofAFeedThatIsOldestFirstTheNewestAreAnnounced() {
        var ascending = IntStream.rangeClosed(1, 6_000)
                .mapToObj(n -> ago("n" + n, Duration.ofMinutes(6_001 - n)))
                .toArray(String[]::new);

        assertThat(names(read(List.of(), ascending))).hasSize(2_000).contains("n6000", "n4001");
    }

    @Test
    void severalEntriesWithOneLinkAreOneArticleAndCounted() {
        var live = new String[] {
            item("live#1", "first", NOW.minusSeconds(60)),
            item("live#2", "second", NOW.minusSeconds(30)),
            item("live", "third", NOW.minusSeconds(10)),
        };

        var read = read(List.of(), live);

        assertThat(read.links()).hasSize(1);
        assertThat(read.outcomes())
                .extracting(Outcome::status)
                .filteredOn(Status.DUPLICATE::equals)
                .hasSize(2);
    }

    @Test
    void hostsWithAnUnderscoreAreHosts() {
        var read = read(
                List.of(),
                "<item><title>A</title><link>https://my_paper.example.org/a</link></item>",
                "<item><title>B</title><link>https://my-paper.example.org:8443/b</link></item>",
                "<item><title>C</title><link>https://_x.paper_two.co.uk:8080/c</link></item>");

        assertThat(read.links())
                .extracting(link -> link.url() + " " + link.site())
                .containsExactly(
                        "https://my_paper.example.org/a example.org",
                        "https://my-paper.example.org:8443/b example.org",
                        "https://_x.paper_two.co.uk:8080/c paper_two.co.uk");
    }
}
