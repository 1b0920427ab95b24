package io.wireroom.ingest.schedule;

import io.wireroom.contract.work.Fetched;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a source costs: requests and bytes of two days, by UTC, from which those of the last 24 hours follow closely enough.
 *
 * @param day number of days since 1970
 */
record SourceCost(long day, long requests, long bytes, long requestsBefore, long bytesBefore) {

    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    static final SourceCost NOTHING = new SourceCost(0, 0, 0, 0, 0);

    /** One request with this answer. */
    static SourceCost of(Fetched answer, Instant now) {
        var bytes = answer instanceof Fetched.Useful useful ? useful.response().bodyBytes() : 0;
        return new SourceCost(dayOf(now), 1, bytes, 0, 0);
    }

    /** The sum; the earlier of two days becomes the day before. */
    SourceCost plus(@Nullable SourceCost other) {
        if (other == null) {
            return this;
        }
        var newest = Math.max(day, other.day);
        var one = on(newest);
        var two = other.on(newest);
        return new SourceCost(
                newest,
                one.requests + two.requests,
                one.bytes + two.bytes,
                one.requestsBefore + two.requestsBefore,
                one.bytesBefore + two.bytesBefore);
    }

    /** Requests of the last 24 hours: those of today, and of yesterday the share of the day that is still to come. */
    long requestsPerDay(Instant now) {
        var seen = on(dayOf(now));
        return Math.round(seen.requests + seen.requestsBefore * restOfDay(now));
    }

    /** Bytes of bodies in the last 24 hours, in the same way. */
    long bytesPerDay(Instant now) {
        var seen = on(dayOf(now));
        return Math.round(seen.bytes + seen.bytesBefore * restOfDay(now));
    }

    private SourceCost on(long later) {
        if (later <= day) {
            return this;
        }
        return later == day + 1 ? new SourceCost(later, 0, 0, requests, bytes) : new SourceCost(later, 0, 0, 0, 0);
    }

    private static long dayOf(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }

    private static double restOfDay(Instant now) {
        return 1 - Math.floorMod(now.toEpochMilli(), (long) DAY_MILLIS) / DAY_MILLIS;
    }
}
