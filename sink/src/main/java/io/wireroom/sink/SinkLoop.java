package io.wireroom.sink;

import io.wireroom.runtime.Failure;
import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.HealthCheck.State;
import io.wireroom.store.BatchWriter;
import io.wireroom.store.BatchWriter.Result;
import io.wireroom.store.Claim;
import io.wireroom.store.PartitionClaims;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads the topics and writes the store. The store decides where to read on, never Kafka: a new
 * partition is paused until its claim returns the offset. While the database or the broker is away, everything is paused,
 * the batch is kept, and polling continues so that the group does not take the partitions away.
 */
final class SinkLoop implements Runnable, ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration KAFKA_LIMIT = Duration.ofSeconds(5);
    private static final long FIRST_BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MAX_BACK_OFF_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long MARK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Consumer<String, byte[]> consumer;
    private final List<String> topics;
    private final PartitionClaims partitionClaims;
    private final BatchWriter writer;
    private final SinkMetrics metrics;

    // Used by the loop's thread only.
    private final Map<TopicPartition, Claim> claims = new HashMap<>();
    private final Set<TopicPartition> unclaimed = new HashSet<>();
    private List<ConsumerRecord<String, byte[]>> pending = List.of();
    private boolean membershipInDoubt;
    private boolean marked;
    private long markedAtNanos;
    private long backOffNanos;
    private long retryAtNanos;

    // Read by others.
    private volatile boolean stopping;
    private volatile Map<TopicPartition, Long> positions = Map.of();
    private volatile Set<TopicPartition> assigned = Set.of();
    private volatile State state = new State(Level.NOT_READY, "waiting for partitions");

    SinkLoop(
            Consumer<String, byte[]> consumer,
            List<String> topics,
            PartitionClaims partitionClaims,
            BatchWriter writer,
            SinkMetrics metrics) {
        this.consumer = consumer;
        this.topics = List.copyOf(topics);
        this.partitionClaims = partitionClaims;
        this.writer = writer;
        this.metrics = metrics;
    }

    /** Reads and writes until {@link #stop()}; throws when it cannot continue. */
    @Override
    public void run() {
        try {
            consumer.subscribe(topics, this);
            while (!stopping) {
                step();
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        } catch (FencedInstanceIdException e) {
            throw Failure.unavailable(
                    "Another sink runs with the same member id; give every sink a DATA_DIR of its own", e);
        } finally {
            state = new State(Level.DEAD, "stopped");
            consumer.close(CloseOptions.timeout(KAFKA_LIMIT));
        }
    }

    /** Makes {@link #run()} return soon; from any thread. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    /** First offsets that are not in the store, after transaction markers; only for claimed partitions. */
    Map<TopicPartition, Long> positions() {
        return positions;
    }

    /** Partitions that the group has given to this sink, claimed or not. */
    Set<TopicPartition> assigned() {
        return assigned;
    }

    State state() {
        return state;
    }

    private void step() {
        if (!unclaimed.isEmpty() && due()) {
            claim();
        }
        var polled = poll();
        if (pending.isEmpty()) {
            pending = polled;
        } else if (!polled.isEmpty()) {
            throw new IllegalStateException("records came while all partitions were paused");
        }
        if (!pending.isEmpty() && due()) {
            write();
        } else if (pending.isEmpty() && unclaimed.isEmpty() && due()) {
            if (backOffNanos > 0 || !consumer.paused().isEmpty()) {
                // The batch or claim that had to wait was lost with its partitions.
                healed();
            } else if (!claims.isEmpty()) {
                mark();
            }
        }
        if (pending.isEmpty()) {
            publishPositions();
        }
    }

    private void publishPositions() {
        try {
            positions = claims.keySet().stream()
                    .collect(Collectors.toUnmodifiableMap(one -> one, one -> consumer.position(one, KAFKA_LIMIT)));
        } catch (RetriableException e) {
            LOG.atDebug().setCause(e).log("Kafka did not return the positions");
        }
    }

    private List<ConsumerRecord<String, byte[]>> poll() {
        try {
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            consumer.poll(POLL).forEach(records::add);
            return records;
        } catch (OffsetOutOfRangeException e) {
            // Retention, or the topic was created again: the claim finds out which.
            LOG.atWarn()
                    .addKeyValue("partitions", e.partitions())
                    .log("The stored offset is outside the log of the topic");
            letGo(e.partitions());
            return List.of();
        }
    }

    private void write() {
        var timer = metrics.batchDuration();
        var began = System.nanoTime();
        switch (writer.write(pending, claims)) {
            case Result.Written() -> {
                timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                commitToKafka(BatchWriter.partitionsOf(pending));
                pending = List.of();
                marked = false;
                healed();
            }
            case Result.Fenced(var partitions) -> fenced(partitions);
            case Result.Away(var cause) -> away(cause);
        }
    }

    // Everything up to now is in the store, so the ledger may count absent rows as missing.
    private void mark() {
        if (marked && System.nanoTime() - markedAtNanos < MARK_EVERY_NANOS) {
            return;
        }
        var read = new HashMap<>(positions);
        read.keySet().retainAll(claims.keySet());
        if (read.size() < claims.size()) {
            return;
        }
        var now = writer.databaseTime();
        if (now.isEmpty()) {
            return;
        }
        try {
            var ends = consumer.endOffsets(read.keySet(), KAFKA_LIMIT);
            var behind =
                    read.entrySet().removeIf(one -> one.getValue() < ends.getOrDefault(one.getKey(), Long.MAX_VALUE));
            switch (writer.caughtUp(read, now.get(), claims)) {
                case Result.Written() -> {
                    marked = !behind;
                    markedAtNanos = System.nanoTime();
                }
                case Result.Fenced(var partitions) -> fenced(partitions);
                case Result.Away(var cause) ->
                    LOG.atDebug().setCause(cause).log("Cannot record yet that the sink has caught up");
            }
        } catch (RetriableException e) {
            LOG.atDebug().setCause(e).log("Kafka did not return the ends of the logs");
        }
    }

    private void claim() {
        if (membershipInDoubt && !isStillMember()) {
            return;
        }
        switch (partitionClaims.claim(unclaimed)) {
            case PartitionClaims.Claimed(var granted, var skipped) -> {
                granted.forEach((partition, claim) -> {
                    consumer.seek(partition, claim.nextOffset());
                    claims.put(partition, claim);
                });
                skipped.forEach((partition, offsets) -> {
                    metrics.skipped(offsets);
                    LOG.atError()
                            .addKeyValue("partition", partition)
                            .addKeyValue("offsets", offsets)
                            .log("Retention deleted records before they were stored; continuing after them");
                });
                unclaimed.removeAll(granted.keySet());
                membershipInDoubt = false;
                marked = false;
                healed();
            }
            case PartitionClaims.Refused(var why) ->
                throw Failure.unavailable(
                        "The store does not belong to this Kafka: " + why
                                + "; if Kafka was created again on purpose, run `wireroom rewind --to stored`"
                                + " (replay is idempotent)",
                        null);
            case PartitionClaims.Away(var cause) -> away(cause);
        }
    }

    // A sink that was removed from the group without noticing it must not claim partitions of their owner.
    private boolean isStillMember() {
        try {
            var known = new HashMap<TopicPartition, OffsetAndMetadata>();
            for (var partition : consumer.assignment()) {
                var position = consumer.position(partition, KAFKA_LIMIT);
                if (position > 0) {
                    known.put(partition, new OffsetAndMetadata(position));
                }
            }
            consumer.commitSync(known, KAFKA_LIMIT);
            return true;
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.atInfo().log("Left the group; joining again");
            return false;
        } catch (RetriableException e) {
            away(e);
            return false;
        }
    }

    private void fenced(Set<TopicPartition> partitions) {
        LOG.atWarn().addKeyValue("partitions", partitions).log("Another sink has claimed partitions");
        metrics.fenced(partitions.size());
        membershipInDoubt = true;
        letGo(partitions);
        if (!pending.isEmpty()) {
            // The rest of the batch is written first; no more records may arrive before that.
            consumer.pause(consumer.assignment());
        }
    }

    private void away(Exception cause) {
        if (backOffNanos == 0) {
            LOG.atWarn().setCause(cause).log("The database or Kafka is unavailable; waiting");
        }
        metrics.waited();
        consumer.pause(consumer.assignment());
        backOffNanos = Math.min(MAX_BACK_OFF_NANOS, Math.max(FIRST_BACK_OFF_NANOS, backOffNanos * 2));
        retryAtNanos = System.nanoTime() + backOffNanos;
        state = new State(Level.NOT_READY, "waiting: " + cause.getMessage());
    }

    private void healed() {
        if (backOffNanos > 0) {
            LOG.atInfo().log("Continuing");
        }
        backOffNanos = 0;
        if (unclaimed.isEmpty()) {
            if (pending.isEmpty()) {
                consumer.resume(claims.keySet());
            }
            state = State.UP;
        }
    }

    private boolean due() {
        return backOffNanos == 0 || System.nanoTime() - retryAtNanos >= 0;
    }

    private void letGo(Collection<TopicPartition> partitions) {
        forget(partitions);
        var ours = new HashSet<>(partitions);
        ours.retainAll(consumer.assignment());
        consumer.pause(ours);
        unclaimed.addAll(ours);
    }

    private void forget(Collection<TopicPartition> partitions) {
        claims.keySet().removeAll(partitions);
        unclaimed.removeAll(partitions);
        if (!pending.isEmpty()) {
            pending = pending.stream()
                    .filter(record -> claims.containsKey(new TopicPartition(record.topic(), record.partition())))
                    .toList();
        }
        var left = new HashMap<>(positions);
        left.keySet().removeAll(partitions);
        positions = Map.copyOf(left);
    }

    private void commitToKafka(Set<TopicPartition> partitions) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : partitions) {
            var claim = claims.get(partition);
            if (claim != null) {
                offsets.put(partition, new OffsetAndMetadata(claim.nextOffset()));
            }
        }
        consumer.commitAsync(offsets, (committed, error) -> {
            if (error != null) {
                LOG.atDebug().setCause(error).log("Kafka did not store the offsets; only lag displays use them");
            }
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            // Any position will do: the partition is paused until the claim returns one, so Kafka is never asked for
            // it.
            consumer.seek(partition, 0);
        }
        consumer.pause(partitions);
        unclaimed.addAll(partitions);
        assigned = Stream.concat(assigned.stream(), partitions.stream()).collect(Collectors.toUnmodifiableSet());
        if (unclaimed.isEmpty()) {
            state = State.UP;
        } else {
            state = new State(Level.NOT_READY, "taking over partitions");
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        takenAway(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        takenAway(partitions);
    }

    private void takenAway(Collection<TopicPartition> partitions) {
        forget(partitions);
        var left = new HashSet<>(assigned);
        left.removeAll(partitions);
        assigned = Set.copyOf(left);
    }
}
