package io.wireroom.enrich.clean.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class JsonLdTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "json-ld.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void propertiesOfTheArticleAreReadAsPlainText(
            String what, @Nullable String scripts, String property, @Nullable String values) {
        var data = read(scripts == null ? new String[0] : scripts.split("§§"));

        var plain = data.values(property).stream()
                .map(data::plain)
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));

        assertThat(plain).as(what).isEqualTo(values == null ? "" : values);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "json-ld-people.csv", numLinesToSkip = 1, delimiter = '¦', quoteCharacter = '`')
    void authorsAreReadInAllTheirForms(String what, String author, @Nullable String names) {
        var data = read("{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"author\":" + author + "}");

        var read = data.people("author").stream()
                .flatMap(one -> data.names(one).stream())
                .collect(Collectors.joining("; "));

        assertThat(read).as(what).isEqualTo(names == null ? "" : names);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "json-ld-own.csv", numLinesToSkip = 1, delimiter = '¦', quoteCharacter = '`')
    void theArticleIsTheOneThatThePageClaimsToBe(String what, String scripts, @Nullable String date) {
        var page = new PageClaims(
                List.of("ferry line reopens after the storm", "ferry line reopens after the storm observer"),
                Set.of("https://observer.example/ferry"));

        var data = JsonLd.read(elements(scripts.split("§§")), page);

        assertThat(data.text("datePublished").orElse(null)).as(what).isEqualTo(date);
    }

    @Test
    void objectsOfAllScriptsAreFoundByTheirType() {
        var data = read("{\"@type\":\"VideoObject\",\"name\":\"Ferry\"}", "{\"@type\":[\"Person\",\"Thing\"]}");

        assertThat(data.has("VideoObject")).isTrue();
        assertThat(data.has("Thing")).isTrue();
        assertThat(data.has("Video")).isFalse();
        assertThat(data.first("VideoObject").map(one -> one.path("name").asText()))
                .hasValue("Ferry");
        assertThat(data.article().isMissingNode()).isTrue();
    }

    @Test
    void aPropertyIsReadFromTheFirstObjectThatIsNotOfTheseTypes() {
        var data = read("[{\"@type\":\"WebSite\",\"license\":\"a\"},{\"@type\":\"WebPage\",\"license\":\"b\"}]");

        assertThat(data.firstWith("license", Set.of("WebSite")).map(JsonNode::asText))
                .hasValue("b");
        assertThat(data.firstWith("licence", Set.of())).isEmpty();
    }

    @Test
    void dataNestedWithoutEndAreLeftOut() {
        var deep = "{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThat(read(deep).article().isMissingNode()).isTrue();
    }

    private static JsonLd read(String... scripts) {
        return JsonLd.read(elements(scripts));
    }

    private static List<Element> elements(String... scripts) {
        return Arrays.stream(scripts)
                .map(script -> new Element("script").appendChild(new DataNode(script)))
                .toList();
    }
}
