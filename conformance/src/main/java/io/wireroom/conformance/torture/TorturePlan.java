package io.wireroom.conformance.torture;

import java.time.Duration;
import java.util.Optional;

/**
 * The parameters of a run.
 *
 * @param seed draws the disturbances
 * @param duration with the time without disturbances, without the time to drain
 * @param hosts of the origin
 * @param rate articles announced a second
 * @param sabotage a fault on purpose
 * @param previous class path of a previous build
 */
record TorturePlan(
        long seed, Duration duration, int hosts, double rate, Optional<Sabotage> sabotage, Optional<String> previous) {

    /** Until everything is stored, after the last disturbance. */
    static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);

    private static final Duration LONGEST_CALM = Duration.ofMinutes(2);

    /** Time without disturbances at the start, for comparison: a fifth, two minutes at most. */
    Duration calm() {
        var fifth = duration.dividedBy(5);
        return fifth.compareTo(LONGEST_CALM) < 0 ? fifth : LONGEST_CALM;
    }
}
