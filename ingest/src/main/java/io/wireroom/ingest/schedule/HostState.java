package io.wireroom.ingest.schedule;

import io.wireroom.contract.work.RequestId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler knows of a host; one value of store {@code hosts}. It is read at every step, so it is small: the
 * rules themselves are in store {@code robots}.
 *
 * @param open the one request that is out; null when none is
 * @param notBefore when the next request may go at the earliest
 * @param robots what is known of its robots.txt
 * @param failures in a row: the host's back-off
 * @param silences requests in a row that got no answer at all; null for none
 */
record HostState(
        @Nullable Open open,
        Instant notBefore,
        Robots robots,
        int failures,
        @Nullable Integer silences) {

    static final HostState UNKNOWN = new HostState(null, Instant.EPOCH, Robots.UNKNOWN, 0, null);

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
     * @param since when it went out
     * @param begun true once its fetcher reported that it began; null until then
     */
    record Open(
            RequestId requestId,
            Subject subject,
            String key,
            Instant since,
            @Nullable Boolean begun) {

        boolean hasBegun() {
            return Boolean.TRUE.equals(begun);
        }
    }

    /**
     * What is known of a robots.txt.
     *
     * @param known whether store {@code robots} has rules for our agent
     * @param crawlDelay that the rules ask for; null if they do not
     * @param until when they are to be asked for (again)
     * @param awaited an answer from a redirect's target; null when none is to come
     * @param failures requests in a row that gave no rules
     * @param returned true if the last request for it was handed back; null otherwise
     */
    record Robots(
            boolean known,
            @Nullable Duration crawlDelay,
            Instant until,
            SourceState.@Nullable Awaited awaited,
            int failures,
            @Nullable Boolean returned) {

        static final Robots UNKNOWN = new Robots(false, null, Instant.EPOCH, null, 0, null);

        boolean wasReturned() {
            return Boolean.TRUE.equals(returned);
        }
    }

    HostState opened(Open request) {
        return new HostState(request, notBefore, robots, failures, silences);
    }

    HostState begun() {
        return open == null ? this : opened(new Open(open.requestId(), open.subject(), open.key(), open.since(), true));
    }

    HostState freed(Instant next, int failuresInARow, int silencesInARow) {
        return new HostState(null, next, robots, failuresInARow, silencesInARow == 0 ? null : silencesInARow);
    }

    HostState withRobots(@Nullable Duration crawlDelay, Instant until) {
        return with(new Robots(true, crawlDelay, until, null, 0, null));
    }

    HostState withoutRobots(Instant until) {
        return with(new Robots(robots.known, robots.crawlDelay, until, null, robots.failures + 1, null));
    }

    HostState awaitingRobots(SourceState.Awaited answer) {
        return with(new Robots(robots.known, robots.crawlDelay, robots.until, answer, robots.failures, null));
    }

    HostState robotsReturned() {
        return with(new Robots(robots.known, robots.crawlDelay, robots.until, null, robots.failures, true));
    }

    private HostState with(Robots other) {
        return new HostState(open, notBefore, other, failures, silences);
    }

    int silencesInARow() {
        return silences == null ? 0 : silences;
    }

    /** From when on it may be forgotten: nothing is out, no pause holds, its rules are to be asked for anew. */
    Instant idleFrom() {
        if (open != null || robots.awaited != null) {
            return Instant.MAX;
        }
        return notBefore.isAfter(robots.until) ? notBefore : robots.until;
    }
}
