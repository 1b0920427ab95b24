package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Pacing;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler knows of a source; one value of store {@code sources}. No texts: ids, hashes and times.
 *
 * @param validators of the last answer
 * @param known 8-byte hashes of the entries of the last answers, newest first, at most {@value #MAX_KNOWN}
 * @param interval learned time between two polls
 * @param failures in a row
 * @param returns in a row: answers by fetchers that had just taken over
 * @param lastPollAt the last attempt, whatever came of it
 * @param awaited the answer from a redirect's target that is still to come; null when none is
 * @param answeredAt the last useful answer; null when there was none
 * @param pacing what the last feed that was read asks for; null when none was read
 * @param moves where the source has moved; null for nowhere
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
        @Nullable Awaited awaited,
        @Nullable Instant answeredAt,
        @Nullable Pacing pacing,
        @Nullable Moves moves) {

    static final int MAX_KNOWN = 2_000;

    /** Hashes of entries no longer served are kept for some answers: feeds flicker between the servers of a site. */
    private static final int ANSWERS_KNOWN = 3;

    private static final int FEW_KNOWN = 200;

    /** Failures in a row at an adopted address before the source's own is asked again. */
    private static final int ADOPTED_FAILURES = 3;

    SourceState {
        known = List.copyOf(known);
    }

    /**
     * An answer that another site's fetcher will give.
     *
     * @param movedTo where the permanent redirect led that is being followed; null for a temporary one
     */
    record Awaited(
            RequestId requestId, Instant deadline, @Nullable URI movedTo) {

        Awaited(RequestId requestId, Instant deadline) {
            this(requestId, deadline, null);
        }
    }

    static SourceState first(Source source, Duration interval, Instant firstPollAt) {
        return new SourceState(
                source,
                Validators.NONE,
                List.of(),
                interval,
                0,
                0,
                null,
                null,
                firstPollAt,
                SourceStatus.State.NEW,
                null,
                null,
                null,
                null);
    }

    /** The address to ask: the source's own, or the one it has moved to. */
    URI address() {
        return moves == null || moves.adopted() == null ? source.url() : moves.adopted();
    }

    /** Whether the address to ask lies in another site than the source, so that another partition must ask there. */
    boolean isElsewhere() {
        return moves != null
                && moves.adopted() != null
                && !Site.of(moves.adopted()).equals(Site.of(source.url()));
    }

    /**
     * The operator wrote the source again: what was learned stays, unless the address is another. One that is gone is
     * asked once more when it is given by hand or with other settings.
     */
    SourceState withSource(Source changed, Duration pollMin, Instant now) {
        if (!changed.url().equals(source.url())) {
            return first(changed, pollMin, now);
        }
        var revived = state == SourceStatus.State.GONE && (changed.origin() == null || !changed.equals(source));
        return new SourceState(
                changed,
                validators,
                known,
                interval,
                failures,
                returns,
                lastError,
                lastPollAt,
                revived ? now : nextPollAt,
                revived ? SourceStatus.State.NEW : state,
                awaited,
                answeredAt,
                pacing,
                moves);
    }

    /**
     * A useful answer came. Its validators replace the old ones, whether or not anything else is new.
     *
     * @param movedTo where permanent redirects alone led; null when there were none
     */
    SourceState answered(Fetched.Useful answer, @Nullable URI movedTo, Duration newInterval, Instant now, Instant next) {
        var merged = new LinkedHashSet<>(answer.seen());
        merged.addAll(known);
        // The entries of an index' parts are known beside its own, and come with no answer of its.
        var kept = answer.seen().isEmpty() || source.kind() == Source.Kind.SITEMAP
                ? MAX_KNOWN
                : Math.max(FEW_KNOWN, answer.seen().size() * ANSWERS_KNOWN);
        var report = answer.poll();
        var moved = (moves == null ? Moves.NONE : moves).after(source.url(), movedTo);
        return new SourceState(
                source,
                answer.response().validators(),
                merged.stream().limit(Math.min(kept, MAX_KNOWN)).toList(),
                newInterval,
                0,
                0,
                null,
                now,
                next,
                SourceStatus.State.OK,
                null,
                now,
                report == null || report.pacing() == null ? pacing : report.pacing(),
                moved.equals(Moves.NONE) ? null : moved);
    }

    /**
     * A poll failed. The learned rhythm outlives it: only the next poll is put off. An adopted address that fails for
     * good gives way to the source's own, which alone can be gone.
     */
    SourceState failed(FetchReason reason, Instant now, Instant next) {
        var adopted = moves != null && moves.adopted() != null;
        var back = adopted && (reason == FetchReason.GONE || failures + 1 >= ADOPTED_FAILURES);
        return new SourceState(
                source,
                back ? Validators.NONE : validators,
                known,
                interval,
                failures + 1,
                0,
                reason,
                now,
                next,
                reason == FetchReason.GONE && !adopted ? SourceStatus.State.GONE : SourceStatus.State.FAILING,
                null,
                answeredAt,
                pacing,
                back ? null : moves);
    }

    /** A part of its sitemap index listed these. */
    SourceState knowing(List<Long> seen) {
        var merged = new LinkedHashSet<>(known);
        merged.removeAll(seen);
        return knowing(
                validators,
                Stream.concat(seen.stream(), merged.stream()).limit(MAX_KNOWN).toList());
    }

    /** A part of its sitemap index is to be asked for again, so the index must be read again whether it changed or not. */
    SourceState forgetting(long part) {
        return knowing(
                Validators.NONE, known.stream().filter(hash -> hash != part).toList());
    }

    private SourceState knowing(Validators newValidators, List<Long> newKnown) {
        return new SourceState(
                source,
                newValidators,
                newKnown,
                interval,
                failures,
                returns,
                lastError,
                lastPollAt,
                nextPollAt,
                state,
                awaited,
                answeredAt,
                pacing,
                moves);
    }

    SourceState returnedOnce() {
        return waiting(returns + 1, awaited);
    }

    SourceState awaiting(Awaited answer) {
        return waiting(returns, answer);
    }

    private SourceState waiting(int newReturns, @Nullable Awaited answer) {
        return new SourceState(
                source,
                validators,
                known,
                interval,
                failures,
                newReturns,
                lastError,
                lastPollAt,
                nextPollAt,
                state,
                answer,
                answeredAt,
                pacing,
                moves);
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
                moves == null || moves.adopted() == null
                        ? null
                        : moves.adopted().toString(),
                null);
    }
}
