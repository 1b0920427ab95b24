package io.wireroom.ingest.schedule;

import io.wireroom.contract.Source;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to poll a source again: sooner when the last poll brought something, later when it did not, never outside
 * [pollMin, pollMax], never while the answer calls itself fresh. Pure.
 */
final class PollRhythm {

    private static final double SOONER = 0.5;
    private static final double LATER = 1.25;
    private static final double JITTER = 0.1;
    private static final int MAX_DOUBLINGS = 16;

    private final ScheduleSettings settings;
    private final RandomGenerator random;

    PollRhythm(ScheduleSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** The interval after an answer. */
    Duration afterAnswer(Source source, Duration interval, int announced) {
        if (source.interval() != null) {
            return source.interval();
        }
        return within(scale(interval, announced > 0 ? SOONER : LATER));
    }

    /** The interval after this many failures in a row: doubled for each. */
    Duration afterFailure(int failures) {
        var doublings = Math.min(failures, MAX_DOUBLINGS);
        return within(settings.pollMin().multipliedBy(1L << doublings));
    }

    /** The pause until the next poll: the interval with jitter, or what the answer asks for if that is longer. */
    Duration pause(Duration interval, @Nullable Duration freshFor) {
        var jittered = scale(interval, 1 + JITTER * (2 * random.nextDouble() - 1));
        var fresh = freshFor == null ? Duration.ZERO : shorter(freshFor, settings.pollMax());
        return longer(jittered, fresh);
    }

    /** The pause before this attempt at a page (2 is the first retry): doubled for each. */
    Duration retryPause(int attempt) {
        var doublings = Math.min(Math.max(attempt - 2, 0), MAX_DOUBLINGS);
        return shorter(settings.retryBase().multipliedBy(1L << doublings), Duration.ofDays(1));
    }

    private Duration within(Duration interval) {
        return longer(settings.pollMin(), shorter(interval, settings.pollMax()));
    }

    private static Duration scale(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
