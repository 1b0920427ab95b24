package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.schedule.HostState.Subject;
import io.wireroom.ingest.schedule.LinkState.Phase;
import io.wireroom.ingest.schedule.WorkQueues.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The links: which are known, wait, are out or done; and what becomes of their items here. */
final class Frontier {

    /** Waiting links of one site; beyond that the oldest end as not-fetched(backlog). */
    static final int MAX_WAITING_PER_SITE = 2_000;

    /** How long a link waits for a robots.txt that cannot be read. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final Duration LONGEST_RETRY = Duration.ofDays(1);
    private static final String DELEGATED = "delegated/";

    private final SchedulerStores stores;
    private final WorkQueues queues;
    private final ScheduleSettings settings;
    private final Outbox outbox;
    private final Revisits laterLooks;
    private final WaitingLinks waiting = new WaitingLinks();

    Frontier(SchedulerStores stores, WorkQueues queues, ScheduleSettings settings, Outbox outbox) {
        this.stores = stores;
        this.queues = queues;
        this.settings = settings;
        this.outbox = outbox;
        laterLooks = new Revisits(stores, queues, settings, outbox);
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
                laterLooks.wake(one.key(), laterLooks.dueAt(one.work(), now), now);
                continue;
            }
            var link = one.work().link();
            var subject = isDelegated(one.key()) ? Subject.DELEGATED : Subject.PAGE;
            if (!hosts.isOpen(Address.authority(link.url()), subject, one.key())) {
                waiting.add(one.key(), link.site());
                queues.at(dueAt(one.work(), now).toEpochMilli(), Timer.WORK, one.key());
            }
        }
    }

    /** When the work is due; an instant further off than any pause was written by a wrong clock. */
    private static Instant dueAt(PendingWork work, Instant now) {
        return work.notBefore().isAfter(now.plus(LONGEST_RETRY)) ? now : work.notBefore();
    }

    /** A link was handed to its site. */
    void arrived(Link link, Instant now) {
        if (link.url().getHost() == null) {
            throw new IllegalArgumentException("a link without a host: '" + link.url() + "'");
        }
        if (link.item() == null) {
            var key = DELEGATED
                    + Optional.ofNullable(link.delegated())
                            .map(Request::id)
                            .orElse(link.id().value());
            enqueue(key, link, now);
            return;
        }
        var item = link.item();
        var state = stores.frontier().get(link.id().value());
        if (state == null && link.hops() == 0 && isTooOld(item)) {
            outbox.outcome(
                    item, link.attempt(), Status.NOT_FETCHED, FetchReason.TOO_OLD.wireName(), "dated " + dateOf(item));
        } else if (state == null) {
            begin(link, item, item.id(), link.entryHash(), 0, null, now);
        } else if (link.hops() > 0) {
            redirected(link, item, state, now);
        } else if (!state.announced().equals(item.id())) {
            knownOtherwise(link, item, state, now);
        } else if (state.entryHash() == link.entryHash()) {
            announcedAgain(link, state, now);
        } else {
            changed(link, item, state, now);
        }
    }

    /**
     * Whether an unknown link is dated so long ago that it may well have been known before it was forgotten: what
     * resurfaces after years is no news. The age is that at its discovery, by the clock of the fetcher that read it.
     */
    private boolean isTooOld(Item item) {
        if (settings.once()) {
            return false; // one look at all that a source holds
        }
        var date = dateOf(item);
        var limit = PollRhythm.longer(FrontierSweep.DONE_KEPT, settings.horizon());
        return date != null && date.plus(limit).isBefore(item.discoveredAt());
    }

    /** When the entry was published or updated, the later of the two; null when it does not say. */
    private static @Nullable Instant dateOf(Item item) {
        var entry = item.entry();
        if (entry == null || entry.published() == null) {
            return entry == null ? null : entry.updated();
        }
        return entry.updated() != null && entry.updated().isAfter(entry.published())
                ? entry.updated()
                : entry.published();
    }

    /** A done link is kept for as long as it is announced; one that waits must still be told of in time. */
    private void announcedAgain(Link link, LinkState state, Instant now) {
        if (state.phase() == Phase.DONE) {
            stores.frontier().put(link.id().value(), state.touched(now));
        }
    }

    /**
     * Announced by another source, or once more after a long time, or where it is only known as the target of a
     * redirect: no new item. What its own source says of it is still heard.
     */
    private void knownOtherwise(Link link, Item item, LinkState state, Instant now) {
        outbox.outcome(item, 1, Status.DUPLICATE, null, "known through another announcement");
        if (!state.source().equals(item.source().id()) || state.entryHash() == link.entryHash()) {
            announcedAgain(link, state, now);
        } else if (state.entryHash() == 0) {
            stores.frontier().put(link.id().value(), state.withHash(link.entryHash(), now));
        } else {
            changed(link, item, state, now);
        }
    }

