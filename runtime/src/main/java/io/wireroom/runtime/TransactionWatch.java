package io.wireroom.runtime;

import io.wireroom.runtime.TransactionLog.Decision;
import io.wireroom.runtime.TransactionLog.Open;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heals transactions that stay open in a partition though their coordinator is done with them: after a broker was killed, a
 * coordinator can count markers as written that no partition ever got (docs/rationale.md), and readers of committed
 * records then wait there for ever. Each is ended the way the coordinator decided. Where that cannot be found out, the
 * stage stops with a message.
 */
public final class TransactionWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionWatch.class);
    private static final String OFFSETS_TOPIC = "__consumer_offsets";
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    /** A transaction that is open for this much longer than its time-out allows is one that nobody ends. */
    private static final Duration BEYOND_TIMEOUT = Duration.ofSeconds(5);

    /** The decision was written after the transaction's last append, by another broker's clock. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    /** The log of transactions may be away with its broker; beyond this it does not hold the decision. */
    private static final Duration UNKNOWN_LIMIT = Duration.ofMinutes(3);

    private final KafkaClients clients;
    private final Set<String> topics;
    private final List<String> ids;
    private final long patienceNanos;
    private final Map<TopicPartition, Standstill> standing = new HashMap<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("transaction-watch").daemon().factory());
    private volatile @Nullable Admin admin;

    /** Committed records end at this offset since a time, though the log goes on. */
    private record Standstill(long offset, long sinceNanos) {}

    /** A watch over these topics and over the offsets of this installation's groups. */
    public TransactionWatch(KafkaSettings kafka, Collection<String> topics) {
        this(kafka, topics, kafka.timeouts().pagesTransaction().plus(BEYOND_TIMEOUT));
    }

    TransactionWatch(KafkaSettings kafka, Collection<String> topics, Duration patience) {
        clients = new KafkaClients(kafka);
        this.topics = new HashSet<>(topics);
        this.topics.add(OFFSETS_TOPIC);
        ids = Arrays.stream(KafkaGroup.values()).map(kafka::group).toList();
        patienceNanos = patience.toNanos();
    }

    /** Begins to watch. */
    public void start() {
        admin = clients.admin();
        var unused =
                timer.scheduleWithFixedDelay(this::watch, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Completes exceptionally when a transaction stays open that cannot be ended: the stage should stop. */
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    private void watch() {
        var asked = admin;
        if (asked == null) {
            return;
        }
        try {
            check(asked);
        } catch (Failure e) {
            stopped.completeExceptionally(e);
        } catch (AuthorizationException e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("Transactions left open cannot be ended");
        } catch (ExecutionException | TimeoutException | IOException | KafkaException e) {
            var log = e.getCause() instanceof AuthorizationException ? LOG.atWarn() : LOG.atDebug();
            log.setCause(e).log("Cannot ask for open transactions");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("Cannot check open transactions");
        }
    }

    /** One turn: finds what stands still, and heals what has stood still for too long. */
    void check(Admin asked) throws ExecutionException, InterruptedException, TimeoutException, IOException {
        var late = lateAmong(standstills(asked), System.nanoTime());
        if (late.isEmpty()) {
            return;
        }
        var open = open(asked, late);
        if (open.isEmpty()) {
            return;
        }
        var oldest = open.values().stream()
                .mapToLong(ProducerState::lastTimestamp)
                .min()
                .orElseThrow();
        Map<Open, Decision> decisions;
        try (var reader = clients.rawReader()) {
            var entries = TransactionLog.read(reader, oldest - CLOCK_DIFFERENCE.toMillis(), ANSWER_LIMIT);
            decisions = TransactionLog.decisions(List.copyOf(open.keySet()), entries);
        }
        for (var one : decisions.entrySet()) {
            var state = open.get(one.getKey());
            if (state != null) {
                act(asked, one.getKey(), state, one.getValue());
            }
        }
    }

    private void act(Admin asked, Open open, ProducerState state, Decision decision)
            throws ExecutionException, InterruptedException, TimeoutException, IOException {
        switch (decision) {
            case Decision.Pending() -> {}
            case Decision.Decided(var id, var commit) -> {
                if (isOurs(open, id)) {
                    end(asked, open, state, commit);
                }
            }
            case Decision.Unknown() -> {
                if (!open.partition().topic().equals(OFFSETS_TOPIC) && stoodFor(open) > UNKNOWN_LIMIT.toNanos()) {
                    throw undecided(open);
                }
            }
        }
    }

    private boolean isOurs(Open open, String transactionalId) {
        return !open.partition().topic().equals(OFFSETS_TOPIC)
                || ids.stream().anyMatch(id -> transactionalId.equals(id) || transactionalId.startsWith(id + '-'));
    }

    private long stoodFor(Open open) {
        var standstill = standing.get(open.partition());
        return standstill == null ? 0 : System.nanoTime() - standstill.sinceNanos();
    }

    private static Failure undecided(Open open) {
        return Failure.unavailable(
                "A transaction of producer " + open.producerId() + " stays open in " + open.partition()
                        + ", and the coordinator's log does not hold its decision: read"
                        + " docs/operations.md, 'After a broker was killed'",
                null);
    }

    private void end(Admin asked, Open open, ProducerState seen, boolean commit)
            throws ExecutionException, InterruptedException, TimeoutException, IOException {
        var now = states(asked, Set.of(open.partition())).getOrDefault(open.partition(), List.of());
        if (!now.contains(seen)) {
            return; // somebody else was faster
        }
        var leader = leader(asked, open.partition());
        if (leader == null || leader.isEmpty()) {
            return;
        }
        var error = new TransactionMarkers(clients.adminProperties())
                .end(leader, open, seen.coordinatorEpoch().orElse(0), commit);
        var log = error == Errors.NONE ? LOG.atWarn() : LOG.atError();
        log.addKeyValue("partition", open.partition())
                .addKeyValue("producer", open.producerId())
                .addKeyValue("result", commit ? "commit" : "abort")
                .addKeyValue("error", error)
                .log("Ended a transaction that its coordinator had left open");
    }

    private static @Nullable Node leader(Admin asked, TopicPartition partition)
            throws ExecutionException, InterruptedException, TimeoutException {
        var topic = get(asked.describeTopics(List.of(partition.topic())).allTopicNames())
                .get(partition.topic());
        return topic == null
                ? null
                : topic.partitions().get(partition.partition()).leader();
    }

    private Map<TopicPartition, Long> standstills(Admin asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : describable(asked).entrySet()) {
            for (var partition = 0; partition < topic.getValue(); partition++) {
                latest.put(new TopicPartition(topic.getKey(), partition), OffsetSpec.latest());
            }
        }
        var committed = asked.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        var written = asked.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED));
        var standstills = new HashMap<TopicPartition, Long>();
        for (var partition : latest.keySet()) {
            try {
                var end = get(committed.partitionResult(partition)).offset();
                if (end < get(written.partitionResult(partition)).offset()) {
                    standstills.put(partition, end);
                }
            } catch (ExecutionException e) {
                LOG.atDebug().setCause(e).addKeyValue("partition", partition).log("Has no leader");
            }
        }
        return standstills;
    }

    private Map<String, Integer> describable(Admin asked) throws InterruptedException, TimeoutException {
        var partitions = new HashMap<String, Integer>();
        for (var topic : asked.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                partitions.put(
                        topic.getKey(), get(topic.getValue()).partitions().size());
            } catch (ExecutionException e) {
                LOG.atDebug().setCause(e).addKeyValue("topic", topic.getKey()).log("Cannot be described");
            }
        }
        return partitions;
    }

    /** Remembers what stands still; returns what has done so for too long. */
    private Set<TopicPartition> lateAmong(Map<TopicPartition, Long> standstills, long now) {
        standing.keySet().retainAll(standstills.keySet());
        standstills.forEach((partition, offset) -> {
            var before = standing.get(partition);
            if (before == null || before.offset() != offset) {
                standing.put(partition, new Standstill(offset, now));
            }
        });
        var late = new HashSet<TopicPartition>();
        standing.forEach((partition, standstill) -> {
            if (now - standstill.sinceNanos() > patienceNanos) {
                late.add(partition);
            }
        });
        return late;
    }

    /** The oldest transaction of each partition. */
    private Map<Open, ProducerState> open(Admin asked, Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        var open = new HashMap<Open, ProducerState>();
        for (var found : states(asked, partitions).entrySet()) {
            var stopsAt = standing.get(found.getKey());
            for (var state : found.getValue()) {
                if (stopsAt != null && state.currentTransactionStartOffset().orElse(-1) == stopsAt.offset()) {
                    open.put(new Open(found.getKey(), state.producerId(), state.producerEpoch()), state);
                }
            }
        }
        return open;
    }

    private static Map<TopicPartition, List<ProducerState>> states(Admin asked, Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        var described = asked.describeProducers(partitions);
        var states = new HashMap<TopicPartition, List<ProducerState>>();
        for (var partition : partitions) {
            states.put(
                    partition,
                    new ArrayList<>(get(described.partitionResult(partition)).activeProducers()));
        }
        return states;
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        var asked = admin;
        if (asked != null) {
            asked.close(Duration.ofSeconds(1));
        }
    }
}
