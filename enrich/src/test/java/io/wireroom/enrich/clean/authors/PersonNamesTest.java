package io.wireroom.enrich.clean.authors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PersonNamesTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "person-names.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void personsAreReadFromWhatAPageStates(@Nullable String stated, @Nullable String persons) {
        var found = PersonNames.in(List.of(stated == null ? "" : stated), List.of());

        assertThat(String.join("; ", found)).isEqualTo(persons == null ? "" : persons);
    }

    @ParameterizedTest(name = "{0} ({1})")
    @CsvFileSource(resources = "ideograph-names.csv", numLinesToSkip = 2, delimiter = '¦')
    void personsAreReadWithoutBlanksInTheirNames(String byline, String language, @Nullable String persons) {
        var found = PersonNames.in(List.of(byline), List.of(), language, false);

        assertThat(String.join("; ", found)).isEqualTo(persons == null ? "" : persons);
    }

    @Test
    void smallLettersAreANameIfThePageStatesSo() {
        assertThat(PersonNames.in(List.of("anna klein"), List.of(), "en", true)).containsExactly("anna klein");
        assertThat(PersonNames.in(List.of("anna klein"), List.of(), "en", false))
                .isEmpty();
        assertThat(PersonNames.in(List.of("our staff", "none", "akadmin"), List.of(), "en", true))
                .isEmpty();
    }

    @Test
    void someLabelsCountInTheirLanguageOnly() {
        assertThat(PersonNames.in(List.of("De Ion Micu"), List.of(), "ro", false))
                .containsExactly("Ion Micu");
        assertThat(PersonNames.in(List.of("De Ion Micu"), List.of(), "fr", false))
                .containsExactly("De Ion Micu");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "byline-starts.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void bylinesBeginWithTheirWordsAndACapital(String line, String rest, boolean isByline) {
        assertThat(PersonNames.withoutPrefix(line)).isEqualTo(rest);
        assertThat(PersonNames.isByline(line)).isEqualTo(isByline);
        assertThat(PersonNames.mayBeByline(line)).as("the cheap test").isIn(true, isByline);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "full-names.csv", numLinesToSkip = 2, delimiter = '¦')
    void aFullNameHasTwoWords(String text, boolean isFullName) {
        assertThat(PersonNames.isFullName(text)).isEqualTo(isFullName);
    }

    @Test
    void organisationsOfThePageAreNoPersons() {
        var organisations = List.of("harbour light", "lake tarn wire");

        assertThat(PersonNames.in(List.of("Harbour Light", "Anna Klein, Harbour Light", "Tarn"), organisations))
                .containsExactly("Anna Klein", "Tarn");
        assertThat(PersonNames.in(List.of("By Harbour"), organisations)).isEmpty();
    }

    @Test
    void aPersonIsNamedOnceWhateverTheCase() {
        assertThat(PersonNames.in(List.of("By Anna Klein", "anna.klein@harbour.example", "ANNA KLEIN"), List.of()))
                .containsExactly("Anna Klein");
    }

    @Test
    void aTextThatIsTooLongForABylineHoldsNoPersons() {
        assertThat(PersonNames.in(List.of("Anna Klein, ".repeat(40)), List.of()))
                .isEmpty();
    }
}
