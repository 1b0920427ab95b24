package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Host;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RequestId.SitemapPart;
import io.wireroom.ingest.schedule.SourceState.Awaited;
import io.wireroom.ingest.schedule.WorkQueues.Timer;
import io.wireroom.ingest.schedule.pace.NewsGaps;
import io.wireroom.ingest.schedule.pace.PollRhythm;
import io.wireroom.ingest.schedule.pace.RecentMax;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
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

/** The sources: when each is polled, and what its answers show. */
final class Polls {

    /** New sources of a partition that are polled at once; those of a larger import take turns. */
    static final int POLLED_AT_ONCE = 100;

    /** A source whose processing failed is polled again after this time. */
    private static final Duration AFTER_FAULT = Duration.ofHours(1);

    /** Validators are not sent for longer than this without a whole answer: a server may be stuck at 304. */
    private static final Duration VALIDATORS_KEPT = Duration.ofDays(8);

    private static final String CUT = "the answer ended before its end; read as far as it goes";

    private static final long NANOS_OF_MILLI = 1_000_000;

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final PollRhythm rhythm;
    private final Supplier<RequestId> requestIds;
    private final Outbox outbox;
    private final Map<RequestId, String> awaited = new HashMap<>();
    private final Set<String> polledNow = new HashSet<>();
    private final Map<String, Long> timers = new HashMap<>();
    private final Map<SourceStatus.State, Integer> counts = new EnumMap<>(SourceStatus.State.class);
    private final Set<String> silent = new HashSet<>();

    /** Of every source since its last poll: to store each request at once would rewrite all that is known of the source. */
    private final Map<String, SourceCost> costs = new HashMap<>();

    private final RecentMax lateness = new RecentMax();

    Polls(
            SchedulerStores stores,
            WorkQueues queues,
            ScheduleSettings settings,
            PollRhythm rhythm,
            Supplier<RequestId> requestIds,
            Outbox outbox) {
        this.stores = stores;
        this.queues = queues;
        this.settings = settings;
        this.rhythm = rhythm;
        this.requestIds = requestIds;
        this.outbox = outbox;
    }

    void restore(Instant now) {
        stores.sources().forEach((id, state) -> {
            counts.merge(state.state(), 1, Integer::sum);
            note(id, state);
            costs.put(id, SourceCost.NOTHING);
            plan(id, state, now);
        });
    }

    private void plan(String id, SourceState state, Instant now) {
        if (state.awaited() != null) {
            awaited.put(state.awaited().requestId(), id);
            queues.at(state.awaited().deadline().toEpochMilli(), Timer.ANSWER_TO_SOURCE, id);
        } else if (settings.once() && !state.source().pausedByOperator()) {
            pollAt(id, now);
        } else if (isPolled(state)) {
            pollAt(id, dueAt(state, now));
        }
    }

    private static boolean isPolled(SourceState state) {
        return switch (state.state()) {
            case GONE, PAUSED -> false;
            case NEW, OK, FAILING, OTHER -> true;
        };
    }

    private void note(String id, SourceState state) {
        if (state.isSilent()) {
            silent.add(id);
        } else {
            silent.remove(id);
        }
    }

    /** One timer for each source: a later call replaces the one before. It never fires before the instant. */
    private void pollAt(String id, Instant instant) {
        var millis = instant.plusNanos(NANOS_OF_MILLI - 1).toEpochMilli();
        timers.put(id, millis);
        queues.at(millis, Timer.SOURCE, id);
    }

    /** When the next poll is due; an instant further off than any pause was written by a wrong clock. */
    private Instant dueAt(SourceState state, Instant now) {
        return state.health().nextPollAt().isAfter(now.plus(rhythm.longestPause(state.source())))
                ? now
                : state.health().nextPollAt();
    }

    private void put(String id, @Nullable SourceState before, SourceState after) {
        if (before != null) {
            counts.merge(before.state(), -1, Integer::sum);
        }
        counts.merge(after.state(), 1, Integer::sum);
        note(id, after);
        costs.putIfAbsent(id, SourceCost.NOTHING);
        stores.sources().put(id, after);
    }

