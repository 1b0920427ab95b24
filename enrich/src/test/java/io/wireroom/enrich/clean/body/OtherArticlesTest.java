package io.wireroom.enrich.clean.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.clean.ScannedPage;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class OtherArticlesTest {

    private static final List<String> OWN = List.of(
            "The ferry to the outer islands sails again from Monday, the harbour board announced after its crews had"
                    + " cleared the last of the timber.",
            "Three boats had been tied up since February, and the islands were supplied by fishing boats and, on two"
                    + " days, by a helicopter.",
            "The storm had torn two piers away in one night, sunk a tug and left four thousand islanders without a"
                    + " way to the hospital in town.",
            "Repairs of the northern pier will go on until autumn, so lorries have to use the smaller ramp and are"
                    + " asked to come an hour early.");
    private static final List<String> OTHER = List.of(
            "Divers have counted more sturgeon in the lower river than in any year since the weir was built, the"
                    + " institute for inland waters reported.",
            "They swam along the bed for nine nights with lamps and a camera, and wrote down every fish that was"
                    + " longer than a forearm.",
            "The biologists think that the new ladder beside the weir is the reason, because most of the young fish"
                    + " were found right above it.",
            "Anglers doubt the numbers and want a count of their own in spring, for which they have asked the"
                    + " regional government for money.");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "several-articles.csv", numLinesToSkip = 3, delimiter = '¦', quoteCharacter = '`')
    void ofSeveralArticlesOnlyTheOneUnderTheHeadlineIsTheText(String what, String layout, String leftOut) {
        var page = ScannedPage.of("<title>" + ScannedPage.TITLE + " | Harbour Post</title>", filled(layout));

        var text = new BodyExtractor(
                        page.scan(),
                        ScannedPage.TITLE,
                        "",
                        List.of(),
                        ReferenceText.of(""),
                        ReferenceText.of(""),
                        GatedText.NONE,
                        LineModel.NONE,
                        ScannedPage.deadline())
                .extract().lines().stream().map(PageLine::text).toList();

        assertThat(text).as(what).contains(OWN.getFirst());
        if (leftOut.equals("yes")) {
            assertThat(text).as(what).doesNotContainAnyElementsOf(OTHER);
        } else {
            assertThat(text).as(what).contains(OTHER.getFirst());
        }
        if (layout.contains("{A}")) {
            assertThat(text).as(what).containsAll(OWN);
        }
    }

    private static String filled(String layout) {
        return layout.replace("{T}", ScannedPage.TITLE)
                .replace("{U}", "Divers count more sturgeon in the lower river")
                .replace("{A}", paragraphs(OWN))
                .replace("{A1}", paragraphs(OWN.subList(2, 3)))
                .replace("{S}", paragraphs(OWN.subList(0, 2)))
                .replace("{B}", paragraphs(OTHER))
                .replace("{B1}", paragraphs(OTHER.subList(0, 1)))
                .replace("{B2}", paragraphs(OTHER.reversed()));
    }

    private static String paragraphs(List<String> texts) {
        return texts.stream().map(text -> "<p>" + text + "</p>").collect(Collectors.joining());
    }
}
