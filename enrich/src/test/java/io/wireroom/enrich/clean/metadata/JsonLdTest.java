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
        List<Element> elements = Arrays.stream(scripts)
                .map(script -> new Element("script").appendChild(new DataNode(script)))
                .toList();
        return JsonLd.read(elements);
    }
}
