package io.wireroom.enrich.clean.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PhrasesTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "phrases.csv", numLinesToSkip = 4, delimiter = '¦', quoteCharacter = '`')
    void linesThatAreNotTextAreKnownByTheirWords(String line, String is) {
        assertThat(holds(line, is)).isTrue();
    }

    private static boolean holds(String line, String is) {
        return switch (is) {
            case "PROMPT" -> Phrases.PROMPT.are(line);
            case "POINTER" -> Phrases.POINTER.begin(line);
            case "TAIL" -> Phrases.TAIL.are(line);
            case "END" -> Phrases.END.are(line);
            case "ASKS" -> Phrases.asksReaders(line, false);
            case "CLOSES" -> Phrases.closes(line);
            case "SELLS" -> Phrases.sellsRest(line);
            case "TEXT" ->
                !Phrases.PROMPT.are(line)
                        && !Phrases.POINTER.begin(line)
                        && !Phrases.TAIL.are(line)
                        && !Phrases.END.are(line)
                        && !Phrases.asksReaders(line, false)
                        && !Phrases.sellsRest(line);
            default -> throw new IllegalArgumentException(is);
        };
    }
}
