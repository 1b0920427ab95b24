package io.wireroom.ingest.schedule;

import io.wireroom.contract.Address;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Fetched;
import io.wireroom.contract.Request;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.SourceStatus;
import io.wireroom.ingest.schedule.SourceState.Awaited;
import io.wireroom.ingest.schedule.WorkQueues.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sources: when each is polled, and what its answers teach. */
final class Polls {

    /** How long an owner waits for the answer of a redirect's target. */
    static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

    private static final int MAX_RETURNS = 3;
    private static final Duration STATUS_EVERY = Duration.ofHours(1);

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final PollRhythm rhythm;
    private final Outbox outbox;
    private final Map<String, String> awaited = new HashMap<>();
    private final Set<String> polledNow = new HashSet<>();
    private final Map<String, Long> timers = new HashMap<>();
    private long count;
    private long maxLatenessMillis;

    Polls(SchedulerStores stores, WorkQueues queues, ScheduleSettings settings, PollRhythm rhythm, Outbox outbox) {
        this.stores = stores;
        this.queues = queues;
        this.settings = settings;
        this.rhythm = rhythm;
        this.outbox = outbox;
    }

    void restore(Instant now) {
        try (var all = stores.sources().all()) {
            while (all.hasNext()) {
                var entry = all.next();
                count++;
                plan(entry.key, entry.value, now);
            }
        }
    }

    private void plan(String id, SourceState state, Instant now) {
        if (state.awaited() != null) {
            awaited.put(state.awaited().requestId(), id);
            queues.at(state.awaited().deadline().toEpochMilli(), Timer.ANSWER_TO_SOURCE, id);
        } else if (settings.once()) {
            lookAt(id, now);
        } else if (state.state() != SourceStatus.State.GONE) {
            lookAt(id, dueAt(state, now));
        }
    }

    /** One timer a source: a later call replaces the one before. */
    private void lookAt(String id, Instant instant) {
        timers.put(id, instant.toEpochMilli());
        queues.at(instant.toEpochMilli(), Timer.SOURCE, id);
    }

    /** When the next poll is due; an instant further off than any pause was written by a wrong clock. */
    private Instant dueAt(SourceState state, Instant now) {
        var interval = state.source().interval();
        var longest = interval == null ? settings.pollMax() : PollRhythm.longer(interval, settings.pollMax());
        return state.nextPollAt().isAfter(now.plus(longest.multipliedBy(2))) ? now : state.nextPollAt();
    }

    /** A source record came: new, changed, or (null) removed. */
    void changed(String id, @Nullable Source source, Instant now) {
        var state = stores.sources().get(id);
        if (source == null) {
            if (state != null) {
                stores.sources().delete(id);
                polledNow.remove(id);
                timers.remove(id);
                forgetAwaited(state);
                count--;
                outbox.removed(Address.site(state.source().url()), id);
            }
            return;
        }
        var next = state == null
                ? SourceState.first(source, settings.pollMin(), now)
                : state.withSource(source, settings.pollMin(), now);
        if (next.equals(state)) {
            return;
        }
        stores.sources().put(id, next);
        if (state == null) {
            count++;
        } else if (!state.source().url().equals(source.url())) {
            polledNow.remove(id);
        }
        if (state != null && next.awaited() == null) {
            forgetAwaited(state);
        }
        if (state == null || next.state() == SourceStatus.State.NEW) {
            lookAt(id, next.nextPollAt());
        }
        outbox.status(Address.site(source.url()), next.status());
    }

    private void forgetAwaited(SourceState state) {
        if (state.awaited() != null) {
            awaited.remove(state.awaited().requestId());
        }
    }

    /** The authority to queue a source at whose timer has come; empty when it is not due after all. */
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
        return Optional.of(Address.authority(state.source().url()));
    }

    private boolean isDue(String id, SourceState state, Instant now) {
        if (state.awaited() != null) {
            return false;
        }
        return settings.once()
                ? !polledNow.contains(id)
                : state.state() != SourceStatus.State.GONE && !dueAt(state, now).isAfter(now);
    }

    /** The request for a queued source's poll at this host; empty when it is not to be polled there any more. */
    Optional<Request> request(String id, String authority, String requestId, Instant now) {
        var state = stores.sources().get(id);
        if (state == null
                || !isDue(id, state, now)
                || !Address.authority(state.source().url()).equals(authority)) {
            return Optional.empty();
        }
        var source = state.source();
        return Optional.of(new Request(
                requestId,
                source.url(),
                source.kind(),
                Address.site(source.url()),
                SourceRef.of(source),
                null,
                state.validators(),
                state.known(),
                1,
                true,
                0,
                null));
    }

    /** The answer to a poll, from the source's own host or from a redirect's target. */
    void answered(String id, Fetched answer, Instant now) {
        awaited.remove(answer.requestId());
        var state = stores.sources().get(id);
        if (state == null) {
            return;
        }
        switch (answer.result()) {
            case DONE, NOT_MODIFIED -> {
                var interval = rhythm.afterAnswer(state.source(), state.interval(), answer.announced());
                var next = now.plus(rhythm.pause(interval, answer.freshFor()));
                finish(id, state, state.answered(answer, interval, now, next), now);
            }
            case FAILED -> {
                var reason = answer.reason() == null ? FetchReason.BAD_ANSWER : answer.reason();
                failed(id, state, reason, answer.retryAfter(), now);
            }
            case RETURNED -> {
                var again = state.returnedOnce();
                if (again.returns() >= MAX_RETURNS) {
                    failed(id, state, FetchReason.CRASH, null, now);
                } else {
                    stores.sources().put(id, again);
                    lookAt(id, now);
                }
            }
            case MOVED -> {
                var wait = new Awaited(answer.requestId(), now.plus(ANSWER_LIMIT));
                awaited.put(wait.requestId(), id);
                stores.sources().put(id, state.awaiting(wait));
                queues.at(wait.deadline().toEpochMilli(), Timer.ANSWER_TO_SOURCE, id);
            }
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
        failed(id, state, FetchReason.NO_ANSWER, null, now);
    }

    private void failed(String id, SourceState state, FetchReason reason, @Nullable Duration retryAfter, Instant now) {
        var pause = rhythm.pause(rhythm.afterFailure(state.failures() + 1), retryAfter);
        finish(id, state, state.failed(reason, now, now.plus(pause)), now);
    }

    private void finish(String id, SourceState before, SourceState after, Instant now) {
        stores.sources().put(id, after);
        polledNow.add(id);
        if (!settings.once() && after.state() != SourceStatus.State.GONE) {
            lookAt(id, after.nextPollAt());
        }
        var told = before.lastPollAt();
        var changed = before.state() != after.state()
                || before.lastError() != after.lastError()
                || !before.interval().equals(after.interval());
        if (changed || told == null || told.plus(STATUS_EVERY).isBefore(now)) {
            outbox.status(Address.site(after.source().url()), after.status());
        }
    }

    /** Sources that are watched. */
    long count() {
        return count;
    }

    long polled() {
        return polledNow.size();
    }

    long maxLatenessMillis() {
        return maxLatenessMillis;
    }
}
