package io.wireroom.ingest.schedule;

import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler knows of a host; one value of store {@code hosts}.
 *
 * @param open the one request that is out; null when none is
 * @param notBefore when the next request may go at the earliest
 * @param robots the rules for our agent; null until an answer gave some
 * @param robotsUntil when they are to be asked for (again)
 * @param robotsAwaited an answer on robots.txt from a redirect's target; null when none is to come
 * @param robotsFailures requests for robots.txt in a row that gave no rules
 * @param failures in a row: the host's back-off
 * @param silences requests in a row that got no answer at all; null for none
 */
record HostState(
        @Nullable Open open,
        Instant notBefore,
        @Nullable RobotsRules robots,
        Instant robotsUntil,
        SourceState.@Nullable Awaited robotsAwaited,
        int robotsFailures,
        int failures,
        @Nullable Integer silences) {

    static final HostState UNKNOWN = new HostState(null, Instant.EPOCH, null, Instant.EPOCH, null, 0, 0, null);

    /** What kind of work a request was for. */
    enum Subject {
        POLL,
        PAGE,
        DELEGATED,
        ROBOTS
    }

    /**
     * A request that is out.
     *
     * @param key source id, link id or key of the delegated request; the authority for robots
     * @param since when it went out; null in older states
     */
    record Open(
            RequestId requestId,
            Subject subject,
            String key,
            @Nullable Instant since) {}

    HostState opened(Open request) {
        return new HostState(
                request, notBefore, robots, robotsUntil, robotsAwaited, robotsFailures, failures, silences);
    }

    HostState freed(Instant next, int failuresInARow, int silencesInARow) {
        return new HostState(
                null,
                next,
                robots,
                robotsUntil,
                robotsAwaited,
                robotsFailures,
                failuresInARow,
                silencesInARow == 0 ? null : silencesInARow);
    }

    HostState withRobots(RobotsRules rules, Instant until) {
        return new HostState(open, notBefore, rules, until, null, 0, failures, silences);
    }

    HostState withoutRobots(Instant until) {
        return new HostState(open, notBefore, robots, until, null, robotsFailures + 1, failures, silences);
    }

    HostState awaitingRobots(SourceState.Awaited answer) {
        return new HostState(open, notBefore, robots, robotsUntil, answer, robotsFailures, failures, silences);
    }

    int silencesInARow() {
        return silences == null ? 0 : silences;
    }

    /** Whether it may be forgotten: nothing is out, no pause or back-off holds, its rules are to be asked for anew. */
    boolean isIdle(Instant now) {
        return open == null && robotsAwaited == null && !notBefore.isAfter(now) && !robotsUntil.isAfter(now);
    }
}
