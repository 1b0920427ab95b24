package io.wireroom.enrich.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.Raw;
import io.wireroom.enrich.clean.Cleaned.Extracted;
import io.wireroom.enrich.clean.page.PageLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PageTextTest {

    private static final String TITLE = "Ferry line reopens after the storm";
    private static final String A =
            "The ferry to the outer islands sails again from Monday, the harbour board announced after its crews had"
                    + " cleared the last of the timber.";
    private static final String B =
            "Three boats had been tied up since February, and the islands were supplied by fishing boats and, on two"
                    + " days, by a helicopter.";
    private static final String C =
            "The storm had torn two piers away in one night, sunk a tug and left four thousand islanders without a"
                    + " way to the hospital in town.";

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "hidden-texts.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void whatReadersCanUnfoldIsText(String what, String element, String isText) {
        var line = "What the board knew about the northern pier in March";

        var article = clean(
                "<title>" + TITLE + "</title>",
                "<article><h1>" + TITLE + "</h1><div class=text><p>" + A + "</p><p>" + B + "</p>"
                        + element.replace("{}", line) + "<p>" + C + "</p></div></article>");

        if (isText.equals("yes")) {
            assertThat(article.found().text()).as(what).contains(A, line, C);
        } else {
            assertThat(article.found().text()).as(what).contains(A, C).doesNotContain(line);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "stated-texts.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void theTextInThePagesDataStandsInForOneThatScriptsDraw(String what, String data, String page, String lines) {
        var json =
                "{\"@type\":\"NewsArticle\",\"headline\":\"" + TITLE + "\",\"articleBody\":\"" + filled(data) + "\"}";

        var article = clean(
                "<title>" + TITLE + "</title><script type=\"application/ld+json\">" + json
                        + "</script><script src=a.js></script>",
                "<h1>" + TITLE + "</h1>" + filled(page));

        assertThat(article.found().text().lines())
                .as(what)
                .containsExactly(filled(lines).split(" \\+ "));
    }

    private static String filled(String text) {
        return text.replace("{A}", A).replace("{B}", B).replace("{C}", C);
    }

    private static Extracted clean(String head, String body) {
        var html = "<html lang=en><head>" + head + "</head><body>" + body + "</body></html>";
        var page = Raw.page(
                html.getBytes(StandardCharsets.UTF_8),
                "https://www.observer.example/a/ferry-4711",
                "text/html; charset=utf-8",
                null,
                0,
                Raw.FETCHED_AT);
        var cleaned = new Cleaner(PageLimits.DEFAULT).clean(page);
        assertThat(cleaned).isInstanceOf(Extracted.class);
        return (Extracted) cleaned;
    }
}
