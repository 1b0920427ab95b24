package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.address.Host;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.schedule.HostState.Subject;
import io.wireroom.ingest.schedule.LinkState.Phase;
import io.wireroom.ingest.schedule.WorkQueues.Timer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The links: which are known, wait, are out or done; and how their items end here. */
final class Frontier {

    /** Waiting links of one site; beyond that the oldest end as not-fetched(backlog). */
    static final int MAX_WAITING_PER_SITE = 2_000;

    /** How long a link waits for a robots.txt that cannot be read. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final Duration LONGEST_RETRY = Duration.ofDays(1);

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final Outbox outbox;
    private final Revisits plannedRevisits;
    private final WaitingLinks waiting = new WaitingLinks();

    Frontier(SchedulerStores stores, WorkQueues queues, ScheduleSettings settings, Outbox outbox) {
        this.stores = stores;
        this.queues = queues;
        this.settings = settings;
        this.outbox = outbox;
        plannedRevisits = new Revisits(stores, queues, settings, outbox);
    }

    /** Rebuilds what is in memory; a page that is out by its state, but by no host's, waits again. */
    void restore(Hosts hosts, Instant now) {
        record Kept(String key, PendingWork work) {}
        var kept = new ArrayList<Kept>();
        try (var all = stores.pending().all()) {
            while (all.hasNext()) {
                var entry = all.next();
                kept.add(new Kept(entry.key, entry.value));
            }
        }
        kept.sort(Comparator.comparing(one -> one.work().since()));
        for (var one : kept) {
            if (one.work().isPlanned()) {
                plannedRevisits.wake(one.key(), plannedRevisits.dueAt(one.work(), now), now);
                continue;
            }
            var link = one.work().link();
            var subject = link instanceof Link.Delegated ? Subject.DELEGATED : Subject.PAGE;
            if (!hosts.isOpen(one.work().host(), subject, one.key())) {
                waiting.add(one.key(), link.site());
                queues.at(dueAt(one.work(), now).toEpochMilli(), Timer.WORK, one.key());
            }
        }
    }

    /** When the work is due; an instant further off than any pause was written by a wrong clock. */
    private static Instant dueAt(PendingWork work, Instant now) {
        return work.notBefore().isAfter(now.plus(LONGEST_RETRY)) ? now : work.notBefore();
    }

    /** Another item for a known link, because its announcement changed. */
    void revisit(Link.Announced link, LinkState state, Instant now) {
        var announced = link.item();
        var number = state.revisits() + 1;
        var id = ItemId.ofRevisit(state.announced(), link.id(), number);
        var item = new Item(id, announced.link(), announced.url(), announced.source(), now, number, announced.entry());
        outbox.outcome(item, 0, Status.REVISIT, null, "announced with changes");
        begin(link.with(item), state.announced(), link.entryHash(), number, fetchedBefore(link, state), now);
    }

    /** What is known of the page; its validators only if they are of the very address to be requested. */
    LinkState.@Nullable Page fetchedBefore(Link link, LinkState state) {
        var page = state.page();
        if (page == null) {
            return null;
        }
        var planned = stores.pending().get(link.id().value());
        var same = planned != null && planned.link().url().equals(link.url());
        return same ? page.plannedAt(null) : page.unconditional();
    }

    /** Puts a link to wait, for its item. */
    void begin(
            Link.ToPage link,
            ItemId announced,
            long entryHash,
            int revisits,
            LinkState.@Nullable Page page,
            Instant now) {
        var item = link.item();
        var state = new LinkState(
                Phase.WAITING,
                announced,
                item.id(),
                item.source().id(),
                entryHash,
                link.hops(),
                revisits,
                LinkState.Attempt.of(link.attempt()),
                now,
                page);
        if (link.hops() == 0 && item.source().entriesAreWhole()) {
            var entry = RawPage.ofEntry(item, link.attempt(), now);
            if (entry.isPresent()) {
                stores.pending().delete(link.id().value());
                stores.frontier().put(link.id().value(), state.in(Phase.DONE));
                outbox.page(entry.get());
                outbox.outcome(item, link.attempt(), Status.FETCHED, null, "its feed carries whole articles");
                return;
            }
        }
        stores.frontier().put(link.id().value(), state);
        enqueue(link.id().value(), link, now);
        boundBacklog(link.site(), now);
    }

