package io.wireroom.text.dates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class DateParserTest {

    @ParameterizedTest(name = "{0} ({1}) is {2}")
    @CsvFileSource(resources = "/dates.csv", numLinesToSkip = 1)
    void readsDatesAsPublishersWriteThem(String text, String language, String expected) {
        var parsed = DateParser.parse(text, language);

        if (expected == null) {
            assertThat(parsed).isEmpty();
        } else {
            assertThat(parsed.map(DateParser.Parsed::instant)).contains(Instant.parse(expected));
        }
    }
}
