package io.wireroom.tagging.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.places.PlaceSenses.Support;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PlaceSensesTest {

    private static final PlaceSenses SENSES = PlaceSenses.of(Gazetteer.load());

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/places/senses.csv", useHeadersInDisplayName = true)
    void aNameMeansWhatItsArticleShows(String text, String places) {
        assertThat(senses(text, Support.NONE)).isEqualTo(places == null ? "" : places);
    }

    @Test
    void whatIsInAnotherNameIsNoPlace() {
        assertThat(senses("Baghdad and Iraq", Support.OTHER)).isEmpty();
    }

    @Test
    void whatAFinderCallsAPlaceIsOneEvenIfTheNameIsACommonWord() {
        assertThat(senses("Reading hosts the match", Support.NONE)).isEmpty();
        assertThat(senses("Reading hosts the match", Support.PLACE)).isEqualTo("Reading=geonames:2639577");
    }

    @Test
    void theTitleIsEvidence() {
        var text = "The mayor of Springfield resigned.";

        assertThat(SENSES.find("Illinois mayor resigns", text, "en", (start, end) -> Support.PLACE))
                .singleElement()
                .satisfies(sense -> assertThat(sense.place())
                        .satisfies(place -> assertThat(place.uri()).isEqualTo("geonames:4250542")));
    }

    private static String senses(String text, Support support) {
        return SENSES.find("", text, "en", (start, end) -> support).stream()
                .map(sense -> text.substring(sense.start(), sense.end()) + "="
                        + (sense.place() == null ? "?" : sense.place().uri()))
                .collect(Collectors.joining(" "));
    }
}