    /** The key of a delegated request in store {@code pending}. */
    static String key(Link.Delegated link) {
        return "delegated/" + link.request().id();
    }

    void enqueue(String key, Link link, Instant now) {
        stores.pending().put(key, PendingWork.of(link, now));
        waiting.add(key, link.site());
        queues.at(now.toEpochMilli(), Timer.WORK, key);
    }

    private void boundBacklog(Site site, Instant now) {
        for (var beyond = waiting.oldestBeyond(MAX_WAITING_PER_SITE, site);
                beyond.isPresent();
                beyond = waiting.oldestBeyond(MAX_WAITING_PER_SITE, site)) {
            var oldest = beyond.get();
            waiting.remove(oldest, site);
            var work = stores.pending().get(oldest);
            if (work != null) {
                queues.dropPage(work.host(), oldest);
            }
            if (work != null && work.link() instanceof Link.ToPage) {
                end(oldest, work, FetchReason.BACKLOG, "more links wait for this site than are kept", now);
            } else {
                stores.pending().delete(oldest);
            }
        }
    }

    /** The work of this key, to be queued at its host; empty if it does not wait any more, or is not due yet. */
    Optional<PendingWork> due(String key, Instant now) {
        var work = stores.pending().get(key);
        if (work == null) {
            return Optional.empty();
        }
        if (work.isPlanned()) {
            plannedRevisits.woken(key);
        }
        var at = work.isPlanned() ? plannedRevisits.dueAt(work, now) : dueAt(work, now);
        if (!at.isAfter(now)) {
            return Optional.of(work);
        }
        if (work.isPlanned()) {
            plannedRevisits.wake(key, at, now);
        } else {
            queues.at(at.toEpochMilli(), Timer.WORK, key);
        }
        return Optional.empty();
    }

    /** The sweep found a planned revisit. */
    void wakeRevisit(String key, Instant dueAt, Instant now) {
        plannedRevisits.wake(key, dueAt, now);
    }

    /**
     * What waits under this key at this host; empty if it is done or out. A link that moved to itself may wait at another
     * host (https, www).
     */
    Optional<HostWork> waitingHere(String key, Host host) {
        var work = stores.pending().get(key);
        // Known to wait, and not out: both are the same for a page, but a delegated request has no state of its own.
        if (work == null
                || !(work.isPlanned() || waiting.contains(key))
                || !work.host().equals(host)) {
            return Optional.empty();
        }
        return switch (work.link()) {
            case Link.ToPage page -> Optional.of(new WaitingPage(key, work));
            case Link.Delegated delegated -> Optional.of(new WaitingRequest(key, work, delegated.request()));
            case Link.Other other -> Optional.empty();
        };
    }

    /** robots.txt cannot be read for now: the work waits, its attempt is not spent. */
    private void putOff(String key, PendingWork work, Instant until) {
        stores.pending().put(key, work.notBefore(until));
        queues.at(until.toEpochMilli(), Timer.WORK, key);
    }

    /** A page that waits at its host. */
    private final class WaitingPage implements HostWork {
        private final String key;
        private final PendingWork work;

        WaitingPage(String key, PendingWork work) {
            this.key = key;
            this.work = work;
        }

        @Override
        public URI url() {
            return work.link().url();
        }

        @Override
        public Source.Kind kind() {
            return Source.Kind.PAGE;
        }

        @Override
        public Request release(RequestId id) {
            var link = (work.isPlanned() ? plannedRevisits.begin(key, work, outbox.now()) : work).page();
            waiting.remove(key, link.site());
            var state = stores.frontier().get(key);
            var attempt = state == null ? link.attempt() : state.attempt().number();
            var last = attempt >= settings.attempts();
            if (state != null) {
                stores.frontier().put(key, state.released(last));
            }
            outbox.outcome(link.item(), attempt, Status.RELEASED, null, null);
            var validators = state == null || state.page() == null
                    ? Validators.NONE
                    : state.page().validators();
            var head = new Request.Head(id, link.url(), link.site(), attempt, last, link.hops());
            return new Request.Page(head, link.item(), validators);
        }

