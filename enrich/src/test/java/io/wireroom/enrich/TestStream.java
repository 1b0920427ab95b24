package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Erased;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Topic;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.MemberId;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.runtime.Telemetry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology over an empty store, without a broker. */
final class TestStream implements AutoCloseable {

    static final PipelineTopics TOPICS = new PipelineTopics("news.");
    private static final String RESTART = "restart";

    static final Instant NOW = Instant.parse("2026-03-05T13:00:00Z");

    final Telemetry telemetry;
    private final TopologyTestDriver driver;
    private Instant now = NOW;
    private long end = -1;
    private long offset;

    TestStream(PageSteps steps, Path data) {
        this(steps, data, new Telemetry());
    }

    TestStream(PageSteps steps, Path data, Telemetry telemetry) {
        this(steps, data, telemetry, Stores::persistentKeyValueStore);
    }

    /** With stores in memory, for tests with thousands of histories. */
    static TestStream inMemory(PageSteps steps, Path data) {
        return new TestStream(steps, data, new Telemetry(), Stores::inMemoryKeyValueStore);
    }

    private TestStream(
            PageSteps steps, Path data, Telemetry telemetry, Function<String, KeyValueBytesStoreSupplier> stores) {
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
                EnrichTopology.build(
                        () -> new Restartable(
                                () -> new PageProcessor(steps, TOPICS, EnrichSettings.FORGET, clock, metrics)),
                        stores,
                        steps,
                        TOPICS,
                        EnrichSettings.FORGET,
                        metrics),
                properties,
                NOW);
    }

    /** A record as the raw topic holds it. */
    record RawRecord(long offset, Instant appended, RawPage page) {}

    /** Of the record that is processed now. */
    private record Position(long offset) implements RecordMetadata {

        @Override
        public String topic() {
            return TOPICS.raw().name();
        }

        @Override
        public int partition() {
            return 0;
        }
    }

    /** Begins anew over the same stores on a restart record, as a task does after a restart. */
    private final class Restartable implements Processor<byte[], byte[], byte[], byte[]> {
        private final Supplier<PageProcessor> processors;
        private final List<Cancellable> scheduled = new ArrayList<>();
        private @Nullable ProcessorContext<byte[], byte[]> context;
        private PageProcessor running;

        Restartable(Supplier<PageProcessor> processors) {
            this.processors = processors;
            running = processors.get();
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> given) {
            context = noting(given);
            running.init(context);
        }

        /**
         * The same, but what is scheduled is noted, as the next processor must be without it, and records have the offsets
         * that {@link #pipe(RawRecord)} gives them.
         */
        @SuppressWarnings("unchecked") // a proxy of this very interface
        private ProcessorContext<byte[], byte[]> noting(ProcessorContext<byte[], byte[]> given) {
            return (ProcessorContext<byte[], byte[]>) Proxy.newProxyInstance(
                    TestStream.class.getClassLoader(),
                    new Class<?>[] {ProcessorContext.class},
                    (proxy, method, values) -> {
                        try {
                            if (method.getName().equals("recordMetadata")) {
                                return Optional.of(new Position(offset));
                            }
                            var result = method.invoke(given, values);
                            if (result instanceof Cancellable cancellable) {
                                scheduled.add(cancellable);
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getTargetException();
                        }
                    });
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (context != null
                    && record.key() != null
                    && RESTART.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                running.close();
                scheduled.forEach(Cancellable::cancel);
                scheduled.clear();
                running = processors.get();
                running.init(context);
            } else {
                running.process(record);
            }
        }

        @Override
        public void close() {
            running.close();
        }
    }

    /** The process ends and another begins: only what the stores hold is left. */
    void restart() {
        driver.createInputTopic(TOPICS.raw().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(RESTART, new byte[0]);
    }

    /** Appends a page to the raw topic, and has it read. */
    RawRecord pipe(RawPage page) {
        var record = new RawRecord(++end, now, page);
        pipe(record);
        return record;
    }

    /** Has a record of the raw topic read, for the first time or again. */
    void pipe(RawRecord raw) {
        var page = raw.page();
        offset = raw.offset();
        var record = new TestRecord<>(page.capture().item().link().value(), page.body(), raw.appended());
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
        now = now.plus(time);
    }

    /** The content of all stores, by their names. */
    Map<String, Map<Object, byte[]>> stores() {
        var stores = new HashMap<String, Map<Object, byte[]>>();
        for (var name : driver.getAllStateStores().keySet()) {
            var entries = new LinkedHashMap<Object, byte[]>();
            try (var all = this.<Object>store(name).all()) {
                all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
            }
            stores.put(name, entries);
        }
        return stores;
    }

    /** Gives the stores the content of another time; {@link #restart} then begins anew over them. */
    void restore(Map<String, Map<Object, byte[]>> stores) {
        stores.forEach((name, entries) -> {
            var store = this.<Object>store(name);
            var keys = new ArrayList<Object>();
            try (var all = store.all()) {
                all.forEachRemaining(entry -> keys.add(entry.key));
            }
            keys.forEach(store::delete);
            entries.forEach(store::put);
        });
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
