package io.wireroom.ingest.schedule;

import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.ingest.schedule.store.DueIndex;
import io.wireroom.ingest.schedule.store.JsonStore;
import io.wireroom.ingest.schedule.store.SetAside;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The scheduler's stores.
 *
 * @param sources by source id
 * @param frontier by link id
 * @param hosts by the authority of the host
 * @param robots by the authority of the host
 * @param pending by link id
 * @param delegated by link id and source
 * @param due what is due when
 */
record SchedulerStores(
        JsonStore<SourceState> sources,
        JsonStore<LinkState> frontier,
        JsonStore<HostState> hosts,
        JsonStore<RobotsRules> robots,
        JsonStore<PendingWork> pending,
        JsonStore<DelegatedWork> delegated,
        DueIndex due) {

    static final List<String> NAMES = List.of("sources", "frontier", "hosts", "robots", "pending", "delegated", "due");

    static SchedulerStores of(ProcessorContext<String, PlacedRecord> context, SetAside setAside) {
        return new SchedulerStores(
                plain(context, "sources", SourceState.class, setAside),
                plain(context, "frontier", LinkState.class, setAside),
                plain(context, "hosts", HostState.class, setAside),
                compressed(context, "robots", RobotsRules.class, setAside),
                compressed(context, "pending", PendingWork.class, setAside),
                compressed(context, "delegated", DelegatedWork.class, setAside),
                new DueIndex(context.getStateStore("due")));
    }

    private static <T> JsonStore<T> plain(
            ProcessorContext<String, PlacedRecord> context, String name, Class<T> type, SetAside setAside) {
        return new JsonStore<>(context.getStateStore(name), new JsonCodec<>(type), false, setAside);
    }

    private static <T> JsonStore<T> compressed(
            ProcessorContext<String, PlacedRecord> context, String name, Class<T> type, SetAside setAside) {
        return new JsonStore<>(context.getStateStore(name), new JsonCodec<>(type), true, setAside);
    }

    /** @param suppliers makes the store of a name */
    static List<StoreBuilder<?>> builders(Function<String, KeyValueBytesStoreSupplier> suppliers) {
        return NAMES.stream()
                .<StoreBuilder<?>>map(name -> builder(suppliers.apply(name)))
                .toList();
    }

    /** Bytes: a value that cannot be read is for {@link JsonStore} to handle. */
    private static StoreBuilder<?> builder(KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }
}
