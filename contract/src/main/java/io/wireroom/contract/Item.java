package io.wireroom.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One announcement of a link, or one revisit of it: what every step writes its outcome for.
 *
 * @param link the link that the item began with; a redirect does not change it
 * @param url that link's address as announced
 * @param discoveredAt when the announcing feed was read: the hour of the ledger
 * @param revisit 0 for the first announcement, n for the n-th revisit
 * @param entry what the feed stated; null if nothing
 */
public record Item(
        ItemId id,
        LinkId link,
        String url,
        SourceRef source,
        Instant discoveredAt,
        int revisit,
        @Nullable FeedEntry entry) {}
