package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.ingest.schedule.SourceState.Awaited;
import io.wireroom.ingest.schedule.WorkQueues.Timer;
import io.wireroom.ingest.site.SitemapPart;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sources: when each is polled, and what its answers teach. */
final class Polls {

    /** How long an owner waits for the answer of a redirect's target. */
    static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

    /** So many new sources of a partition are polled at once; those of a larger import take turns. */
    static final int POLLED_AT_ONCE = 100;

    private static final int MAX_RETURNS = 3;
    private static final long NANOS_OF_MILLI = 1_000_000;

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final PollRhythm rhythm;
    private final Supplier<String> requestIds;
    private final Outbox outbox;
    private final Map<String, String> awaited = new HashMap<>();
    private final Set<String> polledNow = new HashSet<>();
    private final Map<String, Long> timers = new HashMap<>();
    private final Map<SourceStatus.State, Integer> counts = new EnumMap<>(SourceStatus.State.class);
    private long maxLatenessMillis;

    Polls(
            SchedulerStores stores,
            WorkQueues queues,
            ScheduleSettings settings,
            PollRhythm rhythm,
            Supplier<String> requestIds,
            Outbox outbox) {
        this.stores = stores;
        this.queues = queues;
        this.settings = settings;
        this.rhythm = rhythm;
        this.requestIds = requestIds;
        this.outbox = outbox;
    }

    void restore(Instant now) {
        try (var all = stores.sources().all()) {
            while (all.hasNext()) {
                var entry = all.next();
                counts.merge(entry.value.state(), 1, Integer::sum);
                plan(entry.key, entry.value, now);
            }
        }
    }

    private void plan(String id, SourceState state, Instant now) {
        if (state.awaited() != null) {
            awaited.put(state.awaited().requestId(), id);
            queues.at(state.awaited().deadline().toEpochMilli(), Timer.ANSWER_TO_SOURCE, id);
        } else if (settings.once()) {
            revisitAt(id, now);
        } else if (state.state() != SourceStatus.State.GONE) {
            revisitAt(id, dueAt(state, now));
        }
    }

    /** One timer a source: a later call replaces the one before. It never rings before the instant, not by a fraction. */
    private void revisitAt(String id, Instant instant) {
        var millis = instant.plusNanos(NANOS_OF_MILLI - 1).toEpochMilli();
        timers.put(id, millis);
        queues.at(millis, Timer.SOURCE, id);
    }

    /** When the next poll is due; an instant further off than any pause was written by a wrong clock. */
    private Instant dueAt(SourceState state, Instant now) {
        return state.nextPollAt().isAfter(now.plus(rhythm.longestPause(state.source()))) ? now : state.nextPollAt();
    }

    private void put(String id, @Nullable SourceState before, SourceState after) {
        if (before != null) {
            counts.merge(before.state(), -1, Integer::sum);
        }
        counts.merge(after.state(), 1, Integer::sum);
        stores.sources().put(id, after);
    }

    /** A source record came: new, changed, or (null) removed. */
    void changed(String id, @Nullable Source source, Instant now) {
        var state = stores.sources().get(id);
        if (source == null) {
            if (state != null) {
                stores.sources().delete(id);
                counts.merge(state.state(), -1, Integer::sum);
                polledNow.remove(id);
                timers.remove(id);
                forgetAwaited(state);
                outbox.removed(Address.site(state.source().url()), id);
            }
            return;
        }
        var next = state == null
                ? SourceState.first(source, settings.pollMin(), firstPollAt(now))
                : state.withSource(source, settings.pollMin(), now);
        if (next.equals(state)) {
            return;
        }
        put(id, state, next);
        if (state != null && !state.source().url().equals(source.url())) {
            polledNow.remove(id);
        }
        if (state != null && next.awaited() == null) {
            forgetAwaited(state);
        }
        if (next.state() == SourceStatus.State.NEW && next.awaited() == null) {
            revisitAt(id, settings.once() ? now : next.nextPollAt());
        }
        outbox.status(Address.site(source.url()), next.status());
    }

    private Instant firstPollAt(Instant now) {
        return counts.getOrDefault(SourceStatus.State.NEW, 0) < POLLED_AT_ONCE ? now : rhythm.spread(now);
    }

    private void forgetAwaited(SourceState state) {
        if (state.awaited() != null) {
            awaited.remove(state.awaited().requestId());
        }
    }

