package io.wireroom.tagging.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Span;
import io.wireroom.tagging.TagInput;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TopicRulesTest {

    private static final Vocabulary VOCABULARY = Vocabulary.load();

    @ParameterizedTest
    @CsvFileSource(resources = "rules.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void weightedPhrasesGiveTopics(
            @Nullable String rules, @Nullable String title, @Nullable String text, @Nullable String topics) {
        var found = read(orEmpty(rules)).topicsOf(TagInput.of(orEmpty(title), orEmpty(text), "en"));

        assertThat(found.stream()
                        .map(one -> one.topic() + " " + one.confidence())
                        .collect(Collectors.joining("; ")))
                .isEqualTo(orEmpty(topics));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "sections.csv",
            numLinesToSkip = 2,
            delimiter = '¦',
            ignoreLeadingAndTrailingWhitespace = false)
    void sectionsStandForTopics(@Nullable String section, @Nullable String topic) {
        var term = VOCABULARY.ofSection(section);

        var top = term == null ? null : VOCABULARY.term(term.top());
        assertThat(top == null ? null : top.name()).isEqualTo(topic);
    }

    @Test
    void phrasesInTheTextAreMentions() {
        var found = read("sport=regatta=1").topicsOf(TagInput.of("Regatta", "A regatta and a regatta.", "en"));

        assertThat(found)
                .containsExactly(new TopicRules.Found("sport", 0.5, List.of(new Span(2, 9), new Span(16, 23))));
    }

    private static TopicRules read(String rules) {
        return new TopicRules(Arrays.stream(rules.split("; "))
                .filter(rule -> !rule.isEmpty())
                .map(rule -> rule.split("="))
                .map(parts -> new TopicRule(parts[0], parts[1], Double.parseDouble(parts[2])))
                .toList());
    }

    private static String orEmpty(@Nullable String cell) {
        return cell == null ? "" : cell;
    }
}
