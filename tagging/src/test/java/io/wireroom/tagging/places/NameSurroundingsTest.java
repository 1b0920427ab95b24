package io.wireroom.tagging.places;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class NameSurroundingsTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "surroundings.csv", numLinesToSkip = 3, delimiter = '¦', quoteCharacter = '`')
    void theWordsBesideANameAreRead(
            String text,
            @Nullable String before,
            @Nullable String after,
            boolean followsName,
            boolean leadsToName,
            @Nullable String code) {
        var start = text.indexOf('*');
        var end = text.lastIndexOf('*') - 1;
        var around = new NameSurroundings(text.replace("*", ""));

        assertThat(around.wordBefore(start)).isEqualTo(before == null ? "" : before);
        assertThat(around.wordAfter(end)).isEqualTo(after == null ? "" : after);
        assertThat(around.followsName(start)).as("follows a name").isEqualTo(followsName);
        assertThat(around.leadsToName(end)).as("leads to a name").isEqualTo(leadsToName);
        assertThat(around.codeAfter(end)).isEqualTo(code == null ? "" : code);
    }

    @Test
    void aWordThatBeginsASentenceHasItsCapitalFromIt() {
        assertThat(new NameSurroundings("En Lima").followsFirstWord(3)).isTrue();
        assertThat(new NameSurroundings("Llueve. En Lima").followsFirstWord(11)).isTrue();
        assertThat(new NameSurroundings("“En Lima”").followsFirstWord(4)).isTrue();
        assertThat(new NameSurroundings("Llueve\nEn Lima").followsFirstWord(10)).isTrue();
        assertThat(new NameSurroundings("Roberto De Lima").followsFirstWord(11)).isFalse();
        assertThat(new NameSurroundings("P. De Lima").followsFirstWord(6)).isFalse();
        assertThat(new NameSurroundings("llueve, De Lima").followsFirstWord(11)).isFalse();
    }

    @Test
    void anAsideHasNothingButACommaOrABracketBeforeIt() {
        assertThat(new NameSurroundings("Paris, Texas").isAside(5, 7)).isTrue();
        assertThat(new NameSurroundings("Paris (Texas)").isAside(5, 7)).isTrue();
        assertThat(new NameSurroundings("Paris; Texas").isAside(5, 7)).isFalse();
        assertThat(new NameSurroundings("Paris,\nTexas").isAside(5, 7)).isFalse();
        assertThat(new NameSurroundings("Paris and Texas").isAside(5, 10)).isFalse();
    }
}
