package io.wireroom.enrich.clean.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.clean.ScannedPage;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LineFilterTest {

    private static final List<String> PARAGRAPHS = List.of(
            "The ferry to the outer islands sails again from Monday, the harbour board announced after its crews had"
                    + " cleared the last of the timber.",
            "Three boats had been tied up since February, and the islands were supplied by fishing boats and, on two"
                    + " days, by a helicopter.",
            "The storm had torn two piers away in one night, sunk a tug and left four thousand islanders without a"
                    + " way to the hospital in town.",
            "Repairs of the northern pier will go on until autumn, so lorries have to use the smaller ramp and are"
                    + " asked to come an hour early.",
            "Shopkeepers on the islands reported that flour, lamp oil and medicine had run short in the last week"
                    + " before the boats came back.",
            "A pilot who had sailed the line for thirty years called the winter the worst since he was a boy, and"
                    + " the board agreed with him.",
            "The board has not published what the repairs cost, but its treasurer spoke of a sum larger than the"
                    + " budget of the past two years.",
            "A second boat will join the line in May, when the school trips begin and the hotels on the outermost"
                    + " island open their doors.");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "lines.csv", numLinesToSkip = 3, delimiter = '¦', quoteCharacter = '`')
    void aLineIsTextOrIsDroppedForAReason(String what, String where, String elements, String verdicts) {
        var page = article(where, elements);

        filter(page);

        assertThat(page.linesOf("case").stream()
                        .map(line -> line.verdict().name())
                        .collect(Collectors.joining("; ")))
                .as(what)
                .isEqualTo(verdicts);
    }

    @Test
    void theParagraphsAroundADroppedLineStay() {
        var kept = filter(article("middle", "<p>Advertisement</p>"));

        assertThat(kept).extracting(PageLine::text).containsExactlyElementsOf(PARAGRAPHS);
    }

    @Test
    void aListOfLinksInARowIsDropped() {
        var links = "<p><a href=/2>Two piers, one ramp, and a board that does not answer letters.</a></p>"
                + "<p><a href=/3>Pilots begin a strike of three days over the length of shifts.</a></p>";

        var page = article("middle", links);

        assertThat(filter(page)).extracting(PageLine::text).containsExactlyElementsOf(PARAGRAPHS);
        assertThat(page.linesOf("case"))
                .extracting(line -> line.verdict().name())
                .containsExactly("LINK_RUN", "LINK_RUN");
    }

    private static List<PageLine> filter(ScannedPage page) {
        var lines = page.scan().lines;
        var sums = new ElementSums(lines, page.scan().elementCount(), ScannedPage.deadline());
        return LineFilter.filter(
                lines, ScannedPage.TITLE, List.of("Anna Klein"), sums, ArticleItems.NONE, ScannedPage.deadline());
    }

    private static ScannedPage article(String where, String elements) {
        var at = switch (where) {
            case "above" -> 0;
            case "early" -> 1;
            case "middle" -> 4;
            case "late" -> PARAGRAPHS.size() - 1;
            case "end" -> PARAGRAPHS.size();
            default -> throw new IllegalArgumentException(where);
        };
        var parts = new ArrayList<String>();
        PARAGRAPHS.forEach(text -> parts.add("<p>" + text + "</p>"));
        parts.add(at, "<section id=case>" + elements + "</section>");
        return ScannedPage.of(null, "<article>" + String.join("\n", parts) + "</article>");
    }
}
