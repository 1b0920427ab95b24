package io.wireroom.ingest.feed;

import java.util.List;

/** The result of reading bytes as a feed. */
public sealed interface FeedResult {

    /**
     * A feed; entries in document order, at most {@value FeedParser#MAX_ENTRIES}.
     *
     * @param level how far the text had to be repaired
     * @param rome whether Rome read it, as it does every RSS or Atom document that is well-formed
     */
    record Parsed(Feed feed, List<Entry> entries, RepairLevel level, boolean rome) implements FeedResult {
        public Parsed {
            entries = List.copyOf(entries);
        }

        /**
         * The entries that came whole: where a cut took the end of the feed, the last one lacks its own.
         *
         * @param cut whether the bytes ended before their end
         */
        public List<Entry> whole(boolean cut) {
            return cut && level == RepairLevel.TAGS_CLOSED && !entries.isEmpty()
                    ? entries.subList(0, entries.size() - 1)
                    : entries;
        }

        /** A feed that needed no repair and that Rome did not read. */
        public Parsed(Feed feed, List<Entry> entries) {
            this(feed, entries, RepairLevel.NONE, false);
        }
    }

    /** Bytes that are not a feed at any level of repair; {@code why} is one line for people. */
    record NotAFeed(String why) implements FeedResult {}
}
