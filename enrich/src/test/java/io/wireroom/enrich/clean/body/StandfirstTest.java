package io.wireroom.enrich.clean.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.clean.ScannedPage;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.PageLine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class StandfirstTest {

    private static final String TEXT = """
            <div id=text><p>The ferry to the outer islands sails again from Monday, the harbour board announced after \
            its crews had cleared the basin.</p><p>Three boats had been tied up since the storm tore two piers away, \
            and the islands were supplied by fishing boats.</p></div>""";

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "standfirsts.csv", numLinesToSkip = 3, delimiter = '¦', quoteCharacter = '`')
    void theParagraphAboveTheTextSumsTheArticleUp(
            String what, String above, @Nullable String description, @Nullable String standfirst) {
        var page = page(above);

        var found = Standfirst.before(
                page.linesOf("text"), page.scan().lines, ScannedPage.TITLE, description == null ? "" : description);

        if (standfirst == null) {
            assertThat(found).as(what).isNull();
        } else {
            assertThat(found).as(what).isNotNull().satisfies(line -> {
                assertThat(line.text()).startsWith(standfirst);
                assertThat(line.verdict()).isEqualTo(LineVerdict.STANDFIRST);
            });
        }
    }

    @Test
    void theStandfirstMayBeTheFirstLineOfTheTextItself() {
        var page = page("<h1>*</h1>~<div id=body><p class=lead>Boats sail from Monday, but lorries must wait.</p>"
                + "<p>Three boats had been tied up since the storm.</p></div>");
        var body = page.linesOf("body");
        var container = body.getFirst().owner().parent;

        assertThat(container)
                .isNotNull()
                .satisfies(
                        element -> assertThat(Standfirst.within(body, element)).isSameAs(body.getFirst()));
    }

    @Test
    void pointsRightAboveTheTextBelongToTheArticle() {
        var page = page("<h1>*</h1><article><ul><li>Boats sail to the outer islands from Monday</li>"
                + "<li>Lorries must wait until the pier is mended</li></ul>~</article>");
        var body = page.linesOf("text");
        var container = body.getFirst().owner().parent;

        assertThat(container)
                .isNotNull()
                .satisfies(element -> assertThat(Standfirst.points(body, page.scan().lines, element))
                        .extracting(PageLine::text)
                        .containsExactly(
                                "Boats sail to the outer islands from Monday",
                                "Lorries must wait until the pier is mended"));
    }

    @Test
    void onePointAloneIsNoListOfPoints() {
        var page = page("<h1>*</h1><article><ul><li>Boats sail to the outer islands from Monday</li></ul>~</article>");
        var body = page.linesOf("text");
        var container = body.getFirst().owner().parent;

        assertThat(container)
                .isNotNull()
                .satisfies(element -> assertThat(Standfirst.points(body, page.scan().lines, element))
                        .isEmpty());
    }

    private static ScannedPage page(String above) {
        var around = above.contains("~") ? above : above + "~";
        return ScannedPage.of(
                null,
                around.replace("*", ScannedPage.TITLE)
                        .replace("¤", "Boats sail from Monday, but lorries wait. ".repeat(15))
                        .replace("~", TEXT));
    }
}
