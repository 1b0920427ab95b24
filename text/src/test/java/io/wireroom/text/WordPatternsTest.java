package io.wireroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPatternsTest {

    private static final Pattern STARTS = Pattern.compile(
            WordPatterns.startOf(List.of("by", "(c)", "-", "[x", "état", "أ ب")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "by night, true",
        "BY, true",
        "(c) 2041, true",
        "-, true",
        "[, true",
        "ÉTAT, true",
        "أب, true",
        "a, false",
        "), false"
    })
    void itIsTrueBeforeTheFirstCharacterOfAWord(String text, boolean begins) {
        assertThat(STARTS.matcher(text).lookingAt()).isEqualTo(begins);
    }
}
