package io.wireroom.tagging.topics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArticleVectorsTest {

    private static final WordVectors WORDS = WordVectors.of(List.of("rain"), List.of(new float[] {1, 0}));
    private static final String SENTENCE = "The council met again on Monday and decided nothing of note. ";

    private static List<Float> shares(String title, String text) {
        return ArticleVectors.of(title, text, WORDS).parts().stream()
                .map(ArticleVectors.Part::share)
                .toList();
    }

    @Test
    void passagesAreWholeSentencesOfAtLeast300Characters() {
        var text = SENTENCE.repeat(12).strip();

        assertThat(ArticleVectors.passages(text))
                .extracting(passage -> text.substring(passage.from(), passage.to()))
                .containsExactly(
                        SENTENCE.repeat(5).strip(),
                        SENTENCE.repeat(5).strip(),
                        SENTENCE.repeat(2).strip());
    }

    @Test
    void spaceIsNoPassage() {
        assertThat(ArticleVectors.passages(" \n ".repeat(500))).isEmpty();
        assertThat(ArticleVectors.of("", "", WORDS).parts()).isEmpty();
    }

    @Test
    void theSharesOfTitleLeadAndBodyAddUpToOne() {
        var shares = shares("Council meets", SENTENCE.repeat(30));

        assertThat(shares).hasSize(7);
        assertThat(shares.stream().mapToDouble(one -> one).sum()).isCloseTo(1, within(1e-5));
        assertThat(shares.get(1)).isGreaterThan(shares.get(0)).isGreaterThan(shares.get(2));
    }

    @Test
    void aLongBodyCountsMoreThanAShortOne() {
        assertThat(shares("Council meets", SENTENCE.repeat(8)).getFirst())
                .isGreaterThan(shares("Council meets", SENTENCE.repeat(60)).getFirst());
    }

    @Test
    void aTitleWithALineOfSummaryIsOnePart() {
        var summary = ArticleVectors.of("Council meets", SENTENCE, WORDS);

        assertThat(summary.isSummary()).isTrue();
        assertThat(summary.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.share()).isEqualTo(1));
        assertThat(ArticleVectors.of("", SENTENCE, WORDS).isSummary()).isFalse();
    }
}
