package io.wireroom.text.dates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YearCountTest {

    @ParameterizedTest
    @CsvSource({
        "GREGORIAN, 2026, 3, 20, 2026-03-20",
        "BUDDHIST, 2569, 11, 17, 2026-11-17",
        "MINGUO, 115, 11, 17, 2026-11-17",
        "SHOWA, 64, 1, 7, 1989-01-07",
        "HEISEI, 1, 1, 8, 1989-01-08",
        "REIWA, 1, 5, 1, 2019-05-01",
        "SOLAR_HIJRI, 1357, 11, 22, 1979-02-11",
        "SOLAR_HIJRI, 1399, 12, 30, 2021-03-20",
        "SOLAR_HIJRI, 1403, 1, 1, 2024-03-20",
        "SOLAR_HIJRI, 1404, 1, 1, 2025-03-21",
        "SOLAR_HIJRI, 1405, 8, 26, 2026-11-17",
        "LUNAR_HIJRI, 1445, 9, 1, 2024-03-11",
        "ETHIOPIC, 2000, 1, 1, 2007-09-12",
        "ETHIOPIC, 2017, 1, 1, 2024-09-11",
    })
    void countsToTheGregorianDay(YearCount count, int year, int month, int day, LocalDate expected) {
        assertThat(count.date(year, month, day)).isEqualTo(expected);
    }

    @Test
    void refusesDaysThatAreNot() {
        assertThatThrownBy(() -> YearCount.SOLAR_HIJRI.date(1404, 12, 30)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> YearCount.SOLAR_HIJRI.date(1404, 7, 31)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> YearCount.ETHIOPIC.date(2017, 2, 31)).isInstanceOf(DateTimeException.class);
    }
}
