package io.wireroom.ingest.schedule;

import io.wireroom.contract.Source;
import io.wireroom.contract.work.Fetched;
import io.wireroom.ingest.schedule.HostState.Open;
import io.wireroom.ingest.schedule.HostState.Subject;
import io.wireroom.ingest.schedule.WorkQueues.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request to a host at a time, a pause after each answer, a back-off while it fails, a long rest while it does not
 * answer at all. A host stays busy until the one
 * answer to its open request comes: there is no lease, for every request is answered once.
 */
final class Hosts {

    /** Longest pause that an answer can ask for (Retry-After). */
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);

    /** Longest rest of a host that does not answer, or answers in trouble. */
    private static final Duration MAX_REST = Duration.ofHours(6);

    /** Requests in a row without any answer after which the host rests: then one at a time, as probes. */
    static final int SILENCES_TO_REST = 5;

    /** Longer than the request topic keeps a request. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(8);

    /** Every open request is looked up for it, and there can be as many as hosts. */
    private static final Duration FORGOTTEN_EVERY = Duration.ofHours(1);

    private static final Duration ROBOTS_FRESH = Duration.ofHours(24);

    /** Longer than any back-off: what failed before is no matter then. */
    private static final Duration KEPT_IDLE = Duration.ofHours(12);

    private static final int MAX_DOUBLINGS = 8;
    private static final int MAX_REST_DOUBLINGS = 16;

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final Map<String, String> openRequests = new HashMap<>();
    private final Map<String, String> robotsAwaited = new HashMap<>();
    private final Set<String> timed = new HashSet<>();
    private final Set<String> resting = new HashSet<>();
    private @Nullable String sweptTo;
    private Instant nextForgotten = Instant.MIN;

    Hosts(SchedulerStores stores, WorkQueues queues, ScheduleSettings settings) {
        this.stores = stores;
        this.queues = queues;
        this.settings = settings;
    }

    /** Rebuilds what is in memory. */
    void restore() {
        try (var all = stores.hosts().all()) {
            while (all.hasNext()) {
                var entry = all.next();
                var host = entry.value;
                if (host.silencesInARow() >= SILENCES_TO_REST) {
                    resting.add(entry.key);
                }
                if (host.open() != null) {
                    openRequests.put(host.open().requestId(), entry.key);
                }
                if (host.robotsAwaited() != null) {
                    robotsAwaited.put(host.robotsAwaited().requestId(), entry.key);
                    queues.at(host.robotsAwaited().deadline().toEpochMilli(), Timer.ROBOTS_ANSWER, entry.key);
                }
            }
        }
    }

    HostState of(String authority) {
        var host = stores.hosts().get(authority);
        return host == null ? HostState.UNKNOWN : host;
    }

    /** Whether a request may go to this host now; if only its pause is in the way, it will be asked about in time. */
    boolean ready(String authority, Instant now) {
        var host = of(authority);
        if (host.open() != null) {
            return false;
        }
        // An instant further off than any pause was written by a wrong clock.
        if (host.notBefore().isAfter(now) && !host.notBefore().isAfter(now.plus(MAX_RETRY_AFTER))) {
            wakeAt(authority, host.notBefore());
            return false;
        }
        return true;
    }

    /** Whether this is what the host's open request is for. */
    boolean isOpen(String authority, Subject subject, String key) {
        var open = of(authority).open();
        return open != null && open.subject() == subject && open.key().equals(key);
    }

    void wakeAt(String authority, Instant instant) {
        if (timed.add(authority)) {
            queues.at(instant.toEpochMilli(), Timer.HOST, authority);
        }
    }

    void woken(String authority) {
        timed.remove(authority);
    }

    void opened(String authority, String requestId, Subject subject, String key, Instant now) {
        stores.hosts().put(authority, of(authority).opened(new Open(requestId, subject, key, now)));
        openRequests.put(requestId, authority);
    }

    int openCount() {
        return openRequests.size();
    }

    /**
     * Open requests that nobody can answer any more, because the request topic has forgotten them: as after a stop of a
     * week. They count as returned. Looks once an hour.
     */
    List<Fetched> forgotten(Instant now) {
        var answers = new ArrayList<Fetched>();
        if (now.isBefore(nextForgotten)) {
            return answers;
        }
        nextForgotten = now.plus(FORGOTTEN_EVERY);
        for (var one : openRequests.entrySet()) {
            var open = of(one.getValue()).open();
            if (open != null
                    && open.since() != null
                    && open.since().plus(FORGOTTEN_AFTER).isBefore(now)) {
                answers.add(Fetched.returned(one.getKey(), kind(open.subject())));
            }
        }
        return answers;
    }

    private static Source.Kind kind(Subject subject) {
        return switch (subject) {
            case PAGE -> Source.Kind.PAGE;
            case ROBOTS -> Source.Kind.ROBOTS;
            case POLL, DELEGATED -> Source.Kind.FEED;
        };
    }

    /** The host whose open request this answers; empty for any other answer, which is to be ignored. */
    Optional<String> hostOf(Fetched answer) {
        return Optional.ofNullable(openRequests.get(answer.requestId()));
    }

    /** Frees the host and sets its pause. */
    void free(String authority, Fetched answer, Instant now) {
        openRequests.remove(answer.requestId());
        var host = of(authority);
        var failing = answer.result() == Fetched.Result.FAILED
                && answer.reason() != null
                && answer.reason().transientFailure();
        var failures = switch (answer.result()) {
            case RETURNED -> host.failures();
            case DONE, NOT_MODIFIED, MOVED -> 0;
            case FAILED -> failing ? host.failures() + 1 : 0;
        };
        var silences = switch (answer.result()) {
            case RETURNED -> host.silencesInARow();
            case DONE, NOT_MODIFIED, MOVED -> 0;
            case FAILED -> answer.reason() != null && answer.reason().isSilence() ? host.silencesInARow() + 1 : 0;
        };
        var next = now.plus(pause(host, answer, failures, silences));
        stores.hosts().put(authority, host.freed(next, failures, silences));
        if (silences >= SILENCES_TO_REST) {
            resting.add(authority);
        } else {
            resting.remove(authority);
        }
        wakeAt(authority, next);
    }

    /** Hosts that are asked by single probes only, because they did not answer many times in a row. */
    int restingCount() {
        return resting.size();
    }

    private Duration pause(HostState host, Fetched answer, int failures, int silences) {
        var pause = settings.hostDelay();
        // robots.txt asks for a pause after itself, too.
        var robots = answer.robots() == null ? host.robots() : answer.robots();
        if (robots != null && robots.crawlDelay() != null) {
            var asked = PollRhythm.shorter(robots.crawlDelay(), settings.crawlDelayMax());
            pause = PollRhythm.longer(pause, asked);
        }
        if (failures > 1) {
            var backOff = settings.hostDelay().multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
            pause = PollRhythm.longer(pause, PollRhythm.shorter(backOff, MAX_REST));
        }
        if (silences >= SILENCES_TO_REST) {
            pause = PollRhythm.longer(pause, backOff(silences - SILENCES_TO_REST));
        }
        if (answer.retryAfter() != null) {
            pause = PollRhythm.longer(pause, PollRhythm.shorter(answer.retryAfter(), MAX_RETRY_AFTER));
        }
        return pause;
    }

    private Duration backOff(int doublings) {
        var rest = settings.retryBase().multipliedBy(1L << Math.min(doublings, MAX_REST_DOUBLINGS));
        return PollRhythm.shorter(rest, MAX_REST);
    }

    /** Whether the host's robots.txt must be asked for before a page. */
    boolean robotsNeeded(String authority, Instant now) {
        return !of(authority).robotsUntil().isAfter(now);
    }

    boolean robotsOnTheWay(String authority) {
        return of(authority).robotsAwaited() != null;
    }

    /** An answer on robots.txt; a failed one closes the host for some minutes, or keeps the old rules as long. */
    void robotsAnswered(String authority, Fetched answer, Instant now) {
        var host = of(authority);
        robotsAwaited.remove(answer.requestId());
        switch (answer.result()) {
            case RETURNED -> {}
            case MOVED -> {
                var awaited = new SourceState.Awaited(answer.requestId(), now.plus(Polls.ANSWER_LIMIT));
                robotsAwaited.put(answer.requestId(), authority);
                queues.at(awaited.deadline().toEpochMilli(), Timer.ROBOTS_ANSWER, authority);
                stores.hosts().put(authority, host.awaitingRobots(awaited));
            }
            case DONE, NOT_MODIFIED, FAILED -> {
                if (answer.robots() != null) {
                    stores.hosts().put(authority, host.withRobots(answer.robots(), now.plus(ROBOTS_FRESH)));
                } else {
                    robotsUnknown(authority, host, now);
                }
            }
        }
    }

    /** The host that waits for this answer on its robots.txt from elsewhere. */
    Optional<String> awaitingRobots(Fetched answer) {
        return Optional.ofNullable(robotsAwaited.get(answer.requestId()));
    }

    /** The deadline of an awaited robots.txt has come; false when it was answered before. */
    boolean robotsAnswerMissed(String authority, Instant now) {
        var host = of(authority);
        if (host.robotsAwaited() == null || host.robotsAwaited().deadline().isAfter(now)) {
            return false;
        }
        robotsAwaited.remove(host.robotsAwaited().requestId());
        robotsUnknown(authority, host, now);
        return true;
    }

    /**
     * RFC 9309, section 2.3.1.4: rules known from before go on to hold; without any, nothing may be fetched. What waits is
     * decided upon once the host's pause is over, so the next attempt comes after that.
     */
    private void robotsUnknown(String authority, HostState host, Instant now) {
        var free = host.notBefore().isAfter(now) ? host.notBefore() : now;
        stores.hosts().put(authority, host.withoutRobots(free.plus(backOff(host.robotsFailures()))));
    }

    /** Forgets hosts of which nothing holds any more; goes on where the last walk ended, until this nano time. */
    void forgetIdle(Instant now, long untilNanos) {
        try (var rest = stores.hosts().range(sweptTo, null)) {
            while (rest.hasNext()) {
                var entry = rest.next();
                if (System.nanoTime() > untilNanos) {
                    sweptTo = entry.key;
                    return;
                }
                if (entry.value.isIdle(now.minus(KEPT_IDLE))) {
                    stores.hosts().delete(entry.key);
                    resting.remove(entry.key);
                }
            }
        }
        sweptTo = null;
    }
}
