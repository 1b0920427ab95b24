package io.wireroom.ingest.schedule.pace;

import io.wireroom.contract.Source;
import io.wireroom.contract.work.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to poll a source again. Pure, except for the random numbers that spread the polls.
 *
 * <p>News is taken for a Poisson process whose mean gap drifts. The gap is estimated with a memory of {@value #MEMORY}
 * publications, {@code gap' = (MEMORY · gap + time passed) / (MEMORY + publications seen)}, the mean of a gamma
 * distribution that forgets; the source is polled {@value #POLLS_PER_GAP} times a gap. So a poll that brings nothing
 * lengthens the interval by a quarter, and news shorten it the more the more there are. In the long run half of the
 * polls bring something, and news wait a quarter of a gap on average.
 *
 * <p>What a source asks for (ttl, update period, freshness) is a floor, up to the longest interval: a mistaken ttl of a
 * year must not silence it. Chance only ever adds: no poll comes before its time.
 */
public final class PollRhythm {

    /** Longest pause that failures alone bring about, unless polls are further apart anyway. */
    static final Duration LONGEST_BACK_OFF = Duration.ofDays(1);

    /** Hours and days to be skipped are skipped for at most so long in one go: a long weekend. */
    static final Duration LONGEST_SKIP = Duration.ofDays(3);

    private static final Duration LONGEST_RETURN_PAUSE = Duration.ofMinutes(10);

    private static final int MEMORY = 2;
    private static final int POLLS_PER_GAP = 2;

    /** More publications than this between two polls count as this many: the interval shrinks to a fifth at most. */
    private static final int MOST_MOMENTS = 10;

    /** More time than this many intervals counts as this much: the scheduler was down, or the feed was not to be read. */
    private static final int MOST_INTERVALS = 4;

    private static final double JITTER = 0.1;
    private static final Duration AFTER_SKIP = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 16;

    private final ScheduleSettings settings;
    private final RandomGenerator random;

    /** A rhythm by these settings. */
    public PollRhythm(ScheduleSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** The interval after the first answer: by the dates of its entries if they suffice, otherwise the shortest. */
    public Duration afterFirst(Source source, @Nullable Duration usualGap) {
        if (source.interval() != null) {
            return source.interval();
        }
        return usualGap == null ? settings.pollMin() : within(usualGap.dividedBy(POLLS_PER_GAP));
    }

    /**
     * The interval after a later answer.
     *
     * @param interval until now
     * @param passed since the last answer
     * @param moments publications since then
     */
    public Duration afterAnswer(Source source, Duration interval, Duration passed, int moments) {
        if (source.interval() != null) {
            return source.interval();
        }
        var most = interval.multipliedBy(MOST_INTERVALS);
        var counted = passed.isNegative() ? Duration.ZERO : shorter(passed, most);
        var known = interval.multipliedBy((long) MEMORY * POLLS_PER_GAP);
        var gap = known.plus(counted).dividedBy(MEMORY + Math.min(Math.max(moments, 0), MOST_MOMENTS));
        return within(gap.dividedBy(POLLS_PER_GAP));
    }

    /**
     * When to poll next after an answer.
     *
     * @param freshFor how long the answer calls itself fresh
     * @param pacing what the feed asks for
     */
    public Instant next(Instant now, Duration interval, @Nullable Duration freshFor, @Nullable Pacing pacing) {
        var asked = longer(freshFor == null ? Duration.ZERO : freshFor, every(pacing));
        var pause = jittered(longer(interval, shorter(asked, settings.pollMax())));
        return pacing == null ? now.plus(pause) : allowed(now.plus(pause), pacing);
    }

    /**
     * When to poll next after this many failures in a row: doubled for each, up to {@link #LONGEST_BACK_OFF} or the
     * longest interval. It never ends.
     *
     * @param retryAfter what the answer asks for; heeded in full (RFC 9110, section 10.2.3)
     */
    public Instant nextAfterFailure(Instant now, int failures, @Nullable Duration retryAfter) {
        var doubled = settings.pollMin().multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        var pause = shorter(doubled, longer(LONGEST_BACK_OFF, settings.pollMax()));
        return now.plus(jittered(longer(pause, retryAfter == null ? Duration.ZERO : retryAfter)));
    }

    /** Further off than this no next poll can lie. */
    public Duration longestPause(Source source) {
        var interval = source.interval() == null ? settings.pollMax() : source.interval();
        var longest = longer(longer(interval, settings.pollMax()), LONGEST_BACK_OFF);
        return longest.plus(longest).plus(LONGEST_SKIP);
    }

    /** A moment within the shortest interval from now on: where the first polls of many new sources go. */
    public Instant spread(Instant now) {
        return now.plusMillis(Math.round(settings.pollMin().toMillis() * random.nextDouble()));
    }

    /** The pause before this attempt at a page (2 is the first retry): doubled for each. */
    public Duration retryPause(int attempt) {
        var doublings = Math.min(Math.max(attempt - 2, 0), MAX_DOUBLINGS);
        return shorter(settings.retryBase().multipliedBy(1L << doublings), Duration.ofDays(1));
    }

    /** The pause after this many hand-backs in a row, the first included: doubled for each. */
    public Duration returnPause(int returns) {
        var doublings = Math.min(Math.max(returns - 1, 0), MAX_DOUBLINGS);
        return shorter(settings.hostDelay().multipliedBy(1L << doublings), LONGEST_RETURN_PAUSE);
    }

    /** The first moment from then on that the feed does not ask to skip; who skips all week is not believed. */
    private Instant allowed(Instant from, Pacing pacing) {
        if (!isSkipped(from, pacing)) {
            return from;
        }
        var latest = from.plus(LONGEST_SKIP);
        var hour = from.truncatedTo(ChronoUnit.HOURS);
        while (isSkipped(hour, pacing) && hour.isBefore(latest)) {
            hour = hour.plus(1, ChronoUnit.HOURS);
        }
        if (isSkipped(hour, pacing) && skipsAlways(pacing)) {
            return from;
        }
        // Not all of them at the stroke of the hour.
        return hour.plusMillis(Math.round(AFTER_SKIP.toMillis() * random.nextDouble()));
    }

    private static boolean skipsAlways(Pacing pacing) {
        return pacing.skipHours().stream().distinct().count() == 24
                || pacing.skipDays().stream().distinct().count() == 7;
    }

    private static boolean isSkipped(Instant instant, Pacing pacing) {
        var time = instant.atOffset(ZoneOffset.UTC);
        return pacing.skipHours().contains(time.getHour())
                || pacing.skipDays().contains(time.getDayOfWeek().getValue());
    }

    private static Duration every(@Nullable Pacing pacing) {
        return pacing == null || pacing.every() == null ? Duration.ZERO : pacing.every();
    }

    private Duration jittered(Duration pause) {
        return pause.plusMillis(Math.round(pause.toMillis() * JITTER * random.nextDouble()));
    }

    private Duration within(Duration interval) {
        return longer(settings.pollMin(), shorter(interval, settings.pollMax()));
    }

    /** The longer of two. */
    public static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The shorter of two. */
    public static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