    /**
     * The authority to queue a source at whose timer has come; empty when it is not due after all, or when another site
     * was told to ask.
     */
    Optional<String> due(String id, long atMillis, Instant now) {
        if (!timers.remove(id, atMillis)) {
            return Optional.empty(); // replaced by another timer
        }
        var state = stores.sources().get(id);
        if (state == null || !isDue(id, state, now)) {
            return Optional.empty();
        }
        if (!settings.once() && state.nextPollAt().isBefore(now)) {
            maxLatenessMillis = Math.max(
                    maxLatenessMillis, Duration.between(state.nextPollAt(), now).toMillis());
        }
        if (state.isElsewhere()) {
            askElsewhere(id, state, now);
            return Optional.empty();
        }
        return Optional.of(Address.authority(state.address()));
    }

    private boolean isDue(String id, SourceState state, Instant now) {
        if (state.awaited() != null) {
            return false;
        }
        return settings.once()
                ? !polledNow.contains(id)
                : state.state() != SourceStatus.State.GONE && !dueAt(state, now).isAfter(now);
    }

    /** The source has moved to another site for good: that site asks for it there, as after a redirect. */
    private void askElsewhere(String id, SourceState state, Instant now) {
        var address = state.address();
        var requestId = requestIds.get();
        var owner = new AnswerTo(Address.site(state.source().url()), requestId);
        var delegated = poll(state, requestId + "-0", owner);
        var link = LinkId.of(Address.of(address.toString()).orElseThrow());
        outbox.link(new Link(link, address, delegated.site(), delegated.kind(), null, 0, 0, 1, delegated));
        await(id, state, new Awaited(requestId, now.plus(ANSWER_LIMIT)));
    }

    private void await(String id, SourceState state, Awaited answer) {
        awaited.put(answer.requestId(), id);
        stores.sources().put(id, state.awaiting(answer));
        queues.at(answer.deadline().toEpochMilli(), Timer.ANSWER_TO_SOURCE, id);
    }

    /** The source queued at this host, if it is still to be polled there. */
    Optional<SourceState> waitingHere(String id, String authority, Instant now) {
        return Optional.ofNullable(stores.sources().get(id))
                .filter(state -> isDue(id, state, now) && !state.isElsewhere())
                .filter(state -> Address.authority(state.address()).equals(authority));
    }

    /** The request for a source's poll. */
    Request request(SourceState state, String requestId) {
        return poll(state, requestId, null);
    }

    private Request poll(SourceState state, String requestId, @Nullable AnswerTo owner) {
        var source = state.source();
        return new Request(
                requestId,
                state.address(),
                source.kind(),
                Address.site(state.address()),
                SourceRef.of(source),
                null,
                state.validators(),
                state.known(),
                1,
                true,
                0,
                owner,
                // One look at all that a source holds, whatever its age.
                settings.once() ? null : settings.horizon());
    }

    /** robots.txt forbids the poll, or cannot be read: it counts as failed without having been made. */
    void notAllowed(String id, SourceState state, Instant now) {
        failed(id, state, FetchReason.ROBOTS, null, null, now);
    }

    /** Something is in the way until then: the poll waits, and is looked at again. */
    void later(String id, Instant until) {
        revisitAt(id, until);
    }

    /** The answer to a poll, from the source's own host or from a redirect's target. */
    void answered(String id, Fetched answer, Instant now) {
        var fromElsewhere = awaited.remove(answer.requestId()) != null;
        var state = stores.sources().get(id);
        if (state == null || (!fromElsewhere && isOfAnotherAddress(answer, state))) {
            return; // removed, or given another address, while the poll was out
        }
        switch (answer.result()) {
            case DONE, NOT_MODIFIED -> done(id, state, answer, now);
            case FAILED -> {
                var reason = answer.reason() == null ? FetchReason.BAD_ANSWER : answer.reason();
                failed(id, state, reason, answer.detail(), answer.retryAfter(), now);
            }
            case RETURNED -> {
                if (answer.retryAfter() != null) {
                    revisitAt(id, now); // held back by a fetcher, not started: the host's pause tells when
                    return;
                }
                var again = state.returnedOnce();
                if (again.returns() >= MAX_RETURNS) {
                    failed(id, state, FetchReason.CRASH, null, null, now);
                } else {
                    stores.sources().put(id, again);
                    revisitAt(id, now);
                }
            }
            case MOVED ->
                await(id, state, new Awaited(answer.requestId(), now.plus(ANSWER_LIMIT), movedTo(state, answer)));
        }
    }

