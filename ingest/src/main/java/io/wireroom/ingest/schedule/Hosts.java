package io.wireroom.ingest.schedule;

import io.wireroom.contract.Fetched;
import io.wireroom.contract.Source;
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

/**
 * One request to a host at a time, a pause after each answer, a back-off while it fails. A host stays busy until the one
 * answer to its open request comes: there is no lease, for every request is answered once.
 */
final class Hosts {

    /** Longest pause that an answer or robots.txt can ask for. */
    private static final Duration MAX_PAUSE = Duration.ofHours(6);

    /** Longer than the request topic keeps a request. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(8);

    private static final Duration ROBOTS_FRESH = Duration.ofHours(24);
    private static final int MAX_DOUBLINGS = 8;

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final Map<String, String> openRequests = new HashMap<>();
    private final Map<String, String> robotsAwaited = new HashMap<>();
    private final Set<String> timed = new HashSet<>();

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
        if (host.notBefore().isAfter(now) && !host.notBefore().isAfter(now.plus(MAX_PAUSE))) {
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
     * week. They count as returned.
     */
    List<Fetched> forgotten(Instant now) {
        var answers = new ArrayList<Fetched>();
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
            case POLL, ERRAND -> Source.Kind.FEED;
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
        var next = now.plus(pause(host, answer, failures));
        stores.hosts().put(authority, host.freed(next, failures));
        wakeAt(authority, next);
    }

    private Duration pause(HostState host, Fetched answer, int failures) {
        var pause = settings.hostDelay();
        if (host.robots() != null && host.robots().crawlDelay() != null) {
            pause = PollRhythm.longer(pause, host.robots().crawlDelay());
        }
        if (failures > 1) {
            pause = pause.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        }
        if (answer.retryAfter() != null) {
            pause = PollRhythm.longer(pause, answer.retryAfter());
        }
        return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
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
        stores.hosts().put(authority, host.withoutRobots(free.plus(settings.retryBase())));
    }
}
