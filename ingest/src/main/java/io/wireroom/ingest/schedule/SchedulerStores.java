package io.wireroom.ingest.schedule;

import io.wireroom.contract.JsonCodec;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The scheduler's stores.
 *
 * @param sources by source id
 * @param frontier by link id
 * @param hosts by the authority of the host
 * @param pending by link id, or by the key of a delegated request
 */
record SchedulerStores(
        KeyValueStore<String, SourceState> sources,
        KeyValueStore<String, LinkState> frontier,
        KeyValueStore<String, HostState> hosts,
        KeyValueStore<String, PendingWork> pending) {

    static final List<String> NAMES = List.of("sources", "frontier", "hosts", "pending");

    static SchedulerStores of(ProcessorContext<String, PlacedRecord> context) {
        return new SchedulerStores(
                context.getStateStore("sources"),
                context.getStateStore("frontier"),
                context.getStateStore("hosts"),
                context.getStateStore("pending"));
    }

    static List<StoreBuilder<?>> builders() {
        return List.of(
                builder("sources", new JsonCodec<>(SourceState.class).serde()),
                builder("frontier", new JsonCodec<>(LinkState.class).serde()),
                builder("hosts", new JsonCodec<>(HostState.class).serde()),
                builder("pending", CompressedSerde.over(new JsonCodec<>(PendingWork.class).serde())));
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> builder(String name, Serde<T> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values)
                .withLoggingEnabled(Map.of());
    }
}
