package io.wireroom.enrich.lane;

import io.wireroom.contract.work.PipelineTopics;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The flow of the step match as a pure function. Its topic has one partition, so there is one task. */
public final class MatchTopology {

    static final String STAGE = "enrich";
    static final String FINGERPRINTS = "fingerprints";
    static final String MATCHES = "matches";
    static final String READ_FINGERPRINT = "read-fingerprint";
    static final String MATCH = "match";
    static final String WRITE_GROUP = "write-group";
    static final String WRITE_STORY = "write-story";
    static final String WRITE_DEAD_LETTER = "write-dead-letter";

    /** The stores, which both have a changelog. */
    static final List<String> STORES = List.of(FINGERPRINTS, MATCHES);

    private MatchTopology() {}

    /**
     * The topology.
     *
     * @param clock for the instants in records
     */
    static Topology build(PipelineTopics topics, MatchSettings settings, InstantSource clock, MatchMetrics metrics) {
        return build(() -> new MatchProcessor(topics, settings, clock, metrics), topics);
    }

    static Topology build(ProcessorSupplier<byte[], byte[], byte[], byte[]> match, PipelineTopics topics) {
        var bytes = new ByteArraySerializer();
        var topology = new Topology();
        topology.addSource(
                READ_FINGERPRINT,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.fingerprint().name());
        topology.addProcessor(MATCH, match, READ_FINGERPRINT);
        STORES.forEach(name -> topology.addStateStore(store(name), MATCH));
        topology.addSink(WRITE_GROUP, topics.group().name(), bytes, bytes, MATCH);
        topology.addSink(WRITE_STORY, topics.story().name(), bytes, bytes, MATCH);
        topology.addSink(WRITE_DEAD_LETTER, topics.enrichDeadLetter().name(), bytes, bytes, MATCH);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }
}
