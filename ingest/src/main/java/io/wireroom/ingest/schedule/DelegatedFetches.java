package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.address.Host;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.ingest.schedule.WorkQueues.Timer;
import io.wireroom.ingest.schedule.pace.PollRhythm;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.ingest.schedule.store.DueIndex.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests made on behalf of other sites, because a feed or a robots.txt redirects to a host of this one. Each is made
 * only while its asker waits; a newer one of the same source and address replaces an older; the askers of a host take
 * turns; and whoever is not served gets an answer that states it.
 */
final class DelegatedFetches {

    /** More than a host takes while an asker waits. */
    static final int MAX_WAITING_PER_HOST = 4_000;

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final PollRhythm rhythm;
    private final Outbox outbox;
    private final Map<String, Instant> waiting = new HashMap<>();

    DelegatedFetches(
            SchedulerStores stores, WorkQueues queues, ScheduleSettings settings, PollRhythm rhythm, Outbox outbox) {
        this.stores = stores;
        this.queues = queues;
        this.settings = settings;
        this.rhythm = rhythm;
        this.outbox = outbox;
    }

    /** Rebuilds what is in memory, from the keys of what waits. */
    void restore(Instant now) {
        stores.due().forEach(Kind.DELEGATED, (dueAt, key, owner) -> {
            waiting.put(key, dueAt);
            var at = dueAt.isAfter(now.plus(LONGEST_PAUSE)) ? now : dueAt;
            queues.at(at.toEpochMilli(), Timer.DELEGATED, key);
        });
    }

    /** A request came from another site. */
    void arrived(Link.Delegated link, Instant now) {
        var key = key(link);
        var known = stores.delegated().get(key);
        if (known != null && !waiting.containsKey(key)) {
            key += '/' + link.request().id().value(); // the older one is out: its answer must not end this one
        }
        waitFor(key, DelegatedWork.of(link, now));
    }

    /** The same for every request of the same source to this address; a robots.txt has no source. */
    private static String key(Link.Delegated link) {
        var asker = link.request() instanceof Request.Poll poll
                ? poll.source().id().value()
                : link.request().id().value();
        return link.id().value() + '/' + asker;
    }

    private void waitFor(String key, DelegatedWork work) {
        stopWaiting(key);
        stores.delegated().put(key, work);
        stores.due().add(Kind.DELEGATED, work.notBefore(), key, "");
        waiting.put(key, work.notBefore());
        queues.at(work.notBefore().toEpochMilli(), Timer.DELEGATED, key);
    }

    private void stopWaiting(String key) {
        var dueAt = waiting.remove(key);
        if (dueAt != null) {
            stores.due().remove(Kind.DELEGATED, dueAt, key);
        }
    }

    private void forget(String key) {
        stopWaiting(key);
        stores.delegated().delete(key);
    }

    /** Queues the request of this key at its host; empty if it does not wait any more, or is not due yet. */
    Optional<Host> due(String key, Instant now) {
        var work = waiting.containsKey(key) ? stores.delegated().get(key) : null;
        if (work == null) {
            return Optional.empty();
        }
        if (work.notBefore().isAfter(now) && !work.notBefore().isAfter(now.plus(LONGEST_PAUSE))) {
            return Optional.empty(); // another timer is set for it
        }
        var host = work.host();
        var queue = queues.of(host).delegated();
        queue.add(key, work.owner());
        while (queue.size() > MAX_WAITING_PER_HOST) {
            var beyond = queue.newestOfLongest();
            queue.remove(beyond);
            refuse(beyond, FetchReason.OVERLOADED, "more requests wait for " + host.authority() + " than it can take");
        }
        return Optional.of(host);
    }

    /** What waits under this key at this host; empty if it is out, done or over. */
    Optional<HostWork> waitingHere(String key, Host host, Instant now) {
        var work = waiting.containsKey(key) ? stores.delegated().get(key) : null;
        if (work == null || !work.host().equals(host)) {
            return Optional.empty();
        }
        if (work.isOver(now)) {
            refuse(key, FetchReason.NO_ANSWER, "its turn at " + host.authority() + " did not come in time");
            return Optional.empty();
        }
        return Optional.of(new WaitingRequest(key, work));
    }

    /** The request is not made, and its asker learns that. */
    private void refuse(String key, FetchReason reason, String why) {
        var work = stores.delegated().get(key);
        forget(key);
        var asker = work == null ? null : work.request().answerTo();
        if (work != null && asker != null) {
            outbox.answer(asker.site(), refusal(asker, work.request().kind(), reason, why));
        }
    }

    private static Fetched refusal(AnswerTo asker, Source.Kind kind, FetchReason reason, String why) {
        var retryAfter = reason == FetchReason.OVERLOADED ? asker.patience() : null;
        var head = Fetched.Head.unexecuted(asker.requestId(), kind);
        return new Fetched.Failed(head, reason, why, null, null, retryAfter);
    }

    /**
     * The answer to a request; the fetcher has sent a copy to the asker, unless it could not process the request.
     *
     * @param begun whether the fetcher reported that it began
     */
    void answered(String key, Fetched answer, boolean begun, Instant now) {
        var work = stores.delegated().get(key);
        if (work == null) {
            return;
        }
        switch (answer) {
            case Fetched.Returned returned -> returned(key, work, returned, begun, now);
            case Fetched.Failed failed
            when failed.reason().isOurs() ->
                refuse(key, failed.reason(), failed.detail() == null ? "not processed" : failed.detail());
            case Fetched.Useful useful -> forget(key);
            case Fetched.Failed failed -> forget(key);
            case Fetched.Moved moved -> forget(key);
            case Fetched.Begun notice -> {}
        }
    }

    private void returned(String key, DelegatedWork work, Fetched.Returned answer, boolean begun, Instant now) {
        var again = answer.pause() == null
                ? work.returned(begun, now, rhythm.returnPause(work.returns() + 1))
                : work.notBefore(now);
        if (again.crashes() >= settings.attempts()) {
            refuse(key, FetchReason.CRASH, PageAnswers.CRASHED);
        } else {
            waitFor(key, again);
        }
    }

    /** Processing this key failed. */
    void setAside(String key, RuntimeException error) {
        stopWaiting(key);
        stores.delegated().setAside(key, "a delegated request: " + error, error);
    }

    int waitingCount() {
        return waiting.size();
    }

    /** A request that waits at its host. */
    private final class WaitingRequest implements HostWork {
        private final String key;
        private final DelegatedWork work;

        WaitingRequest(String key, DelegatedWork work) {
            this.key = key;
            this.work = work;
        }

        @Override
        public URI url() {
            return work.request().url();
        }

        @Override
        public Source.Kind kind() {
            return work.request().kind();
        }

        @Override
        public Request release(RequestId id) {
            stopWaiting(key);
            return work.request().as(id, work.returns() > 0);
        }

        @Override
        public void putOff(Instant until) {
            waitFor(key, work.notBefore(until));
        }

        @Override
        public void forbidden(FetchReason reason, @Nullable String why, Instant now) {
            refuse(key, reason, why == null ? reason.wireName() : why);
        }

        @Override
        public void robotsUnreadable(Instant nextRead, Instant now) {
            refuse(key, FetchReason.ROBOTS, "robots.txt cannot be read");
        }
    }
}
