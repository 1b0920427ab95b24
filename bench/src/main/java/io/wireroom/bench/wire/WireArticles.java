package io.wireroom.bench.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each article passed each point of the wire, in milliseconds since the epoch; 0 where it has not yet. Thread-safe. */
final class WireArticles {

    /** The points, in the order of the flow. */
    enum Point {
        /** The answer with the first feed that names it was sent. */
        ANNOUNCED,
        /** Its page was asked for. */
        REQUESTED,
        /** The last byte of its page was sent. */
        FETCHED,
        /** A consumer that reads committed records got it. */
        PUBLISHED,
        /** Its row was written. */
        STORED,
        /** As many rows as this one is in order of storing can be searched. */
        SEARCHABLE;

        /** As reports name it. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final AtomicLongArray[] times = new AtomicLongArray[Point.values().length];
    private final AtomicInteger[] counts = new AtomicInteger[times.length];

    /** @param most number of articles */
    WireArticles(int most) {
        Arrays.setAll(times, point -> new AtomicLongArray(most));
        Arrays.setAll(counts, point -> new AtomicInteger());
    }

    /** Notes the first time that an article passes a point; false for a later time. */
    boolean passed(Point point, int article, long millis) {
        var of = times[point.ordinal()];
        if (article < 0 || article >= of.length() || !of.compareAndSet(article, 0, millis)) {
            return false;
        }
        counts[point.ordinal()].incrementAndGet();
        return true;
    }

    /** Number of articles that have passed a point. */
    int count(Point point) {
        return counts[point.ordinal()].get();
    }

    /** The times of all that have passed a point, ascending. */
    long[] times(Point point) {
        var of = times[point.ordinal()];
        var all = new long[of.length()];
        Arrays.setAll(all, of::get);
        return Arrays.stream(all).filter(time -> time > 0).sorted().toArray();
    }

    /** Milliseconds from one point to another of the articles that passed the second one within a window; ascending. */
    long[] leg(Point from, Point to, long fromMillis, long untilMillis) {
        var starts = times[from.ordinal()];
        var ends = times[to.ordinal()];
        var legs = new long[starts.length()];
        var size = 0;
        for (var article = 0; article < legs.length; article++) {
            var start = starts.get(article);
            var end = ends.get(article);
            if (start > 0 && end >= fromMillis && end < untilMillis) {
                legs[size++] = Math.max(0, end - start);
            }
        }
        var found = Arrays.copyOf(legs, size);
        Arrays.sort(found);
        return found;
    }

    /** A quantile of ascending values; 0 without any. */
    static long quantile(long[] ascending, double share) {
        return ascending.length == 0 ? 0 : ascending[(int) Math.min(ascending.length - 1, share * ascending.length)];
    }
}
