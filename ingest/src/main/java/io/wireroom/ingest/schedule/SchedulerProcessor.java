package io.wireroom.ingest.schedule;

import io.wireroom.contract.Erased;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Source;
import io.wireroom.contract.address.Host;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RequestId;
import io.wireroom.ingest.schedule.HostState.Open;
import io.wireroom.ingest.schedule.WorkQueues.Due;
import io.wireroom.ingest.schedule.gate.PageGate;
import io.wireroom.ingest.schedule.pace.PollRhythm;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.ingest.schedule.store.DueIndex.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the scheduler: takes in sources, links and answers, and releases requests by the clock. Everything
 * about a site comes to the same partition, so that one task decides alone.
 */
final class SchedulerProcessor implements Processor<String, byte[], String, PlacedRecord> {

    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);
    private static final long WORK_NANOS = Duration.ofMillis(20).toNanos();

    private final PipelineTopics topics;
    private final ScheduleSettings settings;
    private final SchedulerView view;
    private final PageGate gate;
    private final Supplier<RequestId> requestIds;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final List<Cancellable> timers = new ArrayList<>();
    private @Nullable Task task;

    SchedulerProcessor(
            PipelineTopics topics,
            ScheduleSettings settings,
            SchedulerView view,
            PageGate gate,
            Supplier<RequestId> requestIds,
            RandomGenerator random,
            InstantSource clock) {
        this.topics = topics;
        this.settings = settings;
        this.view = view;
        this.gate = gate;
        this.requestIds = requestIds;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<String, PlacedRecord> context) {
        var started = new Task(context);
        view.ticked(context.taskId().partition(), System.nanoTime());
        started.restore();
        timers.add(context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> started.tick()));
        timers.add(context.schedule(SWEEP_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> started.sweep()));
        task = started;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var running = task;
        if (running == null) {
            throw new IllegalStateException("a record before init");
        }
        running.take(record);
    }

    @Override
    public void close() {
        timers.forEach(Cancellable::cancel);
        timers.clear();
        if (task != null) {
            view.withdraw(task.partition);
        }
    }

    /** The state of one assignment of this partition. */
    private final class Task {
        private final ProcessorContext<String, PlacedRecord> context;
        private final int partition;
        private final WorkQueues queues = new WorkQueues();
        private final Outbox outbox;
        private final Hosts hosts;
        private final Polls polls;
        private final Frontier frontier;
        private final Arrivals arrivals;
        private final DelegatedFetches delegated;
        private final PageAnswers pageAnswers;
        private final Releases releases;
        private final LinkChecks checks;
        private final SchedulerStores stores;

        Task(ProcessorContext<String, PlacedRecord> context) {
            this.context = context;
            partition = context.taskId().partition();
            outbox = new Outbox(context, topics, clock);
            stores = SchedulerStores.of(context, this::setAside);
            var rhythm = new PollRhythm(settings, random);
            hosts = new Hosts(stores, queues, settings);
            polls = new Polls(stores, queues, settings, rhythm, requestIds, outbox);
            frontier = new Frontier(stores, queues, settings, outbox, () -> gate.open(partition));
            delegated = new DelegatedFetches(stores, queues, settings, rhythm, outbox);
            arrivals = new Arrivals(stores, frontier, delegated, settings, outbox);
            pageAnswers = new PageAnswers(stores, frontier, settings, rhythm, outbox);
            var robots = new RobotsGate(hosts, settings);
            releases = new Releases(
                    partition, queues, hosts, polls, frontier, delegated, robots, gate, requestIds, outbox);
            checks = new LinkChecks(stores, hosts, frontier, settings.forget(), outbox);
        }

        private void setAside(
                String store, String key, byte @Nullable [] bytes, String why, @Nullable Throwable error) {
            view.setAside();
            outbox.setAside(store, key, bytes, why, error);
        }

        void restore() {
            var now = outbox.now();
            hosts.restore();
            polls.restore(now);
            frontier.restore(now);
            delegated.restore(now);
            publish();
        }

        void take(Record<String, byte[]> record) {
            outbox.start();
            var topic = context.recordMetadata().orElseThrow().topic();
            var now = outbox.now();
            if (topic.equals(topics.source().name())) {
                var source =
                        record.value() == null ? null : read(topics.source().codec(), record.value());
                if (source != null && source.kind() == Source.Kind.OTHER) {
                    // To the dead letters: a later version can replay it.
                    throw new IllegalArgumentException("a source of a kind that this version does not know");
                }
                polls.changed(record.key(), source, now);
            } else if (topic.equals(topics.link().name())) {
                arrivals.take(read(topics.link().codec(), record.value()), now);
            } else if (topic.equals(topics.erased().name())) {
                erased(read(topics.erased().codec(), record.value()), now);
            } else {
                answered(record, now);
            }
            publish();
        }

        private void erased(Erased erased, Instant now) {
            switch (erased.kind()) {
                case ARTICLE, LINK -> {
                    frontier.erase(erased.id(), erased.again(), now);
                    view.erased();
                }
                case SOURCE -> polls.forget(erased.id());
                // To the dead letters: a later version can replay it.
                case OTHER ->
                    throw new IllegalArgumentException(
                            "an erasure of a kind that this version does not know: " + erased.id());
            }
        }

        /** Unreadable bytes go to the poison handler: dead letter, then the next record. */
        private <T> T read(JsonCodec<T> codec, byte[] value) {
            return switch (codec.decode(value)) {
                case Decoded.Value<T>(var read) -> read;
                case Decoded.Unreadable<T>(var why) -> throw new IllegalArgumentException(why);
            };
        }

        private void answered(Record<String, byte[]> record, Instant now) {
            switch (topics.fetched().codec().decode(record.value())) {
                case Decoded.Value<Fetched>(var answer) -> answered(answer, now);
                case Decoded.Unreadable<Fetched>(var why) -> {
                    // Its host must not stay busy for ever, and its page must end.
                    RecordHeaders.text(record.headers(), RecordHeaders.ID)
                            .map(id -> Fetched.Failed.unprocessed(Fetched.requestOf(id), FetchReason.POISON, why))
                            .ifPresent(answer -> answered(answer, now));
                    throw new IllegalArgumentException(why);
                }
            }
        }

        private void answered(Fetched answer, Instant now) {
            if (answer instanceof Fetched.Begun notice) {
                hosts.begun(notice);
                return;
            }
            var asked = hosts.hostOf(answer);
            if (asked.isPresent()) {
                var host = asked.get();
                var open = hosts.of(host).open();
                hosts.free(host, answer, now);
                if (open != null) {
                    take(open, host, answer, now);
                }
                return;
            }
            // Not an open request of this partition: perhaps the answer to one that was delegated to another site.
            polls.awaiting(answer).ifPresent(source -> polls.answered(source, answer, false, now));
            answer.requestId().sitemapPart().ifPresent(part -> polls.partAnswered(part, answer));
            hosts.awaitingRobots(answer).ifPresent(host -> {
                hosts.robotsAnswered(host, answer, false, now);
                hosts.wakeAt(host, now);
            });
        }

        /** An answer that cannot be processed is one more failure: what was asked for must not wait for ever. */
        private void take(Open open, Host host, Fetched answer, Instant now) {
            try {
                takeUnguarded(open, host, answer, now);
            } catch (KafkaException e) {
                throw e; // of the task, not of this answer
            } catch (RuntimeException e) {
                var json = topics.fetched().codec().encode(answer);
                setAside("fetched", open.key(), json, "an answer: " + e, e);
                var failure = Fetched.Failed.unprocessed(answer.requestId(), FetchReason.POISON, e.toString());
                takeUnguarded(open, host, failure, now);
            }
        }

        private void takeUnguarded(Open open, Host host, Fetched answer, Instant now) {
            switch (open.subject()) {
                case POLL -> polls.answered(open.key(), answer, open.hasBegun(), now);
                case PAGE -> {
                    var source = pageAnswers.take(open.key(), answer, open.hasBegun(), now);
                    if (source != null) {
                        polls.charge(source.value(), answer, now);
                    }
                }
                case DELEGATED -> delegated.answered(open.key(), answer, open.hasBegun(), now);
                case ROBOTS -> hosts.robotsAnswered(host, answer, open.hasBegun(), now);
            }
        }

        void tick() {
            view.ticked(partition, System.nanoTime());
            outbox.start();
            var until = System.nanoTime() + WORK_NANOS;
            BooleanSupplier hasTime = () -> System.nanoTime() < until;
            var now = outbox.now();
            var due = queues.next(now.toEpochMilli());
            while (due != null) {
                handleOrSetAside(due, now);
                due = hasTime.getAsBoolean() ? queues.next(now.toEpochMilli()) : null;
            }
            frontier.emitStandIns(now, hasTime);
            stores.due()
                    .scan(
                            Kind.REVISIT,
                            now,
                            hasTime,
                            (dueAt, key, note) ->
                                    frontier.revisitDue(dueAt, key).ifPresent(host -> releases.release(host, now)));
            checks.run(now, hasTime);
            publish();
        }

        void sweep() {
            var now = outbox.now();
            var until = System.nanoTime() + WORK_NANOS;
            BooleanSupplier hasTime = () -> System.nanoTime() < until;
            hosts.forgotten(now).forEach(answer -> answered(answer, now));
            checks.correct(now);
            frontier.correctRevisits(now);
            hosts.forgetIdle(now, hasTime);
        }

        /** What fails here fails for its key alone. */
        private void handleOrSetAside(Due due, Instant now) {
            try {
                handle(due, now);
            } catch (KafkaException e) {
                throw e; // of the task, not of this key
            } catch (RuntimeException e) {
                switch (due.timer()) {
                    case SOURCE, ANSWER_TO_SOURCE -> polls.setAside(due.key(), e, now);
                    case WORK -> frontier.setAside(due.key(), e, now);
                    case DELEGATED -> delegated.setAside(due.key(), e);
                    case HOST, ROBOTS_ANSWER -> hosts.setAside(new Host(due.key()), e, now);
                }
            }
        }

        private void handle(Due due, Instant now) {
            var key = due.key();
            switch (due.timer()) {
                case SOURCE ->
                    polls.due(key, due.atMillis(), now).ifPresent(host -> {
                        queues.of(host).addPoll(key);
                        releases.release(host, now);
                    });
                case WORK -> frontier.due(key, now).ifPresent(host -> releases.release(host, now));
                case DELEGATED -> delegated.due(key, now).ifPresent(host -> releases.release(host, now));
                case HOST -> {
                    var host = new Host(key);
                    hosts.woken(host);
                    releases.release(host, now);
                }
                case ANSWER_TO_SOURCE -> polls.answerMissed(key, now);
                case ROBOTS_ANSWER -> {
                    var host = new Host(key);
                    if (hosts.robotsAnswerMissed(host, now)) {
                        releases.release(host, now);
                    }
                }
            }
        }

        private void publish() {
            view.publish(
                    partition,
                    new SchedulerView.Snapshot(
                            polls.count(),
                            polls.failing(),
                            polls.paused(),
                            polls.silent(),
                            polls.polled(),
                            frontier.waitingCount() + delegated.waitingCount(),
                            hosts.openCount(),
                            hosts.restingCount(),
                            gate.open(partition),
                            polls.maxLateness(outbox.now()).toMillis(),
                            hosts.longestAsked(outbox.now())));
        }
    }
}
