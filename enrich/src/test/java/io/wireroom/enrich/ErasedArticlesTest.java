package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wireroom.contract.Article;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Erased;
import io.wireroom.contract.Erased.Kind;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Status;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.StoredPlace;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.match.FingerprintRecords;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What enrich does with articles that were erased. */
class ErasedArticlesTest {

    private static final String URL = "https://www.courier.example/harbour/ferry";
    private static final String CANONICAL = "https://www.courier.example/2026/ferry";
    private static final ArticleId ARTICLE = ArticleId.of(Address.of(CANONICAL).orElseThrow());
    private static final LinkId LINK = LinkId.of(Address.of(URL).orElseThrow());
    private static final Site SITE = new Site("courier.example");

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

    private static Erased erased(Kind kind, String id, boolean again) {
        return erased(kind, id, again, Raw.FETCHED_AT);
    }

    private static Erased erased(Kind kind, String id, boolean again, Instant at) {
        return new Erased(id, kind, SITE, at, "editor", "on request", again);
    }

    private void published() {
        stream.pipe(page(0, URL));
        assertThat(stream.articles()).extracting(Article::id).containsExactly(ARTICLE);
        stream.records(TestStream.TOPICS.articleLatest());
        stream.outcomes();
    }

    @Test
    void theStepMatchLearnsOfAVersionAndOfItsErasure() {
        stream.pipe(page(0, URL));
        stream.erase(erased(Kind.ARTICLE, ARTICLE.value(), false));

        var fingerprint = TestStream.TOPICS.fingerprint();
        var records = stream.records(fingerprint);
        assertThat(records).extracting(TestRecord::key).containsExactly(ARTICLE.value(), ARTICLE.value());
        var version =
                TestStream.value(fingerprint.codec().decode(records.getFirst().value()));
        assertThat(version.version()).isEqualTo(1);
        assertThat(version.title()).isNotBlank();
        assertThat(FingerprintRecords.fingerprint(version).id()).isEqualTo(ARTICLE);
        assertThat(records.getLast().value()).isNull();
        assertThat(RecordHeaders.text(records.getLast().headers(), RecordHeaders.ERASED))
                .isPresent();
    }

    @Test
    void ninjsIsPublishedAndErasedOnlyWhereItIsSwitchedOn(@TempDir Path other) {
        var ninjs = TestStream.TOPICS.ninjs();
        try (var both = new TestStream(steps.withNinjs(true), other)) {
            both.pipe(page(0, URL));
            both.erase(erased(Kind.ARTICLE, ARTICLE.value(), false));

            var records = both.records(ninjs);
            assertThat(records).extracting(TestRecord::key).containsOnly(ARTICLE.value());
            assertThat(records).hasSize(2);
            var item = TestStream.value(ninjs.codec().decode(records.getFirst().value()));
            assertThat(item.uri()).hasToString("urn:wireroom:article:" + ARTICLE.value());
            assertThat(records.getLast().value()).isNull();
        }
        stream.pipe(page(0, URL));
        assertThat(stream.articles()).hasSize(1);
    }

