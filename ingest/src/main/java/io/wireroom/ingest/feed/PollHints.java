package io.wireroom.ingest.feed;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a feed states about how to poll it. All are wishes of the publisher; what is not stated is null or empty.
 *
 * @param ttl how long the feed calls itself fresh (RSS 2.0, {@code ttl}); positive, at most a year
 * @param updateEvery the time between two updates (RSS syndication module, {@code updatePeriod} over
 *     {@code updateFrequency}; each alone means daily and once); positive
 * @param skipHours hours of the day, 0 to 23 in UTC, in which nothing appears (RSS 2.0, {@code skipHours})
 * @param skipDays days of the week in UTC on which nothing appears (RSS 2.0, {@code skipDays})
 * @param self the address that the feed states as its own ({@code link rel="self"}; JSON Feed's {@code feed_url}), absolute where a
 *     base is known
 */
public record PollHints(
        @Nullable Duration ttl,
        @Nullable Duration updateEvery,
        Set<Integer> skipHours,
        Set<DayOfWeek> skipDays,
        @Nullable String self) {

    /** Of a feed without hints. */
    public static final PollHints NONE = new PollHints(null, null, Set.of(), Set.of(), null);

    public PollHints {
        if (ttl != null && !ttl.isPositive()) {
            throw new IllegalArgumentException("ttl must be positive: " + ttl);
        }
        if (updateEvery != null && !updateEvery.isPositive()) {
            throw new IllegalArgumentException("updateEvery must be positive: " + updateEvery);
        }
        skipHours = Set.copyOf(skipHours);
        skipDays = Set.copyOf(skipDays);
        for (var hour : skipHours) {
            if (hour < 0 || hour > 23) {
                throw new IllegalArgumentException("not an hour of the day: " + hour);
            }
        }
    }
}
