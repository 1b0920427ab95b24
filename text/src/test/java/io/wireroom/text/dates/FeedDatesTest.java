package io.wireroom.text.dates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

final class FeedDatesTest {

    @ParameterizedTest
    @CsvFileSource(resources = "feed-dates.csv", numLinesToSkip = 1, delimiter = '|')
    void readsDatesWithTheirCommonFaults(String text, @Nullable Instant instant) {
        assertThat(FeedDates.read(text).instant()).isEqualTo(instant);
    }

    @Test
    void namesTheUnknownZone() {
        var reading = FeedDates.read("Mon, 02 Mar 2026 10:00:00 XQT");

        assertThat(reading).isEqualTo(new FeedDates.Reading(null, "unknown time zone: Mon, 02 Mar 2026 10:00:00 XQT"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-10T09:15:00Z            | TIME  | false
            2026-03-10T09:15:00             | TIME  | true
            2026-03-10 09:15                | TIME  | true
            Tue, 10 Mar 2026 09:15:00       | TIME  | true
            Tue, 10 Mar 2026 09:15:00 EST   | TIME  | false
            Tue, 10 Mar 2026 09:15:00 GMT+1 | TIME  | false
            10 Mar 2026 9:15 PM             | TIME  | true
            1773134100                      | TIME  | false
            2026-03-10                      | DAY   | false
            Tue, 10 Mar 2026                | DAY   | false
            10 de marzo de 2026             | DAY   | false
            2026-03                         | MONTH | false
            2026                            | YEAR  | false""")
    void marksWhatIsNotStated(String text, DatePrecision precision, boolean zoneAssumed) {
        var reading = FeedDates.read(text);

        assertThat(reading.instant()).isNotNull();
        assertThat(reading.precision()).isEqualTo(precision);
        assertThat(reading.zoneAssumed()).isEqualTo(zoneAssumed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            05/11/2019       | -     | -
            05/11/2019       | en-us | 2019-05-11T00:00:00Z
            05/11/2019       | en-gb | 2019-11-05T00:00:00Z
            5-11-2019 10:00  | -     | -
            5-11-2019 10:00  | de    | 2019-11-05T10:00:00Z
            5.11.2019 10:00  | -     | 2019-11-05T10:00:00Z
            5/5/2019         | -     | 2019-05-05T00:00:00Z
            17 listopad 2019 | -     | -
            17 listopad 2019 | hr    | 2019-10-17T00:00:00Z
            17 listopad 2019 | pl    | 2019-11-17T00:00:00Z
            17 srpnja 2019   | -     | 2019-07-17T00:00:00Z""")
    void readsByTheLanguageOfTheFeed(String text, @Nullable String language, @Nullable Instant instant) {
        assertThat(FeedDates.read(text, language).instant()).isEqualTo(instant);
    }

    @Test
    void neverGuesses() {
        assertThat(FeedDates.read(null).instant()).isNull();
        assertThat(FeedDates.read(" ").instant()).isNull();
        assertThat(FeedDates.read("1".repeat(10_000)).instant()).isNull();
    }
}
