package io.wireroom.ingest.schedule.pace;

import java.time.Duration;
import java.time.Instant;

/**
 * Compares the silence of a source with its own past. The longest gap between two polls with news is remembered, and
 * halved in two weeks, so that nights and weekends are no silence. A source is silent when it has had no news for three
 * times its longest gap, and at least for {@code INGEST_SILENCE}.
 *
 * @param newsAt the last poll that brought something new; the first poll counts
 * @param longest gap between two polls with news, fading
 * @param silent as of the last poll
 */
public record NewsGaps(Instant newsAt, Duration longest, boolean silent) {

    private static final Duration HALF_LIFE = Duration.ofDays(14);
    private static final int LONGEST_GAPS = 3;

    /** A source that was just polled for the first time. */
    public static NewsGaps first(Instant now) {
        return new NewsGaps(now, Duration.ZERO, false);
    }

    /**
     * After another poll.
     *
     * @param news whether it brought something new
     * @param shortest time without news before any source counts as silent
     */
    public NewsGaps after(Instant now, boolean news, Duration shortest) {
        var passed = Duration.between(newsAt, now);
        var gap = passed.isNegative() ? Duration.ZERO : passed;
        if (news) {
            var faded = Duration.ofMillis(
                    Math.round(longest.toMillis() * Math.pow(0.5, (double) gap.toMillis() / HALF_LIFE.toMillis())));
            return new NewsGaps(now, PollRhythm.longer(gap, faded), false);
        }
        var usual = PollRhythm.longer(shortest, longest.multipliedBy(LONGEST_GAPS));
        return new NewsGaps(newsAt, longest, gap.compareTo(usual) > 0);
    }
}
