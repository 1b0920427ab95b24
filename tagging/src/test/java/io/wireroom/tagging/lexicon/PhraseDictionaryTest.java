package io.wireroom.tagging.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.lexicon.PhraseDictionary.At;
import io.wireroom.tagging.lexicon.PhraseDictionary.Entry;
import io.wireroom.tagging.tokens.Tokens;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseDictionaryTest {

    private static final Tokens TEXT = Tokens.of("The New York Times according to the new York");

    @Test
    void findsTheLongestPhraseThatBeginsWithAToken() {
        var phrases = PhraseDictionary.of(At.FIRST_WORD, false, entries("New", "New York Times", "New York"));

        assertThat(phrases.find(TEXT, 1)).isEqualTo(entry("New York Times"));
        assertThat(phrases.find(TEXT, 2)).isNull();
        assertThat(phrases.find(TEXT, 7)).as("other case").isNull();
    }

    @Test
    void findsThePhraseThatEndsWithATokenInAnyCase() {
        var phrases = PhraseDictionary.of(At.LAST_WORD, true, entries("according to", "the new york", "a long way to"));

        assertThat(phrases.find(TEXT, 5)).isEqualTo(entry("according to"));
        assertThat(phrases.find(TEXT, 2)).isEqualTo(entry("the new york"));
        assertThat(phrases.find(TEXT, 8)).isEqualTo(entry("the new york"));
        assertThat(phrases.hasWord("to")).isTrue();
        assertThat(phrases.hasWord("according")).isFalse();
    }

    @Test
    void aPhraseNeverGoesBeyondTheText() {
        assertThat(PhraseDictionary.of(At.FIRST_WORD, false, entries("York City"))
                        .find(TEXT, 8))
                .isNull();
        assertThat(PhraseDictionary.of(At.LAST_WORD, false, entries("On The")).find(TEXT, 0))
                .isNull();
    }

    private static List<Entry<String>> entries(String... phrases) {
        return Arrays.stream(phrases).map(PhraseDictionaryTest::entry).toList();
    }

    private static Entry<String> entry(String phrase) {
        return new Entry<>(List.of(phrase.split(" ")), phrase);
    }
}
