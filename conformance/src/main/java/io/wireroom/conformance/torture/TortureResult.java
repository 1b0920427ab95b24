package io.wireroom.conformance.torture;

import io.wireroom.conformance.torture.verdict.TortureVerdict;
import java.time.Duration;
import java.util.List;

/**
 * The result of a run.
 *
 * @param disturbances what was done, in order
 * @param leftOut what this machine could not do
 * @param calmRate versions stored a second without disturbances
 * @param tortureRate the same with them
 * @param drain time until everything was stored, after the last one
 * @param ownEnds how often a process ended by itself and was started again
 */
record TortureResult(
        TorturePlan plan,
        List<String> disturbances,
        List<String> leftOut,
        TortureVerdict verdict,
        double calmRate,
        double tortureRate,
        Duration drain,
        int ownEnds) {

    private static final double LEAST_SHARE = .35;

    /** The part of the throughput that was left. */
    double share() {
        return calmRate == 0 ? 0 : tortureRate / calmRate;
    }

    /** Whether nothing was lost, everything was stored in time, and enough throughput was left. */
    boolean holds() {
        return verdict.holds() && drain.compareTo(TorturePlan.DRAIN_LIMIT) < 0 && share() >= LEAST_SHARE;
    }
}
