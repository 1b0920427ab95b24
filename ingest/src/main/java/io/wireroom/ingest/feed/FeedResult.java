package io.wireroom.ingest.feed;

import java.util.List;

/** What some bytes are as a feed. */
public sealed interface FeedResult {

    /** A feed; entries in document order, at most {@value FeedParser#MAX_ENTRIES}. */
    record Parsed(Feed feed, List<Entry> entries) implements FeedResult {
        public Parsed {
            entries = List.copyOf(entries);
        }
    }

    /** No feed that any parser rung can read; one line for people. */
    record NotAFeed(String why) implements FeedResult {}
}
