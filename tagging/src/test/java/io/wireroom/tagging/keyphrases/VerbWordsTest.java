package io.wireroom.tagging.keyphrases;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.tokens.Tokens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class VerbWordsTest {

    private static final VerbWords VERBS = VerbWords.read();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "clauses.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void aNounAndItsVerbAreNoPhrase(String text, String phrase, boolean isClause) {
        var tokens = Tokens.of(text);
        int start = text.indexOf(phrase);

        assertThat(VERBS.isClause(tokens, tokens.at(start), tokens.at(start + phrase.length() - 1)))
                .isEqualTo(isClause);
    }
}
