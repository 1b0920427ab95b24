package io.wireroom.ingest.schedule;

import io.wireroom.contract.ItemId;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.work.Validators;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler knows of a link; one value of store {@code frontier}: ids and hashes only, the announcement waits
 * in store {@code pending}.
 *
 * @param announced the item of the first announcement
 * @param item the item in work, or the last one
 * @param source that announced it
 * @param entryHash of the announcement last acted upon; 0 for a redirect's target that no source has announced
 * @param hops redirects by which the item came here
 * @param revisits revisits so far
 * @param attempt the current one of the item
 * @param touchedAt when it was last announced, or its waiting last reported
 * @param page what is kept of its page for revisits; null until it was fetched
 * @param place hash of its site, by which it is placed if the number of partitions changes; null in an older value
 * @param erased true if its article was erased and must not return; null otherwise
 */
record LinkState(
        Phase phase,
        ItemId announced,
        ItemId item,
        SourceId source,
        long entryHash,
        int hops,
        int revisits,
        Attempt attempt,
        Instant touchedAt,
        @Nullable Page page,
        @Nullable Integer place,
        @Nullable Boolean erased) {

    enum Phase {
        /** In the polite backlog. */
        WAITING,
        /** Handed to the fetcher. */
        OPEN,
        /** Ended, or gone on elsewhere. */
        DONE
    }

    /**
     * An attempt to fetch the page of an item.
     *
     * @param number from 1
     * @param last whether a transient failure ends the item, as its request states
     * @param returns how often this attempt was handed back
     * @param crashes how often it was handed back although its execution had begun
     */
    record Attempt(int number, boolean last, int returns, int crashes) {

        static Attempt of(int number) {
            return new Attempt(number, false, 0, 0);
        }

        Attempt returned(boolean begun) {
            return new Attempt(number, last, returns + 1, begun ? crashes + 1 : crashes);
        }
    }

    /**
     * A page that was fetched.
     *
     * @param etag of its last answer
     * @param lastModified of its last answer
     * @param timedRevisits how many planned revisits were made
     * @param missing revisits in a row that found it away
     * @param revisitAt when the next timed revisit is due; null when none is planned
     */
    record Page(
            @Nullable String etag,
            @Nullable String lastModified,
            int timedRevisits,
            int missing,
            @Nullable Instant revisitAt) {

        /** After an answer with these validators; those of a known page stay if the answer has none. */
        static Page after(@Nullable Page before, Validators validators, boolean unchanged) {
            var bare = validators.etag() == null && validators.lastModified() == null;
            var revisits = before == null ? 0 : before.timedRevisits;
            return bare && unchanged && before != null
                    ? new Page(before.etag, before.lastModified, revisits, 0, null)
                    : new Page(validators.etag(), validators.lastModified(), revisits, 0, null);
        }

        Validators validators() {
            return etag == null && lastModified == null ? Validators.NONE : new Validators(etag, lastModified);
        }

        /** For another address, or one that may have changed: to be requested without a condition. */
        Page unconditional() {
            return new Page(null, null, timedRevisits, missing, null);
        }

        Page away() {
            return new Page(etag, lastModified, timedRevisits, missing + 1, null);
        }

        Page plannedAt(@Nullable Instant instant) {
            return new Page(etag, lastModified, timedRevisits, missing, instant);
        }

        Page revisited() {
            return new Page(etag, lastModified, timedRevisits + 1, missing, null);
        }
    }

    boolean isErased() {
        return Boolean.TRUE.equals(erased);
    }

    /** Its article was erased and must not return. */
    LinkState erased(Instant now) {
        return new LinkState(
                phase, announced, item, source, entryHash, hops, revisits, attempt, now, null, place, true);
    }

    /** Its article was erased and may return: the next announcement counts as a change, of a page not fetched before. */
    LinkState mayReturn() {
        return new LinkState(
                phase, announced, item, source, ~entryHash, hops, revisits, attempt, touchedAt, null, place, null);
    }

    LinkState in(Phase other) {
        return copy(other, entryHash, attempt, touchedAt, page);
    }

    LinkState released(boolean last) {
        var released = new Attempt(attempt.number, last, attempt.returns, attempt.crashes);
        return copy(Phase.OPEN, entryHash, released, touchedAt, page);
    }

    LinkState withHash(long hash, Instant now) {
        return copy(phase, hash, attempt, now, page);
    }

    LinkState touched(Instant now) {
        return copy(phase, entryHash, attempt, now, page);
    }

    LinkState with(@Nullable Page kept) {
        return copy(phase, entryHash, attempt, touchedAt, kept);
    }

    /** Handed back; its execution may have begun. */
    LinkState returned(boolean begun) {
        return copy(Phase.WAITING, entryHash, attempt.returned(begun), touchedAt, page);
    }

    LinkState retry() {
        return copy(Phase.WAITING, entryHash, Attempt.of(attempt.number + 1), touchedAt, page);
    }

    /** A planned revisit begins with this item. */
    LinkState revisited(ItemId revisit, Page kept) {
        return new LinkState(
                Phase.WAITING,
                announced,
                revisit,
                source,
                entryHash,
                hops,
                revisits + 1,
                Attempt.of(1),
                touchedAt,
                kept,
                place,
                erased);
    }

    /** The address that a redirect within the host led to: known, although never announced. */
    LinkState alias(Instant now) {
        return new LinkState(Phase.DONE, announced, item, source, 0, hops, 0, Attempt.of(1), now, null, place, erased);
    }

    private LinkState copy(Phase to, long hash, Attempt current, Instant touched, @Nullable Page kept) {
        return new LinkState(to, announced, item, source, hash, hops, revisits, current, touched, kept, place, erased);
    }
}
