package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Host;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.schedule.LinkState.Phase;
import io.wireroom.ingest.schedule.PendingWork.StandIn;
import io.wireroom.ingest.schedule.WorkQueues.Timer;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.ingest.schedule.store.DueIndex.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The links: which are known, wait, are out or done; and how their items end here. */
final class Frontier {

    /** Waiting links of one site; beyond that the oldest end as not-fetched(backlog). */
    static final int MAX_WAITING_PER_SITE = 2_000;

    /** What an outcome states of an item whose article was erased. */
    static final String ERASED = "its article was erased and must not return";

    /** How long a link waits for a robots.txt that cannot be read. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final Duration LONGEST_RETRY = Duration.ofDays(1);

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final Outbox outbox;
    private final BooleanSupplier rawIsOpen;
    private final Revisits plannedRevisits;
    private final WaitingLinks waiting;
    private final LinkedHashSet<String> standIns = new LinkedHashSet<>();

    /** @param rawIsOpen whether the raw topic takes pages now */
    Frontier(
            SchedulerStores stores,
            WorkQueues queues,
            ScheduleSettings settings,
            Outbox outbox,
            BooleanSupplier rawIsOpen) {
        this.stores = stores;
        this.queues = queues;
        this.settings = settings;
        this.outbox = outbox;
        this.rawIsOpen = rawIsOpen;
        plannedRevisits = new Revisits(stores, settings, outbox);
        waiting = new WaitingLinks(stores.due());
    }

    /** Rebuilds what is in memory, from the keys and due times of what waits. */
    void restore(Instant now) {
        var woken = new HashSet<Host>();
        waiting.restore((key, host, notBefore) -> {
            if (host.equals(WaitingLinks.NO_HOST)) {
                standIns.add(key);
            } else if (dueAt(notBefore, now).isAfter(now)) {
                queues.at(notBefore.toEpochMilli(), Timer.WORK, key);
            } else {
                queues.of(host).addPage(key);
                if (woken.add(host)) {
                    queues.at(now.toEpochMilli(), Timer.HOST, host.authority());
                }
            }
        });
    }

    /** When work is due; an instant further off than any pause was written by a wrong clock. */
    private static Instant dueAt(Instant notBefore, Instant now) {
        return notBefore.isAfter(now.plus(LONGEST_RETRY)) ? now : notBefore;
    }

