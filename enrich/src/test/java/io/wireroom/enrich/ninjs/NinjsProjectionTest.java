package io.wireroom.enrich.ninjs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Genre;
import io.wireroom.contract.Article.Image;
import io.wireroom.contract.Article.PubStatus;
import io.wireroom.contract.Article.Representation;
import io.wireroom.contract.Article.Rights;
import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.Ninjs;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NinjsProjectionTest {

    private static final JsonCodec<Ninjs> CODEC = new JsonCodec<>(Ninjs.class);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Schema rules;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Article example;

    @BeforeAll
    static void read() throws IOException {
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                with -> with.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
        rules = registry.getSchema(Files.readString(Path.of("src/test/resources/ninjs/ninjs-3.1-rules.json")));
        try (var in = Objects.requireNonNull(Article.class.getResourceAsStream("/examples/article.v1.json"))) {
            example = switch (new JsonCodec<>(Article.class).decode(in.readAllBytes())) {
                case Decoded.Value<Article>(var article) -> article;
                case Decoded.Unreadable<Article>(var why) -> throw new AssertionError(why);
            };
        }
    }

    private static List<String> complaints(Article article) {
        var json = new String(CODEC.encode(NinjsProjection.of(article)), StandardCharsets.UTF_8);
        return rules.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void theRulesRefuseANameThatTheStandardDoesNotHave() {
        var strange = "{\"uri\":\"urn:x:1\",\"wordCount\":3}";
        var deep = "{\"uri\":\"urn:x:1\",\"headlines\":[{\"value\":\"a\",\"size\":1}]}";

        assertThat(rules.validate(strange, InputFormat.JSON)).isNotEmpty();
        assertThat(rules.validate(deep, InputFormat.JSON)).isNotEmpty();
        assertThat(rules.validate("{\"type\":\"text\"}", InputFormat.JSON)).isNotEmpty();
        assertThat(rules.validate("{\"uri\":\"urn:x:1\",\"pubStatus\":\"gone\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void aFullArticleKeepsTheRulesAndIsThePublishedExample() throws IOException {
        assertThat(complaints(example)).isEmpty();

        try (var in = Objects.requireNonNull(Article.class.getResourceAsStream("/examples/ninjs.v1.json"))) {
            var published = JsonCodec.MAPPER.readTree(in);
            var projected = JsonCodec.MAPPER.<JsonNode>valueToTree(NinjsProjection.of(example));
            for (var name : List.of(
                    "uri",
                    "headlines",
                    "bodies",
                    "genres",
                    "subjects",
                    "people",
                    "altIds",
                    "associations",
                    "usageTerms")) {
                assertThat(projected.path(name)).as(name).isEqualTo(published.path(name));
            }
        }
    }

    @Test
    void aRetractionKeepsTheRules() {
        var retraction = example.toBuilder()
                .pubStatus(PubStatus.CANCELED)
                .representation(Representation.PARTIAL)
                .title("")
                .subtitle(null)
                .text("")
                .blocks(List.of())
                .wordCount(null)
                .byline(null)
                .authors(List.of())
                .publishedAt(null)
                .language(Article.Language.UNDETERMINED)
                .images(List.of())
                .genre(null)
                .rights(Rights.UNSTATED)
                .tags(Tags.NONE)
                .build();

        assertThat(complaints(retraction)).isEmpty();
        var ninjs = NinjsProjection.of(retraction);
        assertThat(ninjs.pubStatus()).isEqualTo(PubStatus.CANCELED);
        assertThat(ninjs.bodies()).isNull();
        assertThat(ninjs.language()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = Genre.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void everyGenreHasAName(Genre genre) {
        var article = example.toBuilder().genre(genre).build();

        assertThat(complaints(article)).isEmpty();
        assertThat(NinjsProjection.of(article).genres())
                .singleElement()
                .satisfies(named -> assertThat(named.name()).isEqualTo(genre.wireName()));
    }

    @Test
    void aPictureOfUnknownSizeHasNoRendition() {
        var article = example.toBuilder()
                .images(List.of(new Image(URI.create("https://www.observer.example/a.jpg"), null)))
                .build();

        assertThat(complaints(article)).isEmpty();
        assertThat(NinjsProjection.of(article).associations())
                .singleElement()
                .satisfies(picture -> assertThat(picture.renditions()).isNull());
    }

    @Test
    void charactersAreCountedAndNotTheirHalves() {
        var article = example.toBuilder().text("⚓ 🚢").blocks(List.of()).build();

        assertThat(NinjsProjection.of(article).bodies())
                .singleElement()
                .satisfies(body -> assertThat(body.charCount()).isEqualTo(3));
    }
}
