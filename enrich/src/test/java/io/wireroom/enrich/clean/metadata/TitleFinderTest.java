package io.wireroom.enrich.clean.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.ScannedPage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TitleFinderTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "titles.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void theTitleThatOthersAgreeWithWins(
            String what,
            @Nullable String head,
            @Nullable String body,
            @Nullable String title,
            @Nullable FieldRule rule) {
        var page = ScannedPage.of(head, body);

        var found = TitleFinder.find(page.scan(), page.jsonLd(), page.metas());

        assertThat(found.map(Sourced::value).orElse(null)).as(what).isEqualTo(title);
        assertThat(found.map(Sourced::rule).orElse(null)).as(what).isEqualTo(rule);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "site-names.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void theSitesNameIsTakenOffATitle(String title, @Nullable String sites, String stripped) {
        assertThat(TitleFinder.stripSite(title, sites == null ? List.of() : List.of(sites.split("; "))))
                .isEqualTo(stripped);
    }

    @Test
    void aTitleThatWasNeverClosedIsNoTitle() {
        var page = ScannedPage.of("<title>" + "Ferry line reopens. ".repeat(40) + "</title>", "<h1>Ferry back</h1>");

        assertThat(TitleFinder.find(page.scan(), page.jsonLd(), page.metas()))
                .hasValue(new Sourced<>("Ferry back", FieldRule.H1));
    }

    @Test
    void aPageThatStatesNoTitleHasTheHeadingAboveItsText() {
        var page = ScannedPage.around("<h2>News</h2><h3>Ferry back at sea</h3>~<h3>Weather</h3>~");

        assertThat(TitleFinder.find(page.scan(), page.jsonLd(), page.metas())).isEmpty();
        assertThat(TitleFinder.headingAboveText(page.scan()))
                .hasValue(new Sourced<>("Ferry back at sea", FieldRule.H1));
    }

    @Test
    void withoutAHeadingTheBoldLineAboveTheTextIsTheTitle() {
        var page = ScannedPage.around("<div><b>Ferry back at sea</b></div>~");

        assertThat(TitleFinder.headingAboveText(page.scan()))
                .hasValue(new Sourced<>("Ferry back at sea", FieldRule.H1));
    }
}
