package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Status;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What enrich keeps: bounded by time, and nothing in it can stop the stage. */
class EnrichStateTest {

    private static final String URL = "https://www.courier.example/harbour/ferry";
    private static final String CANONICAL = "https://www.courier.example/2026/ferry";
    private static final byte[] GARBAGE = "{garbage".getBytes(StandardCharsets.UTF_8);
    private static final List<String> STORES =
            List.of(EnrichTopology.VERSIONS, EnrichTopology.ADDRESSES, EnrichTopology.SITES);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static PageSteps steps;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestStream stream;

    @BeforeAll
    static void loadModel() {
        steps = PageSteps.of(new DraftMaker(new Cleaner(PageLimits.DEFAULT), LanguageDetector.load(List.of("en"))));
    }

    @BeforeEach
    void start() {
        stream = new TestStream(steps, data);
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void garbageInAnyStoreIsADeadLetterAndThePageGoesOn() {
        stream.pipe(page(0));
        assertThat(stream.articles()).hasSize(1);
        for (var store : STORES) {
            assertThat(spoil(stream.store(store))).as(store).isPositive();
        }

        stream.pipe(page(1));

        // Nothing is known of the article any more, but it is read, learned from and stored again.
        assertThat(stream.articles()).extracting(Article::version).containsExactly(1);
        assertThat(stream.outcomes()).extracting(Outcome::status).containsExactly(Status.PUBLISHED, Status.PUBLISHED);
        var letters = stream.deadLetters();
        assertThat(letters).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.value()).isEqualTo(GARBAGE);
            assertThat(RecordHeaders.text(letter.headers(), RecordHeaders.ERROR_STAGE))
                    .contains("enrich");
        });
        assertThat(letters)
                .extracting(letter -> RecordHeaders.text(letter.headers(), RecordHeaders.STREAMS_ERRORS + "topic")
                        .orElseThrow())
                .containsExactly("news-enrich-sites-changelog", "news-enrich-versions-changelog");
        assertThat(stream.telemetry.scrape())
                .contains("wireroom_enrich_damaged_entries_total{store=\"versions\"} 1.0")
                .contains("wireroom_enrich_damaged_entries_total{store=\"sites\"} 1.0");
    }

    @Test
    void aRawPageThatIsReadAgainDoesNotEndAgain() {
        var first = stream.pipe(page(0));
        var second = stream.pipe(page(1));
        assertThat(stream.outcomes()).extracting(Outcome::status).containsExactly(Status.PUBLISHED, Status.UNCHANGED);
        stream.restart();

        stream.pipe(first);
        stream.pipe(second);

        assertThat(stream.outcomes()).isEmpty();
        assertThat(stream.telemetry.scrape()).contains("wireroom_enrich_repeated_pages_total 2.0");
        stream.pipe(page(2));
        assertThat(stream.outcomes()).extracting(Outcome::status).containsExactly(Status.UNCHANGED);
    }

    @Test
    void pagesOfARawTopicThatWasCreatedAnewAreProcessed() {
        stream.pipe(page(0));
        stream.pipe(page(1));
        stream.outcomes();
        stream.restart();

        stream.pipe(new TestStream.RawRecord(0, TestStream.NOW.plusSeconds(1), page(2)));

        assertThat(stream.outcomes()).extracting(Outcome::status).containsExactly(Status.UNCHANGED);
    }

    @Test
    void progressThatCannotBeReadIsADeadLetter() {
        stream.pipe(page(0));
        spoil(stream.store(EnrichTopology.PROGRESS));
        stream.restart();

        stream.pipe(page(1));

        assertThat(stream.deadLetters()).hasSize(1);
        assertThat(stream.outcomes()).extracting(Outcome::status).containsExactly(Status.PUBLISHED, Status.UNCHANGED);
    }

    @Test
    void garbageAmongTheAddressesIsADeadLetterToo() {
        stream.pipe(page(0));
        spoil(stream.store(EnrichTopology.ADDRESSES));
        var item = page(1).capture().item();
        var url = java.net.URI.create(URL);

        stream.pipe(RawPage.ofGone(
                item, 1, url, url, io.wireroom.contract.FetchReason.GONE, Raw.FETCHED_AT.plusSeconds(60)));

        assertThat(stream.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).isEqualTo(GARBAGE));
        assertThat(stream.outcomes()).extracting(Outcome::status).containsExactly(Status.PUBLISHED, Status.NOT_FETCHED);
    }

    @Test
    void whatIsNotSeenForALongTimeIsForgotten() {
        stream.pipe(page(0));
        stream.pass(EnrichSettings.FORGET.minusDays(1));
        stream.pipe(page(1));
        assertThat(stream.outcomes()).extracting(Outcome::status).containsExactly(Status.PUBLISHED, Status.UNCHANGED);

        stream.pass(EnrichSettings.FORGET.plus(ExpiringStore.PERIOD));
        for (int second = 0; second < 3; second++) {
            stream.pass(Duration.ofSeconds(1));
        }

        for (var store : STORES) {
            assertThat(keys(stream.store(store))).as(store).isEmpty();
        }
        assertThat(stream.telemetry.scrape()).contains("wireroom_enrich_forgotten_entries_total 3.0");
    }

    @Test
    void noTwoRecordsOfTheStageHaveTheSameEventId() {
        stream.pipe(page(0));
        stream.pipe(page(1));
        stream.pass(EnrichSettings.FORGET.plus(ExpiringStore.PERIOD));
        stream.pipe(page(2));
        stream.pipe(Raw.page("<p>", URL + "/none", 0, Raw.FETCHED_AT));

        var ids = new ArrayList<>(stream.eventIds(TestStream.TOPICS.article()));
        ids.addAll(stream.eventIds(TestStream.TOPICS.outcome()));

        assertThat(ids).hasSize(6).doesNotHaveDuplicates().allMatch(id -> id.startsWith("/wireroom/enrich "));
    }

    private static RawPage page(int revisit) {
        var html = "<html lang=\"en\"><head><title>Ferry runs again</title><link rel=\"canonical\" href=\"" + CANONICAL
                + "\"></head><body><article><h1>Ferry runs again</h1><p>The ferry between Norhaven and the outer islands"
                + " will run again from Monday, the harbour board said after a meeting that lasted most of the night and"
                + " ended in applause.</p></article></body></html>";
        return Raw.page(html, URL, revisit, Raw.FETCHED_AT.plusSeconds(revisit * 60L));
    }

    private static <K> int spoil(KeyValueStore<K, byte[]> store) {
        var keys = keys(store);
        keys.forEach(key -> store.put(key, GARBAGE));
        return keys.size();
    }

    private static <K> List<K> keys(KeyValueStore<K, byte[]> store) {
        var keys = new ArrayList<K>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }
}
