package io.wireroom.tagging.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.lexicon.WordListFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class GazetteerTest {

    private static final Gazetteer GAZETTEER = LoadedGazetteer.GAZETTEER;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/places/languages.csv", useHeadersInDisplayName = true)
    void findsPlacesInTheTextsOwnLanguage(String language, String text, String places) {
        assertThat(found(text, language)).isEqualTo(places);
    }

    @Test
    void namesStandAtWordBoundariesAndBeginWithACapital() {
        assertThat(found("the iraq war, Iraqx, xIraq, IRAQ and Iraq-based", "en"))
                .isEqualTo("IRAQ=iso3166:IQ Iraq=iso3166:IQ");
    }

    @Test
    void acronymsKeepTheirCapitals() {
        assertThat(found("US and us, U.S. and UK, the Us", "en"))
                .isEqualTo("US=iso3166:US U.S.=iso3166:US UK=iso3166:GB");
    }

    @Test
    void theLongestNameWins() {
        assertThat(found("New York, South Sudan, Papua New Guinea, Northern Ireland", "en"))
                .isEqualTo("New York=geonames:5128581 South Sudan=iso3166:SS Papua New Guinea=iso3166:PG"
                        + " Northern Ireland=iso3166:GB-NIR");
    }

    @Test
    void accentsMayBeMissingButNotBeMore() {
        assertThat(found("Bogota, Bogotá, São Paulo, Sao Paulo", "en"))
                .isEqualTo("Bogota=geonames:3688689 Bogotá=geonames:3688689 São Paulo=geonames:3448439"
                        + " Sao Paulo=geonames:3448439");
        assertThat(GAZETTEER.find("Írán", "en")).isEmpty();
    }

    @Test
    void everyCountryHasANameAndMostAnAdjective() {
        for (var line : WordListFile.lines(PlaceFiles.class, "demonyms.txt")) {
            var form = line.substring(line.indexOf('\t') + 1).split("; ")[0];
            var expected = "iso3166:" + line.substring(0, line.indexOf('\t'));
            assertThat(GAZETTEER.find(form, "en"))
                    .as(form)
                    .anySatisfy(match -> assertThat(match.names())
                            .anySatisfy(name -> assertThat(name.place().uri()).isEqualTo(expected)));
        }
    }

    @Test
    void phrasesThatSpeakOfSomethingElseAreNoPlaces() {
        assertThat(found("Latin American music, French fries and the Stockholm syndrome", "en"))
                .isEmpty();
    }

    @Test
    void brokenTextIsNoMatter() {
        for (var text :
                List.of("", "\ud83d", "\udc00Iraq", "\u0000", "-'’", "中".repeat(10_000), "Iraq".repeat(10_000))) {
            for (var language : List.of("en", "und", "zh", "ar", "xx", "", "de-CH")) {
                assertThat(GAZETTEER.find(text, language))
                        .allSatisfy(match -> assertThat(match.start())
                                .isBetween(0, match.end() - 1)
                                .isLessThan(text.length()));
            }
        }
    }

    private static String found(String text, String language) {
        var found = new StringBuilder();
        for (var match : GAZETTEER.find(text, language)) {
            var best = match.names().stream()
                    .map(PlaceName::place)
                    .max((one, other) -> Integer.compare(rank(one), rank(other)))
                    .orElseThrow();
            found.append(found.isEmpty() ? "" : " ")
                    .append(text, match.start(), match.end())
                    .append('=')
                    .append(best.uri());
        }
        return found.toString();
    }

    private static int rank(Place place) {
        return place.kind() == Place.Kind.COUNTRY ? 3 : place.isCapital() ? 2 : place.isWellKnown() ? 1 : 0;
    }
}
