package io.wireroom.tagging.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class TokensTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/tokens/tokens.csv", delimiter = ';', quoteCharacter = '`')
    void splitsTextIntoTokens(String text, String expected) {
        var tokens = Tokens.of(text);

        assertThat(IntStream.range(0, tokens.size()).mapToObj(tokens::word).collect(Collectors.joining(" | ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/tokens/sentences.csv", delimiter = ';', quoteCharacter = '`')
    void splitsTextIntoSentences(String text, String expected) {
        assertThat(String.join(" | ", sentences(text.replace("\\n", "\n")))).isEqualTo(expected);
    }

    @Test
    void putsEverySignIntoOneTokenWhateverTheText() {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            var text = random.ints(random.nextInt(60), 0, SIGNS.length())
                    .mapToObj(at -> SIGNS.substring(at, at + 1))
                    .collect(Collectors.joining());

            var tokens = Tokens.of(text);

            assertThat(IntStream.range(0, tokens.size()).mapToObj(tokens::word).collect(Collectors.joining()))
                    .isEqualTo(text.replaceAll("[ \n\u0085\u00a0]", ""));
            assertThat(IntStream.range(0, tokens.sentences())
                            .map(one -> tokens.sentenceEnd(one) - tokens.sentenceStart(one))
                            .allMatch(length -> length > 0))
                    .isTrue();
        }
    }

    @Test
    void findsTokensAndSentencesByOffset() {
        var tokens = Tokens.of("Mara Venn spoke. Nobody heard her.");

        assertThat(tokens.at(0)).isZero();
        assertThat(tokens.at(6)).isEqualTo(1);
        assertThat(tokens.at(4)).isEqualTo(1);
        assertThat(tokens.at(99)).isEqualTo(tokens.size());
        assertThat(tokens.sentenceOf(3)).isZero();
        assertThat(tokens.sentenceOf(4)).isEqualTo(1);
        assertThat(tokens.is(0, "Mara")).isTrue();
        assertThat(tokens.isIgnoringCase(0, "mara")).isTrue();
        assertThat(tokens.is(0, "Marab")).isFalse();
        assertThat(tokens.words(0, 1)).isEqualTo("Mara Venn");
        assertThat(tokens.touchesPrevious(3)).isTrue();
        assertThat(tokens.touchesPrevious(2)).isFalse();
    }

    @Test
    void hasNoSentenceInAnEmptyText() {
        assertThat(Tokens.of("").sentences()).isZero();
        assertThat(Tokens.of(" \n ").size()).isZero();
    }

    private static final String SIGNS =
            "ABcd 12.,'\u2019-&@_/:\n\u0085\u00a0\"()!?$#\ud83d\ude00\ud83d\u4e2d\u3042\u0416\u0436\u0301\u05d0\u2026n'tU.S. ";

    private static List<String> sentences(String text) {
        var tokens = Tokens.of(text);
        var sentences = new ArrayList<String>();
        for (int one = 0; one < tokens.sentences(); one++) {
            sentences.add(tokens.words(tokens.sentenceStart(one), tokens.sentenceEnd(one) - 1));
        }
        return sentences;
    }
}
