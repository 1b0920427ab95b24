package io.wireroom.tagging.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.SpeechWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PronounsTest {

    private static final QuoteExtractor QUOTES = new QuoteExtractor(SpeechWords.read());

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "pronouns.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void aPronounMeansTheOnlyPersonOfItsSex(String language, String people, String text, @Nullable String speaker) {
        var names = new Entities(
                Stream.of(people.split(";")).map(person -> tag(text, person)).toList(), List.of(), List.of());

        var quotes = QUOTES.quotes(TagInput.of("", text, language), names);

        assertThat(quotes.getLast().speaker()).isEqualTo(speaker);
    }

    private static Tag tag(String text, String person) {
        var forms = person.split("=");
        var mentions = new ArrayList<Span>();
        for (var form : forms) {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                int start = at;
                if (mentions.stream().noneMatch(span -> span.start() <= start && start < span.end())) {
                    mentions.add(new Span(at, at + form.length()));
                }
            }
        }
        return new Tag(forms[0], "person", null, 1, new Creator("test", "1"), mentions);
    }
}
