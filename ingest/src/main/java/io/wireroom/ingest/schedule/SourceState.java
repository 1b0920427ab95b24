package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Pacing;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.schedule.pace.NewsGaps;
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
 * @param awaited the answer from a redirect's target that is still to come; null if none is
 * @param cost of the last two days; null before the first answer
 */
record SourceState(
        Source source,
        Learned learned,
        Health health,
        @Nullable Awaited awaited,
        @Nullable SourceCost cost) {

    static final int MAX_KNOWN = 2_000;

    /** Hashes of entries no longer served are kept for some answers: feeds flicker between the servers of a site. */
    private static final int ANSWERS_KNOWN = 3;

    private static final int FEW_KNOWN = 200;

    /** Failures in a row at an adopted address before the source's own is asked again. */
    private static final int ADOPTED_FAILURES = 3;

    /**
     * What useful answers showed.
     *
     * @param validators of the last answer
     * @param known 8-byte hashes of the entries of the last answers, newest first, at most {@value #MAX_KNOWN}
     * @param interval learned time between two polls
     * @param answeredAt the last useful answer; null if there was none
     * @param pacing what the last feed that was read asks for; null if none was read
     * @param moves where the source has moved; null for nowhere
     * @param readAt the last answer with content, which was no 304; null if there was none
     * @param news when there was something new; null before the first useful answer
     * @param forgotten true when its entries were forgotten since the last answer; null otherwise. The next answer may be
     *     one to a poll from before, so nothing of it is kept: the poll after it announces all again.
     */
    record Learned(
            Validators validators,
            List<Long> known,
            Duration interval,
            @Nullable Instant answeredAt,
            @Nullable Pacing pacing,
            @Nullable Moves moves,
            @Nullable Instant readAt,
            @Nullable NewsGaps news,
            @Nullable Boolean forgotten) {

        Learned {
            known = List.copyOf(known);
        }

        /** The validators to send; none after a long time of 304 alone, for a server may be stuck there. */
        Validators validatorsAt(Instant now, Duration kept) {
            return readAt == null || readAt.plus(kept).isBefore(now) ? Validators.NONE : validators;
        }

        Learned knowing(Validators newValidators, List<Long> newKnown) {
            return new Learned(newValidators, newKnown, interval, answeredAt, pacing, moves, readAt, news, forgotten);
        }

        /** The adopted address is given up, and with it the validators that came from it. */
        Learned backHome() {
            return new Learned(Validators.NONE, known, interval, answeredAt, pacing, null, readAt, news, forgotten);
        }

        Learned forgetting() {
            return new Learned(Validators.NONE, List.of(), interval, answeredAt, pacing, moves, readAt, news, true);
        }
    }

    /**
     * How the last polls went.
     *
     * @param failures in a row
     * @param returns in a row: answers by fetchers that had just taken over
     * @param crashes how many of the returns came although the execution had begun
     * @param lastPollAt the last attempt, whatever its result
     */
    record Health(
            SourceStatus.State state,
            int failures,
            int returns,
            int crashes,
            @Nullable FetchReason lastError,
            @Nullable Instant lastPollAt,
            Instant nextPollAt) {

        Health revived(Instant now) {
            return new Health(SourceStatus.State.NEW, failures, returns, crashes, lastError, lastPollAt, now);
        }

        Health returned(boolean begun) {
            var begunSoFar = begun ? crashes + 1 : crashes;
            return new Health(state, failures, returns + 1, begunSoFar, lastError, lastPollAt, nextPollAt);
        }
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
                new Learned(Validators.NONE, List.of(), interval, null, null, null, null, null, null),
                new Health(SourceStatus.State.NEW, 0, 0, 0, null, null, firstPollAt),
                null,
                null);
    }

    /** Its state for people: a paused source is neither well nor ill. */
    SourceStatus.State state() {
        return source.pausedByOperator() ? SourceStatus.State.PAUSED : health.state;
    }

    /** Whether it answers, and has had no news for unusually long. */
    boolean isSilent() {
        return state() == SourceStatus.State.OK && learned.news != null && learned.news.silent();
    }

    /** The address to request: the source's own, or the one it has moved to. */
    URI address() {
        var adopted = adopted();
        return adopted == null ? source.url() : adopted;
    }

    private @Nullable URI adopted() {
        return learned.moves == null ? null : learned.moves.adopted();
    }

    /** Whether the address lies in another site than the source, so that another partition must make the request. */
    boolean isElsewhere() {
        var adopted = adopted();
        return adopted != null && !Site.of(adopted).equals(Site.of(source.url()));
    }

    /**
     * The operator wrote the source again: what was learned stays, unless the address is another. One that is gone is
     * asked once more when it is given by hand or with other settings.
     */
    SourceState withSource(Source changed, Duration pollMin, Instant now) {
        if (!changed.url().equals(source.url())) {
            return first(changed, pollMin, now);
        }
        var revived = health.state == SourceStatus.State.GONE && (changed.origin() == null || !changed.equals(source));
        return new SourceState(changed, learned, revived ? health.revived(now) : health, awaited, cost);
    }

    /**
     * A useful answer came. Its validators replace the old ones, whether or not anything else is new.
     *
     * @param movedTo where permanent redirects alone led; null when there were none
     */
    SourceState answered(
            Fetched.Useful answer,
            @Nullable URI movedTo,
            Duration newInterval,
            NewsGaps news,
            Instant now,
            Instant next) {
        var merged = new LinkedHashSet<>(answer.seen());
        merged.addAll(learned.known);
        // The entries of an index' parts are known beside its own, and come with no answer of its.
        var kept = answer.seen().isEmpty() || source.kind() == Source.Kind.SITEMAP
                ? MAX_KNOWN
                : Math.max(FEW_KNOWN, answer.seen().size() * ANSWERS_KNOWN);
        var report = answer.poll();
        var moved = (learned.moves == null ? Moves.NONE : learned.moves).after(source.url(), movedTo);
        var isOld = Boolean.TRUE.equals(learned.forgotten);
        var fresh = new Learned(
                isOld ? Validators.NONE : answer.response().validators(),
                isOld
                        ? List.of()
                        : merged.stream().limit(Math.min(kept, MAX_KNOWN)).toList(),
                newInterval,
                now,
                report == null || report.pacing() == null ? learned.pacing : report.pacing(),
                moved.equals(Moves.NONE) ? null : moved,
                answer instanceof Fetched.Done ? now : learned.readAt,
                news,
                null);
        return new SourceState(source, fresh, new Health(SourceStatus.State.OK, 0, 0, 0, null, now, next), null, cost);
    }

    /**
     * A poll failed. The learned rhythm outlives it: only the next poll is put off. An adopted address that fails for
     * good gives way to the source's own, which alone can be gone.
     */
    SourceState failed(FetchReason reason, Instant now, Instant next) {
        var adopted = adopted() != null;
        var back = adopted && (reason == FetchReason.GONE || health.failures + 1 >= ADOPTED_FAILURES);
        var state = reason == FetchReason.GONE && !adopted ? SourceStatus.State.GONE : SourceStatus.State.FAILING;
        return new SourceState(
                source,
                back ? learned.backHome() : learned,
                new Health(state, health.failures + 1, 0, 0, reason, now, next),
                null,
                cost);
    }

    /** A part of its sitemap index listed these. */
    SourceState knowing(List<Long> seen) {
        var merged = new LinkedHashSet<>(learned.known);
        merged.removeAll(seen);
        return knowing(
                learned.validators,
                Stream.concat(seen.stream(), merged.stream()).limit(MAX_KNOWN).toList());
    }

    /** A part of its sitemap index is to be asked for again, so the index must be read again whether it changed or not. */
    SourceState forgetting(long part) {
        return knowing(
                Validators.NONE,
                learned.known.stream().filter(hash -> hash != part).toList());
    }

    /** Nothing of its answers is known any more. */
    SourceState forgotten() {
        return new SourceState(source, learned.forgetting(), health, awaited, cost);
    }

    private SourceState knowing(Validators validators, List<Long> known) {
        return new SourceState(source, learned.knowing(validators, known), health, awaited, cost);
    }

    SourceState returned(boolean begun) {
        return new SourceState(source, learned, health.returned(begun), awaited, cost);
    }

    SourceState awaiting(Awaited answer) {
        return new SourceState(source, learned, health, answer, cost);
    }

    /** These requests were made for it. */
    SourceState charged(@Nullable SourceCost more) {
        return more == null ? this : new SourceState(source, learned, health, awaited, more.plus(cost));
    }

    SourceStatus status(Instant now) {
        var adopted = adopted();
        var rests = source.pausedByOperator() || health.state == SourceStatus.State.GONE;
        return new SourceStatus(
                source.id(),
                source.name(),
                source.url().toString(),
                state(),
                learned.interval,
                health.failures,
                health.lastError,
                health.lastPollAt,
                rests ? null : health.nextPollAt,
                adopted == null ? null : adopted.toString(),
                null,
                learned.news == null ? null : learned.news.newsAt(),
                isSilent() ? Boolean.TRUE : null,
                cost == null ? null : cost.requestsPerDay(now),
                cost == null ? null : cost.bytesPerDay(now));
    }
}