        @Override
        public void putOff(Instant until) {
            Frontier.this.putOff(key, work, until);
        }

        @Override
        public void disallowed(Instant now) {
            endUnfetched("robots.txt", now);
        }

        @Override
        public void robotsUnreadable(Instant nextRead, Instant now) {
            if (!settings.once() && work.since().plus(PATIENCE).isAfter(now)) {
                putOff(nextRead);
            } else {
                endUnfetched("robots.txt cannot be read", now);
            }
        }

        private void endUnfetched(String why, Instant now) {
            if (work.isPlanned()) {
                plannedRevisits.drop(key);
            } else {
                waiting.remove(key, work.link().site());
                end(key, work, FetchReason.ROBOTS, why, now);
            }
        }
    }

    /** A delegated request that waits at its host. Its asker waits for an answer no longer than its own deadline. */
    private final class WaitingRequest implements HostWork {
        private final String key;
        private final PendingWork work;
        private final Request request;

        WaitingRequest(String key, PendingWork work, Request request) {
            this.key = key;
            this.work = work;
            this.request = request;
        }

        @Override
        public URI url() {
            return request.url();
        }

        @Override
        public Source.Kind kind() {
            return request.kind();
        }

        @Override
        public Request release(RequestId id) {
            waiting.remove(key, request.site());
            return request.as(id);
        }

        @Override
        public void putOff(Instant until) {
            Frontier.this.putOff(key, work, until);
        }

        @Override
        public void disallowed(Instant now) {
            stores.pending().delete(key);
            waiting.remove(key, request.site());
        }

        @Override
        public void robotsUnreadable(Instant nextRead, Instant now) {
            disallowed(now);
        }
    }

    /** The answer to a delegated request. */
    void delegatedAnswered(String key, Fetched answer, Instant now) {
        var work = stores.pending().get(key);
        if (work != null && answer instanceof Fetched.Returned) {
            waiting.add(key, work.link().site());
            queues.at(now.toEpochMilli(), Timer.WORK, key);
        } else {
            stores.pending().delete(key);
            if (work != null) {
                waiting.remove(key, work.link().site());
            }
        }
    }

    /** The item ends here, or continues as its entry; the link is done. */
    void end(String key, PendingWork work, FetchReason reason, @Nullable String detail, Instant now) {
        var state = stores.frontier().get(key);
        var link = work.page();
        var attempt = state == null ? link.attempt() : state.attempt().number();
        endItem(link.item(), attempt, link.hops(), reason, detail, now);
        if (state == null) {
            stores.pending().delete(key);
        } else {
            done(key, work, state, now);
        }
    }

    /** If the feed carried text, the article continues as that. */
    private void endItem(Item item, int attempt, int hops, FetchReason reason, @Nullable String detail, Instant now) {
        // At a revisit the article may be known by where the redirect led, which the entry does not show.
        var none = reason == FetchReason.POISON || (item.revisit() > 0 && hops > 0);
        var entry = none ? Optional.<RawPage>empty() : RawPage.ofEntry(item, attempt, now);
        entry.ifPresent(outbox::page);
        var status = entry.isPresent() ? Status.FETCHED : Status.NOT_FETCHED;
        outbox.outcome(item, attempt, status, reason.wireName(), detail);
    }

    /** A link that was out waits again. */
    void waitAgain(String key, PendingWork work, LinkState state, Instant notBefore) {
        stores.frontier().put(key, state);
        if (!work.notBefore().equals(notBefore)) {
            stores.pending().put(key, work.notBefore(notBefore));
        }
        waiting.add(key, work.link().site());
        queues.at(notBefore.toEpochMilli(), Timer.WORK, key);
    }

    /** The link is done: a change that was announced meanwhile is fetched, or a revisit planned. */
    void done(String key, PendingWork work, LinkState state, Instant now) {
        stores.pending().delete(key);
        var ended = state.in(Phase.DONE).touched(now);
        stores.frontier().put(key, ended);
        var next = work.next();
        if (next != null) {
            revisit(next, ended, now);
        } else {
            plannedRevisits.plan(key, work.page(), ended, now);
        }
    }

    long waitingCount() {
        return waiting.size();
    }
}
