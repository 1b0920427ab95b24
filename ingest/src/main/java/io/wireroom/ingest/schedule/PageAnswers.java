package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.Status;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.RawPage;
import io.wireroom.ingest.schedule.pace.PollRhythm;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.ingest.schedule.store.DueIndex.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Applies the answers for pages to their links: done, tried again, gone, moved on. */
final class PageAnswers {

    /** Why an item ends with {@link FetchReason#CRASH}. */
    static final String CRASHED = "begun and not finished, each time its fetcher went away";

    /** Revisits in a row that must find a page away (404) before its article counts as gone; one 410 is enough. */
    private static final int MISSES_TO_BE_GONE = 2;

    private final SchedulerStores stores;
    private final Frontier frontier;
    private final ScheduleSettings settings;
    private final PollRhythm rhythm;
    private final Outbox outbox;

    PageAnswers(
            SchedulerStores stores, Frontier frontier, ScheduleSettings settings, PollRhythm rhythm, Outbox outbox) {
        this.stores = stores;
        this.frontier = frontier;
        this.settings = settings;
        this.rhythm = rhythm;
        this.outbox = outbox;
    }

    /**
     * Takes an answer. The fetcher has written the outcome of the attempt, unless it could not read the request.
     *
     * @param begun whether the fetcher reported that it began
     * @return the source of the item; null if the link is not known any more
     */
    @Nullable
    SourceId take(String key, Fetched answer, boolean begun, Instant now) {
        var state = stores.frontier().get(key);
        var work = stores.pending().get(key);
        if (state == null || work == null) {
            return null;
        }
        switch (answer) {
            case Fetched.Useful useful -> got(key, work, state, useful, now);
            case Fetched.Moved moved -> moved(key, work, state, now);
            case Fetched.Failed failed -> failed(key, work, state, failed, now);
            case Fetched.Returned returned -> returned(key, work, state, returned, begun, now);
            case Fetched.Begun notice -> {}
        }
        return work.page().item().source().id();
    }

    private void failed(String key, PendingWork work, LinkState state, Fetched.Failed answer, Instant now) {
        var reason = answer.reason();
        if (reason == FetchReason.POISON) {
            frontier.end(key, work, FetchReason.POISON, answer.detail(), now);
        } else if (reason.transientFailure() && !state.attempt().last()) {
            var retry = state.retry();
            var pause = rhythm.retryPause(retry.attempt().number());
            var asked = answer.retryAfter() == null
                    ? Duration.ZERO
                    : PollRhythm.shorter(answer.retryAfter(), Hosts.MAX_RETRY_AFTER);
            frontier.waitAgain(key, work, retry, now.plus(PollRhythm.longer(pause, asked)));
        } else if (work.page().item().revisit() > 0 && reason.isAway()) {
            away(key, work, state, answer, now);
        } else {
            frontier.done(key, work, state, now);
        }
    }

    private void got(String key, PendingWork work, LinkState state, Fetched.Useful answer, Instant now) {
        // Where a redirect within the host led to is no new link when it is announced itself.
        var finalUrl = answer.response().finalUrl();
        var target = Address.of(finalUrl.toString()).map(LinkId::of).map(LinkId::value);
        var sameSite = Site.of(finalUrl).equals(work.page().site());
        if (sameSite && target.isPresent() && stores.frontier().get(target.get()) == null) {
            stores.frontier().put(target.get(), state.alias(now));
            stores.due().add(Kind.LINK_CHECK, now.plus(settings.forget()), target.get(), "");
        }
        var unchanged = answer instanceof Fetched.NotModified;
        var page = LinkState.Page.after(state.page(), answer.response().validators(), unchanged);
        frontier.done(key, work, state.with(page), now);
    }

    /**
     * A revisit found the page away; the fetcher left the end to the scheduler. A known article is gone by 410, or by 404 at two
     * revisits in a row: enrich gets a record without a body in place of the page.
     */
    private void away(String key, PendingWork work, LinkState state, Fetched.Failed answer, Instant now) {
        var page = state.page();
        var reason = answer.reason();
        if (page == null) {
            frontier.end(key, work, reason, answer.detail(), now);
            return;
        }
        var item = work.page().item();
        var attempt = state.attempt().number();
        var missed = page.away();
        if (reason == FetchReason.GONE || missed.missing() >= MISSES_TO_BE_GONE) {
            var url = work.page().url();
            var finalUrl = answer.finalUrl() == null ? url : answer.finalUrl();
            outbox.page(RawPage.ofGone(item, attempt, url, finalUrl, reason, now));
            outbox.outcome(item, attempt, Status.FETCHED, reason.wireName(), "a known page is gone");
            frontier.done(key, work, state.with(null), now);
        } else {
            outbox.outcome(
                    item, attempt, Status.NOT_FETCHED, reason.wireName(), "gone if the next revisit finds the same");
            frontier.done(key, work, state.with(missed), now);
        }
    }

    private void moved(String key, PendingWork work, LinkState state, Instant now) {
        if (state.isErased()) {
            frontier.waitAgain(key, work, state, now); // which ends it
            return;
        }
        var onward = work.onward();
        if (onward == null) {
            // Its target is fetched from now on.
            frontier.done(key, work, state.with(null), now);
            return;
        }
        frontier.begin(onward, state.announced(), state.entryHash(), state.revisits(), null, now);
        var begun = stores.pending().get(key);
        if (begun != null && work.next() != null) {
            stores.pending().put(key, begun.withNext(work.next()));
        }
    }

    /** A hand-back ends no item, but for one whose execution begins again and again and never ends. */
    private void returned(
            String key, PendingWork work, LinkState state, Fetched.Returned answer, boolean begun, Instant now) {
        // Held back by a fetcher, it was not started: that does not count.
        var again = answer.pause() == null ? state.returned(begun) : state.in(LinkState.Phase.WAITING);
        if (again.attempt().crashes() >= settings.attempts()) {
            frontier.end(key, work, FetchReason.CRASH, CRASHED, now);
            return;
        }
        outbox.outcome(work.page().item(), state.attempt().number(), Status.RETURNED, null, null);
        var pause = answer.pause() == null ? rhythm.returnPause(again.attempt().returns()) : Duration.ZERO;
        frontier.waitAgain(key, work, again, now.plus(pause));
    }
}
