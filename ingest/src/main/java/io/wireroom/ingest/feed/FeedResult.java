package io.wireroom.ingest.feed;

import java.util.List;

/** What some bytes are as a feed. */
public sealed interface FeedResult {

    /**
     * A feed; entries in document order, at most {@value FeedParser#MAX_ENTRIES}.
     *
     * @param rung what had to be repaired
     * @param rome whether Rome read it: so it is with every RSS or Atom document that is well-formed
     */
    record Parsed(Feed feed, List<Entry> entries, RepairLevel rung, boolean rome) implements FeedResult {
        public Parsed {
            entries = List.copyOf(entries);
        }

        /** One that needed no repair and is no dialect of Rome's. */
        public Parsed(Feed feed, List<Entry> entries) {
            this(feed, entries, RepairLevel.AS_IT_STANDS, false);
        }
    }

    /** No feed that any parser rung can read; one line for people. */
    record NotAFeed(String why) implements FeedResult {}
}
