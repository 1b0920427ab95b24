package io.wireroom.enrich.lane;

import io.wireroom.contract.ArticleGroup;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Story;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.Topic;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.VersionFingerprint;
import io.wireroom.enrich.match.Fingerprint;
import io.wireroom.enrich.match.FingerprintFormat;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.MemberId;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.runtime.Telemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology of the step match without a broker, and what a consumer of its topics knows. */
final class LaneStream implements AutoCloseable {

    static final PipelineTopics TOPICS = new PipelineTopics("news.");
    private static final String RESTART = "restart";
    static final Instant NOW = Instant.parse("2026-03-02T07:00:00Z");

    final Map<ArticleId, ArticleId> copies = new HashMap<>();
    final Map<ArticleId, StoryId> storyOf = new HashMap<>();
    final Map<StoryId, Story> stories = new LinkedHashMap<>();

    private final Telemetry telemetry = new Telemetry();
    private final TopologyTestDriver driver;
    private Instant now = NOW;

    LaneStream(Path data, MatchSettings settings) {
        var kafka = new KafkaSettings("unused:9092", "news.", 4, (short) 1, data, Map.of());
        var properties = new Properties();
        properties.put("bootstrap.servers", "unused:9092");
        properties.putAll(StreamsRunner.properties(
                MatchLane.applicationId(kafka),
                new MemberId("test-member"),
                kafka,
                new MatchPoison(TOPICS),
                MatchLane.properties()));
        var metrics = new MatchMetrics(telemetry);
        driver = new TopologyTestDriver(
                MatchTopology.build(
                        () -> new Restartable(new MatchProcessor(TOPICS, settings, () -> now, metrics)), TOPICS),
                properties,
                now);
    }

    /** Another process takes over: only what the stores hold is left. */
    void restart() {
        pipe(RESTART, new byte[0]);
    }

    /** Begins anew over the same stores on a restart record. */
    private static final class Restartable implements Processor<byte[], byte[], byte[], byte[]> {
        private final MatchProcessor processor;

        Restartable(MatchProcessor processor) {
            this.processor = processor;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            processor.init(context);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (RESTART.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                processor.load();
            } else {
                processor.process(record);
            }
        }

        @Override
        public void close() {
            processor.close();
        }
    }

    KeyValueStore<byte[], byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    void put(Fingerprint fingerprint) {
        put(fingerprint, "Title of " + fingerprint.id(), List.of(), List.of());
    }

    void put(Fingerprint fingerprint, String title, List<String> names, List<String> places) {
        var version = new VersionFingerprint(
                fingerprint.id(),
                fingerprint.version(),
                title,
                names,
                places,
                Base64.getEncoder().encodeToString(FingerprintFormat.write(fingerprint)));
        pipe(fingerprint.id().value(), TOPICS.fingerprint().codec().encode(version));
    }

    void remove(ArticleId article) {
        pipe(article.value(), null);
    }

    void pipe(String key, byte @Nullable [] value) {
        driver.createInputTopic(TOPICS.fingerprint().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<String, byte @Nullable []>(key, value));
        follow();
    }

    private void follow() {
        for (var record : records(TOPICS.group())) {
            var article = new ArticleId(record.key());
            copies.remove(article);
            storyOf.remove(article);
            if (record.value() != null) {
                var group = value(TOPICS.group().codec().decode(record.value()));
                set(article, group);
            }
        }
        for (var record : records(TOPICS.story())) {
            var story = new StoryId(record.key());
            if (record.value() == null) {
                stories.remove(story);
            } else {
                stories.put(story, value(TOPICS.story().codec().decode(record.value())));
            }
        }
    }

    private void set(ArticleId article, ArticleGroup group) {
        if (group.copyOf() != null) {
            copies.put(article, group.copyOf());
        }
        if (group.storyId() != null) {
            storyOf.put(article, group.storyId());
        }
    }

    private List<TestRecord<String, byte[]>> records(Topic<?> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    List<TestRecord<String, byte[]>> deadLetters() {
        return records(TOPICS.enrichDeadLetter());
    }

    /** The wall clock goes on. */
    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
        follow();
    }

    private static <T> T value(Decoded<T> decoded) {
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
