package io.wireroom.standalone.newsroom;

import java.util.Locale;

/** The hosts of the sample newsroom. */
enum NewsroomHost {
    HARBOUR(0, "Harbour Ledger", "/feed.xml"),
    LANTERN(1, "Lantern Field", "/atom.xml"),
    /** Has drawn pictures only, and no feed. */
    PICTURES(2, "Pictures", "");

    private final int number;
    private final String publisher;
    private final String feedPath;

    NewsroomHost(int number, String publisher, String feedPath) {
        this.number = number;
        this.publisher = publisher;
        this.feedPath = feedPath;
    }

    /** The distance of the host's address or port from the first one's. */
    int number() {
        return number;
    }

    String publisher() {
        return publisher;
    }

    String feedPath() {
        return feedPath;
    }

    boolean hasFeed() {
        return !feedPath.isEmpty();
    }

    /** The name in {@code pages.csv}, in placeholders and of the resource folder, such as {@code harbour}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