    /** A redirect's target: the same item goes on, unless the target already stands for something else. */
    private void redirected(Link link, Item item, LinkState state, Instant now) {
        var sameItem = state.item().equals(item.id());
        if (sameItem && link.hops() <= state.hops()) {
            return; // told twice
        }
        var revisit = item.revisit() > 0 && state.source().equals(item.source().id());
        if (state.phase() == Phase.DONE && (sameItem || revisit)) {
            var page = askedBefore(link, state);
            begin(link, item, state.announced(), state.entryHash(), state.revisits(), page, now);
        } else if (sameItem) {
            // The link moved to itself (https, www): its own answer, which says so, is read after this.
            var key = link.id().value();
            var work = stores.pending().get(key);
            if (work != null) {
                stores.pending().put(key, work.withOnward(link));
            }
        } else {
            outbox.outcome(item, link.attempt(), Status.DUPLICATE, null, "redirects to a known address");
        }
    }

    /** The same source announces the same link with other words: worth another revisit. */
    private void changed(Link link, Item item, LinkState state, Instant now) {
        var key = link.id().value();
        var pending = stores.pending().get(key);
        switch (state.phase()) {
            case WAITING -> {
                if (pending != null && pending.link().item() != null) {
                    stores.pending().put(key, pending.withEntryOf(link));
                }
                stores.frontier().put(key, state.withHash(link.entryHash(), state.touchedAt()));
            }
            case OPEN -> {
                if (pending != null) {
                    stores.pending().put(key, pending.withNext(link));
                }
                stores.frontier().put(key, state.withHash(link.entryHash(), now));
            }
            case DONE -> revisit(link, item, state, now);
        }
    }

    private void revisit(Link link, Item announced, LinkState state, Instant now) {
        var number = state.revisits() + 1;
        var id = ItemId.ofRevisit(state.announced(), link.id(), number);
        var item = new Item(id, announced.link(), announced.url(), announced.source(), now, number, announced.entry());
        var looked = new Link(link.id(), link.url(), link.site(), link.kind(), item, link.entryHash(), 0, 1, null);
        outbox.outcome(item, 0, Status.REVISIT, null, "announced with changes");
        begin(looked, item, state.announced(), link.entryHash(), number, askedBefore(link, state), now);
    }

    /** What is known of the page; its validators only where they are of the very address that is to be asked. */
    private LinkState.@Nullable Page askedBefore(Link link, LinkState state) {
        var page = state.page();
        if (page == null) {
            return null;
        }
        var planned = stores.pending().get(link.id().value());
        var same = planned != null && planned.link().url().equals(link.url());
        return same ? page.plannedAt(null) : page.unconditional();
    }

