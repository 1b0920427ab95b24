package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.EnrichHistory.Planted;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Histories of enrich in random order (profile crash). {@code -Dinterleavings=100000} runs more of them,
 * {@code -Dinterleavings.seed=N} that one alone.
 */
@Tag("crash")
@Timeout(14_400)
class EnrichInterleavingsTest {

    private static final int COUNT = Integer.getInteger("interleavings", 500);
    private static final int ENOUGH_FOR_A_PLANTED_FAULT = 300;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static PageSteps steps;

    @BeforeAll
    static void loadModel() {
        steps = PageSteps.of(new DraftMaker(new Cleaner(PageLimits.DEFAULT), LanguageDetector.load(List.of("en"))));
    }

    @Test
    void noHistoryLosesDoublesOrReordersAVersion(@TempDir Path directory) {
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
        try (var stream = TestStream.inMemory(steps, directory)) {
            for (var seed = first; seed < first + count; seed++) {
                var violation = new EnrichHistory(stream, seed, planted).violation();
                if (violation.isPresent()) {
                    return Optional.of("seed " + seed + ": " + violation.get());
                }
            }
        }
        return Optional.empty();
    }
}
