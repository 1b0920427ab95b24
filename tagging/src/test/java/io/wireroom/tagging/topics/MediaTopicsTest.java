package io.wireroom.tagging.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.tagging.TagInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTopicsTest {

    private static final MediaTopics TOPICS = MediaTopics.load();
    private static final Path BALANCED = Path.of("src/test/resources/topics/balanced");
    private static final String MATCH =
            "The keeper saved a late penalty and the visitors held on for a draw in the cup.";

    private static TagInput input(
            String title, String text, String language, @Nullable String section, String... keywords) {
        return new TagInput(title, text, List.of(), language, section, List.of(keywords));
    }

    private static List<String> codes(List<Tag> tags) {
        return tags.stream().map(tag -> String.valueOf(tag.uri())).toList();
    }

    /** Invented texts, as many of each topic, that the model was not trained on. */
    @Test
    void onABalancedSetTheMeanF1OfAll17TopicsIsAtLeast80() throws IOException {
        var counts = new TreeMap<String, int[]>();
        for (var text : balanced()) {
            var right = text.path("topic").asText();
            var tags = TOPICS.tag(
                    TagInput.of(text.path("title").asText(), text.path("text").asText(), "en"));
            var given = tags.isEmpty() ? "none" : String.valueOf(tags.getFirst().uri());
            counts.computeIfAbsent(right, topic -> new int[3])[0]++;
            counts.computeIfAbsent(given, topic -> new int[3])[1]++;
            if (given.equals(right)) {
                counts.get(right)[2]++;
            }
        }
        counts.remove("none");

        assertThat(counts).hasSize(17);
        assertThat(counts.values()).allSatisfy(one -> assertThat(one[0]).isGreaterThanOrEqualTo(20));
        var mean = counts.values().stream()
                .mapToDouble(one -> 2.0 * one[2] / (one[0] + one[1]))
                .average();
        assertThat(mean.orElse(0)).isGreaterThanOrEqualTo(0.8);
    }

    private static List<JsonNode> balanced() throws IOException {
        var texts = new ArrayList<JsonNode>();
        try (var files = Files.list(BALANCED)) {
            for (var file : files.sorted().toList()) {
                for (var line : Files.readAllLines(file)) {
                    texts.add(JsonCodec.MAPPER.readTree(line));
                }
            }
        }
        return texts;
    }

    @Test
    void aTagNamesItsTopicItsEngineAndHowSureItIs() {
        var tag = TOPICS.tag(TagInput.of("Late save earns a draw", MATCH, "en")).getFirst();

        assertThat(tag.name()).isEqualTo("sport");
        assertThat(tag.type()).isEqualTo("topic");
        assertThat(tag.uri()).isEqualTo("medtop:15000000");
        assertThat(tag.creator()).isEqualTo(MediaTopics.MODEL);
        assertThat(tag.confidence()).isBetween(0.5, 1.0);
    }

    /** A model of headlines took everything that a minister or a government is in for politics. */
    @ParameterizedTest
    @CsvFileSource(resources = "articles.csv", delimiter = '|')
    void aWholeArticleHasTheTopicOfWhatItIsAbout(String topic, String title, String text) {
        assertThat(codes(TOPICS.tag(TagInput.of(title, text.replace("<p>", "\n"), "en"))))
                .startsWith(topic);
    }

    @Test
    void aSubtopicComesAfterItsTopicAndBelongsToIt() {
        var text =
                "The jury found the treasurer guilty of embezzlement. The judge will sentence him in June; his lawyer"
                        + " told the court that he would appeal against the verdict of the trial.";

        assertThat(codes(TOPICS.tag(TagInput.of("Treasurer convicted", text, "en"))))
                .startsWith("medtop:02000000")
                .contains("medtop:20000106");
    }

    @Test
    void theSectionOfThePublisherDecidesAnOpenTopic() {
        var open = "The club said that it had signed the contract with the bank on Monday.";
        var plain = TOPICS.tag(input("Contract signed", open, "en", null)).stream()
                .filter(tag -> "medtop:04000000".equals(tag.uri()))
                .mapToDouble(Tag::confidence)
                .sum();
        var withSection =
                TOPICS.tag(input("Contract signed", open, "en", "Business")).getFirst();

        assertThat(withSection.uri()).isEqualTo("medtop:04000000");
        assertThat(withSection.confidence()).isGreaterThan(plain);
    }

    @Test
    void inOtherLanguagesOnlyThePublishersDataCount() {
        var text = "Der Torwart hielt kurz vor Schluss einen Elfmeter.";

        assertThat(TOPICS.tag(input("Remis", text, "de", null))).isEmpty();
        assertThat(TOPICS.tag(input("Remis", text, "de", "Wirtschaft")))
                .extracting(Tag::uri, Tag::creator)
                .containsExactly(tuple("medtop:04000000", MediaTopics.PUBLISHER));
        assertThat(codes(TOPICS.tag(input("Remis", text, "de", null, "Musik")))).containsExactly("medtop:01000000");
    }

    @Test
    void operatorsRulesAreReportedAsTheirOwnWithThePlacesWhereTheyHold() {
        var ruled = MediaTopics.load(List.of(
                new TopicRule("medtop:10000000", "allotment", 0.6),
                new TopicRule("medtop:10000000", "compost", 0.6),
                new TopicRule("medtop:12000000", "parish", 0.6)));
        var text = "An allotment needs compost. Compost, says the parish, is for all; composting is not.";

        assertThat(ruled.tag(input("", text, "nl", null)))
                .singleElement()
                .isEqualTo(new Tag(
                        "lifestyle and leisure",
                        "topic",
                        "medtop:10000000",
                        0.545,
                        TopicRules.CREATOR,
                        List.of(new Span(3, 12), new Span(19, 26), new Span(28, 35))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\uD800", "?!…", "1", "a\u0000b", "ẞß İı ﬁ", "12345678901234567890"})
    void oddTextsAreTaggedWithoutAnError(String text) {
        assertThat(TOPICS.tag(input(text, text.repeat(100_000), "en", text, text)))
                .isNotNull();
    }
}