    /** Another item for a known link, because its announcement changed. */
    void revisit(Link.Announced link, LinkState state, Instant now) {
        var number = state.revisits() + 1;
        var item = link.item().again(ItemId.ofRevisit(state.announced(), link.id(), number), now, number);
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
        var same = planned != null && planned.page().url().equals(link.url());
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
                page,
                Topic.hashOfSite(link.site()),
                null);
        var key = link.id().value();
        var work = PendingWork.of(link, now);
        stores.frontier().put(key, state);
        stores.due().add(Kind.LINK_CHECK, now.plus(LinkChecks.WAITING_REPORTED_EVERY), key, "");
        if (link.hops() == 0
                && item.source().entriesAreWhole()
                && RawPage.ofEntry(item, link.attempt(), now).isPresent()) {
            standIn(key, work.as(new StandIn(null, "its feed carries whole articles"), now), state, now);
        } else {
            stores.pending().put(key, work);
            waitFor(key, work, now);
        }
        boundBacklog(link.site(), now);
    }

    private void waitFor(String key, PendingWork work, Instant notBefore) {
        waiting.add(key, work.page().site(), work.host(), notBefore);
        queues.at(notBefore.toEpochMilli(), Timer.WORK, key);
    }

    private void boundBacklog(Site site, Instant now) {
        for (var beyond = waiting.oldestBeyond(MAX_WAITING_PER_SITE, site);
                beyond.isPresent();
                beyond = waiting.oldestBeyond(MAX_WAITING_PER_SITE, site)) {
            var oldest = beyond.get();
            waiting.remove(oldest);
            standIns.remove(oldest);
            var work = stores.pending().get(oldest);
            if (work != null) {
                queues.dropPage(work.host(), oldest);
                endUnread(oldest, work, FetchReason.BACKLOG, "more links wait for this site than are kept", now);
            }
        }
    }

    /** Queues a page whose timer has come at its host; empty if it does not wait any more, or is not due yet. */
    Optional<Host> due(String key, Instant now) {
        if (!waiting.contains(key)) {
            return Optional.empty();
        }
        var work = stores.pending().get(key);
        if (work == null) {
            endLost(key, now);
        }
        if (work == null
                || work.standIn() != null
                || dueAt(work.notBefore(), now).isAfter(now)) {
            return Optional.empty();
        }
        queues.of(work.host()).addPage(key);
        return Optional.of(work.host());
    }

    /** Queues a planned revisit whose time has come; empty if it is not planned any more. */
    Optional<Host> revisitDue(Instant dueAt, String key) {
        var work = stores.pending().get(key);
        if (work == null || !work.isPlanned() || !Revisits.isOf(dueAt, work)) {
            stores.due().remove(Kind.REVISIT, dueAt, key);
            return Optional.empty();
        }
        queues.of(work.host()).addRevisit(key);
        return Optional.of(work.host());
    }

    /** Revisits further off than any pause, written by a wrong clock, are made now. */
    void correctRevisits(Instant now) {
        plannedRevisits.correct(now);
    }

    /**
     * What waits under this key at this host; empty if it is done or out. A link that moved to itself may wait at another
     * host (https, www).
     */
    Optional<HostWork> waitingHere(String key, Host host, Instant now) {
        var work = stores.pending().get(key);
        if (work == null && waiting.contains(key)) {
            endLost(key, now);
        }
        return work == null
                        || work.standIn() != null
                        || !(work.isPlanned() || waiting.contains(key))
                        || !work.host().equals(host)
                ? Optional.empty()
                : Optional.of(new WaitingPage(key, work));
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
            return work.page().url();
        }

        @Override
        public Source.Kind kind() {
            return Source.Kind.PAGE;
        }

        @Override
        public Request release(RequestId id) {
            var link = (work.isPlanned() ? plannedRevisits.begin(key, work, outbox.now()) : work).page();
            waiting.remove(key);
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
            var handedBack = state != null && state.attempt().returns() > 0;
            var head = new Request.Head(id, link.url(), link.site(), attempt, last, link.hops(), handedBack);
            return new Request.Page(head, link.item(), validators);
        }

        /** robots.txt cannot be read for now: the work waits, its attempt is not spent. */
        @Override
        public void putOff(Instant until) {
            if (work.isPlanned()) {
                plannedRevisits.putOff(key, work, until);
            } else {
                stores.pending().put(key, work.notBefore(until));
                waitFor(key, work, until);
            }
        }

        @Override
        public void forbidden(FetchReason reason, @Nullable String why, Instant now) {
            if (work.isPlanned()) {
                plannedRevisits.drop(key, work);
            } else {
                waiting.remove(key);
                end(key, work, reason, why, now);
            }
        }

        @Override
        public void robotsUnreadable(Instant nextRead, Instant now) {
            if (!settings.once() && work.since().plus(PATIENCE).isAfter(now)) {
                putOff(nextRead);
            } else {
                forbidden(FetchReason.ROBOTS, "robots.txt cannot be read", now);
            }
        }
    }

    /** The item ends here, or continues as its entry if the feed carried text; the link is done. */
    void end(String key, PendingWork work, FetchReason reason, @Nullable String detail, Instant now) {
        var state = stores.frontier().get(key);
        if (state != null && state.isErased()) {
            endErased(key, work, state, now);
            return;
        }
        var item = work.page().item();
        // At a revisit the article may be known by where the redirect led, which the entry does not show.
        var none = reason == FetchReason.POISON
                || (item.revisit() > 0 && work.page().hops() > 0);
        if (none || state == null || RawPage.ofEntry(item, 1, now).isEmpty()) {
            endUnread(key, work, reason, detail, now);
        } else {
            standIn(key, work.as(new StandIn(reason, detail), now), state, now);
        }
    }

    private void endUnread(String key, PendingWork work, FetchReason reason, @Nullable String detail, Instant now) {
        var state = stores.frontier().get(key);
        var link = work.page();
        var attempt = state == null ? link.attempt() : state.attempt().number();
        outbox.outcome(link.item(), attempt, Status.NOT_FETCHED, reason.wireName(), detail);
        if (state == null) {
            stores.pending().delete(key);
        } else {
            done(key, work, state, now);
        }
    }

    /** The entry stands for the page: at once, or as soon as the raw topic takes it. */
    private void standIn(String key, PendingWork work, LinkState state, Instant now) {
        if (rawIsOpen.getAsBoolean()) {
            emitStandIn(key, work, state, now);
            return;
        }
        stores.pending().put(key, work);
        stores.frontier().put(key, state.in(Phase.WAITING));
        waiting.add(key, work.page().site(), WaitingLinks.NO_HOST, now);
        standIns.add(key);
    }

    private void emitStandIn(String key, PendingWork work, LinkState state, Instant now) {
        var item = work.page().item();
        var attempt = state.attempt().number();
        var entry = RawPage.ofEntry(item, attempt, now);
        var reason = work.standIn() == null ? null : work.standIn().reason();
        var detail = work.standIn() == null ? null : work.standIn().detail();
        if (entry.isEmpty() && reason == null) {
            // Its feed does not carry the whole article any more.
            waitAgain(key, PendingWork.of(work.page(), now), state.in(Phase.WAITING), now);
            return;
        }
        entry.ifPresent(outbox::page);
        var status = entry.isPresent() ? Status.FETCHED : Status.NOT_FETCHED;
        outbox.outcome(item, attempt, status, reason == null ? null : reason.wireName(), detail);
        done(key, work, state, now);
    }

    /** Hands on the entries that wait for the raw topic, if it takes them now. */
    void emitStandIns(Instant now, BooleanSupplier hasTime) {
        while (!standIns.isEmpty() && rawIsOpen.getAsBoolean() && hasTime.getAsBoolean()) {
            var key = standIns.removeFirst();
            waiting.remove(key);
            var work = stores.pending().get(key);
            var state = stores.frontier().get(key);
            if (work != null && state != null) {
                emitStandIn(key, work, state, now);
            }
        }
    }

    /** A link that was out waits again. */
    void waitAgain(String key, PendingWork work, LinkState state, Instant notBefore) {
        if (state.isErased()) {
            endErased(key, work, state, outbox.now());
            return;
        }
        stores.frontier().put(key, state);
        stores.pending().put(key, work.notBefore(notBefore));
        waitFor(key, work, notBefore);
    }

    /** The link is done: a change that was announced meanwhile is fetched, or a revisit planned. */
    void done(String key, PendingWork work, LinkState state, Instant now) {
        stores.pending().delete(key);
        var ended = state.in(Phase.DONE).touched(now);
        stores.frontier().put(key, ended);
        var next = work.next();
        if (ended.isErased()) {
            return;
        }
        if (next != null) {
            revisit(next, ended, now);
        } else {
            plannedRevisits.plan(key, work.page(), ended, now);
        }
    }

    /**
     * The article of a link was erased. One that must not return is not fetched any more: what waits ends, and what is out
     * ends with its answer. One that may return is fetched again when it is announced.
     */
    void erase(String key, boolean again, Instant now) {
        var work = stores.pending().get(key);
        if (work != null && work.isPlanned()) {
            plannedRevisits.drop(key, work);
        }
        var state = stores.frontier().get(key);
        if (state == null) {
            return;
        }
        if (again) {
            stores.frontier().put(key, state.mayReturn());
            return;
        }
        var erased = state.erased(now);
        stores.frontier().put(key, erased);
        if (work != null && erased.phase() == Phase.WAITING) {
            waiting.remove(key);
            standIns.remove(key);
            queues.dropPage(work.host(), key);
            endErased(key, work, erased, now);
        }
    }

    private void endErased(String key, PendingWork work, LinkState state, Instant now) {
        outbox.outcome(work.page().item(), state.attempt().number(), Status.ERASED, null, ERASED);
        done(key, work, state, now);
    }

    private void endLost(String key, Instant now) {
        var state = stores.frontier().get(key);
        if (state == null) {
            waiting.remove(key);
        } else {
            lost(key, state, now);
        }
    }

    /** The announcement of an item could not be read and was set aside: its item ends. */
    void lost(String key, LinkState state, Instant now) {
        if (state.phase() != Phase.DONE) {
            outbox.lost(new LinkId(key), state);
        }
        free(key, state, now);
    }

    private void free(String key, LinkState state, Instant now) {
        waiting.remove(key);
        standIns.remove(key);
        stores.frontier().put(key, state.in(Phase.DONE).touched(now));
    }

    /** Processing this key failed: its announcement is set aside, and its item ends. */
    void setAside(String key, RuntimeException error, Instant now) {
        var work = stores.pending().get(key);
        stores.pending().setAside(key, "a link: " + error, error);
        var state = stores.frontier().get(key);
        if (work != null && !work.isPlanned()) {
            var attempt =
                    state == null ? work.page().attempt() : state.attempt().number();
            outbox.outcome(work.page().item(), attempt, Status.DEAD_LETTERED, null, error.toString());
        }
        if (state == null) {
            waiting.remove(key);
        } else {
            free(key, state, now);
        }
    }

    long waitingCount() {
        return waiting.size();
    }
}
