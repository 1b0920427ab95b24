package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.wireroom.contract.Article;
import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.json.WireNamed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder {@code pages/<case>} holds a {@code page.html} and an {@code expected.json}: {@code url}, {@code
 * contentType}, {@code feed{title, published, summary}} go in; {@code article} (some fields of the record; {@code text} as a list
 * of lines), {@code kinds}, {@code language}, {@code fields}, {@code notes}, or {@code rejected} must come out. A new
 * case needs no Java.
 */
class PageCasesTest {

    private static final Path CASES = Path.of("src/test/resources/pages");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static DraftMaker enricher;

    @BeforeAll
    static void loadModel() {
        enricher = DraftMaker.load();
    }

    @TestFactory
    Stream<DynamicTest> eachPageGivesWhatItsCaseExpects() throws IOException {
        try (var folders = Files.list(CASES)) {
            var cases = folders.filter(Files::isDirectory).sorted().toList();
            assertThat(cases).hasSizeGreaterThanOrEqualTo(15);
            return cases.stream()
                    .map(folder -> DynamicTest.dynamicTest(
                            folder.getFileName().toString(), folder.toUri(), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws IOException {
        var expected = JsonCodec.MAPPER.readTree(folder.resolve("expected.json").toFile());
        var page = Raw.page(
                Files.readAllBytes(folder.resolve("page.html")),
                expected.path("url").asText(),
                expected.path("contentType").asText(null),
                entry(expected.path("feed")),
                0,
                Raw.FETCHED_AT);

        switch (enricher.enrich(page)) {
            case Enriched.Rejected(var reason, var detail) ->
                assertThat(reason.wireName())
                        .as(detail)
                        .isEqualTo(expected.path("rejected").asText());
            case Enriched.Draft draft -> {
                assertThat(expected.has("rejected"))
                        .as("an article: %s", draft.article().text())
                        .isFalse();
                compare(expected, draft.article());
            }
        }
    }

    private static void compare(JsonNode expected, Article article) {
        var record = JsonCodec.MAPPER.<JsonNode>valueToTree(article);
        expected.path("article").properties().forEach(field -> {
            if (field.getKey().equals("text")) {
                assertThat(article.text().lines().toList()).isEqualTo(strings(field.getValue()));
            } else {
                var actual = record.path(field.getKey());
                assertThat(actual.isMissingNode() ? NullNode.getInstance() : actual)
                        .as(field.getKey())
                        .isEqualTo(field.getValue());
            }
        });
        assertBlocksAreTheLines(article);
        if (expected.has("kinds")) {
            assertThat(article.blocks().stream()
                            .map(block -> block.kind().wireName())
                            .toList())
                    .isEqualTo(strings(expected.path("kinds")));
        }
        if (expected.has("language")) {
            assertThat(article.language().tag())
                    .isEqualTo(expected.path("language").asText());
        }
        expected.path("fields")
                .properties()
                .forEach(field -> assertThat(article.provenance().fields())
                        .containsEntry(
                                field.getKey(),
                                WireNamed.constant(
                                        FieldRule.class, field.getValue().asText())));
        expected.path("notes")
                .properties()
                .forEach(note -> assertThat(article.provenance().notes())
                        .containsEntry(note.getKey(), note.getValue().asText()));
    }

    private static void assertBlocksAreTheLines(Article article) {
        var cut = article.blocks().stream()
                .map(block -> article.text().substring(block.start(), block.end()))
                .toList();
        assertThat(cut).isEqualTo(article.text().lines().toList());
    }

    private static @Nullable FeedEntry entry(JsonNode feed) {
        if (feed.isMissingNode()) {
            return null;
        }
        var published =
                feed.has("published") ? Instant.parse(feed.path("published").asText()) : null;
        return new FeedEntry(
                null,
                feed.path("title").asText(null),
                published,
                null,
                feed.path("summary").asText(null),
                null,
                List.of(),
                List.of());
    }

    private static List<String> strings(JsonNode array) {
        var all = new ArrayList<String>();
        array.forEach(one -> all.add(one.asText()));
        return all;
    }
}
