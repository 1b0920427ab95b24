package io.wireroom.enrich.clean.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.Raw;
import io.wireroom.enrich.clean.Cleaned.Extracted;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.rules.OperatorRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatedTextTest {

    private static final String FREE = "<p>The ferry to the northern islands sails again from Monday, the harbour board"
            + " decided on Thursday evening after a meeting of four hours.</p>";
    private static final String GATED =
            "<p>Repairs of the northern pier will go on until autumn, so lorries have to use"
                    + " the smaller ramp and come an hour early.</p>";
    private static final String WALL = "<p>Subscribe to read on.</p>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".subscription",
                "div.subscription",
                "#rest",
                "[\".x\", \"article .subscription\"]",
                ".a, .subscription"
            })
    void textThatThePageMarksAsGatedIsText(String selector) {
        assertThat(text(selector, GATED)).contains("Repairs of the northern pier");
    }

    @ParameterizedTest
    @ValueSource(strings = {".another", "div:has(p:matches((a+)+$))", "", ".subscription >", "*"})
    void otherSelectorsSelectNothing(String selector) {
        assertThat(text(selector, GATED)).contains("harbour board").doesNotContain("Repairs");
    }

    @ParameterizedTest
    @ValueSource(strings = {".subscription"})
    void aWallIsNoTextThoughItIsMarked(String selector) {
        assertThat(text(selector, WALL)).contains("harbour board").doesNotContain("Subscribe");
    }

    private static String text(String selector, String gated) {
        var quoted = selector.startsWith("[") ? selector : '"' + selector + '"';
        var page = "<html><head><title>Ferry to the islands sails again</title><script type=\"application/ld+json\">"
                + "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry to the islands sails again\",\"hasPart\":{"
                + "\"@type\":\"WebPageElement\",\"isAccessibleForFree\":\"False\",\"cssSelector\":" + quoted
                + "}}</script>"
                + "</head><body><article><h1>Ferry to the islands sails again</h1>" + FREE.repeat(1)
                + FREE.replace("Thursday", "Friday").replace("northern", "southern")
                + FREE.replace("Thursday", "Sunday").replace("northern", "eastern")
                + "<div class=subscription id=rest>" + gated + "</div></article></body></html>";
        var cleaned = new Cleaner(PageLimits.DEFAULT, OperatorRules.NONE, LineModel.NONE)
                .clean(Raw.page(
                        page.getBytes(StandardCharsets.UTF_8),
                        "https://harbour-post.example/ferry",
                        "text/html",
                        null,
                        0,
                        Instant.parse("2026-03-05T12:00:00Z")));
        assertThat(cleaned).isInstanceOf(Extracted.class);
        return ((Extracted) cleaned).found().text();
    }
}
