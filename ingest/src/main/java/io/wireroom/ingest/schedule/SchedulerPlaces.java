package io.wireroom.ingest.schedule;

import io.wireroom.contract.address.Host;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.StoredPlace;
import io.wireroom.ingest.schedule.store.DueIndex;
import io.wireroom.ingest.schedule.store.JsonStore;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which partition the entries of the scheduler's stores belong to, when the number of partitions changes. Some entries
 * name their site, the others are found by the entry of the same link in another store of the task.
 */
public final class SchedulerPlaces {

    /** The stores of one task. */
    @FunctionalInterface
    public interface TaskStores {

        /** The value under this key as in the changelog; null if there is none. */
        byte @Nullable [] value(String store, String key);
    }

    private static final String FRONTIER = "frontier";
    private static final String PENDING = "pending";
    private static final String DELEGATED = "delegated";
    private static final JsonCodec<SourceState> SOURCES = new JsonCodec<>(SourceState.class);
    private static final JsonCodec<LinkState> LINKS = new JsonCodec<>(LinkState.class);
    private static final JsonCodec<PendingWork> WORKS = new JsonCodec<>(PendingWork.class);
    private static final JsonCodec<DelegatedWork> REQUESTS = new JsonCodec<>(DelegatedWork.class);

    private final TaskStores task;

    /** Places of the entries of this task. */
    public SchedulerPlaces(TaskStores task) {
        this.task = task;
    }

    /**
     * The place of an entry.
     *
     * @param store its name
     * @param value as in the changelog
     */
    public StoredPlace of(String store, String key, byte[] value) {
        return switch (store) {
            case "sources" ->
                read(
                        SOURCES,
                        value,
                        state -> StoredPlace.of(Site.of(state.source().url())));
            case FRONTIER -> read(LINKS, value, state -> ofLink(state.place(), key));
            case "hosts", "robots" -> ofHost(key);
            case PENDING ->
                read(WORKS, value, work -> StoredPlace.of(work.page().site()));
            case DELEGATED ->
                read(REQUESTS, value, work -> StoredPlace.of(work.link().site()));
            case "due" -> ofDue(DueIndex.entry(key, value));
            default -> throw new IllegalArgumentException("the scheduler has no store '" + store + "'");
        };
    }

    private static <T> StoredPlace read(JsonCodec<T> codec, byte[] value, Function<T, StoredPlace> place) {
        return switch (JsonStore.decode(codec, value)) {
            case Decoded.Value<T>(var read) -> place.apply(read);
            case Decoded.Unreadable<T>(var why) -> new StoredPlace.Unreadable(why);
        };
    }

    /** Only links that are done are in the frontier alone. */
    private StoredPlace ofLink(@Nullable Integer place, String key) {
        if (place != null) {
            return StoredPlace.of(place);
        }
        var waits = task.value(PENDING, key);
        return waits == null ? new StoredPlace.Unknown() : of(PENDING, key, waits);
    }

    private static StoredPlace ofHost(String authority) {
        try {
            return StoredPlace.of(Site.of(URI.create("http://" + new Host(authority) + '/')));
        } catch (IllegalArgumentException e) {
            return new StoredPlace.Unreadable("no host: " + e.getMessage());
        }
    }

    private StoredPlace ofDue(DueIndex.Entry due) {
        return switch (due) {
            case DueIndex.Entry.Unreadable(var why) -> new StoredPlace.Unreadable(why);
            case DueIndex.Entry.Due(var kind, var key, var note) ->
                switch (kind) {
                    case WAITING -> StoredPlace.of(WaitingLinks.siteOf(note));
                    case DELEGATED -> ofOther(DELEGATED, key);
                    case REVISIT, LINK_CHECK -> ofOther(FRONTIER, key);
                    case HOST_CHECK -> ofHost(key);
                };
        };
    }

    /** An entry about nothing is dropped when it is due, wherever it is. */
    private StoredPlace ofOther(String store, String key) {
        var value = task.value(store, key);
        return value == null ? new StoredPlace.Unknown() : of(store, key, value);
    }
}
