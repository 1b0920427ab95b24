package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.Article;
import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.RawPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Articles of feed entries that stand in for their pages. {@code entries/cases.json} was made when entries were still
 * written as pages and parsed: the same entries must give the same articles.
 */
class EntryCasesTest {

    private static final Path CASES = Path.of("src/test/resources/entries/cases.json");
    private static final String URL = "https://www.courier.example/harbour/ferry";
    private static final JsonCodec<FeedEntry> ENTRIES = new JsonCodec<>(FeedEntry.class);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static DraftMaker drafts;

    @BeforeAll
    static void loadModel() {
        drafts = DraftMaker.load(List.of("en", "de", "zh", "ar"));
    }

    @TestFactory
    Stream<DynamicTest> eachEntryGivesWhatItsCaseExpects() throws IOException {
        var cases = JsonCodec.MAPPER.readTree(CASES.toFile());
        assertThat(cases.size()).isGreaterThanOrEqualTo(40);
        return StreamSupport.stream(cases.spliterator(), false)
                .map(one -> DynamicTest.dynamicTest(one.path("name").asText(), () -> check(one)));
    }

    @Test
    void theFieldsOfAnEntryAreSourcedFromTheFeed() {
        var entry = new FeedEntry(
                null,
                "Ferry runs again",
                Raw.FETCHED_AT,
                null,
                null,
                "<p>The ferry between Norhaven and the outer islands will run again from Monday, the board said.</p>",
                List.of("Marta Lindqvist"),
                List.of(),
                "en");

        assertThat(((Enriched.Draft) draft(entry)).article().provenance().fields())
                .containsAllEntriesOf(Map.of(
                        "title", FieldRule.FEED,
                        "authors", FieldRule.FEED,
                        "publishedAt", FieldRule.FEED,
                        "declaredLanguage", FieldRule.FEED,
                        "charset", FieldRule.FEED));
    }

    private static void check(JsonNode one) throws IOException {
        var expected = one.path("expected");
        switch (draft(JsonCodec.MAPPER.treeToValue(one.path("entry"), FeedEntry.class))) {
            case Enriched.Rejected(var reason, var detail) ->
                assertThat(List.of(reason.wireName(), detail))
                        .containsExactly(
                                expected.path("rejected").asText(),
                                expected.path("detail").asText());
            case Enriched.Draft draft -> compare(expected, draft.article());
        }
    }

    private static void compare(JsonNode expected, Article article) {
        var record = JsonCodec.MAPPER.<JsonNode>valueToTree(article);
        expected.path("article")
                .properties()
                .forEach(field -> assertThat(record.get(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue()));
        expected.path("notes")
                .properties()
                .forEach(note -> assertThat(article.provenance().notes())
                        .containsEntry(note.getKey(), note.getValue().asText()));
        for (var field : List.of("subtitle", "byline", "publishedAt", "modifiedAt")) {
            assertThat(record.has(field))
                    .as(field)
                    .isEqualTo(expected.path("article").has(field));
        }
    }

    private static Enriched draft(FeedEntry entry) {
        return drafts.enrich(Raw.page(ENTRIES.encode(entry), URL, RawPage.ENTRY_TYPE, entry, 0, Raw.FETCHED_AT));
    }
}
