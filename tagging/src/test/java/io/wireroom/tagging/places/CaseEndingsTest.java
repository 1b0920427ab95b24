package io.wireroom.tagging.places;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CaseEndingsTest {

    private static final CaseEndings ENDINGS = CaseEndings.read();

    @ParameterizedTest(name = "{0} {2}")
    @CsvFileSource(resources = "case-endings.csv", numLinesToSkip = 2, delimiter = '¦')
    void aNameMayHaveTheCaseEndingsOfItsLanguage(
            String language, String name, String text, @Nullable String withEnding) {
        var end = ENDINGS.endOfEnding(language, text, 0, name.length());

        assertThat(end < 0 ? null : text.substring(0, end)).isEqualTo(withEnding);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "stems.csv", numLinesToSkip = 2, delimiter = '¦')
    void casesOfANameHaveACommonStem(String language, String name, @Nullable String stem) {
        assertThat(ENDINGS.stem(language, name)).isEqualTo(stem);
    }

    @Test
    void arabicAndHebrewWriteShortWordsInFrontOfNames() {
        assertThat(CaseEndings.isPrefix("ar", 'و')).isTrue();
        assertThat(CaseEndings.isPrefix("he", 'ב')).isTrue();
        assertThat(CaseEndings.isPrefix("ar", 'ب')).isTrue();
        assertThat(CaseEndings.isPrefix("ar", 'م')).isFalse();
        assertThat(CaseEndings.isPrefix("en", 'a')).isFalse();
    }
}
