package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Fetched;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.Validators;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler knows of a source; one value of store {@code sources}.
 *
 * @param validators of the last answer
 * @param known 8-byte hashes of the entries of the last answers, newest first, at most {@value #MAX_KNOWN}
 * @param interval learned time between two polls
 * @param failures in a row
 * @param returns in a row: answers by fetchers that had just taken over
 * @param awaited the answer from a redirect's target that is still to come; null when none is
 */
record SourceState(
        Source source,
        Validators validators,
        List<Long> known,
        Duration interval,
        int failures,
        int returns,
        @Nullable FetchReason lastError,
        @Nullable Instant lastPollAt,
        Instant nextPollAt,
        SourceStatus.State state,
        @Nullable Awaited awaited) {

    static final int MAX_KNOWN = 2_000;

    SourceState {
        known = List.copyOf(known);
    }

    /** An answer that another site's fetcher will give. */
    record Awaited(String requestId, Instant deadline) {}

    static SourceState first(Source source, Duration interval, Instant now) {
        return new SourceState(
                source, Validators.NONE, List.of(), interval, 0, 0, null, null, now, SourceStatus.State.NEW, null);
    }

    /** The operator changed the source's settings: what was learned stays, unless the address is another. */
    SourceState withSource(Source changed, Duration pollMin, Instant now) {
        if (!changed.url().equals(source.url())) {
            return first(changed, pollMin, now);
        }
        return new SourceState(
                changed,
                validators,
                known,
                interval,
                failures,
                returns,
                lastError,
                lastPollAt,
                nextPollAt,
                state,
                awaited);
    }

    SourceState answered(Fetched answer, Duration newInterval, Instant now, Instant next) {
        var merged = new LinkedHashSet<>(answer.seen());
        merged.addAll(known);
        return new SourceState(
                source,
                answer.validators(),
                merged.stream().limit(MAX_KNOWN).toList(),
                newInterval,
                0,
                0,
                null,
                now,
                next,
                SourceStatus.State.OK,
                null);
    }

    /** The learned rhythm outlives a failure: only the next poll is put off. */
    SourceState failed(FetchReason reason, Instant now, Instant next) {
        return new SourceState(
                source,
                validators,
                known,
                interval,
                failures + 1,
                0,
                reason,
                now,
                next,
                reason == FetchReason.GONE ? SourceStatus.State.GONE : SourceStatus.State.FAILING,
                null);
    }

    SourceState returnedOnce() {
        return new SourceState(
                source,
                validators,
                known,
                interval,
                failures,
                returns + 1,
                lastError,
                lastPollAt,
                nextPollAt,
                state,
                awaited);
    }

    SourceState awaiting(Awaited answer) {
        return new SourceState(
                source,
                validators,
                known,
                interval,
                failures,
                returns,
                lastError,
                lastPollAt,
                nextPollAt,
                state,
                answer);
    }

    SourceStatus status() {
        return new SourceStatus(
                source.id(),
                source.name(),
                source.url().toString(),
                state,
                interval,
                failures,
                lastError,
                lastPollAt,
                state == SourceStatus.State.GONE ? null : nextPollAt,
                null);
    }
}
