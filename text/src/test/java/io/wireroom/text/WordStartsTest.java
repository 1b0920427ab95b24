package io.wireroom.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The beginnings of words")
class WordStartsTest {

    private static final List<String> WORDS = List.of("updated", "màj", "更新", "обновлен", "güncelle", "on", "x");
    private static final WordStarts STARTS = WordStarts.of(WORDS);
    private static final Pattern ANY =
            Pattern.compile(String.join("|", WORDS), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "updated",
                "UPDATED 9:15",
                "3 May, Updated",
                "MÀJ",
                "最近更新",
                "ОБНОВЛЕНО",
                "GÜNCELLENDI",
                "on",
                "Box",
                "ON"
            })
    @DisplayName("are found where an expression finds the word, in any case and any place")
    void findsWords(String text) {
        assertThat(ANY.matcher(text).find()).isTrue();
        assertThat(STARTS.mayBeIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "upd", "3 May 2026", "更", "The harbour was full", "МАЙ"})
    @DisplayName("are not found in a text that holds none")
    void isSureOfOthers(String text) {
        assertThat(STARTS.mayBeIn(text)).isFalse();
    }

    @Test
    @DisplayName("of the case rules of Unicode: the sign of Kelvin is a k, a long s is an s")
    void foldsAsExpressionsDo() {
        assertThat(WordStarts.of("kilo").mayBeIn("5 \u212Ailo")).isTrue();
        assertThat(WordStarts.of("staff").mayBegin("\u017Ftaff")).isTrue();
    }

    @Test
    @DisplayName("at the beginning of a text count alone where that is asked")
    void looksAtTheBeginning() {
        assertThat(STARTS.mayBegin("Updated today")).isTrue();
        assertThat(STARTS.mayBegin("Today updated")).isFalse();
        assertThat(STARTS.mayBegin("on")).isTrue();
        assertThat(STARTS.mayBegin("")).isFalse();
    }

    @Test
    @DisplayName("an empty word begins everywhere, and is refused")
    void refusesEmptyWords() {
        assertThatThrownBy(() -> WordStarts.of(List.of(""))).isInstanceOf(IllegalArgumentException.class);
    }
}
