package io.wireroom.text.dates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class FeedDatesTest {

    @ParameterizedTest
    @CsvFileSource(resources = "feed-dates.csv", numLinesToSkip = 1, delimiter = '|')
    void readsDatesWithTheirCommonFaults(String text, @Nullable Instant instant) {
        assertThat(FeedDates.read(text).instant()).isEqualTo(instant);
    }

    @Test
    void namesTheUnknownZone() {
        var reading = FeedDates.read("Mon, 02 Mar 2026 10:00:00 PKT");

        assertThat(reading).isEqualTo(new FeedDates.Reading(null, "unknown time zone: Mon, 02 Mar 2026 10:00:00 PKT"));
    }

    @Test
    void neverGuesses() {
        assertThat(FeedDates.read(null).instant()).isNull();
        assertThat(FeedDates.read(" ").instant()).isNull();
        assertThat(FeedDates.read("1".repeat(10_000)).instant()).isNull();
    }
}
