package io.wireroom.standalone;

import io.wireroom.contract.Topic;
import io.wireroom.ingest.schedule.SchedulerView.AskedPause;
import io.wireroom.runtime.Failure;
import io.wireroom.store.query.Ledger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Waits until everything that was announced has ended and is in the store: each source was answered, no link waits and
 * no request is open, nothing was written to the topics for many commit intervals, the sink has read them to their
 * ends, and the ledger has nothing in flight. Rows that are missing from the ledger then never come: the wait ends
 * after a longer silence, and the ledger shows the imbalance.
 */
public final class Quiescence {

    private static final Duration CHECK_EVERY = Duration.ofMillis(200);

    /** Two commit intervals of match, and more of the others. After them, everything that was read has been written. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** Longer than any step needs for one record, including restarts of its threads. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(30);

    /** A shorter wait needs no explanation. */
    private static final Duration NOTICED = Duration.ofSeconds(5);

    private final Standalone.Running running;
    private final DataSource store;
    private final CompletableFuture<Void> stopped;
    private final Consumer<String> progress;
    private final Consumer<String> notices;
    private final Set<AskedPause> noticed = new HashSet<>();
    private Map<TopicPartition, Long> lastEnds = Map.of();
    private long quietSinceNanos;

    /**
     * Waits for this running standalone and its store.
     *
     * @param progress takes what is waited for at the moment
     * @param notices takes why a wait is long, once
     */
    public Quiescence(
            Standalone.Running running,
            DataSource store,
            CompletableFuture<Void> stopped,
            Consumer<String> progress,
            Consumer<String> notices) {
        this.notices = notices;
        this.running = running;
        this.store = store;
        this.stopped = stopped;
        this.progress = progress;
    }

    /**
     * Returns when all sources were polled in this run, the condition holds, and nothing changes any more.
     *
     * @param sources number of sources
     * @param also a further condition, such as that the correction was served
     * @throws Failure when a stage stops meanwhile
     */
    public void await(long sources, BooleanSupplier also) {
        try (var admin = running.clients().admin()) {
            until(() -> running.ingest().view().sources() >= sources
                    && running.ingest().view().polled()
                            >= running.ingest().view().sources());
            until(also);
            until(() -> quiet(admin));
        }
    }

    private boolean quiet(Admin admin) {
        var topics = running.kafka().topics();
        var view = running.ingest().view();
        // Uncommitted: an open transaction counts as movement.
        var watched = new ArrayList<Topic<?>>(List.of(topics.link(), topics.raw(), topics.fingerprint()));
        watched.addAll(topics.stored());
        var ends = ends(admin, watched);
        if (!ends.equals(lastEnds)) {
            lastEnds = ends;
            quietSinceNanos = System.nanoTime();
            return false;
        }
        var quiet = Duration.ofNanos(System.nanoTime() - quietSinceNanos);
        var stored = new HashMap<>(ends);
        var read = topics.stored().stream().map(Topic::name).toList();
        stored.keySet().removeIf(partition -> !read.contains(partition.topic()));
        return quiet.compareTo(QUIET) >= 0
                && view.waiting() == 0
                && view.open() == 0
                && running.sink().caughtUpWith(stored)
                && (quiet.compareTo(GIVEN_UP) >= 0 || inFlight() == 0);
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
            var partitions = topic.partitions().count(running.kafka().partitions());
            for (var partition = 0; partition < partitions; partition++) {
                wanted.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        try {
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException | TimeoutException e) {
            throw Failure.unavailable("Kafka does not return the ends of the topics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unavailable("Interrupted while waiting for the store", e);
        }
    }

    private void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            var view = running.ingest().view();
            view.askedPause()
                    .filter(asked -> asked.until().isAfter(Instant.now().plus(NOTICED)))
                    .filter(asked -> noticed.add(asked))
                    .ifPresent(asked -> notices.accept("Waiting until %s for %s, which asked for it (Retry-After)"
                            .formatted(asked.until().truncatedTo(ChronoUnit.SECONDS), asked.host())));
            progress.accept("polled %d of %d sources, %d links waiting, %d requests out"
                    .formatted(view.polled(), view.sources(), view.waiting(), view.open()));
            try {
                stopped.get(CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                throw Failure.unavailable("Stopped before everything was stored; start again to continue", null);
            } catch (TimeoutException e) {
                // Still running: check again.
            } catch (ExecutionException e) {
                throw Failure.unavailable("A stage cannot continue: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.unavailable("Interrupted while waiting for the store", e);
            }
        }
    }
}
