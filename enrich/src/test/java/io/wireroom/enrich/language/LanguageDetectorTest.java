package io.wireroom.enrich.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Language;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LanguageDetectorTest {

    private static final LanguageDetector LANGUAGES = LanguageDetector.load();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/languages.csv", numLinesToSkip = 1)
    void tellsTheLanguageOfAFewSentences(String tag, String text) {
        assertThat(LANGUAGES.detect("", text, null).tag()).isEqualTo(tag);
    }

    @Test
    void saysNothingOfNothing() {
        assertThat(LANGUAGES.detect("42", "17:30", "en")).isEqualTo(Language.UNDETERMINED);
    }

    @Test
    void doesNotGuessOverNonsense() {
        assertThat(LANGUAGES.detect("", "aaaaaaaaaaaaaaaaaaaaaaaaaa", null).tag())
                .isEqualTo("und");
    }

    @Test
    void isNotSureOfWordsThatAreNone() {
        assertThat(LANGUAGES
                        .detect("", "asdf qwer zxcv uiop hjkl bnm vbn", null)
                        .confidence())
                .isLessThan(0.6);
    }

    @Test
    void tellsOnlyTheConfiguredLanguages() {
        var nordic = LanguageDetector.load(List.of("da", "sv"));

        assertThat(nordic.detect("", "Statsministeren presenterte budsjettet for neste år i dag.", null)
                        .tag())
                .isEqualTo("da");
    }

    @Test
    void theScriptRulesOutLanguagesWrittenInAnother() {
        var greekOrRussian = LanguageDetector.load(List.of("el", "ru"));

        assertThat(greekOrRussian.detect("", "The harbour council met again on Monday evening.", null))
                .isEqualTo(Language.UNDETERMINED);
    }

    @Test
    void namesAllThatTheModelKnows() {
        var named = new HashSet<>(LanguageDetector.DEFAULT_LANGUAGES);
        named.addAll(LanguageDetector.OTHER_LANGUAGES);

        assertThat(LANGUAGES.known()).isEqualTo(named);
    }

    @Test
    void theDeclarationDoesNotOverruleAPlainText() {
        var text =
                "Le bac entre Norhaven et les îles reprendra lundi, a annoncé le conseil du port après une longue réunion.";

        assertThat(LANGUAGES.detect("Le bac reprend", text, "en").tag()).isEqualTo("fr");
    }
}
