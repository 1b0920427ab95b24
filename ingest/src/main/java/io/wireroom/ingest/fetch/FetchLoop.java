package io.wireroom.ingest.fetch;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Host;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.ingest.metrics.IngestMetrics;
import io.wireroom.ingest.web.BodyBudget;
import io.wireroom.runtime.DeadLetter;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.MemberId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs until a transaction or assignment fails; the caller then creates a new one, which continues from the committed
 * offsets. Takes requests, has virtual threads execute them, and writes the results in transactions that carry the
 * offsets. Only its own thread touches the Kafka clients.
 */
final class FetchLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FetchLoop.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int MAX_PER_TRANSACTION = 200;
    private static final long MAX_BYTES_PER_TRANSACTION = 32L << 20;
    private static final int MAX_POLL_RECORDS = 32;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    /** Slow hosts may hold one of this many requests in flight; any other request to them waits for a pause. */
    private static final int SLOW_SHARE = 4;

    private static final Host NO_HOST = new Host("");
    private static final Duration HELD_BACK = Duration.ofSeconds(30);

    /**
     * A finished request on its way into a transaction.
     *
     * @param body the memory of the page among the records; given back when they are written or dropped
     * @param execution begins when the records are written; null if they end the request
     */
    private record Finished(
            TopicPartition partition,
            Assignment assignment,
            long offset,
            List<ProducerRecord<String, byte[]>> records,
            BodyBudget.@Nullable Share body,
            @Nullable Runnable execution) {

        /** One that ends its request. */
        Finished(
                TopicPartition partition,
                Assignment assignment,
                long offset,
                List<ProducerRecord<String, byte[]>> records,
                BodyBudget.@Nullable Share body) {
            this(partition, assignment, offset, records, body, null);
        }

        void giveBack() {
            if (body != null) {
                body.close();
            }
        }
    }

    private final PipelineTopics topics;
    private final RequestExecutor executor;
    private final HandoverWriter writer;
    private final IngestMetrics metrics;
    private final FetchTraces traces;
    private final InstantSource clock;
    private final int maxInFlight;
    private final Consumer<String, byte[]> consumer;
    private final Producer<String, byte[]> producer;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
    private final Map<TopicPartition, Assignment> assignments = new HashMap<>();
    private final HeartbeatWatch heartbeat;
    private volatile boolean closed;
    private final SlowHosts slowHosts;

    FetchLoop(
            PipelineTopics topics,
            RequestExecutor executor,
            HandoverWriter writer,
            IngestMetrics metrics,
            InstantSource clock,
            int maxInFlight,
            Consumer<String, byte[]> consumer,
            Producer<String, byte[]> producer,
            Duration longestSilence) {
        this.topics = topics;
        this.executor = executor;
        this.writer = writer;
        this.metrics = metrics;
        traces = new FetchTraces(metrics.tracing(), clock);
        this.clock = clock;
        this.maxInFlight = maxInFlight;
        this.consumer = consumer;
        this.producer = producer;
        slowHosts = new SlowHosts(Math.max(1, maxInFlight / SLOW_SHARE));
        heartbeat = new HeartbeatWatch(consumer, longestSilence);
    }

    /** A loop with real clients for this member; the transactional id fences the member's own ghost. */
    static FetchLoop connect(
            PipelineTopics topics,
            RequestExecutor executor,
            IngestMetrics metrics,
            InstantSource clock,
            int maxInFlight,
            KafkaClients clients,
            String group,
            MemberId member,
            Duration transactionTimeout) {
        var consumer = clients.groupConsumer(group, member, "earliest", Math.min(MAX_POLL_RECORDS, maxInFlight));
        try {
            // All topics have the same number, and ingest does not start where they differ.
            var partitions = consumer.partitionsFor(topics.fetched().name()).size();
            var producer = clients.transactionalProducer(group + '-' + member.value(), transactionTimeout);
            return new FetchLoop(
                    topics,
                    executor,
                    new HandoverWriter(topics, partitions, clock),
                    metrics,
                    clock,
                    maxInFlight,
                    consumer,
                    producer,
                    clients.longestSilence());
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Runs until {@code closing} is true, or throws; the caller then creates a new loop. */
    void run(BooleanSupplier closing) {
        producer.initTransactions();
        consumer.subscribe(List.of(topics.request().name()), new Rebalance());
        while (!closing.getAsBoolean()) {
            var records = consumer.poll(finished.isEmpty() ? POLL : Duration.ZERO);
            for (var record : records) {
                take(record);
            }
            if (heartbeat.silent()) {
                throw new IllegalStateException("the group's coordinator has been silent for too long");
            }
            limitInFlight();
            commitFinished();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        var assignment = assignments.get(partition);
        if (assignment == null) {
            return;
        }
        assignment.taken(record.offset());
        switch (topics.request().codec().decode(record.value())) {
            case Decoded.Unreadable<Request>(var why) ->
                add(new Finished(
                        partition, assignment, record.offset(), poison(record, FetchReason.POISON, why, null), null));
            case Decoded.Value<Request>(Request.Other unknown) -> {
                metrics.returned();
                var handedBack = writer.records(RequestExecutor.notUnderstood(unknown, HELD_BACK));
                add(new Finished(partition, assignment, record.offset(), handedBack, null));
            }
            case Decoded.Value<Request>(Request.Supported request) -> {
                if (!assignment.mayExecute(record.offset())) {
                    metrics.returned();
                    var returned = writer.records(RequestExecutor.returned(request));
                    add(new Finished(partition, assignment, record.offset(), returned, null));
                } else if (slowHosts.admit(hostOf(request))) {
                    begin(partition, assignment, record, request);
                } else {
                    metrics.slowPutOff();
                    var putOff = writer.records(RequestExecutor.heldBack(request, HELD_BACK));
                    add(new Finished(partition, assignment, record.offset(), putOff, null));
                }
            }
        }
    }

    /** A request that was handed back before begins when that is on record: it may be what its last fetcher died of. */
    private void begin(
            TopicPartition partition,
            Assignment assignment,
            ConsumerRecord<String, byte[]> record,
            Request.Supported request) {
        Runnable execution =
                () -> assignment.running(threads.submit(() -> execute(partition, assignment, record, request)));
        if (request.handedBack()) {
            var notice = writer.records(RequestExecutor.begun(request));
            add(new Finished(partition, assignment, record.offset(), notice, null, execution));
        } else {
            execution.run();
        }
    }

    private static Host hostOf(Request request) {
        return Address.hostOf(request.url()).isEmpty() ? NO_HOST : Host.of(request.url());
    }

    /** Runs on a virtual thread; the one boundary where a bug about one answer is caught. */
    private void execute(
            TopicPartition partition,
            Assignment assignment,
            ConsumerRecord<String, byte[]> record,
            Request.Supported request) {
        metrics.inFlight(1);
        var body = executor.share();
        var started = System.nanoTime();
        try {
            var handover = traces.of(request, executor.execute(request, body), started);
            var lost = assignment.isLost();
            if (lost || handover.page() == null) {
                body.close();
            }
            if (!lost) {
                metrics.fetched(
                        request,
                        handover.answers().getFirst().fetched(),
                        handover.links().size());
                add(new Finished(partition, assignment, record.offset(), writer.records(handover), body));
            }
        } catch (RuntimeException | Error e) {
            body.close();
            if (!assignment.isLost()) {
                LOG.atError().setCause(e).addKeyValue("url", request.url()).log("A request could not be processed");
                var records = new ArrayList<>(poison(record, FetchReason.CRASH, "processing failed: " + e, e));
                var item = request.item();
                if (item != null) {
                    var outcome = Outcome.of(
                                    item, Step.FETCH, request.attempt(), Status.DEAD_LETTERED, null, clock.instant())
                            .withDetail(e.toString());
                    records.addAll(writer.records(new Handover(List.of(), List.of(), List.of(outcome), null)));
                }
                add(new Finished(partition, assignment, record.offset(), records, null));
            }
        } finally {
            slowHosts.answered(hostOf(request), Duration.ofNanos(System.nanoTime() - started));
            metrics.inFlight(-1);
        }
    }

    private void add(Finished one) {
        finished.add(one);
        if (closed) {
            dropFinished(); // it came after the end: nothing else would
        }
    }

    private void dropFinished() {
        for (var one = finished.poll(); one != null; one = finished.poll()) {
            one.giveBack();
        }
    }

    /** The original to the dead letters, and an answer that frees the host. */
    private List<ProducerRecord<String, byte[]>> poison(
            ConsumerRecord<String, byte[]> record, FetchReason reason, String why, @Nullable Throwable error) {
        metrics.deadLetter();
        var key = record.key() == null ? "" : record.key();
        var letter = DeadLetter.of(
                topics.ingestDeadLetter().name(),
                "ingest",
                record.topic(),
                record.partition(),
                record.offset(),
                key.getBytes(StandardCharsets.UTF_8),
                record.value(),
                record.headers(),
                why,
                error);
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        records.add(new ProducerRecord<>(letter.topic(), null, key, letter.value(), letter.headers()));
        RecordHeaders.text(record.headers(), RecordHeaders.ID)
                .map(id -> RequestExecutor.unprocessed(new Site(key), new RequestId(id), reason, why))
                .ifPresent(handover -> records.addAll(writer.records(handover)));
        return records;
    }

    private void limitInFlight() {
        var unanswered = assignments.values().stream()
                .mapToInt(Assignment::unansweredCount)
                .sum();
        // What one poll brings comes on top.
        if (unanswered > maxInFlight - Math.min(MAX_POLL_RECORDS, maxInFlight)) {
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
    }

    private void commitFinished() {
        var batch = nextBatch();
        if (batch.isEmpty()) {
            return;
        }
        try {
            commit(batch);
        } finally {
            batch.forEach(Finished::giveBack);
        }
        for (var one : batch) {
            if (one.execution() != null && !one.assignment().isLost()) {
                one.execution().run();
            }
        }
    }

    private void commit(List<Finished> batch) {
        producer.beginTransaction();
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var one : batch) {
            one.records().forEach(record -> producer.send(record));
            if (one.execution() == null) {
                one.assignment().answered(one.offset());
            }
            offsets.put(one.partition(), new OffsetAndMetadata(one.assignment().toCommit()));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        // Flushes, and throws if any send failed.
        producer.commitTransaction();
    }

    /** What is finished and still ours, as much as fits into one transaction's time. */
    private List<Finished> nextBatch() {
        var batch = new ArrayList<Finished>();
        var bytes = 0L;
        while (batch.size() < MAX_PER_TRANSACTION && bytes < MAX_BYTES_PER_TRANSACTION) {
            var one = finished.poll();
            if (one == null) {
                break;
            }
            if (one.assignment().isLost()) {
                one.giveBack();
            } else {
                batch.add(one);
                bytes += one.records().stream()
                        .mapToLong(record -> record.value() == null ? 0 : record.value().length)
                        .sum();
            }
        }
        return batch;
    }

    @Override
    public void close() {
        assignments.values().forEach(Assignment::lose);
        threads.shutdownNow();
        closed = true;
        dropFinished();
        // A transaction that is still open is aborted by the producer's successor, or by the broker in time.
        producer.close(CLOSE_LIMIT);
        consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
    }

    /** Takes the ends of newly assigned partitions; aborts what runs for those that go. */
    private final class Rebalance implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.endOffsets(partitions).forEach((partition, end) -> {
                assignments.put(partition, new Assignment(end));
                LOG.atInfo()
                        .addKeyValue("partition", partition)
                        .addKeyValue("end", end)
                        .log("The fetcher was assigned a partition");
            });
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> {
                var gone = assignments.remove(partition);
                if (gone != null) {
                    gone.lose();
                }
            });
            slowHosts.gaveUp();
        }
    }
}
