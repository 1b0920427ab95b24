package io.wireroom.ingest.schedule.pace;

import java.time.Duration;
import java.time.Instant;

/** The largest of the durations of the last five to ten minutes. */
public final class RecentMax {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private Duration before = Duration.ZERO;
    private Duration current = Duration.ZERO;
    private Instant began = Instant.EPOCH;

    /** Adds a duration. */
    public void record(Duration duration, Instant now) {
        turn(now);
        current = PollRhythm.longer(current, duration);
    }

    /** The largest of late; zero if there was none. */
    public Duration at(Instant now) {
        turn(now);
        return PollRhythm.longer(before, current);
    }

    private void turn(Instant now) {
        if (now.isBefore(began.plus(WINDOW)) && !now.isBefore(began)) {
            return;
        }
        before = now.isBefore(began.plus(WINDOW.multipliedBy(2))) ? current : Duration.ZERO;
        current = Duration.ZERO;
        began = now;
    }
}
