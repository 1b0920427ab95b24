package io.wireroom.standalone.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.enrich.ArticleTagger;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InspectMatchTest {

    private static final String TITLE = "Harbour council agrees on tram line";
    private static final String TEXT = """
        The council of Lisbon voted on Tuesday for a new tram line to the harbour, which opens in May 2027.
        Mayor Teresa Almada said that 14,000 people a day would use the line, and that it would cost 220 million euros.
        Shopkeepers along the route had asked for a tunnel, which engineers of the city rejected as too expensive.
        Work begins after the summer, when the old bridge over the canal is closed for nine weeks.
        """;
    private static final String OTHER = """
        A storm closed the airport of Porto for six hours on Sunday and cut the power of two thousand homes in the north.
        Repair crews of the grid reached most villages by the evening, a spokesman of the civil protection service said.
        """;

    private static final String REPORT = """
        Lisbon will build a tram line to the harbour for 220 million euros, the council decided on Tuesday.
        It is to carry 14,000 people a day from May 2027, according to mayor Teresa Almada.
        """;

    private static LanguageDetector languages;
    private static ArticleTagger tagger;

    private final List<ObjectNode> printed = new ArrayList<>();

    @BeforeAll
    static void load() {
        languages = LanguageDetector.load();
        tagger = ArticleTagger.load(OperatorRules.NONE, ArticleTagger.Meter.NONE);
    }

    private boolean inspect(Duration budget, String... lines) throws IOException {
        var in = new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return InspectMatchCommand.match(
                new TextLines(in), new MatchedArticles(languages, tagger, budget), printed::add);
    }

    private static String line(String id, String title, String text, String date) {
        return JsonCodec.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("title", title)
                .put("text", text)
                .put("date", date)
                .toString();
    }

    @Test
    void aCopyPointsToTheEarliestArticleAndTheOrderOfLinesStays() throws IOException {
        var whole = inspect(
                Duration.ofMinutes(1),
                line("late", TITLE, "PORTO (Wire) - " + TEXT, "2026-11-03"),
                line("other", "Storm closes airport", OTHER, "2026-11-03"),
                "",
                line("early", TITLE, TEXT, "2026-11-02T08:00:00Z"));

        assertThat(whole).isTrue();
        assertThat(printed)
                .extracting(
                        json -> json.path("id").asText(),
                        json -> json.path("copyOf").asText())
                .containsExactly(tuple("late", "early"), tuple("other", ""), tuple("early", ""));
    }

    @Test
    void articlesAboutOneEventHaveOneStory() throws IOException {
        inspect(
                Duration.ofMinutes(1),
                line("a", TITLE, TEXT, "2026-11-03"),
                line("b", "Storm closes airport", OTHER, "2026-11-03"),
                line("c", "Lisbon tram to reach the harbour", REPORT, "2026-11-04"));

        assertThat(printed.get(0).path("storyId").asText()).hasSize(32);
        assertThat(printed.get(2).path("storyId")).isEqualTo(printed.get(0).path("storyId"));
        assertThat(printed.get(2).has("copyOf")).isFalse();
        assertThat(printed.get(1).has("storyId")).isFalse();
    }

    @Test
    void anotherTextOfOneIdIsItsNextVersion() throws IOException {
        inspect(
                Duration.ofMinutes(1),
                line("a", TITLE, TEXT, ""),
                line("b", TITLE, TEXT, ""),
                line("b", "Storm closes airport", OTHER, ""));

        assertThat(printed)
                .extracting(json -> json.path("id").asText(), json -> json.has("copyOf"))
                .containsExactly(tuple("a", false), tuple("b", false));
    }

    @Test
    void anIdIsPrintedAsItWasGiven() throws IOException {
        var address = "https://harbour.example/" + "a".repeat(80);
        inspect(Duration.ofMinutes(1), "{\"id\":7,\"text\":\"\"}", line(address, "", "", ""));

        assertThat(printed.getFirst().path("id").isInt()).isTrue();
        assertThat(printed.getLast().path("id").asText()).isEqualTo(address);
    }

    @Test
    void aLineThatCannotBeReadIsNamedAndTheOthersGoOn() throws IOException {
        var whole = inspect(
                Duration.ofMinutes(1),
                "[]",
                "{\"text\":\"x\"}",
                "{\"id\":\" \",\"text\":\"x\"}",
                line("a", TITLE, TEXT, "soon"));

        assertThat(whole).isFalse();
        assertThat(printed).extracting(json -> json.path("line").asInt()).containsExactly(1, 2, 3, 0);
        assertThat(printed.getLast().path("id").asText()).isEqualTo("a");
    }

    @Test
    void aTextWhoseTimeIsOverIsNamed() throws IOException {
        assertThat(inspect(Duration.ZERO, line("a", TITLE, TEXT, ""))).isFalse();
        assertThat(printed)
                .extracting(json -> json.path("error").asText())
                .containsExactly("took longer than the time for one text");
    }
}