    @Test
    void writesATombstoneThatStatesWhyAndForgetsTheArticle() {
        published();
        var erased = erased(Kind.ARTICLE, ARTICLE.value(), false);

        stream.erase(erased);

        for (var topic : List.of(TestStream.TOPICS.article(), TestStream.TOPICS.articleLatest())) {
            assertThat(stream.records(topic)).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo(ARTICLE.value());
                assertThat(record.value()).isNull();
                assertThat(RecordHeaders.text(record.headers(), RecordHeaders.ERASED))
                        .contains(new String(
                                TestStream.TOPICS.erased().codec().encode(erased),
                                java.nio.charset.StandardCharsets.UTF_8));
            });
        }
        assertThat(keys(stream.store(EnrichTopology.VERSIONS))).isEmpty();
        assertThat(stream.telemetry.scrape()).contains("wireroom_enrich_erased_articles_total 1.0");
    }

    @Test
    void aLinkIsErasedWithTheArticleThatItsPageWas() {
        published();

        stream.erase(erased(Kind.LINK, LINK.value(), false));

        assertThat(stream.records(TestStream.TOPICS.article()))
                .extracting(record -> record.key() + ' ' + (record.value() == null))
                .containsExactly(ARTICLE + " true");
        for (var store : List.of(EnrichTopology.VERSIONS, EnrichTopology.ADDRESSES)) {
            assertThat(keys(stream.store(store))).as(store).isEmpty();
        }
    }

    @Test
    void noPageBringsItBackByWhicheverAddress() {
        published();
        stream.erase(erased(Kind.ARTICLE, ARTICLE.value(), false));
        stream.erase(erased(Kind.LINK, LINK.value(), false));
        stream.records(TestStream.TOPICS.article());

        stream.pipe(page(1, URL));
        stream.pipe(page(0, "https://www.courier.example/front/ferry"));
        stream.pass(EnrichSettings.FORGET.plus(ExpiringStore.PERIOD.multipliedBy(2)));
        stream.pass(Duration.ofSeconds(1));
        stream.pipe(page(2, URL));
        stream.pipe(gone(3));

        assertThat(stream.articleBytes()).isEmpty();
        assertThat(stream.outcomes())
                .extracting(Outcome::status, Outcome::end)
                .containsOnly(tuple(Status.ERASED, true))
                .hasSize(4);
        assertThat(stream.telemetry.scrape()).contains("wireroom_enrich_pages_total{outcome=\"erased\"} 4.0");
    }

    @Test
    void anArticleThatMayReturnBeginsAgainAtVersionOne() {
        published();
        stream.erase(erased(Kind.ARTICLE, ARTICLE.value(), false));
        stream.erase(erased(Kind.ARTICLE, ARTICLE.value(), true));
        stream.erase(erased(Kind.LINK, LINK.value(), true));
        stream.records(TestStream.TOPICS.article());

        stream.pipe(page(1, URL));

        assertThat(stream.articles()).extracting(Article::id, Article::version).containsExactly(tuple(ARTICLE, 1));
        assertThat(stream.outcomes()).extracting(Outcome::status).containsExactly(Status.PUBLISHED);
    }

    @Test
    void anOldErasureThatIsReadAgainDoesNotEraseWhatHasReturned() {
        published();

        stream.erase(erased(Kind.ARTICLE, ARTICLE.value(), true, Raw.FETCHED_AT.minus(Duration.ofDays(1))));

        assertThat(stream.articleBytes()).isEmpty();
        assertThat(keys(stream.store(EnrichTopology.VERSIONS))).hasSize(1);
    }

    @Test
    void aSourceIsNotItsBusinessAndAnUnreadableErasureIsADeadLetter() {
        published();

        stream.erase(erased(Kind.SOURCE, ARTICLE.value(), true));
        assertThat(stream.deadLetters()).isEmpty();
        stream.erase(erased(Kind.OTHER, ARTICLE.value(), false));

        assertThat(stream.deadLetters()).hasSize(1);
        assertThat(stream.articleBytes()).isEmpty();
    }

    @Test
    void anErasedIdIsPlacedByItsSite() {
        stream.erase(erased(Kind.ARTICLE, ARTICLE.value(), false));

        KeyValueStore<byte[], byte[]> store = stream.store(EnrichTopology.ERASED);
        var key = keys(store).getFirst();
        assertThat(EnrichPlaces.of(EnrichTopology.ERASED, key, store.get(key)))
                .isEqualTo(StoredPlace.of(Topic.hashOfSite(SITE)));
        assertThat(EnrichPlaces.of(EnrichTopology.ERASED, key, new byte[3])).isInstanceOf(StoredPlace.Unreadable.class);
    }

    private static RawPage gone(int revisit) {
        var url = URI.create(URL);
        return RawPage.ofGone(page(revisit, URL).capture().item(), 1, url, url, FetchReason.GONE, Raw.FETCHED_AT);
    }

    private static RawPage page(int revisit, String url) {
        var html = "<html lang=\"en\"><head><title>Ferry runs again</title><link rel=\"canonical\" href=\"" + CANONICAL
                + "\"></head><body><article><h1>Ferry runs again</h1><p>The ferry between Norhaven and the outer islands"
                + " will run again from Monday, the harbour board said after a meeting that lasted most of the night and"
                + " ended in applause.</p></article></body></html>";
        return Raw.page(html, url, revisit, Raw.FETCHED_AT.plusSeconds(revisit * 60L));
    }

    private static <K> List<K> keys(KeyValueStore<K, byte[]> store) {
        var keys = new ArrayList<K>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }
}
