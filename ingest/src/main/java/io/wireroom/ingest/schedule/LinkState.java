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
        return new LinkState(
                other, announced, item, source, entryHash, hops, looks, attempt, returns, touchedAt);
    }

    LinkState touched(Instant now) {
        return new LinkState(phase, announced, item, source, entryHash, hops, looks, attempt, returns, now);
    }

    LinkState returned() {
        return new LinkState(
                Phase.WAITING, announced, item, source, entryHash, hops, looks, attempt, returns + 1, touchedAt);
    }

    LinkState retry() {
        return new LinkState(
                Phase.WAITING, announced, item, source, entryHash, hops, looks, attempt + 1, 0, touchedAt);
    }
}
