package io.wireroom.tagging.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.places.PlaceSenses.Support;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceSensesTest {

    private static final PlaceSenses SENSES = PlaceSenses.of(LoadedGazetteer.GAZETTEER);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/places/senses.csv", useHeadersInDisplayName = true)
    void aNameMeansWhatItsArticleShows(String text, @Nullable String places) {
        assertThat(senses(text, "en", Support.NONE)).isEqualTo(places == null ? "" : places);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "senses-of-languages.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void namesMeanPlacesInOtherLanguagesToo(String language, String text, @Nullable String places) {
        assertThat(senses(text, language, Support.NONE)).isEqualTo(places == null ? "" : places);
    }

    @Test
    void whatIsInAnotherNameIsNoPlace() {
        assertThat(senses("Baghdad and Iraq", "en", Support.OTHER)).isEmpty();
    }

    @Test
    void whatAFinderCallsAPlaceIsOneEvenIfTheNameIsACommonWord() {
        assertThat(senses("Reading hosts the match", "en", Support.NONE)).isEmpty();
        assertThat(senses("Reading hosts the match", "en", Support.PLACE)).isEqualTo("Reading=geonames:2639577");
    }

    @ParameterizedTest
    @CsvSource({
        "de, Sie zieht nach Krakau., Krakau=geonames:3094802",
        "hu, A csapat Krakkóban játszik., Krakkóban=geonames:3094802",
        "sv, Fabriken i Tjeljabinsk stod stilla., Tjeljabinsk=geonames:1508291",
        "fi, Hän lensi Krakovaan., Krakovaan=geonames:3094802"
    })
    void cityNamesOfTheLanguageNeedAFinder(String language, String text, String place) {
        assertThat(senses(text, language, Support.PLACE)).isEqualTo(place);
        assertThat(senses(text, language, Support.NONE)).isEmpty();
    }

    @Test
    void theTitleIsEvidence() {
        var text = "The mayor of Springfield resigned.";

        assertThat(SENSES.find("Illinois mayor resigns", text, "en", (start, end) -> Support.PLACE))
                .singleElement()
                .satisfies(sense -> assertThat(sense.place())
                        .satisfies(place -> assertThat(place.uri()).isEqualTo("geonames:4250542")));
    }

    private static String senses(String text, String language, Support support) {
        return SENSES.find("", text, language, (start, end) -> support).stream()
                .map(sense -> text.substring(sense.start(), sense.end()) + "="
                        + (sense.place() == null ? "?" : sense.place().uri()))
                .collect(Collectors.joining(" "));
    }
}
