package io.wireroom.text.dates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class FeedDatesTest {

    @ParameterizedTest
    @CsvFileSource(resources = "dates.csv", numLinesToSkip = 1, delimiter = '|')
    void readsDatesWithTheirCommonSins(String text, @Nullable Instant instant) {
        assertThat(FeedDates.parse(text)).isEqualTo(instant);
    }

    @Test
    void neverGuesses() {
        assertThat(FeedDates.parse(null)).isNull();
        assertThat(FeedDates.parse(" ")).isNull();
        assertThat(FeedDates.parse("1".repeat(10_000))).isNull();
    }
}
