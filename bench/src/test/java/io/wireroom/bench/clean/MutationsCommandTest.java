package io.wireroom.bench.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("crash")
class MutationsCommandTest {

    @ParameterizedTest
    @CsvSource({"PAGES, 1000", "FEEDS, 300", "SITES, 150", "SITEMAPS, 300", "ROBOTS, 300", "OPML, 500", "YAML, 500"})
    void noDamagedInputThrowsOrTakesOverTwoSeconds(MutationKind kind, int count) throws IOException {
        var result = MutationsCommand.run(kind.reader(), kind.examples(Path.of(".."), null), count, 7, null);

        assertThat(result.escaped()).as("%s", result.answers()).isZero();
        assertThat(result.late()).as("slowest: %s ms", result.slowestMillis()).isZero();
    }
}
