package io.wireroom.ingest.schedule;

import io.wireroom.contract.Source;
import io.wireroom.contract.address.Host;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.ingest.schedule.HostState.Open;
import io.wireroom.ingest.schedule.HostState.Subject;
import io.wireroom.ingest.schedule.SourceState.Awaited;
import io.wireroom.ingest.schedule.WorkQueues.Timer;
import io.wireroom.ingest.schedule.pace.PollRhythm;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.ingest.schedule.store.DueIndex.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request to a host at a time, a pause after each answer, a back-off while it fails, a long rest while it does not
 * answer at all. A host stays busy until the one answer to its open request comes: there is no lease, because every
 * request is answered once.
 */
final class Hosts {

    /** Longest pause that an answer can ask for (Retry-After). */
    static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);

    /** The address that asked waits in full; the others of its host are not closed for longer by one of them. */
    private static final Duration MAX_RETRY_AFTER_OF_HOST = Duration.ofHours(1);

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

    /** How much longer an asker waits than the request that it waits for: for a fetch, and the way back. */
    static final Duration ANSWER_LIMIT = AnswerTo.PATIENCE.plusMinutes(2);

    private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

    private static final int MAX_DOUBLINGS = 8;
    private static final int MAX_REST_DOUBLINGS = 16;

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final Map<RequestId, Host> openRequests = new HashMap<>();
    private final Map<RequestId, Host> robotsAwaited = new HashMap<>();
    private final Set<Host> timed = new HashSet<>();
    private final Set<Host> resting = new HashSet<>();
    private final Map<Host, Instant> asked = new HashMap<>();
    private final RobotsStore rules;
    private Instant nextForgotten = Instant.MIN;

    Hosts(SchedulerStores stores, WorkQueues queues, ScheduleSettings settings) {
        this.stores = stores;
        rules = new RobotsStore(stores.robots());
        this.queues = queues;
        this.settings = settings;
    }

    /** Rebuilds what is in memory. */
    void restore() {
        stores.hosts().forEach((authority, state) -> {
            var host = new Host(authority);
            if (state.silencesInARow() >= SILENCES_TO_REST) {
                resting.add(host);
            }
            if (state.open() != null) {
                openRequests.put(state.open().requestId(), host);
            }
            if (state.robots().awaited() != null) {
                awaitRobots(host, state.robots().awaited());
            }
        });
    }

    private void awaitRobots(Host host, Awaited answer) {
        robotsAwaited.put(answer.requestId(), host);
        queues.at(answer.deadline().toEpochMilli(), Timer.ROBOTS_ANSWER, host.authority());
    }

    HostState of(Host host) {
        var state = stores.hosts().get(host.authority());
        return state == null ? HostState.UNKNOWN : state;
    }

    private void put(Host host, HostState state) {
        stores.hosts().put(host.authority(), state);
    }

    /** The rules of the host's robots.txt; empty while none are known. */
    Optional<RobotsRules> rulesOf(Host host) {
        return of(host).robots().known() ? rules.of(host) : Optional.empty();
    }

    /** Whether a request may go to this host now; if only its pause prevents it, the host is woken in time. */
    boolean ready(Host host, Instant now) {
        var state = of(host);
        if (state.open() != null) {
            return false;
        }
        // An instant further off than any pause was written by a wrong clock.
        if (state.notBefore().isAfter(now) && !state.notBefore().isAfter(now.plus(MAX_RETRY_AFTER))) {
            wakeAt(host, state.notBefore());
            return false;
        }
        var quietUntil = settings.hostRules().of(host).quietUntil(now);
        quietUntil.ifPresent(end -> wakeAt(host, end));
        return quietUntil.isEmpty();
    }

    /** Whether this is what the host's open request is for. */
    boolean isOpen(Host host, Subject subject, String key) {
        var open = of(host).open();
        return open != null && open.subject() == subject && open.key().equals(key);
    }

    void wakeAt(Host host, Instant instant) {
        if (timed.add(host)) {
            queues.at(instant.toEpochMilli(), Timer.HOST, host.authority());
        }
    }

    void woken(Host host) {
        timed.remove(host);
    }

    void opened(Host host, RequestId requestId, Subject subject, String key, Instant now) {
        var before = stores.hosts().get(host.authority());
        if (before == null) {
            stores.due().add(Kind.HOST_CHECK, now.plus(KEPT_IDLE), host.authority(), "");
        }
        var open = new Open(requestId, subject, key, now, null);
        put(host, (before == null ? HostState.UNKNOWN : before).opened(open));
        openRequests.put(requestId, host);
    }

    /** The fetcher begins with the host's open request, which was handed back before. */
    void begun(Fetched.Begun notice) {
        hostOf(notice).ifPresent(host -> put(host, of(host).begun()));
    }

    int openCount() {
        return openRequests.size();
    }

    /**
     * Open requests that cannot be answered any more, because the request topic has forgotten them: as after a stop of a
     * week. They count as returned. Checks once an hour.
     */
    List<Fetched> forgotten(Instant now) {
        var answers = new ArrayList<Fetched>();
        if (now.isBefore(nextForgotten)) {
            return answers;
        }
        nextForgotten = now.plus(FORGOTTEN_EVERY);
        for (var one : openRequests.entrySet()) {
            var open = of(one.getValue()).open();
            if (open != null && open.since().plus(FORGOTTEN_AFTER).isBefore(now)) {
                answers.add(new Fetched.Returned(one.getKey(), kind(open.subject())));
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
    Optional<Host> hostOf(Fetched answer) {
        return Optional.ofNullable(openRequests.get(answer.requestId()));
    }

    /** Frees the host and sets its pause. */
    void free(Host host, Fetched answer, Instant now) {
        openRequests.remove(answer.requestId());
        var state = of(host);
        var failures = 0;
        var silences = 0;
        switch (answer) {
            case Fetched.Useful useful -> {}
            case Fetched.Moved moved -> {}
            case Fetched.Begun begun -> {}
            case Fetched.Failed failed -> {
                failures = failed.reason().transientFailure() ? state.failures() + 1 : 0;
                silences = failed.reason().isSilence() ? state.silencesInARow() + 1 : 0;
            }
            case Fetched.Returned returned -> {
                failures = state.failures();
                silences = state.silencesInARow();
            }
        }
        var next = now.plus(pause(settings.hostDelay(host), state, answer, failures, silences));
        put(host, state.freed(next, failures, silences));
        noteAsked(host, answer, now);
        if (silences >= SILENCES_TO_REST) {
            resting.add(host);
        } else {
            resting.remove(host);
        }
        wakeAt(host, next);
    }

    private void noteAsked(Host host, Fetched answer, Instant now) {
        if (answer instanceof Fetched.Failed failed && failed.retryAfter() != null) {
            asked.put(host, now.plus(PollRhythm.shorter(failed.retryAfter(), MAX_RETRY_AFTER)));
        } else if (!(answer instanceof Fetched.Begun)) {
            asked.remove(host);
        }
    }

    /** The host whose wish to be asked later (Retry-After) lasts the longest; null when there is none. */
    SchedulerView.@Nullable AskedPause longestAsked(Instant now) {
        asked.values().removeIf(until -> !until.isAfter(now));
        return asked.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(longest -> new SchedulerView.AskedPause(longest.getKey().authority(), longest.getValue()))
                .orElse(null);
    }

    /** Hosts that get single probes only, because they did not answer many times in a row. */
    int restingCount() {
        return resting.size();
    }

    private Duration pause(Duration delay, HostState host, Fetched answer, int failures, int silences) {
        var pause = delay;
        // robots.txt asks for a pause after itself, too.
        var fresh = robotsOf(answer);
        var crawlDelay = fresh == null ? host.robots().crawlDelay() : fresh.crawlDelay();
        if (crawlDelay != null) {
            pause = PollRhythm.longer(pause, PollRhythm.shorter(crawlDelay, settings.crawlDelayMax()));
        }
        if (failures > 1) {
            var backOff = PollRhythm.longer(delay, settings.hostDelay())
                    .multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
            pause = PollRhythm.longer(pause, PollRhythm.shorter(backOff, MAX_REST));
        }
        if (silences >= SILENCES_TO_REST) {
            pause = PollRhythm.longer(pause, backOff(silences - SILENCES_TO_REST));
        }
        var retryAfter = retryAfter(answer);
        if (retryAfter != null) {
            pause = PollRhythm.longer(pause, PollRhythm.shorter(retryAfter, MAX_RETRY_AFTER_OF_HOST));
        }
        return pause;
    }

    private static @Nullable Duration retryAfter(Fetched answer) {
        return switch (answer) {
            case Fetched.Failed failed -> failed.retryAfter();
            case Fetched.Returned returned -> returned.pause();
            case Fetched.Useful useful -> null;
            case Fetched.Moved moved -> null;
            case Fetched.Begun begun -> null;
        };
    }

    private static @Nullable RobotsRules robotsOf(Fetched answer) {
        return answer instanceof Fetched.Done done ? done.robots() : null;
    }

    private Duration backOff(int doublings) {
        var rest = settings.retryBase().multipliedBy(1L << Math.min(doublings, MAX_REST_DOUBLINGS));
        return PollRhythm.shorter(rest, MAX_REST);
    }

    /**
     * An answer on robots.txt; a failed one closes the host for some minutes, or keeps the old rules as long.
     *
     * @param begun whether the fetcher reported that it began
     */
    void robotsAnswered(Host host, Fetched answer, boolean begun, Instant now) {
        robotsAwaited.remove(answer.requestId());
        switch (answer) {
            case Fetched.Begun notice -> {}
            case Fetched.Returned returned when returned.pause() != null -> {}
            case Fetched.Returned returned when begun -> robotsUnknown(host, null, now);
            case Fetched.Returned returned -> put(host, of(host).robotsReturned());
            case Fetched.Moved moved -> {
                var awaited = new Awaited(answer.requestId(), now.plus(ANSWER_LIMIT));
                awaitRobots(host, awaited);
                put(host, of(host).awaitingRobots(awaited));
            }
            case Fetched.Useful useful -> {
                var fresh = robotsOf(answer);
                if (fresh == null) {
                    robotsUnknown(host, null, now);
                } else {
                    rules.put(host, fresh);
                    put(host, of(host).withRobots(fresh.crawlDelay(), now.plus(ROBOTS_FRESH)));
                }
            }
            case Fetched.Failed failed -> robotsUnknown(host, failed.retryAfter(), now);
        }
    }

    /** The host that waits for this answer on its robots.txt from elsewhere. */
    Optional<Host> awaitingRobots(Fetched answer) {
        return Optional.ofNullable(robotsAwaited.get(answer.requestId()));
    }

    /** The deadline of an awaited robots.txt has come; false if it was answered before. */
    boolean robotsAnswerMissed(Host host, Instant now) {
        var awaited = of(host).robots().awaited();
        if (awaited == null || awaited.deadline().isAfter(now)) {
            return false;
        }
        robotsAwaited.remove(awaited.requestId());
        robotsUnknown(host, null, now);
        return true;
    }

    /**
     * RFC 9309, section 2.3.1.4: known rules remain in force; without any, nothing may be fetched. Waiting work is decided
     * once the host's pause is over, so the next attempt comes after that.
     *
     * @param retryAfter what the answer asks for; null if it does not
     */
    private void robotsUnknown(Host host, @Nullable Duration retryAfter, Instant now) {
        var state = of(host);
        var free = state.notBefore().isAfter(now) ? state.notBefore() : now;
        var next = free.plus(backOff(state.robots().failures()));
        var asked = retryAfter == null ? next : now.plus(PollRhythm.shorter(retryAfter, MAX_RETRY_AFTER));
        put(host, state.withoutRobots(asked.isAfter(next) ? asked : next));
    }

    /** Forgets hosts of which nothing holds any more. */
    void forgetIdle(Instant now, BooleanSupplier hasTime) {
        stores.due().scan(Kind.HOST_CHECK, now, hasTime, (dueAt, authority, note) -> {
            stores.due().remove(Kind.HOST_CHECK, dueAt, authority);
            var state = stores.hosts().get(authority);
            if (state == null) {
                rules.forget(new Host(authority));
                return;
            }
            var host = new Host(authority);
            // An instant further off than any pause was written by a wrong clock.
            var idleFrom = state.idleFrom().isAfter(now.plus(MAX_RETRY_AFTER)) ? now : state.idleFrom();
            if (idleFrom.plus(KEPT_IDLE).isAfter(now)) {
                stores.due().add(Kind.HOST_CHECK, idleFrom.plus(KEPT_IDLE), authority, "");
            } else {
                stores.hosts().delete(authority);
                rules.forget(host);
                resting.remove(host);
            }
        });
    }

    /** Processing this host failed: what is known of it is set aside, and it begins anew after a pause. */
    void setAside(Host host, RuntimeException error, Instant now) {
        stores.hosts().setAside(host.authority(), "a host: " + error, error);
        timed.remove(host);
        wakeAt(host, now.plus(AFTER_FAULT));
    }
}
