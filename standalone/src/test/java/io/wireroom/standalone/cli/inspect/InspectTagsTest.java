package io.wireroom.standalone.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.enrich.ArticleTagger;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InspectTagsTest {

    private static LanguageDetector languages;
    private static ArticleTagger tagger;

    @BeforeAll
    static void load() {
        languages = LanguageDetector.load();
        tagger = ArticleTagger.load(OperatorRules.NONE, ArticleTagger.Meter.NONE);
    }

    private final List<ObjectNode> printed = new ArrayList<>();

    private boolean inspect(InputStream in) throws IOException {
        return InspectTagsCommand.each(in, languages, tagger, Duration.ofMinutes(1), printed::add);
    }

    @Test
    void aTextWhoseTimeIsOverIsNamed() throws IOException {
        var whole = InspectTagsCommand.each(
                lines("{\"id\":1,\"text\":\"The mayor of Lisbon said so.\"}"),
                languages,
                tagger,
                Duration.ZERO,
                printed::add);

        assertThat(whole).isFalse();
        assertThat(printed)
                .extracting(
                        json -> json.path("id").asInt(),
                        json -> json.path("error").asText())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, "took longer than the time for one text"));
    }

    private static InputStream lines(String... lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eachLineIsAnsweredByItsIdWithLanguageAndTags() throws IOException {
        var text = "The mayor of Lisbon, Teresa Almada, said the tram line to the harbour would open in May.";
        var whole = inspect(lines(
                "{\"id\":\"a\",\"title\":\"Trams by May\",\"text\":\"" + text + "\"}", "", "{\"id\":7,\"text\":\"\"}"));

        assertThat(whole).isTrue();
        assertThat(printed).extracting(json -> json.path("id").asText()).containsExactly("a", "7");
        var first = printed.getFirst();
        assertThat(first.path("language").path("tag").asText()).isEqualTo("en");
        assertThat(first.at("/tags/places/0/uri").asText()).startsWith("geonames:");
        var mention = first.at("/tags/people/0/mentions/0");
        assertThat(text.substring(
                        mention.path("start").asInt(), mention.path("end").asInt()))
                .isEqualTo("Teresa Almada");
    }

    @Test
    void aLineThatCannotBeReadIsNamedAndTheOthersGoOn() throws IOException {
        var whole = inspect(lines("{\"id\":1,\"text\":\"\"}", "{\"id\":2,", "[]", "{\"id\":4,\"text\":\"\"}"));

        assertThat(whole).isFalse();
        assertThat(printed).extracting(json -> json.path("line").asInt()).containsExactly(0, 2, 3, 0);
        assertThat(printed).extracting(json -> json.has("error")).containsExactly(false, true, true, false);
    }

    @Test
    void aLineWithoutEndIsReadThroughWithoutBeingHeld() throws IOException {
        var endless = new InputStream() {
            private int left = 100 << 20;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int from, int count) {
                var given = Math.min(left, count);
                Arrays.fill(into, from, from + Math.max(given, 0), (byte) 'x');
                left -= given;
                return given > 0 ? given : -1;
            }
        };
        var whole = inspect(new SequenceInputStream(endless, lines("\n{\"id\":2,\"text\":\"\"}")));

        assertThat(whole).isFalse();
        assertThat(printed)
                .extracting(json -> json.path("error").asText())
                .containsExactly("longer than 16777216 bytes", "");
    }
}
