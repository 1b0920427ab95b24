package io.wireroom.standalone;

import io.wireroom.contract.Topic;
import io.wireroom.runtime.Failure;
import io.wireroom.sink.books.Ledger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until everything that was announced has come to its end and lies in the store. Exact, without waiting for a
 * silence: once each source was answered, all their {@code discovered} outcomes are on the outcome topic (same
 * transaction); once the store has read that topic up to there, its own books say what is still in flight.
 */
public final class Settling {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Standalone.Running running;
    private final DataSource store;
    private final CompletableFuture<Void> stopped;
    private final Consumer<String> progress;

    /** Over a running standalone and its store. */
    public Settling(
            Standalone.Running running, DataSource store, CompletableFuture<Void> stopped, Consumer<String> progress) {
        this.running = running;
        this.store = store;
        this.stopped = stopped;
        this.progress = progress;
    }

    /**
     * Returns when all sources were polled in this run, the condition holds, and no item is in flight.
     *
     * @param sources how many there are
     * @param also a further condition, such as that the correction was served
     * @throws Failure when a stage stops meanwhile
     */
    public void await(long sources, BooleanSupplier also) {
        try (var admin = running.clients().admin()) {
            until(() -> running.ingest().view().sources() >= sources
                    && running.ingest().view().polled()
                            >= running.ingest().view().sources());
            until(also);
            until(() -> stored(admin) && inFlight() == 0);
        }
    }

    private boolean stored(Admin admin) {
        var topics = running.kafka().topics();
        return running.sink().caughtUpWith(ends(admin, List.of(topics.outcome(), topics.article())));
    }

    private long inFlight() {
        try {
            return Ledger.read(store, Instant.EPOCH, running.sinkSettings().ledgerDeadline(), Instant.now())
                    .total()
                    .inFlight();
        } catch (SQLException e) {
            throw Failure.unavailable("The store does not answer: " + e.getMessage(), e);
        }
    }

    private Map<TopicPartition, Long> ends(Admin admin, List<Topic<?>> topics) {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : topics) {
            for (var partition = 0; partition < running.kafka().partitions(); partition++) {
                wanted.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        try {
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException | TimeoutException e) {
            throw Failure.unavailable("Kafka does not say how far its topics go: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unavailable("Interrupted while waiting for the store", e);
        }
    }

    private void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            var view = running.ingest().view();
            progress.accept("polled %d of %d sources, %d links waiting, %d requests out"
                    .formatted(view.polled(), view.sources(), view.waiting(), view.open()));
            try {
                stopped.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                throw Failure.unavailable("Stopped before everything was stored; start again to go on", null);
            } catch (TimeoutException e) {
                // Still running: look again.
            } catch (ExecutionException e) {
                throw Failure.unavailable("A stage cannot go on: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.unavailable("Interrupted while waiting for the store", e);
            }
        }
    }
}
