package io.wireroom.tagging.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.SpeechWords;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class OutletsTest {

    private static final CreditExtractor CREDITS = CreditExtractor.load(SpeechWords.read());

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "outlets.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void theWordsAroundAnOutletsNameCreditIt(String language, String text, @Nullable String outlets) {
        assertThat(CREDITS.attributions(TagInput.of("", text, language), Entities.NONE).stream()
                        .map(Attribution::name)
                        .collect(Collectors.joining("; ")))
                .isEqualTo(outlets == null ? "" : outlets);
    }
}
