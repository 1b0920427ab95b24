package io.wireroom.tagging.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.SpeechWords;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SpeakersTest {

    private static final QuoteExtractor QUOTES = new QuoteExtractor(SpeechWords.read());

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "speakers.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void theWordsAroundAQuoteNameItsSpeaker(String language, String text, @Nullable String speaker) {
        var names = new Entities(tags(text, "Ann Roe", "Tom Vale"), tags(text, "Harbour Board"), List.of());

        var quotes = QUOTES.quotes(TagInput.of("", text, language), names);

        assertThat(quotes)
                .singleElement()
                .satisfies(quote -> assertThat(quote.speaker()).isEqualTo(speaker));
    }

    private static List<Tag> tags(String text, String... names) {
        return Stream.of(names)
                .filter(text::contains)
                .map(name -> new Tag(
                        name,
                        "name",
                        null,
                        1,
                        new Creator("test", "1"),
                        List.of(new Span(text.indexOf(name), text.indexOf(name) + name.length()))))
                .toList();
    }
}
