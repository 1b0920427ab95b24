package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.ChangeKind;
import io.wireroom.contract.Article.Changes;
import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.MemberId;
import io.wireroom.runtime.PoisonRecordHandler;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.runtime.Telemetry;
import io.wireroom.testkit.CapturedLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichTopologyTest {

    private static final PipelineTopics TOPICS = new PipelineTopics("news.");
    private static final Instant NOW = Instant.parse("2026-03-05T13:00:00Z");
    private static final String URL = "https://www.courier.example/harbour/ferry";
    private static final String TEXT =
            "The ferry between Norhaven and the outer islands will run again from Monday, the harbour board said after a"
                    + " meeting that lasted most of the night and ended in applause.";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LanguageDetector languages;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TopologyTestDriver driver;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Telemetry telemetry;

    private Function<RawPage, Enriched> enricher =
            page -> new DraftMaker(new Cleaner(PageLimits.DEFAULT), languages).enrich(page);

    @BeforeAll
    static void loadModel() {
        languages = LanguageDetector.load();
    }

    @BeforeEach
    void start() {
        var settings = new EnrichSettings(
                new KafkaSettings("unused:9092", "news.", 4, (short) 1, data, Map.of()),
                1,
                EnrichSettings.FORGET,
                LanguageDetector.DEFAULT_LANGUAGES,
                OperatorRules.NONE);
        telemetry = new Telemetry();
        var metrics = new EnrichMetrics(telemetry);
        var clock = InstantSource.fixed(NOW);
        var properties = new Properties();
        properties.put("bootstrap.servers", "unused:9092");
        properties.putAll(StreamsRunner.properties(
                EnrichApp.applicationId(settings.kafka()),
                new MemberId("test-member"),
                settings.kafka(),
                new EnrichPoison(TOPICS, clock, metrics),
                EnrichApp.properties(settings)));
        var steps = new PageSteps(page -> enricher.apply(page), PageSteps.Tagging.NONE, OperatorRules.NONE);
        driver = new TopologyTestDriver(
                EnrichTopology.build(steps, TOPICS, EnrichSettings.FORGET, clock, metrics), properties);
    }

    @AfterEach
    void stop() {
        driver.close();
        telemetry.close();
    }

    @Test
    void publishesAnArticleWithItsItemAndTellsTheOutcome() {
        var page = Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT);

        pipe(page);

        var written = articles().readRecordsToList();
        assertThat(written).hasSize(1);
        var article = article(written.getFirst());
        assertThat(written.getFirst().key()).isEqualTo(article.id().value());
        assertThat(article.version()).isEqualTo(1);
        assertThat(article.text()).isEqualTo(TEXT);
        assertThat(article.language().tag()).isEqualTo("en");
        var headers = written.getFirst().headers();
        assertThat(RecordHeaders.text(headers, RecordHeaders.ID))
                .contains(article.id() + "/1/" + page.capture().item().id());
        assertThat(RecordHeaders.text(headers, "ce_type")).contains("io.wireroom.article.v1");
        assertThat(RecordHeaders.text(headers, "ce_source")).contains("/wireroom/enrich");
        assertThat(RecordHeaders.text(headers, "ce_subject"))
                .contains(article.id().value());
        assertThat(RecordHeaders.text(headers, RecordHeaders.ATTEMPT)).contains("1");
        assertThat(RecordHeaders.text(headers, RecordHeaders.ITEM)
                        .map(json -> new JsonCodec<>(Item.class).decode(json.getBytes(StandardCharsets.UTF_8))))
                .contains(new Decoded.Value<>(page.capture().item()));
        assertThat(latest().readKeyValuesToMap()).containsOnlyKeys(article.id().value());
        assertThat(outcomes())
                .containsExactly(outcome(page, Status.PUBLISHED, null).about(article.id(), 1));
    }

    @Test
    void theSamePageAgainIsUnchanged() {
        pipe(Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT));
        var article = article(articles().readRecord());
        outcomes();
        var second = Raw.page(html("Ferry runs again", TEXT), URL + "?utm_source=x", 1, Raw.FETCHED_AT.plusSeconds(60));

        pipe(second);

        assertThat(articles().isEmpty()).isTrue();
        assertThat(outcomes())
                .containsExactly(outcome(second, Status.UNCHANGED, null)
                        .about(article.id(), 1)
                        .withDetail("same content as version 1"));
    }

    @Test
    void changedTextIsTheNextVersion() {
        pipe(Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT));
        var first = article(articles().readRecord());

        pipe(Raw.page(
                html("Ferry runs again", TEXT + " Fares stay as they are."), URL, 1, Raw.FETCHED_AT.plusSeconds(60)));

        var second = article(articles().readRecord());
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.firstSeenAt()).isEqualTo(first.firstSeenAt());
        assertThat(second.changes()).isEqualTo(new Changes(ChangeKind.TEXT, 1, "title or text changed"));
        assertThat(article(latest().readRecordsToList().getLast())).isEqualTo(second);
    }

    @Test
    void changedAuthorsAreAMetadataVersion() {
        pipe(Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT));
        var signed = html("Ferry runs again", TEXT)
                .replace("<head>", "<head><meta name=\"author\" content=\"Marta Lindqvist\">");

        pipe(Raw.page(signed, URL, 1, Raw.FETCHED_AT.plusSeconds(60)));

        var second = article(articles().readRecordsToList().getLast());
        assertThat(second.changes()).isEqualTo(new Changes(ChangeKind.METADATA, 1, "authors or date changed"));
    }

    @Test
    void aCorrectionNoteMakesTheChangeACorrection() {
        pipe(Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT));
        var corrected = html(
                "Ferry runs again",
                TEXT.replace("Monday", "Tuesday")
                        + "</p><p>Correction: An earlier version of this article gave the wrong day for the first boat.");

        pipe(Raw.page(corrected, URL, 1, Raw.FETCHED_AT.plusSeconds(60)));

        assertThat(article(articles().readRecordsToList().getLast()).changes())
                .isEqualTo(new Changes(ChangeKind.CORRECTION, 1, "text changed; the page notes a correction"));
    }

    @Test
    void aFetchersClockThatIsAheadIsBoundByTheBrokers() {
        pipe(Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT.plusSeconds(18_000)), Raw.FETCHED_AT);

        pipe(
                Raw.page(html("Ferry might run", TEXT), URL, 1, Raw.FETCHED_AT.plusSeconds(60)),
                Raw.FETCHED_AT.plusSeconds(61));

        var versions = articles().readRecordsToList();
        assertThat(versions).hasSize(2);
        assertThat(article(versions.getFirst()).observedAt()).isEqualTo(Raw.FETCHED_AT);
    }

    @Test
    void aFeedEntryInPlaceOfItsPageIsAPartialArticle() {
        var page = entryOnly(0, TEXT);

        pipe(page);

        var article = article(articles().readRecord());
        assertThat(article.title()).isEqualTo("Ferry runs again");
        assertThat(article.text()).isEqualTo(TEXT);
        assertThat(article.authors()).containsExactly("Ilse Varga");
        assertThat(article.publishedAt()).isEqualTo(Raw.FETCHED_AT.minusSeconds(600));
        assertThat(article.representation()).isEqualTo(Article.Representation.PARTIAL);
        assertThat(outcomes())
                .containsExactly(outcome(page, Status.PUBLISHED, null).about(article.id(), 1));
    }

    @Test
    void anEntryDoesNotReplaceThePageOfAnArticleWithAnotherCanonicalAddress() {
        var canonical = "<link rel=\"canonical\" href=\"https://www.courier.example/2026/ferry\">";
        var html = html("Ferry runs again", TEXT).replace("</head>", canonical + "</head>");
        pipe(Raw.page(html, URL, 0, Raw.FETCHED_AT));
        var article = article(articles().readRecord());
        outcomes();

        pipe(entryOnly(1, TEXT + " Cut."));

        assertThat(articles().isEmpty()).isTrue();
        assertThat(outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(Status.UNCHANGED);
            assertThat(outcome.article()).isEqualTo(article.id());
        });
    }

    @Test
    void aKnownArticleThatIsGoneIsRetracted() {
        pipe(Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT));
        var first = article(articles().readRecord());
        outcomes();
        var gone = gone(1);

        pipe(gone);

        var retraction = article(articles().readRecord());
        assertThat(retraction.id()).isEqualTo(first.id());
        assertThat(retraction.version()).isEqualTo(2);
        assertThat(retraction.pubStatus()).isEqualTo(Article.PubStatus.CANCELED);
        assertThat(retraction.changes()).isEqualTo(new Changes(ChangeKind.RETRACTION, 1, "the page is gone: HTTP 410"));
        assertThat(retraction.text()).isEmpty();
        assertThat(retraction.firstSeenAt()).isEqualTo(first.firstSeenAt());
        assertThat(outcomes())
                .containsExactly(outcome(gone, Status.PUBLISHED, null).about(first.id(), 2));
    }

    @Test
    void anArticleThatItsPageCallsWithdrawnIsRetracted() {
        pipe(Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT));
        var notice = "This article has been withdrawn because two of its sources could not be verified.";

        pipe(Raw.page(html("Ferry runs again", notice), URL, 1, Raw.FETCHED_AT.plusSeconds(60)));

        var versions = articles().readRecordsToList();
        assertThat(versions).hasSize(2);
        var last = article(versions.getLast());
        assertThat(last.pubStatus()).isEqualTo(Article.PubStatus.CANCELED);
        assertThat(last.text()).isEqualTo(notice);
        assertThat(last.changes())
                .isEqualTo(new Changes(ChangeKind.RETRACTION, 1, "the page states that it was withdrawn"));
    }

    @Test
    void whatIsGoneAndWasNeverAnArticleEndsAsNotFetched() {
        var gone = gone(1);

        pipe(gone);

        assertThat(articles().isEmpty()).isTrue();
        assertThat(outcomes())
                .containsExactly(outcome(gone, Status.NOT_FETCHED, "gone").withDetail("gone, and no article here"));
    }

    private static RawPage gone(int revisit) {
        var item = Raw.page("", URL, revisit, Raw.FETCHED_AT).capture().item();
        var url = URI.create(URL);
        return RawPage.ofGone(item, 1, url, url, FetchReason.GONE, Raw.FETCHED_AT.plusSeconds(60));
    }

    private static RawPage entryOnly(int revisit, String text) {
        var entry = new FeedEntry(
                null,
                "Ferry runs again",
                Raw.FETCHED_AT.minusSeconds(600),
                null,
                text,
                null,
                List.of("Ilse Varga"),
                List.of());
        var item = Raw.page(new byte[0], URL, null, entry, revisit, Raw.FETCHED_AT)
                .capture()
                .item();
        return RawPage.ofEntry(item, 1, Raw.FETCHED_AT.plusSeconds(revisit * 60L))
                .orElseThrow();
    }

    @Test
    void aRecordThatWouldBeTooLargeIsRejected() {
        var text = new StringBuilder();
        for (var day = 1; day <= 2_200; day++) {
            var sentence = "On day " + day + " the ferry ran again, said the harbour master. ";
            text.append("<p>").append(sentence.repeat(45)).append("</p>");
        }
        var page = Raw.page(html("Ferry runs again", text.toString()), URL, 0, Raw.FETCHED_AT);

        pipe(page);

        assertThat(articles().isEmpty()).isTrue();
        assertThat(outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(Status.REJECTED);
            assertThat(outcome.reason()).isEqualTo("too-complex");
        });
    }

    @Test
    void anOlderPageMakesNoVersion() {
        pipe(Raw.page(html("Ferry runs again", TEXT), URL, 1, Raw.FETCHED_AT));
        outcomes();
        articles().readRecord();

        pipe(Raw.page(html("Ferry might run", TEXT + " Or not."), URL, 0, Raw.FETCHED_AT.minusSeconds(60)));

        assertThat(articles().isEmpty()).isTrue();
        assertThat(outcomes()).extracting(Outcome::status).containsExactly(Status.UNCHANGED);
    }

    @Test
    void aPageThatIsNoArticleIsRejectedWithItsReason() {
        var page = Raw.page(
                "<html><body><h1>Ferry</h1><p>The boat will sail again soon.</p></body></html>",
                URL,
                0,
                Raw.FETCHED_AT);

        pipe(page);

        assertThat(articles().isEmpty()).isTrue();
        assertThat(outcomes())
                .containsExactly(outcome(page, Status.REJECTED, "too-short")
                        .withDetail("30 characters of text and no feed entry that vouches for it"));
    }

    @Test
    void aPageThatMakesTheCodeThrowBecomesADeadLetterAndTheStreamGoesOn() {
        var working = enricher;
        enricher = page -> {
            throw new IllegalStateException("a bug");
        };
        var poison = Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT);
        try (var log = CapturedLog.of(PoisonRecordHandler.class)) {
            pipe(poison);
            assertThat(log.messages())
                    .containsExactly("ERROR Moved a record that could not be processed to the dead-letter topic");
        }
        enricher = working;
        var good = Raw.page(html("Crane arrives", TEXT), URL + "-2", 0, Raw.FETCHED_AT);
        pipe(good);

        var letters = deadLetters();
        assertThat(letters).hasSize(1);
        var letter = letters.getFirst();
        assertThat(letter.value()).isEqualTo(poison.body());
        assertThat(letter.key()).isEqualTo(poison.capture().item().link().value());
        assertThat(RecordHeaders.text(letter.headers(), RawPage.CAPTURE_HEADER)).isPresent();
        assertThat(RecordHeaders.text(letter.headers(), RecordHeaders.STREAMS_ERRORS + "message"))
                .contains("a bug");
        assertThat(RecordHeaders.text(letter.headers(), RecordHeaders.ERROR_STAGE))
                .contains("enrich");
        var article = article(articles().readRecord());
        assertThat(outcomes())
                .containsExactly(
                        outcome(poison, Status.DEAD_LETTERED, null).withDetail("IllegalStateException: a bug"),
                        outcome(good, Status.PUBLISHED, null).about(article.id(), 1));
    }

    @Test
    void anEnricherThatOverflowsTheStackRejects() {
        enricher = page -> {
            throw new StackOverflowError();
        };
        var page = Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT);

        pipe(page);

        assertThat(outcomes())
                .containsExactly(
                        outcome(page, Status.REJECTED, "too-complex").withDetail("nested too deeply for the stack"));
    }

    @Test
    void aRecordWithoutCaptureBecomesADeadLetter() {
        input().pipeInput(new TestRecord<>("some-key", "bytes".getBytes(StandardCharsets.UTF_8)));

        var letters = deadLetters();
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().key()).isEqualTo("some-key");
        assertThat(letters.getFirst().value()).isEqualTo("bytes".getBytes(StandardCharsets.UTF_8));
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void anUnreadableCaptureStillTellsTheOutcomeOfItsItem() {
        var page = Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT);
        var capture = new String(TOPICS.raw().codec().encode(page.capture()), StandardCharsets.UTF_8)
                .replace(Raw.FETCHED_AT.toString(), "yesterday");
        var record = new TestRecord<>("key", page.body());
        RecordHeaders.add(record.headers(), RawPage.CAPTURE_HEADER, capture);

        input().pipeInput(record);

        assertThat(deadLetters()).hasSize(1);
        assertThat(outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.item()).isEqualTo(page.capture().item().id());
            assertThat(outcome.status()).isEqualTo(Status.DEAD_LETTERED);
            assertThat(outcome.end()).isTrue();
        });
    }

    @Test
    void countsPagesByOutcome() {
        pipe(Raw.page(html("Ferry runs again", TEXT), URL, 0, Raw.FETCHED_AT));
        pipe(Raw.page(html("Ferry runs again", TEXT), URL, 1, Raw.FETCHED_AT.plusSeconds(60)));

        assertThat(telemetry.count(EnrichMetrics.PAGES)).isEqualTo(2);
        assertThat(telemetry.scrape()).contains("outcome=\"published\"").contains("outcome=\"unchanged\"");
    }

    private void pipe(RawPage page) {
        var record = new TestRecord<>(page.capture().item().link().value(), page.body());
        record.headers().add(RawPage.CAPTURE_HEADER, TOPICS.raw().codec().encode(page.capture()));
        input().pipeInput(record);
    }

    private void pipe(RawPage page, Instant appendedAt) {
        var record = new TestRecord<>(
                page.capture().item().link().value(),
                page.body(),
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                appendedAt);
        record.headers().add(RawPage.CAPTURE_HEADER, TOPICS.raw().codec().encode(page.capture()));
        input().pipeInput(record);
    }

    private TestInputTopic<String, byte[]> input() {
        return driver.createInputTopic(TOPICS.raw().name(), new StringSerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<String, byte[]> articles() {
        return output(TOPICS.article().name());
    }

    private TestOutputTopic<String, byte[]> latest() {
        return output(TOPICS.articleLatest().name());
    }

    private List<TestRecord<String, byte[]>> deadLetters() {
        return output(TOPICS.enrichDeadLetter().name()).readRecordsToList();
    }

    private List<Outcome> outcomes() {
        return output(TOPICS.outcome().name()).readRecordsToList().stream()
                .map(record -> {
                    var outcome = value(TOPICS.outcome().codec().decode(record.value()));
                    assertThat(record.key()).isEqualTo(outcome.item().value());
                    return outcome;
                })
                .toList();
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static Article article(TestRecord<String, byte[]> record) {
        return value(TOPICS.article().codec().decode(record.value()));
    }

    private static <T> T value(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Value<T>(var value) -> value;
            case Decoded.Unreadable<T>(var why) -> throw new AssertionError(why);
        };
    }

    private static Outcome outcome(RawPage page, Status status, @org.jspecify.annotations.Nullable String reason) {
        return Outcome.of(page.capture().item(), Step.CLEAN, 1, status, reason, NOW);
    }

    private static String html(String title, String text) {
        return "<html lang=\"en\"><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>"
                + text + "</p></article></body></html>";
    }
}
