package io.wireroom.enrich.clean.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.clean.ScannedPage;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.PageLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullQuotesTest {

    private static final String SENTENCE =
            "Three boats had been tied up since the storm tore two piers away, and the islands were supplied";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<blockquote id=q>“" + SENTENCE + "”</blockquote>",
                "<figure><blockquote id=q>“" + SENTENCE + "” Anna Klein, harbour master</blockquote></figure>",
                "<div class=story__pull-quote><p id=q>" + SENTENCE + "</p></div>",
                "<aside id=q><q>" + SENTENCE + "</q></aside>"
            })
    void aSentenceOfTheTextThatIsShownTwiceIsDropped(String quote) {
        var page = ScannedPage.around("<article>{h}~" + quote + "</article>");

        var kept = PullQuotes.without(page.scan().lines);

        assertThat(kept).hasSize(4).extracting(PageLine::verdict).doesNotContain(LineVerdict.REPEATED);
        assertThat(page.linesOf("q")).extracting(PageLine::verdict).containsOnly(LineVerdict.REPEATED);
    }

    @Test
    void quotationsThatTheTextDoesNotHoldStay() {
        var page = ScannedPage.around(
                "<article>{h}~<blockquote>We have waited for this day since February.</blockquote></article>");

        assertThat(PullQuotes.without(page.scan().lines)).hasSize(5);
    }

    @Test
    void theSameSentenceInPlainParagraphsIsNoPullQuote() {
        var page = ScannedPage.around("<article>{h}~<p>" + SENTENCE + ".</p></article>");

        assertThat(PullQuotes.without(page.scan().lines)).hasSize(5);
    }
}
