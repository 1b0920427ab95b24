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
 * @param traceparent of the trace that its steps belong to; null if it was discovered without tracing
 */
public record Item(
        ItemId id,
        LinkId link,
        String url,
        SourceRef source,
        Instant discoveredAt,
        int revisit,
        @Nullable FeedEntry entry,
        @Nullable TraceParent traceparent) {

    /** Without a trace. */
    public Item(
            ItemId id,
            LinkId link,
            String url,
            SourceRef source,
            Instant discoveredAt,
            int revisit,
            @Nullable FeedEntry entry) {
        this(id, link, url, source, discoveredAt, revisit, entry, null);
    }

    /** The same item with another entry, or with none. */
    public Item with(@Nullable FeedEntry other) {
        return new Item(id, link, url, source, discoveredAt, revisit, other, traceparent);
    }

    /** The same item in this trace. */
    public Item in(TraceParent trace) {
        return new Item(id, link, url, source, discoveredAt, revisit, entry, trace);
    }

    /** A revisit of the same link. Its trace is its own, and sampled if that of this item is. */
    public Item again(ItemId other, Instant at, int number) {
        var trace = traceparent == null ? null : TraceParent.of(other, traceparent.sampled());
        return new Item(other, link, url, source, at, number, entry, trace);
    }
}