    /** Puts a link to wait, for this item. */
    void begin(
            Link link,
            Item item,
            ItemId announced,
            long entryHash,
            int revisits,
            LinkState.@Nullable Page page,
            Instant now) {
        var state = new LinkState(
                Phase.WAITING,
                announced,
                item.id(),
                item.source().id(),
                entryHash,
                link.hops(),
                revisits,
                link.attempt(),
                false,
                0,
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

    private void enqueue(String key, Link link, Instant now) {
        stores.pending().put(key, PendingWork.of(link, now));
        waiting.add(key, link.site());
        queues.at(now.toEpochMilli(), Timer.WORK, key);
    }

    private void boundBacklog(String site, Instant now) {
        for (var beyond = waiting.oldestBeyond(MAX_WAITING_PER_SITE, site);
                beyond.isPresent();
                beyond = waiting.oldestBeyond(MAX_WAITING_PER_SITE, site)) {
            var oldest = beyond.get();
            waiting.remove(oldest, site);
            var work = stores.pending().get(oldest);
            if (work != null) {
                queues.dropPage(Address.authority(work.link().url()), oldest);
            }
            if (work != null && work.link().item() != null) {
                end(oldest, work, FetchReason.BACKLOG, "more links wait for this site than are kept", now);
            } else {
                stores.pending().delete(oldest);
            }
        }
    }

    /** The authority to queue a due page or delegated at; empty when it does not wait any more. */
    Optional<String> due(String key, Instant now) {
        var work = stores.pending().get(key);
        if (work == null) {
            return Optional.empty();
        }
        if (work.isPlanned()) {
            laterLooks.woken(key);
        }
        var at = work.isPlanned() ? laterLooks.dueAt(work, now) : dueAt(work, now);
        if (work.isPlanned() && at.isAfter(now)) {
            laterLooks.wake(key, at, now);
            return Optional.empty();
        }
        if (at.isAfter(now)) {
            queues.at(at.toEpochMilli(), Timer.WORK, key);
            return Optional.empty();
        }
        return Optional.of(Address.authority(work.link().url()));
    }

    boolean isDelegated(String key) {
        return key.startsWith(DELEGATED);
    }

    /** Whether what is due under this key is a planned revisit, which lets news go first. */
    boolean isPlanned(String key) {
        var work = stores.pending().get(key);
        return work != null && work.isPlanned();
    }

    /** A planned revisit was met on the sweep. */
    void lookComes(String key, Instant dueAt, Instant now) {
        laterLooks.wake(key, dueAt, now);
    }

    /** What waits under this key; empty when it was done or is out. */
    Optional<PendingWork> waiting(String key) {
        var work = stores.pending().get(key);
        if (work == null) {
            return Optional.empty();
        }
        // Known to wait, and not out: both are the same for a page, but a delegated fetch has no state of its own.
        return work.isPlanned() || waiting.contains(key) ? Optional.of(work) : Optional.empty();
    }

    /** The request for a waiting page, which is then out. */
    Request release(String key, PendingWork due, String requestId) {
        var link = due.isPlanned() ? laterLooks.begin(key, due, outbox.now()).link() : due.link();
        waiting.remove(key, link.site());
        if (link.delegated() != null) {
            var delegated = link.delegated();
            return new Request(
                    requestId,
                    link.url(),
                    delegated.kind(),
                    link.site(),
                    delegated.source(),
                    null,
                    delegated.validators(),
                    delegated.known(),
                    delegated.attempt(),
                    delegated.lastAttempt(),
                    link.hops(),
                    delegated.answerTo(),
                    delegated.horizon());
        }
        var state = stores.frontier().get(key);
        var attempt = state == null ? link.attempt() : state.attempt();
        var last = attempt >= settings.attempts();
        if (state != null) {
            stores.frontier().put(key, state.released(last));
        }
        var item = link.item();
        if (item != null) {
            outbox.outcome(item, attempt, Status.RELEASED, null, null);
        }
        return new Request(
                requestId,
                link.url(),
                Source.Kind.PAGE,
                link.site(),
                null,
                item,
                state == null || state.page() == null
                        ? Validators.NONE
                        : state.page().validators(),
                List.of(),
                attempt,
                last,
                link.hops(),
                null,
                null);
    }

    /** robots.txt says no. */
    void disallowed(String key, PendingWork work, Instant now) {
        endUnasked(key, work, "robots.txt", now);
    }

    private void endUnasked(String key, PendingWork work, String why, Instant now) {
        if (work.isPlanned()) {
            laterLooks.drop(key);
        } else {
            waiting.remove(key, work.link().site());
            end(key, work, FetchReason.ROBOTS, why, now);
        }
    }

    /** robots.txt cannot be read for now: the page waits, its attempt is not spent. */
    void waitForRobots(String key, PendingWork work, Instant until) {
        stores.pending().put(key, work.notBefore(until));
        queues.at(until.toEpochMilli(), Timer.WORK, key);
    }

    /** Whether a link goes on waiting for a robots.txt that could not be read so many times. */
    boolean isPatient(PendingWork work, int robotsFailures, Instant now) {
        return robotsFailures < settings.attempts()
                || (!settings.once() && work.since().plus(PATIENCE).isAfter(now));
    }

    /** robots.txt could not be read again and again: nothing may be fetched (RFC 9309, section 2.3.1.4). */
    void robotsUnreadable(String key, PendingWork work, Instant now) {
        endUnasked(key, work, "robots.txt cannot be read", now);
    }

    void errandAnswered(String key, Fetched answer, Instant now) {
        var work = stores.pending().get(key);
        if (work != null && answer.result() == Fetched.Result.RETURNED) {
            waiting.add(key, work.link().site());
            queues.at(now.toEpochMilli(), Timer.WORK, key);
        } else {
            stores.pending().delete(key);
            if (work != null) {
                waiting.remove(key, work.link().site());
            }
        }
    }

    /** A delegated fetch is not made. */
    void drop(String key, PendingWork work) {
        stores.pending().delete(key);
        waiting.remove(key, work.link().site());
    }

    /** The item ends here, or goes on as its entry; the link is done. */
    void end(String key, PendingWork work, FetchReason reason, @Nullable String detail, Instant now) {
        var state = stores.frontier().get(key);
        if (work.link().item() != null) {
            var attempt = state == null ? work.link().attempt() : state.attempt();
            endItem(work.link().item(), attempt, work.link().hops(), reason, detail, now);
        }
        if (state == null) {
            stores.pending().delete(key);
        } else {
            done(key, work, state, now);
        }
    }

    /** Where the feed carried text, the article goes on as that. */
    private void endItem(Item item, int attempt, int hops, FetchReason reason, @Nullable String detail, Instant now) {
        // At a revisit the article may be known by where the redirect led, which the entry does not tell.
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

    /** The link is done: a change that was announced meanwhile is looked at, or a revisit planned. */
    void done(String key, PendingWork work, LinkState state, Instant now) {
        stores.pending().delete(key);
        var ended = state.in(Phase.DONE).touched(now);
        stores.frontier().put(key, ended);
        var next = work.next();
        if (next != null && next.item() != null) {
            revisit(next, next.item(), ended, now);
        } else {
            laterLooks.plan(key, work.link(), ended, now);
        }
    }

    long waitingCount() {
        return waiting.size();
    }
}
