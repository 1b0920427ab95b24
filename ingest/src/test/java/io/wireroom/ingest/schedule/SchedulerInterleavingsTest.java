package io.wireroom.ingest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.ingest.schedule.SchedulerHistory.Planted;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Histories of the scheduler in random order (profile crash). {@code -Dinterleavings=100000} runs more of them,
 * {@code -Dinterleavings.seed=N} that one alone, which prints its steps when it fails.
 */
@Tag("crash")
@Timeout(7_200)
class SchedulerInterleavingsTest {

    private static final int COUNT = Integer.getInteger("interleavings", 1_500);
    private static final int ENOUGH_FOR_A_PLANTED_FAULT = 500;

    @Test
    void noHistoryLosesOrDoublesAnItemOrHurriesAHost(@TempDir Path directory) {
        var only = Long.getLong("interleavings.seed");
        var first = only == null ? 0 : only;
        var count = only == null ? COUNT : 1;

        var failed = failing(directory, first, count, Planted.NONE);

        assertThat(failed).as("the history to run again: -Dinterleavings.seed").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedFaultIsFound(Planted planted, @TempDir Path directory) {
        assertThat(failing(directory, 0, ENOUGH_FOR_A_PLANTED_FAULT, planted)).isPresent();
    }

    /** The first history with a violation. */
    private static Optional<String> failing(Path directory, long first, int count, Planted planted) {
        for (var seed = first; seed < first + count; seed++) {
            try (var history = new SchedulerHistory(directory.resolve("h" + seed), seed, planted)) {
                var violation = history.violation();
                if (violation.isPresent()) {
                    return Optional.of("seed " + seed + ": " + violation.get());
                }
            }
        }
        return Optional.empty();
    }
}
