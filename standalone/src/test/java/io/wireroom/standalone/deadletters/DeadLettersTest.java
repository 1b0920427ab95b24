package io.wireroom.standalone.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Erased;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.RawPage;
import io.wireroom.runtime.DeadLetter;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.runtime.TopicSetup.Wanted;
import io.wireroom.standalone.deadletters.OpenedLetter.Header;
import io.wireroom.standalone.deadletters.ReplayResult.Skipped;
import io.wireroom.standalone.embedded.EmbeddedBroker;
import io.wireroom.standalone.topics.TopicScan;
import io.wireroom.testkit.process.FreePorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker; each test has its own topics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
@Tag("crash")
class DeadLettersTest {

    private static final int PARTITIONS = 3;

    private EmbeddedBroker broker;

    @BeforeAll
    void startBroker(@TempDir Path directory) throws Exception {
        var ports = FreePorts.two();
        broker = new EmbeddedBroker(directory, ports[0], ports[1]);
        broker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void listsTheNewestLettersLast() {
        var kafka = installation("list.");
        var letters = new DeadLetters(kafka, new KafkaClients(kafka));
        var topics = kafka.topics();
        dead(kafka, "sink", topics.article().name(), 0, "a", "one", Map.of(), "first\nsecond line");
        dead(kafka, "ingest", topics.request().name(), 1, "b", "two", Map.of(), "no JSON");
        var newest = dead(kafka, "sink", topics.article().name(), 2, "c", "three", Map.of(), "too deep");

        assertThat(letters.list(null, 10)).extracting(Letter::reason).containsExactly("first", "no JSON", "too deep");
        assertThat(letters.list("sink", 10)).extracting(Letter::key).containsExactly("a", "c");
        var last = letters.list(null, 1);
        assertThat(last)
                .containsExactly(new Letter(
                        newest,
                        last.get(0).time(),
                        "sink",
                        "too deep",
                        "c",
                        5,
                        new Coordinates(topics.article().name(), 2, 77),
                        false));
        assertThatThrownBy(() -> letters.list("tag", 1))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("ingest, enrich, sink");
    }

    @Test
    void opensALetterByStageOrTopic() {
        var kafka = installation("open.");
        var letters = new DeadLetters(kafka, new KafkaClients(kafka));
        var at = dead(kafka, "enrich", kafka.topics().raw().name(), 0, "link", "<p>", Map.of("ce_id", "7"), "why");

        assertThat(letters.place("enrich:" + at.partition() + ":" + at.offset()))
                .isEqualTo(at);
        assertThat(letters.place(at.toString())).isEqualTo(at);
        var opened = letters.open(at).orElseThrow();
        assertThat(opened.value()).asString(StandardCharsets.UTF_8).isEqualTo("<p>");
        assertThat(opened.headers()).contains(new Header("ce_id", "7"), new Header("__streams.errors.message", "why"));
        assertThat(letters.open(new Coordinates(at.topic(), at.partition(), at.offset() + 50)))
                .isEmpty();
        assertThatThrownBy(() -> letters.place("tag:0:0")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> letters.place("enrich:0")).isInstanceOf(Failure.class);
    }

    @Test
    void replaysARawPageAsTheNextAttempt() {
        var kafka = installation("raw.");
        var letters = new DeadLetters(kafka, new KafkaClients(kafka));
        var raw = kafka.topics().raw().name();
        var capture = "{\"attempt\":2,\"item\":{\"id\":\"i\"},\"later\":9007199254740993}";
        var at = dead(
                kafka, "enrich", raw, 2, "link", "<p>", Map.of(RawPage.CAPTURE_HEADER, capture, "ce_id", "7"), "why");

        var result = letters.replay(List.of(at));

        assertThat(result).isEqualTo(new ReplayResult(List.of(at), List.of()));
        assertThat(records(kafka, raw))
                .containsExactly(new Seen(
                        raw,
                        2,
                        "link",
                        "<p>",
                        Map.of(
                                "ce_id",
                                "7",
                                RawPage.CAPTURE_HEADER,
                                "{\"attempt\":3,\"item\":{\"id\":\"i\"},\"later\":9007199254740993}")));
    }

    @Test
    void theTextOfAnErasedArticleDoesNotComeBack() {
        var kafka = installation("erased.");
        var letters = new DeadLetters(kafka, new KafkaClients(kafka));
        var article = kafka.topics().article().name();
        var erased = dead(kafka, "sink", article, 0, "a", "{}", Map.of(), "why");
        var returned = dead(kafka, "sink", article, 0, "b", "{}", Map.of(), "why");
        erase(kafka, "a", false);
        erase(kafka, "b", false);
        erase(kafka, "b", true);

        assertThat(letters.replayAll(null))
                .isEqualTo(new ReplayResult(List.of(returned), List.of(new Skipped(erased, "its article was erased"))));
    }

    private static void erase(KafkaSettings kafka, String article, boolean again) {
        var topic = kafka.topics().erased();
        var erased = new Erased(
                article, Erased.Kind.ARTICLE, new Site("harbour.example"), Instant.EPOCH, "editor", null, again);
        try (var producer = new KafkaClients(kafka).producer("test")) {
            producer.send(
                    new ProducerRecord<>(topic.name(), 0, article, topic.codec().encode(erased)));
        }
    }

    @Test
    void replaysArticlesByTheirHeaderAndRequestsByTheirValue() {
        var kafka = installation("attempt.");
        var letters = new DeadLetters(kafka, new KafkaClients(kafka));
        var article = kafka.topics().article().name();
        var request = kafka.topics().request().name();
        dead(kafka, "sink", article, 0, "a", "{\"attempt\":1}", Map.of(RecordHeaders.ATTEMPT, "1"), "why");
        dead(kafka, "ingest", request, 1, "site", "{\"id\":\"r\",\"attempt\":4}", Map.of(), "why");
        dead(kafka, "ingest", request, 1, "site", "{\"id\":", Map.of(), "no JSON");

        assertThat(letters.replayAll(null).replayed()).hasSize(3);

        assertThat(records(kafka, article))
                .containsExactly(new Seen(article, 0, "a", "{\"attempt\":1}", Map.of(RecordHeaders.ATTEMPT, "2")));
        assertThat(records(kafka, request))
                .containsExactly(
                        new Seen(request, 1, "site", "{\"id\":\"r\",\"attempt\":5}", Map.of()),
                        new Seen(request, 1, "site", "{\"id\":", Map.of()));
    }

    @Test
    void remembersWhatWasReplayedSoThatAllDoesNotRepeatIt() {
        var kafka = installation("again.");
        var letters = new DeadLetters(kafka, new KafkaClients(kafka));
        var raw = kafka.topics().raw().name();
        var article = kafka.topics().article().name();
        var first = dead(kafka, "enrich", raw, 0, "l1", "1", Map.of(), "why");
        var second = dead(kafka, "enrich", raw, 1, "l2", "2", Map.of(), "why");
        var third = dead(kafka, "sink", article, 0, "a", "3", Map.of(), "why");

        assertThat(letters.replay(List.of(first)).replayed()).containsExactly(first);
        assertThat(letters.replayAll("enrich").replayed()).containsExactly(second);
        assertThat(letters.replayAll(null).replayed()).containsExactly(third);
        assertThat(letters.replayAll(null).replayed()).isEmpty();
        assertThat(letters.replay(List.of(first)).replayed()).containsExactly(first);

        assertThat(records(kafka, raw)).extracting(Seen::key).containsExactlyInAnyOrder("l1", "l2", "l1");
        assertThat(letters.list(null, 10))
                .hasSize(3)
                .allSatisfy(letter -> assertThat(letter.replayed()).isTrue());
    }

    @Test
    void skipsWhatCannotBeReplayedAndReportsWhy() {
        var kafka = installation("skip.");
        var letters = new DeadLetters(kafka, new KafkaClients(kafka));
        var raw = kafka.topics().raw().name();
        var inner = dead(kafka, "enrich", "news-enrich-pages-changelog", 0, "k", "v", Map.of(), "why");
        var outside = dead(kafka, "enrich", raw, 9, "k", "v", Map.of(), "why");
        var story = kafka.topics().story().name();
        var older = dead(kafka, "sink", story, 0, "k", "v", Map.of(), "why");
        var nothing = new Coordinates(kafka.topics().sinkDeadLetter().name(), 0, 12);

        assertThat(letters.replay(List.of(inner, outside, older, nothing)))
                .isEqualTo(new ReplayResult(
                        List.of(),
                        List.of(
                                new Skipped(
                                        inner, "it came from 'news-enrich-pages-changelog', which takes nothing back"),
                                new Skipped(outside, "'" + raw + "' has no partition 9"),
                                new Skipped(
                                        older,
                                        "'" + story
                                                + "' may have a newer state of it; `wireroom rewind` reads the topic again"),
                                new Skipped(nothing, "there is no dead letter"))));
        assertThat(records(kafka, raw)).isEmpty();
        assertThat(records(kafka, story)).isEmpty();
    }

    @Test
    void replaysManyLargeLetters() {
        var kafka = installation("large.");
        var letters = new DeadLetters(kafka, new KafkaClients(kafka));
        var raw = kafka.topics().raw().name();
        var page = "x".repeat(4 << 20);
        for (var i = 0; i < 5; i++) {
            dead(kafka, "enrich", raw, i % PARTITIONS, "l" + i, page, Map.of(), "why");
        }

        assertThat(letters.replayAll(null).replayed()).hasSize(5);
        assertThat(records(kafka, raw)).extracting(Seen::key).containsExactlyInAnyOrder("l0", "l1", "l2", "l3", "l4");
    }

    private record Seen(String topic, int partition, String key, String value, Map<String, String> headers) {}

    private KafkaSettings installation(String prefix) {
        var kafka = new KafkaSettings(
                broker.bootstrapServers(), prefix, PARTITIONS, (short) 1, Path.of("unused"), Map.of());
        try (var admin = new KafkaClients(kafka).admin()) {
            new TopicSetup(admin, PARTITIONS, (short) 1)
                    .ensure(kafka.topics().all().stream().map(Wanted::of).toList(), Duration.ofSeconds(60));
        }
        return kafka;
    }

    /** Writes a dead letter as the stages do; returns its coordinates. */
    private static Coordinates dead(
            KafkaSettings kafka,
            String stage,
            String topic,
            int partition,
            String key,
            String value,
            Map<String, String> headers,
            String why) {
        var original = new org.apache.kafka.common.header.internals.RecordHeaders();
        new TreeMap<>(headers).forEach((name, text) -> RecordHeaders.add(original, name, text));
        var letter = DeadLetter.of(
                kafka.topicPrefix() + stage + ".dead-letter.v1",
                stage,
                topic,
                partition,
                77,
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                original,
                why,
                null);
        try (var producer = new KafkaClients(kafka).producer("test")) {
            var sent = producer.send(new ProducerRecord<>(
                            letter.topic(), null, key, value.getBytes(StandardCharsets.UTF_8), letter.headers()))
                    .get();
            return new Coordinates(sent.topic(), sent.partition(), sent.offset());
        } catch (Exception e) {
            throw new AssertionError("the dead letter was not written", e);
        }
    }

    private static List<Seen> records(KafkaSettings kafka, String topic) {
        var seen = new ArrayList<Seen>();
        new TopicScan(new KafkaClients(kafka)).read(List.of(topic), 100, record -> seen.add(seen(record)));
        return seen;
    }

    private static Seen seen(ConsumerRecord<String, byte[]> record) {
        return new Seen(
                record.topic(),
                record.partition(),
                record.key(),
                new String(record.value(), StandardCharsets.UTF_8),
                text(record.headers()));
    }

    private static Map<String, String> text(Headers headers) {
        var all = new TreeMap<String, String>();
        headers.forEach(header -> all.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return all;
    }
}
