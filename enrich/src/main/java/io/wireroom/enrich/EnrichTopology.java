package io.wireroom.enrich;

import io.wireroom.contract.work.PipelineTopics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The flow of enrich as a pure function: the application, the tests and the documentation build it by the same call. */
final class EnrichTopology {

    static final String STAGE = "enrich";
    static final String VERSIONS = "versions";
    static final String ADDRESSES = "addresses";
    static final String SITES = "sites";
    static final String ERASED = "erased";
    static final String PROGRESS = "progress";
    static final String READ_RAW = "read-raw";
    static final String READ_ERASED = "read-erased";
    static final String ERASE = "erase";
    static final String CLEAN_AND_VERSION = "clean-and-version";
    static final String WRITE_ARTICLE = "write-article";
    static final String WRITE_ARTICLE_LATEST = "write-article-latest";
    static final String WRITE_FINGERPRINT = "write-fingerprint";
    static final String WRITE_NINJS = "write-ninjs";
    static final String WRITE_OUTCOME = "write-outcome";
    static final String WRITE_DEAD_LETTER = "write-dead-letter";

    private EnrichTopology() {}

    /**
     * The topology. Keys and values are bytes at its edges: decoding is a value, and a dead letter keeps its original.
     *
     * @param steps the pure functions from page to article
     * @param forget time after which an article, address or site that was not seen again is forgotten
     * @param clock for the instants of outcomes
     */
    static Topology build(
            PageSteps steps, PipelineTopics topics, Duration forget, InstantSource clock, EnrichMetrics metrics) {
        return build(
                () -> new PageProcessor(steps, topics, forget, clock, metrics),
                Stores::persistentKeyValueStore,
                steps,
                topics,
                forget,
                metrics);
    }

    static Topology build(
            ProcessorSupplier<byte[], byte[], byte[], byte[]> pages,
            Function<String, KeyValueBytesStoreSupplier> stores,
            PageSteps steps,
            PipelineTopics topics,
            Duration forget,
            EnrichMetrics metrics) {
        var bytes = new ByteArraySerializer();
        var topology = new Topology();
        topology.addSource(
                READ_RAW,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.raw().name());
        topology.addProcessor(CLEAN_AND_VERSION, pages, READ_RAW);
        topology.addSource(
                READ_ERASED,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.erased().name());
        topology.addProcessor(
                ERASE, () -> new ErasureProcessor(topics.erased(), forget, steps.ninjs(), metrics), READ_ERASED);
        topology.addStateStore(store(stores.apply(VERSIONS), Serdes.ByteArray()), CLEAN_AND_VERSION, ERASE);
        topology.addStateStore(store(stores.apply(ADDRESSES), Serdes.ByteArray()), CLEAN_AND_VERSION, ERASE);
        topology.addStateStore(store(stores.apply(ERASED), Serdes.ByteArray()), CLEAN_AND_VERSION, ERASE);
        topology.addStateStore(store(stores.apply(SITES), Serdes.String()), CLEAN_AND_VERSION);
        topology.addStateStore(progress(), CLEAN_AND_VERSION);
        topology.addSink(WRITE_ARTICLE, topics.article().name(), bytes, bytes, CLEAN_AND_VERSION, ERASE);
        topology.addSink(WRITE_ARTICLE_LATEST, topics.articleLatest().name(), bytes, bytes, CLEAN_AND_VERSION, ERASE);
        topology.addSink(WRITE_FINGERPRINT, topics.fingerprint().name(), bytes, bytes, CLEAN_AND_VERSION, ERASE);
        if (steps.ninjs()) {
            topology.addSink(WRITE_NINJS, topics.ninjs().name(), bytes, bytes, CLEAN_AND_VERSION, ERASE);
        }
        topology.addSink(WRITE_OUTCOME, topics.outcome().name(), bytes, bytes, CLEAN_AND_VERSION);
        topology.addSink(WRITE_DEAD_LETTER, topics.enrichDeadLetter().name(), bytes, bytes, CLEAN_AND_VERSION);
        return topology;
    }

    /** One entry, which each page replaces: the cache writes it to the changelog once a transaction. */
    private static StoreBuilder<KeyValueStore<byte[], byte[]>> progress() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(PROGRESS), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    /** Values are bytes: what cannot be read is set aside where it is needed. */
    private static <K> StoreBuilder<KeyValueStore<K, byte[]>> store(
            KeyValueBytesStoreSupplier supplier, Serde<K> keys) {
        return Stores.keyValueStoreBuilder(supplier, keys, Serdes.ByteArray()).withLoggingEnabled(Map.of());
    }
}
