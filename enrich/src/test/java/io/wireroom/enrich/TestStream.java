package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Decoded;
import io.wireroom.contract.Erased;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Topic;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.MemberId;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.runtime.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The real topology over an empty store, without a broker. */
final class TestStream implements AutoCloseable {

    static final PipelineTopics TOPICS = new PipelineTopics("news.");
    static final Instant NOW = Instant.parse("2026-03-05T13:00:00Z");

    final Telemetry telemetry;
    private final TopologyTestDriver driver;

    TestStream(PageSteps steps, Path data) {
        this(steps, data, new Telemetry());
    }

    TestStream(PageSteps steps, Path data, Telemetry telemetry) {
        this.telemetry = telemetry;
        var settings = new EnrichSettings(
                new KafkaSettings("unused:9092", "news.", 4, (short) 1, data, Map.of()),
                1,
                EnrichSettings.FORGET,
                LanguageDetector.DEFAULT_LANGUAGES,
                OperatorRules.NONE);
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
        driver = new TopologyTestDriver(
                EnrichTopology.build(steps, TOPICS, EnrichSettings.FORGET, clock, metrics), properties, NOW);
    }

    void pipe(RawPage page) {
        var record = new TestRecord<>(page.capture().item().link().value(), page.body());
        record.headers().add(RawPage.CAPTURE_HEADER, TOPICS.raw().codec().encode(page.capture()));
        driver.createInputTopic(TOPICS.raw().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    void erase(Erased erased) {
        driver.createInputTopic(TOPICS.erased().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(erased.id(), TOPICS.erased().codec().encode(erased));
    }

    /** The records of a topic since this was asked last. */
    List<TestRecord<String, byte[]>> records(Topic<?> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** The values written since this was asked last, as they were written. */
    List<byte[]> articleBytes() {
        return driver.createOutputTopic(TOPICS.article().name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readValuesToList();
    }

    List<Article> articles() {
        return articleBytes().stream()
                .map(bytes -> value(TOPICS.article().codec().decode(bytes)))
                .toList();
    }

    List<Outcome> outcomes() {
        return driver
                .createOutputTopic(TOPICS.outcome().name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readValuesToList()
                .stream()
                .map(bytes -> value(TOPICS.outcome().codec().decode(bytes)))
                .toList();
    }

    /** The ids of the CloudEvents on a topic, since this was asked last. */
    List<String> eventIds(Topic<?> topic) {
        return driver
                .createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(record -> RecordHeaders.text(record.headers(), "ce_source").orElse("none")
                        + ' '
                        + RecordHeaders.text(record.headers(), RecordHeaders.ID).orElse("none"))
                .toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        TOPICS.enrichDeadLetter().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** The wall clock goes on. */
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    <K> KeyValueStore<K, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    KeyValueStore<String, byte[]> sites() {
        return driver.getKeyValueStore(EnrichTopology.SITES);
    }

    static <T> T value(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Value<T>(var value) -> value;
            case Decoded.Unreadable<T>(var why) -> throw new AssertionError(why);
        };
    }

    @Override
    public void close() {
        driver.close();
        telemetry.close();
    }
}
