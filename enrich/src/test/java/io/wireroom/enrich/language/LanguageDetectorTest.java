package io.wireroom.enrich.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Language;
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
        assertThat(LANGUAGES
                        .detect("", "asdf qwer zxcv uiop hjkl bnm vbn", null)
                        .tag())
                .isEqualTo("und");
    }

    @Test
    void theDeclarationDoesNotOverruleAPlainText() {
        var text =
                "Le bac entre Norhaven et les îles reprendra lundi, a annoncé le conseil du port après une longue réunion.";

        assertThat(LANGUAGES.detect("Le bac reprend", text, "en").tag()).isEqualTo("fr");
    }
}
