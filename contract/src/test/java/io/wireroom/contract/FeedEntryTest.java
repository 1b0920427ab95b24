package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedEntryTest {

    private static final String FORTY_LETTERS = "letters".repeat(5) + " after";

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
        "LETTERS, true",
        "<p>LETTERS</p>, true",
        "<a title='a long title of a picture in the harbour of the town'>x</a>, false", // the letters of a tag
        "<b><i><b><i><b><i>x, false",
        "<LETTERS, true", // a sign that begins no tag
        "1 < 2 LETTERS, true",
        "<<p>LETTERS, true"
    })
    void theLettersOfTagsAreNoText(String html, boolean hasText) {
        assertThat(entry(null, html.replace("LETTERS", FORTY_LETTERS)).hasText())
                .isEqualTo(hasText);
    }

    @Test
    void fortyLettersAreText() {
        assertThat(entry("x".repeat(39), null).hasText()).isFalse();
        assertThat(entry("x".repeat(39), "<p>" + "x".repeat(40)).hasText()).isTrue();
        assertThat(entry(null, null).hasText()).isFalse();
    }

    private static FeedEntry entry(@Nullable String summary, @Nullable String content) {
        return new FeedEntry("id", "title", null, null, summary, content, List.of(), List.of());
    }
}
