package io.wireroom.bench.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.DraftMaker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MutationsCommandTest {

    private static final Path PAGE_CASES = Path.of("../enrich/src/test/resources/pages");

    @Test
    void noDamagedPageThrowsOrTakesOverTwoSeconds() throws IOException {
        var pages = PageSet.read(PAGE_CASES).pages().stream()
                .map(PageSet.Page::body)
                .toList();

        var result = MutationsCommand.run(DraftMaker.load(), pages, 1_500, 7, null);

        assertThat(result.escaped()).as("%s", result.answers()).isZero();
        assertThat(result.late()).as("slowest: %s ms", result.slowestMillis()).isZero();
    }
}
