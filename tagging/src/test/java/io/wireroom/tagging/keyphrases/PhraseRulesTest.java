package io.wireroom.tagging.keyphrases;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.lexicon.StopWords;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PhraseRulesTest {

    private static final StopWords STOP_WORDS = StopWords.read();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "terms.csv", numLinesToSkip = 3, delimiter = '¦', quoteCharacter = '`')
    void aTextIsReadAsTermsWithBreaks(String language, @Nullable String text, @Nullable String terms) {
        var tokens = Tokens.of(text == null ? "" : text);

        var words = new WordRun(Tokens.of(""), tokens, STOP_WORDS.of(language), language.equals("en"));

        var read = new ArrayList<String>();
        for (int place = 0; place < words.size(); place++) {
            var term = words.term(place);
            read.add(
                    term == WordRun.BREAK
                            ? "/"
                            : words.isStop(term) ? "(" + words.spelling(term) + ")" : words.spelling(term));
        }
        assertThat(read).startsWith("/").endsWith("/");
        assertThat(String.join(" ", read.size() < 2 ? List.of() : read.subList(1, read.size() - 1)))
                .isEqualTo(terms == null ? "" : terms);
    }

    @ParameterizedTest(name = "{0} ({1}) beside {2}")
    @CsvFileSource(resources = "repeated.csv", numLinesToSkip = 2, delimiter = '¦')
    void aPhraseThatAddsNothingToABetterOneIsLeftOut(String phrase, int count, String better, boolean repeats) {
        assertThat(phrase(phrase, count).repeats(phrase(better, 5))).isEqualTo(repeats);
    }

    private static Phrase phrase(String words, int count) {
        return new Phrase(words, List.of(words.split(" ")), 1, false, count, List.of());
    }
}
