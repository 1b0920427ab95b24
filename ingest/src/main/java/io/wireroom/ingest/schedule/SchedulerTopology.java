package io.wireroom.ingest.schedule;

import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RequestId;
import io.wireroom.ingest.schedule.gate.PageGate;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The scheduler's topology: sources, links, answers and erasures in; requests, links and answers to other sites, statuses, stand-ins
 * for pages, outcomes and dead letters out.
 */
public final class SchedulerTopology {

    private SchedulerTopology() {}

    /** Names of the state stores. */
    public static List<String> storeNames() {
        return SchedulerStores.NAMES;
    }

    /**
     * The topology; pure: all that differs from run to run is passed in.
     *
     * @param requestIds makes unique ids
     * @param random spreads the polls
     */
    public static Topology build(
            PipelineTopics topics,
            ScheduleSettings settings,
            SchedulerView view,
            PageGate gate,
            Supplier<RequestId> requestIds,
            RandomGenerator random,
            InstantSource clock) {
        return build(
                topics,
                () -> new SchedulerProcessor(topics, settings, view, gate, requestIds, random, clock),
                Stores::persistentKeyValueStore);
    }

    static Topology build(
            PipelineTopics topics,
            ProcessorSupplier<String, byte[], String, PlacedRecord> scheduler,
            Function<String, KeyValueBytesStoreSupplier> stores) {
        var topology = new Topology();
        var keys = new StringDeserializer();
        var values = new ByteArrayDeserializer();
        topology.addSource("read-source", keys, values, topics.source().name());
        topology.addSource("read-link", keys, values, topics.link().name());
        topology.addSource("read-fetched", keys, values, topics.fetched().name());
        topology.addSource("read-erased", keys, values, topics.erased().name());
        topology.addProcessor("schedule", scheduler, "read-source", "read-link", "read-fetched", "read-erased");
        SchedulerStores.builders(stores).forEach(store -> topology.addStateStore(store, "schedule"));
        sink(topology, Outbox.REQUEST, topics.request().name());
        sink(topology, Outbox.LINK, topics.link().name());
        sink(topology, Outbox.SOURCE_STATUS, topics.sourceStatus().name());
        sink(topology, Outbox.RAW, topics.raw().name());
        sink(topology, Outbox.OUTCOME, topics.outcome().name());
        sink(topology, Outbox.FETCHED, topics.fetched().name());
        sink(topology, Outbox.DEAD_LETTER, topics.ingestDeadLetter().name());
        return topology;
    }

    private static void sink(Topology topology, String name, String topic) {
        topology.addSink(
                name, topic, new StringSerializer(), PlacedRecord.SERIALIZER, PlacedRecord.PARTITIONER, "schedule");
    }
}
