package io.wireroom.ingest.feed;

/** How much of a feed is kept; in characters unless stated otherwise. */
final class FeedLimits {

    static final int TITLE = 2_000;
    static final int ID = 4_096;
    static final int NAME = 500;
    static final int TEXT = 1 << 20;

    /** Authors, categories and enclosures of an entry, each. */
    static final int NAMES = 200;

    private FeedLimits() {}
}
