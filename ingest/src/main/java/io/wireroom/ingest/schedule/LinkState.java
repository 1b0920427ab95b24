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
 * @param entryHash of the announcement last acted upon; 0 for a redirect's target that nobody has announced
 * @param hops redirects by which the item came here
 * @param revisits revisits so far
 * @param attempt of the item, from 1
 * @param last whether a passing failure of this attempt ends the item, as its request said
 * @param returns of this attempt
 * @param touchedAt when it was announced, or its waiting told, last
 * @param page what is kept of its page for revisits; null until it was got
 */
record LinkState(
        Phase phase,
        ItemId announced,
        ItemId item,
        SourceId source,
        long entryHash,
        int hops,
        int revisits,
        int attempt,
        boolean last,
        int returns,
        Instant touchedAt,
        @Nullable Page page) {

    enum Phase {
        /** In the polite backlog. */
        WAITING,
        /** Handed to the fetcher. */
        OPEN,
        /** Ended, or gone on elsewhere. */
        DONE
    }

    /**
     * A page that was got.
     *
     * @param etag of its last answer
     * @param lastModified of its last answer
     * @param timedRevisits how many revisits were made because their time had come
     * @param missing looks in a row that found it away
     * @param revisitAt when the next timed revisit is due; null when none is planned
     */
    record Page(
            @Nullable String etag,
            @Nullable String lastModified,
            int timedRevisits,
            int missing,
            @Nullable Instant revisitAt) {

        /** After an answer with these validators; those of a page that is known stay where the answer has none. */
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

        /** For another address, or one that may have changed: to be asked for without a condition. */
        Page unconditional() {
            return new Page(null, null, timedRevisits, missing, null);
        }

        Page away() {
            return new Page(etag, lastModified, timedRevisits, missing + 1, null);
        }

        Page plannedAt(@Nullable Instant instant) {
            return new Page(etag, lastModified, timedRevisits, missing, instant);
        }

        Page looked() {
            return new Page(etag, lastModified, timedRevisits + 1, missing, null);
        }
    }

    LinkState in(Phase other) {
        return new LinkState(
                other, announced, item, source, entryHash, hops, revisits, attempt, last, returns, touchedAt, page);
    }

    LinkState released(boolean lastAttempt) {
        return new LinkState(
                Phase.OPEN,
                announced,
                item,
                source,
                entryHash,
                hops,
                revisits,
                attempt,
                lastAttempt,
                returns,
                touchedAt,
                page);
    }

    LinkState withHash(long hash, Instant now) {
        return new LinkState(phase, announced, item, source, hash, hops, revisits, attempt, last, returns, now, page);
    }

    LinkState touched(Instant now) {
        return new LinkState(
                phase, announced, item, source, entryHash, hops, revisits, attempt, last, returns, now, page);
    }

    LinkState with(@Nullable Page kept) {
        return new LinkState(
                phase, announced, item, source, entryHash, hops, revisits, attempt, last, returns, touchedAt, kept);
    }

    LinkState returned() {
        return new LinkState(
                Phase.WAITING,
                announced,
                item,
                source,
                entryHash,
                hops,
                revisits,
                attempt,
                last,
                returns + 1,
                touchedAt,
                page);
    }

    LinkState retry() {
        return new LinkState(
                Phase.WAITING,
                announced,
                item,
                source,
                entryHash,
                hops,
                revisits,
                attempt + 1,
                false,
                0,
                touchedAt,
                page);
    }

    /** The address that a redirect within the host led to: known, although never announced. */
    LinkState alias(Instant now) {
        return new LinkState(Phase.DONE, announced, item, source, 0, hops, 0, 1, false, 0, now, null);
    }
}
