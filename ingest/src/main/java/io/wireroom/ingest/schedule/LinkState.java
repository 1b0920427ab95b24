package io.wireroom.ingest.schedule;

import io.wireroom.contract.ItemId;
import io.wireroom.contract.SourceId;
import java.time.Instant;

/**
 * What the scheduler knows of a link; one value of store {@code frontier}: ids and hashes only, the announcement waits
 * in store {@code pending}.
 *
 * @param announced the item of the first announcement
 * @param item the item in work, or the last one
 * @param source that announced it
 * @param entryHash of the announcement last acted upon
 * @param hops redirects by which the item came here
 * @param looks later looks so far
 * @param attempt of the item, from 1
 * @param last whether a passing failure of this attempt ends the item, as its request said
 * @param returns of this attempt
 * @param touchedAt when it was announced, or its waiting told, last
 */
record LinkState(
        Phase phase,
        ItemId announced,
        ItemId item,
        SourceId source,
        long entryHash,
        int hops,
        int looks,
        int attempt,
        boolean last,
        int returns,
        Instant touchedAt) {

    enum Phase {
        /** In the polite backlog. */
        WAITING,
        /** Handed to the fetcher. */
        OPEN,
        /** Ended, or gone on elsewhere. */
        DONE
    }

    LinkState in(Phase other) {
        return new LinkState(other, announced, item, source, entryHash, hops, looks, attempt, last, returns, touchedAt);
    }

    LinkState released(boolean lastAttempt) {
        return new LinkState(
                Phase.OPEN, announced, item, source, entryHash, hops, looks, attempt, lastAttempt, returns, touchedAt);
    }

    LinkState withHash(long hash, Instant now) {
        return new LinkState(phase, announced, item, source, hash, hops, looks, attempt, last, returns, now);
    }

    LinkState touched(Instant now) {
        return new LinkState(phase, announced, item, source, entryHash, hops, looks, attempt, last, returns, now);
    }

    LinkState returned() {
        return new LinkState(
                Phase.WAITING, announced, item, source, entryHash, hops, looks, attempt, last, returns + 1, touchedAt);
    }

    LinkState retry() {
        return new LinkState(
                Phase.WAITING, announced, item, source, entryHash, hops, looks, attempt + 1, false, 0, touchedAt);
    }
}
