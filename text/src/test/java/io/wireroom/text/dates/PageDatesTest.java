package io.wireroom.text.dates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PageDatesTest {

    @ParameterizedTest(name = "{0} ({1}) is {2}")
    @CsvFileSource(resources = "page-dates.csv", numLinesToSkip = 1)
    void readsDatesAsPublishersWriteThem(String text, String language, String expected) {
        var parsed = PageDates.parse(text, language);

        if (expected == null) {
            assertThat(parsed).isEmpty();
        } else {
            assertThat(parsed.map(PageDates.Parsed::instant)).contains(Instant.parse(expected));
        }
    }

    @Test
    void findsADateWhoseInstantIsNotKnown() {
        assertThat(PageDates.parse("4 March 2026 06:30 XQT", "en")).isEmpty();
        assertThat(PageDates.holdsDate("4 March 2026 06:30 XQT", "en")).isTrue();
        assertThat(PageDates.holdsDate("at 06:30 XQT", "en")).isFalse();
    }
}
