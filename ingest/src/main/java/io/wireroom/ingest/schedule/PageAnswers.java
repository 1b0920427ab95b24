package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Status;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.RawPage;
import java.time.Instant;

/** What the answers for pages do to their links: done, tried again, gone, moved on. */
final class PageAnswers {

    private static final int MAX_RETURNS = 3;

    /** Looks in a row that must find a page away (404) before its article counts as gone; 410 says so at once. */
    private static final int MISSES_TO_BE_GONE = 2;

    private final SchedulerStores stores;
    private final Frontier frontier;
    private final PollRhythm rhythm;
    private final Outbox outbox;

    PageAnswers(SchedulerStores stores, Frontier frontier, PollRhythm rhythm, Outbox outbox) {
        this.stores = stores;
        this.frontier = frontier;
        this.rhythm = rhythm;
        this.outbox = outbox;
    }

    /** Takes an answer. The fetcher has written the outcome of the attempt, unless it could not read the request. */
    void take(String key, Fetched answer, Instant now) {
        var state = stores.frontier().get(key);
        var work = stores.pending().get(key);
        if (state == null || work == null) {
            return;
        }
        switch (answer.result()) {
            case DONE, NOT_MODIFIED -> got(key, work, state, answer, now);
            case MOVED -> moved(key, work, state, now);
            case FAILED -> {
                var passing = answer.reason() != null && answer.reason().transientFailure();
                if (answer.reason() == FetchReason.POISON) {
                    frontier.end(key, work, FetchReason.POISON, answer.detail(), now);
                } else if (passing && !state.last()) {
                    again(key, work, state.retry(), now);
                } else if (isRevisit(work)
                        && answer.reason() != null
                        && answer.reason().saysAway()) {
                    away(key, work, state, answer, answer.reason(), now);
                } else {
                    frontier.done(key, work, state, now);
                }
            }
            case RETURNED -> pageReturned(key, work, state, answer, now);
        }
    }

    private static boolean isRevisit(PendingWork work) {
        return work.link().item() != null && work.link().item().revisit() > 0;
    }

    private void got(String key, PendingWork work, LinkState state, Fetched answer, Instant now) {
        var unchanged = answer.result() == Fetched.Result.NOT_MODIFIED;
        if (answer.finalUrl() != null) {
            // Where a redirect within the host led to is no new link when it is announced itself.
            var target =
                    Address.of(answer.finalUrl().toString()).map(LinkId::of).map(LinkId::value);
            var sameSite = Address.site(answer.finalUrl()).equals(work.link().site());
            if (sameSite && target.isPresent() && stores.frontier().get(target.get()) == null) {
                stores.frontier().put(target.get(), state.alias(now));
            }
        }
        frontier.done(key, work, state.with(LinkState.Page.after(state.page(), answer.validators(), unchanged)), now);
    }

    /**
     * A revisit found the page away; the fetcher left the end to us. A known article is gone by 410, or by 404 at two
     * looks in a row: enrich is told so in place of the page.
     */
    private void away(String key, PendingWork work, LinkState state, Fetched answer, FetchReason reason, Instant now) {
        var page = state.page();
        var item = work.link().item();
        if (page == null || item == null) {
            frontier.end(key, work, reason, answer.detail(), now);
            return;
        }
        var missed = page.away();
        if (reason == FetchReason.GONE || missed.missing() >= MISSES_TO_BE_GONE) {
            var url = work.link().url();
            var finalUrl = answer.finalUrl() == null ? url : answer.finalUrl();
            outbox.page(RawPage.ofGone(item, state.attempt(), url, finalUrl, reason, now));
            outbox.outcome(item, state.attempt(), Status.FETCHED, reason.wireName(), "a known page is gone");
            frontier.done(key, work, state.with(null), now);
        } else {
            outbox.outcome(
                    item,
                    state.attempt(),
                    Status.NOT_FETCHED,
                    reason.wireName(),
                    "gone if the next revisit says so too");
            frontier.done(key, work, state.with(missed), now);
        }
    }

    private void moved(String key, PendingWork work, LinkState state, Instant now) {
        var onward = work.onward();
        if (onward == null || onward.item() == null) {
            // Its target is looked at from now on.
            frontier.done(key, work, state.with(null), now);
            return;
        }
        frontier.begin(onward, onward.item(), state.announced(), state.entryHash(), state.revisits(), null, now);
        var begun = stores.pending().get(key);
        if (begun != null && work.next() != null) {
            stores.pending().put(key, begun.withNext(work.next()));
        }
    }

    private void pageReturned(String key, PendingWork work, LinkState state, Fetched answer, Instant now) {
        // Held back by a fetcher, it was not started: that does not count.
        var returned = answer.retryAfter() == null ? state.returned() : state.in(LinkState.Phase.WAITING);
        if (returned.returns() >= MAX_RETURNS) {
            frontier.end(
                    key, work, FetchReason.CRASH, "returned " + MAX_RETURNS + " times by fetchers that went away", now);
            return;
        }
        if (work.link().item() != null) {
            outbox.outcome(work.link().item(), state.attempt(), Status.RETURNED, null, null);
        }
        frontier.waitAgain(key, work, returned, now);
    }

    private void again(String key, PendingWork work, LinkState retry, Instant now) {
        frontier.waitAgain(key, work, retry, now.plus(rhythm.retryPause(retry.attempt())));
    }
}
