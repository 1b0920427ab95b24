package io.wireroom.ingest.schedule;

import io.wireroom.contract.Decoded;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.JsonCodec;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Source;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.schedule.HostState.Subject;
import io.wireroom.ingest.schedule.WorkQueues.Due;
import io.wireroom.ingest.schedule.WorkQueues.Turn;
import io.wireroom.ingest.site.SitemapPart;
import io.wireroom.ingest.web.RobotsMatcher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
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
    private static final Duration GATE_RETRY = Duration.ofSeconds(1);
    private static final int STEPS_AT_ONCE = 100;
    private static final long WORK_NANOS = Duration.ofMillis(20).toNanos();

    /** What robots.txt means for a request. */
    private enum RobotsSay {
        ALLOWED,
        /** By the rules, or because they could not be read again and again. */
        FORBIDDEN,
        /** Its answer, or that of its redirect's target, is on the way. */
        WAIT,
        ASK_FIRST,
        /** For now. */
        UNREADABLE
    }

    private final PipelineTopics topics;
    private final ScheduleSettings settings;
    private final SchedulerView view;
    private final PageGate gate;
    private final Supplier<String> requestIds;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final List<Cancellable> timers = new ArrayList<>();
    private @Nullable Task task;

    SchedulerProcessor(
            PipelineTopics topics,
            ScheduleSettings settings,
            SchedulerView view,
            PageGate gate,
            Supplier<String> requestIds,
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
        private final PageAnswers pageAnswers;
        private final FrontierSweep sweep;

        Task(ProcessorContext<String, PlacedRecord> context) {
            this.context = context;
            partition = context.taskId().partition();
            outbox = new Outbox(context, topics, clock);
            var stores = SchedulerStores.of(context);
            var rhythm = new PollRhythm(settings, random);
            hosts = new Hosts(stores, queues, settings);
            polls = new Polls(stores, queues, settings, rhythm, requestIds, outbox);
            frontier = new Frontier(stores, queues, settings, outbox);
            pageAnswers = new PageAnswers(stores, frontier, rhythm, outbox);
            sweep = new FrontierSweep(stores, frontier, outbox);
        }

        void restore() {
            var now = outbox.now();
            hosts.restore();
            polls.restore(now);
            frontier.restore(hosts, now);
            publish();
        }

        void take(Record<String, byte[]> record) {
            var topic = context.recordMetadata().orElseThrow().topic();
            var now = outbox.now();
            if (topic.equals(topics.source().name())) {
                var source =
                        record.value() == null ? null : read(topics.source().codec(), record.value());
                polls.changed(record.key(), (Source) source, now);
            } else if (topic.equals(topics.link().name())) {
                frontier.arrived((Link) read(topics.link().codec(), record.value()), now);
            } else {
                answered(record, now);
            }
            publish();
        }

        /** Unreadable bytes are the poison handler's: dead letter, and on with the next. */
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
                            .ifPresent(id -> answered(unreadable(id, why), now));
                    throw new IllegalArgumentException(why);
                }
            }
        }

        private static Fetched unreadable(String requestId, String why) {
            return new Fetched(
                    requestId,
                    Source.Kind.PAGE,
                    Fetched.Result.FAILED,
                    FetchReason.POISON,
                    why,
                    null,
                    null,
                    Validators.NONE,
                    List.of(),
                    0,
                    null,
                    null,
                    0,
                    Duration.ZERO,
                    null,
                    null);
        }

        private void answered(Fetched answer, Instant now) {
            var host = hosts.hostOf(answer);
            if (host.isPresent()) {
                var authority = host.get();
                var open = hosts.of(authority).open();
                hosts.free(authority, answer, now);
                if (open != null) {
                    switch (open.subject()) {
                        case POLL -> polls.answered(open.key(), answer, now);
                        case PAGE -> pageAnswers.take(open.key(), answer, now);
                        case DELEGATED -> frontier.errandAnswered(open.key(), answer, now);
                        case ROBOTS -> hosts.robotsAnswered(authority, answer, now);
                    }
                }
                return;
            }
            // Not a host of ours that was asked: perhaps a redirect's target answers an owner of ours.
            polls.awaiting(answer).ifPresent(source -> polls.answered(source, answer, now));
            SitemapPart.of(answer.requestId()).ifPresent(part -> polls.partAnswered(part, answer));
            hosts.awaitingRobots(answer).ifPresent(authority -> {
                hosts.robotsAnswered(authority, answer, now);
                hosts.wakeAt(authority, now);
            });
        }

        void tick() {
            var until = System.nanoTime() + WORK_NANOS;
            var now = outbox.now();
            var due = queues.next(now.toEpochMilli());
            while (due != null) {
                handle(due, now);
                due = System.nanoTime() < until ? queues.next(now.toEpochMilli()) : null;
            }
            publish();
        }

        void sweep() {
            var now = outbox.now();
            hosts.forgotten(now).forEach(answer -> answered(answer, now));
            sweep.walk(outbox.now(), System.nanoTime() + WORK_NANOS);
            hosts.forgetIdle(outbox.now(), System.nanoTime() + WORK_NANOS);
        }

        private void handle(Due due, Instant now) {
            var key = due.key();
            switch (due.timer()) {
                case SOURCE ->
                    polls.due(key, due.atMillis(), now).ifPresent(authority -> {
                        queues.of(authority).polls.add(key);
                        release(authority, now);
                    });
                case WORK ->
                    frontier.due(key, now).ifPresent(authority -> {
                        var queue = queues.of(authority);
                        if (frontier.isDelegated(key)) {
                            queue.delegated.add(key);
                        } else {
                            (frontier.isPlanned(key) ? queue.revisits : queue.pages).add(key);
                        }
                        release(authority, now);
                    });
                case HOST -> {
                    hosts.woken(key);
                    release(key, now);
                }
                case ANSWER_TO_SOURCE -> polls.answerMissed(key, now);
                case ROBOTS_ANSWER -> {
                    if (hosts.robotsAnswerMissed(key, now)) {
                        release(key, now);
                    }
                }
            }
        }

        /**
         * Hands out the host's next request, if one may go now: polls, delegated fetches and pages take turns. What is found to be
         * stale or forbidden on the way is cleared, but only so much of it at once: other hosts wait.
         */
        private void release(String authority, Instant now) {
            var queue = queues.of(authority);
            var steps = 0;
            while (!queue.isEmpty() && hosts.ready(authority, now)) {
                if (++steps > STEPS_AT_ONCE) {
                    hosts.wakeAt(authority, now);
                    break;
                }
                if (!releaseNext(authority, queue, now)) {
                    break;
                }
            }
            queues.forgetIfEmpty(authority);
        }

        private boolean releaseNext(String authority, WorkQueues.HostQueue queue, Instant now) {
            var turn = queue.turn;
            for (var tried = 0; tried < Turn.values().length; tried++) {
                var progressed = switch (turn) {
                    case POLL -> releasePoll(authority, queue, now);
                    case DELEGATED -> releaseDelegated(authority, queue, now);
                    case PAGE -> releasePage(authority, queue, now);
                };
                if (progressed) {
                    return true;
                }
                turn = turn.next();
            }
            return false;
        }

        private boolean releasePoll(String authority, WorkQueues.HostQueue queue, Instant now) {
            if (queue.polls.isEmpty()) {
                return false;
            }
            var id = queue.polls.getFirst();
            var waiting = polls.waitingHere(id, authority, now);
            if (waiting.isPresent()) {
                var state = waiting.get();
                var said = obeysRobots(state.source().kind())
                        ? robotsSay(authority, state.address(), now)
                        : RobotsSay.ALLOWED;
                switch (said) {
                    case ASK_FIRST -> {
                        send(authority, robotsRequest(state.address()), Subject.ROBOTS, authority);
                        return true;
                    }
                    case WAIT -> polls.later(id, now.plus(GATE_RETRY));
                    case UNREADABLE -> polls.later(id, hosts.of(authority).robotsUntil());
                    case FORBIDDEN -> polls.notAllowed(id, state, now);
                    case ALLOWED -> {
                        send(authority, polls.request(state, requestIds.get()), Subject.POLL, id);
                        queue.turn = Turn.POLL.next();
                    }
                }
            }
            queue.polls.remove(id);
            return true;
        }

        /** A redirect's target, a part of a sitemap index, or the poll of a source that has moved to this site. */
        private boolean releaseDelegated(String authority, WorkQueues.HostQueue queue, Instant now) {
            if (queue.delegated.isEmpty()) {
                return false;
            }
            var key = queue.delegated.getFirst();
            var waiting = waitingHere(key, authority);
            if (waiting.isPresent()) {
                var work = waiting.get();
                var url = work.link().url();
                var said = obeysRobots(work.link().kind()) ? robotsSay(authority, url, now) : RobotsSay.ALLOWED;
                switch (said) {
                    case ASK_FIRST -> {
                        send(authority, robotsRequest(url), Subject.ROBOTS, authority);
                        return true;
                    }
                    case WAIT -> frontier.waitForRobots(key, work, now.plus(GATE_RETRY));
                    case UNREADABLE ->
                        frontier.waitForRobots(key, work, hosts.of(authority).robotsUntil());
                    case FORBIDDEN -> frontier.drop(key, work); // who waits for it does so no longer than its deadline
                    case ALLOWED -> {
                        send(authority, frontier.release(key, work, requestIds.get()), Subject.DELEGATED, key);
                        queue.turn = Turn.DELEGATED.next();
                    }
                }
            }
            queue.delegated.remove(key);
            return true;
        }

        private boolean obeysRobots(Source.Kind kind) {
            return switch (kind) {
                case PAGE, SITEMAP, SECTION -> true;
                case FEED -> settings.robotsFeeds();
                case ROBOTS -> false;
            };
        }

        /** What stands in the way of a request that obeys robots.txt, if anything does. */
        private RobotsSay robotsSay(String authority, URI url, Instant now) {
            if (hosts.robotsOnTheWay(authority)) {
                return RobotsSay.WAIT;
            }
            if (hosts.robotsNeeded(authority, now)) {
                return RobotsSay.ASK_FIRST;
            }
            var host = hosts.of(authority);
            if (host.robots() == null) {
                return host.robotsFailures() < settings.attempts() ? RobotsSay.UNREADABLE : RobotsSay.FORBIDDEN;
            }
            return RobotsMatcher.allowed(host.robots(), url) ? RobotsSay.ALLOWED : RobotsSay.FORBIDDEN;
        }

        private boolean releasePage(String authority, WorkQueues.HostQueue queue, Instant now) {
            var key = queue.nextPage();
            if (key == null) {
                return false;
            }
            var waiting = waitingHere(key, authority);
            if (waiting.isEmpty()) {
                queue.removePage(key);
                return true;
            }
            var work = waiting.get();
            var said = robotsSay(authority, work.link().url(), now);
            if (said == RobotsSay.WAIT) {
                return false;
            }
            if (said == RobotsSay.ASK_FIRST) {
                send(authority, robotsRequest(work.link().url()), Subject.ROBOTS, authority);
                return true;
            }
            if (said == RobotsSay.ALLOWED && !gate.open(partition)) {
                hosts.wakeAt(authority, now.plus(GATE_RETRY));
                return false;
            }
            queue.removePage(key);
            var host = hosts.of(authority);
            if (said == RobotsSay.ALLOWED) {
                queue.turn = Turn.PAGE.next();
                send(authority, frontier.release(key, work, requestIds.get()), Subject.PAGE, key);
            } else if (host.robots() != null) {
                frontier.disallowed(key, work, now);
            } else if (frontier.isPatient(work, host.robotsFailures(), now)) {
                frontier.waitForRobots(key, work, host.robotsUntil());
            } else {
                frontier.robotsUnreadable(key, work, now);
            }
            return true;
        }

        /** What waits under this key at this host; a link that moved to itself may wait at another (https, www). */
        private Optional<PendingWork> waitingHere(String key, String authority) {
            return frontier.waiting(key)
                    .filter(work -> Address.authority(work.link().url()).equals(authority));
        }

        private Request robotsRequest(URI asked) {
            return new Request(
                    requestIds.get(),
                    URI.create(asked.getScheme() + "://" + asked.getRawAuthority() + "/robots.txt"),
                    Source.Kind.ROBOTS,
                    Address.site(asked),
                    null,
                    null,
                    Validators.NONE,
                    List.of(),
                    1,
                    true,
                    0,
                    null,
                    null);
        }

        private void send(String authority, Request request, Subject subject, String key) {
            hosts.opened(authority, request.id(), subject, key, outbox.now());
            outbox.request(request);
        }

        private void publish() {
            view.publish(
                    partition,
                    new SchedulerView.Snapshot(
                            polls.count(),
                            polls.failing(),
                            polls.polled(),
                            frontier.waitingCount(),
                            hosts.openCount(),
                            hosts.restingCount(),
                            polls.maxLatenessMillis()));
        }
    }
}