    private static boolean isOfAnotherAddress(Fetched answer, SourceState state) {
        var report = answer.poll();
        return report != null && !report.asked().equals(state.address());
    }

    private void done(String id, SourceState state, Fetched answer, Instant now) {
        var report = answer.poll();
        var before = state.answeredAt();
        var moments = report == null ? answer.announced() : report.moments();
        var interval = before == null
                ? rhythm.afterFirst(state.source(), report == null ? null : report.usualGap())
                : rhythm.afterAnswer(state.source(), state.interval(), Duration.between(before, now), moments);
        var pacing = report == null || report.pacing() == null ? state.pacing() : report.pacing();
        var next = rhythm.next(now, interval, answer.freshFor(), pacing);
        finish(id, state, state.answered(answer, movedTo(state, answer), interval, now, next), null, now);
    }

    /** Where the source's address leads for good, by this answer and those of the redirects before it. */
    private static @Nullable URI movedTo(SourceState state, Fetched answer) {
        var report = answer.poll();
        if (report != null && report.asked().equals(state.address())) {
            return report.movedTo();
        }
        // An answer from further on: only the first redirect is told of, the next is learned once that is adopted.
        return state.awaited() == null ? null : state.awaited().movedTo();
    }

    /**
     * A sitemap that the source's index names was answered: what it listed is known from now on. One that could not be had
     * for now counts as not seen, so that the next poll of the index asks for it again.
     */
    void partAnswered(SitemapPart part, Fetched answer) {
        var id = part.source().value();
        var state = stores.sources().get(id);
        if (state == null || state.source().kind() != Source.Kind.SITEMAP) {
            return;
        }
        switch (answer.result()) {
            case DONE -> stores.sources().put(id, state.knowing(answer.seen()));
            case FAILED -> {
                if (answer.reason() != null && answer.reason().transientFailure()) {
                    stores.sources().put(id, state.forgetting(part.hash()));
                }
            }
            case NOT_MODIFIED, MOVED, RETURNED -> {}
        }
    }

    /** The source that waits for this answer from elsewhere. */
    Optional<String> awaiting(Fetched answer) {
        return Optional.ofNullable(awaited.get(answer.requestId()));
    }

    /** The deadline of an awaited answer has come. */
    void answerMissed(String id, Instant now) {
        var state = stores.sources().get(id);
        if (state == null
                || state.awaited() == null
                || state.awaited().deadline().isAfter(now)) {
            return;
        }
        awaited.remove(state.awaited().requestId());
        failed(id, state, FetchReason.NO_ANSWER, null, null, now);
    }

    private void failed(
            String id,
            SourceState state,
            FetchReason reason,
            @Nullable String detail,
            @Nullable Duration retryAfter,
            Instant now) {
        var next = rhythm.nextAfterFailure(now, state.failures() + 1, retryAfter);
        finish(id, state, state.failed(reason, now, next), detail, now);
    }

    private void finish(String id, SourceState before, SourceState after, @Nullable String detail, Instant now) {
        put(id, before, after);
        polledNow.add(id);
        if (!settings.once() && after.state() != SourceStatus.State.GONE) {
            revisitAt(id, after.nextPollAt());
        }
        if (isWorthTelling(before, after, now)) {
            outbox.status(Address.site(after.source().url()), after.status().withDetail(detail));
        }
    }

    /** A change of state, error, address or rhythm (by half or double); without any, the first poll of an hour. */
    private static boolean isWorthTelling(SourceState before, SourceState after, Instant now) {
        var polledBefore = before.lastPollAt();
        return polledBefore == null
                || polledBefore.isBefore(now.truncatedTo(ChronoUnit.HOURS))
                || before.state() != after.state()
                || before.lastError() != after.lastError()
                || octave(before.interval()) != octave(after.interval())
                || !before.address().equals(after.address());
    }

    private static int octave(Duration interval) {
        return Long.numberOfLeadingZeros(interval.toMillis());
    }

    /** Sources that are watched. */
    long count() {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Sources whose last poll failed, those that are gone included. */
    long failing() {
        return counts.getOrDefault(SourceStatus.State.FAILING, 0)
                + (long) counts.getOrDefault(SourceStatus.State.GONE, 0);
    }

    long polled() {
        return polledNow.size();
    }

    long maxLatenessMillis() {
        return maxLatenessMillis;
    }
}