    /** A source record came: new, changed, or (null) removed. */
    void changed(String id, @Nullable Source source, Instant now) {
        var state = stores.sources().get(id);
        if (source == null) {
            if (state != null) {
                stores.sources().delete(id);
                counts.merge(state.state(), -1, Integer::sum);
                silent.remove(id);
                costs.remove(id);
                polledNow.remove(id);
                timers.remove(id);
                forgetAwaited(state);
                outbox.removed(Site.of(state.source().url()), id);
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
        if (source.pausedByOperator()) {
            polledNow.remove(id);
            timers.remove(id);
        } else if (next.awaited() == null && (next.state() == SourceStatus.State.NEW || wasPaused(state))) {
            plan(id, next, now);
        }
        outbox.status(Site.of(source.url()), next.status(now));
    }

    /** The source is read as if for the first time, so that it announces again what may return. */
    void forget(String id) {
        var state = stores.sources().get(id);
        if (state != null) {
            stores.sources().put(id, state.forgotten());
        }
    }

    private static boolean wasPaused(@Nullable SourceState state) {
        return state != null && state.source().pausedByOperator();
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
     * The host to queue a source at whose timer has come; empty if it is not due after all, or if the request was
     * delegated to another site.
     */
    Optional<Host> due(String id, long atMillis, Instant now) {
        if (!timers.remove(id, atMillis)) {
            return Optional.empty(); // replaced by another timer
        }
        var state = stores.sources().get(id);
        if (state == null || !isDue(id, state, now)) {
            return Optional.empty();
        }
        if (!settings.once() && state.health().nextPollAt().isBefore(now)) {
            lateness.record(Duration.between(state.health().nextPollAt(), now), now);
        }
        if (state.isElsewhere()) {
            askElsewhere(id, state, now);
            return Optional.empty();
        }
        return Optional.of(Host.of(state.address()));
    }

    private boolean isDue(String id, SourceState state, Instant now) {
        if (state.awaited() != null) {
            return false;
        }
        return settings.once()
                ? !polledNow.contains(id) && !state.source().pausedByOperator()
                : isPolled(state) && !dueAt(state, now).isAfter(now);
    }

    /** The source has moved to another site for good: that site polls it there, as after a redirect. */
    private void askElsewhere(String id, SourceState state, Instant now) {
        var requestId = requestIds.get();
        var owner = new AnswerTo(Site.of(state.source().url()), requestId);
        var link = LinkId.of(Address.of(state.address().toString()).orElseThrow());
        outbox.link(new Link.Delegated(link, poll(state, requestId.redirected(0), owner, now)));
        await(id, state, new Awaited(requestId, now.plus(Hosts.ANSWER_LIMIT)));
    }

    private void await(String id, SourceState state, Awaited answer) {
        awaited.put(answer.requestId(), id);
        stores.sources().put(id, state.awaiting(answer));
        queues.at(answer.deadline().toEpochMilli(), Timer.ANSWER_TO_SOURCE, id);
    }

    /** The source queued at this host, if it is still to be polled there. */
    Optional<HostWork> waitingHere(String id, Host host, Instant now) {
        return Optional.ofNullable(stores.sources().get(id))
                .filter(state -> isDue(id, state, now) && !state.isElsewhere())
                .filter(state -> Host.of(state.address()).equals(host))
                .map(state -> new DuePoll(id, state));
    }

    /** A poll that waits at its host. */
    private final class DuePoll implements HostWork {
        private final String id;
        private final SourceState state;

        DuePoll(String id, SourceState state) {
            this.id = id;
            this.state = state;
        }

        @Override
        public URI url() {
            return state.address();
        }

        @Override
        public Source.Kind kind() {
            return state.source().kind();
        }

        @Override
        public Request release(RequestId requestId) {
            return poll(state, requestId, null, outbox.now());
        }

        @Override
        public void putOff(Instant until) {
            pollAt(id, until);
        }

        /** The poll counts as failed without having been made. */
        @Override
        public void forbidden(FetchReason reason, @Nullable String why, Instant now) {
            failed(id, state, reason, null, null, now);
        }

        @Override
        public void robotsUnreadable(Instant nextRead, Instant now) {
            forbidden(FetchReason.ROBOTS, null, now);
        }
    }

    private Request.Poll poll(SourceState state, RequestId requestId, @Nullable AnswerTo owner, Instant now) {
        var source = state.source();
        return new Request.Poll(
                Request.Head.once(requestId, state.address(), 0, state.health().returns() > 0),
                source.kind(),
                SourceRef.of(source),
                state.learned().validatorsAt(now, VALIDATORS_KEPT),
                state.learned().known(),
                // One poll of all that a source holds, whatever its age.
                settings.once() ? null : settings.horizon(),
                owner);
    }

    /**
     * The answer to a poll, from the source's own host or from a redirect's target.
     *
     * @param begun whether the fetcher reported that it began
     */
    void answered(String id, Fetched answer, boolean begun, Instant now) {
        var fromElsewhere = awaited.remove(answer.requestId()) != null;
        var state = stores.sources().get(id);
        if (state == null || (!fromElsewhere && isOfAnotherAddress(answer, state))) {
            return; // removed, or moved to another address, while the poll was out
        }
        charge(id, answer, now);
        switch (answer) {
            case Fetched.Useful useful -> done(id, state, useful, now);
            case Fetched.Failed failed -> failed(id, state, failed.reason(), failed.detail(), failed.retryAfter(), now);
            case Fetched.Returned returned -> returned(id, state, returned, begun, now);
            case Fetched.Begun notice -> {}
            case Fetched.Moved moved ->
                await(id, state, new Awaited(answer.requestId(), now.plus(Hosts.ANSWER_LIMIT), movedTo(state, answer)));
        }
    }

    /** A request for this source was answered; sources of other partitions are not counted. */
    void charge(String id, Fetched answer, Instant now) {
        if (!(answer instanceof Fetched.Returned || answer instanceof Fetched.Begun)) {
            costs.computeIfPresent(
                    id, (source, before) -> SourceCost.of(answer, now).plus(before));
        }
    }

    private void returned(String id, SourceState state, Fetched.Returned answer, boolean begun, Instant now) {
        if (answer.pause() != null) {
            pollAt(id, now); // held back by a fetcher, not started: the host's pause decides when
            return;
        }
        var again = state.returned(begun);
        if (again.health().crashes() >= settings.attempts()) {
            failed(id, state, FetchReason.CRASH, PageAnswers.CRASHED, null, now);
        } else {
            stores.sources().put(id, again);
            pollAt(id, now.plus(rhythm.returnPause(again.health().returns())));
        }
    }

    /** Processing this source failed: a copy is set aside, and it is tried again later. */
    void setAside(String id, RuntimeException error, Instant now) {
        stores.sources().copyAside(id, "a source: " + error, error);
        pollAt(id, now.plus(AFTER_FAULT));
    }

    private static boolean isOfAnotherAddress(Fetched answer, SourceState state) {
        var report = answer.poll();
        return report != null && !report.asked().equals(state.address());
    }

    private void done(String id, SourceState state, Fetched.Useful answer, Instant now) {
        var report = answer.poll();
        var before = state.learned().answeredAt();
        var moments = report == null ? answer.announced() : report.moments();
        var interval = before == null
                ? rhythm.afterFirst(state.source(), report == null ? null : report.usualGap())
                : rhythm.afterAnswer(
                        state.source(), state.learned().interval(), Duration.between(before, now), moments);
        var pacing = report == null || report.pacing() == null ? state.learned().pacing() : report.pacing();
        var next = rhythm.next(now, interval, answer.response().freshFor(), pacing);
        var gaps = state.learned().news();
        var detail = report != null && report.wasCut() ? CUT : null;
        var news = gaps == null ? NewsGaps.first(now) : gaps.after(now, moments > 0, settings.silence());
        finish(id, state, state.answered(answer, movedTo(state, answer), interval, news, now, next), detail, now);
    }

    /** Where the source's address leads for good, by this answer and those of the redirects before it. */
    private static @Nullable URI movedTo(SourceState state, Fetched answer) {
        var report = answer.poll();
        if (report != null && report.asked().equals(state.address())) {
            return report.movedTo();
        }
        // An answer from further on: only the first redirect is reported, the next is learned once that is adopted.
        return state.awaited() == null ? null : state.awaited().movedTo();
    }

    /**
     * A sitemap that the source's index names was answered: what it listed is known from now on. One that failed for now
     * counts as not seen, so that the next poll of the index requests it again.
     */
    void partAnswered(SitemapPart part, Fetched answer) {
        var id = part.source().value();
        var state = stores.sources().get(id);
        if (state == null || state.source().kind() != Source.Kind.SITEMAP) {
            return;
        }
        if (answer instanceof Fetched.Done done) {
            stores.sources().put(id, state.knowing(done.seen()));
        } else if (answer instanceof Fetched.Failed failed && failed.reason().transientFailure()) {
            stores.sources().put(id, state.forgetting(part.hash()));
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
        var next = rhythm.nextAfterFailure(now, state.health().failures() + 1, retryAfter);
        finish(id, state, state.failed(reason, now, next), detail, now);
    }

    private void finish(String id, SourceState before, SourceState polled, @Nullable String detail, Instant now) {
        var after = polled.charged(costs.put(id, SourceCost.NOTHING));
        put(id, before, after);
        polledNow.add(id);
        if (!settings.once() && isPolled(after)) {
            pollAt(id, after.health().nextPollAt());
        }
        if (detail != null || isWorthReporting(before, after, now)) {
            outbox.status(Site.of(after.source().url()), after.status(now).withDetail(detail));
        }
    }

    /** A change of state, error, address or rhythm (by half or double); without any, the first poll of an hour. */
    private static boolean isWorthReporting(SourceState before, SourceState after, Instant now) {
        var polledBefore = before.health().lastPollAt();
        return polledBefore == null
                || polledBefore.isBefore(now.truncatedTo(ChronoUnit.HOURS))
                || before.state() != after.state()
                || before.isSilent() != after.isSilent()
                || before.health().lastError() != after.health().lastError()
                || octave(before.learned().interval()) != octave(after.learned().interval())
                || !before.address().equals(after.address());
    }

    private static int octave(Duration interval) {
        return Long.numberOfLeadingZeros(interval.toMillis());
    }

    /** Sources that are watched, the paused ones included. */
    long count() {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Sources whose last poll failed, those that are gone included. */
    long failing() {
        return counts.getOrDefault(SourceStatus.State.FAILING, 0)
                + (long) counts.getOrDefault(SourceStatus.State.GONE, 0);
    }

    /** Sources that the operator has paused. */
    long paused() {
        return counts.getOrDefault(SourceStatus.State.PAUSED, 0);
    }

    /** Sources that answer, but have had no news for much longer than is usual for them. */
    long silent() {
        return silent.size();
    }

    /** Sources that were polled since the start, or need not be. */
    long polled() {
        return polledNow.size() + paused();
    }

    Duration maxLateness(Instant now) {
        return lateness.at(now);
    }
}
