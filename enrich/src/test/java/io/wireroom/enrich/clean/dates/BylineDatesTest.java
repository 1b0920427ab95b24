package io.wireroom.enrich.clean.dates;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BylineDatesTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "bylines.csv", numLinesToSkip = 2, delimiter = '¦')
    void aBylineLosesItsDatesAndKeepsEverythingElse(
            String byline, @Nullable String language, @Nullable String without) {
        assertThat(BylineDates.without(byline, language)).isEqualTo(without == null ? "" : without);
    }
}
