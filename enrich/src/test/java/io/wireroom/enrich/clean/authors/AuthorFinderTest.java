package io.wireroom.enrich.clean.authors;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.ScannedPage;
import io.wireroom.enrich.clean.metadata.Sourced;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AuthorFinderTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "authors.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void authorsAreFoundWhereAPageNamesThem(
            String what,
            @Nullable String head,
            @Nullable String body,
            @Nullable String authors,
            @Nullable FieldRule rule) {
        var found = find(ScannedPage.article(head, body), List.of());

        assertThat(String.join("; ", found.names())).as(what).isEqualTo(authors == null ? "" : authors);
        assertThat(found.persons().map(Sourced::rule).orElse(null)).as(what).isEqualTo(rule);
    }

    @Test
    void theFeedsAuthorsCountMoreThanMetaElementsAndLessThanThePagesData() {
        var meta = ScannedPage.article("<meta name=author content='Tom Berg'>", null);
        var data = ScannedPage.article("{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"author\":\"Tom Berg\"}", null);

        assertThat(find(meta, List.of("Anna Klein")).persons())
                .hasValue(new Sourced<>(List.of("Anna Klein"), FieldRule.FEED));
        assertThat(find(data, List.of("Anna Klein")).persons())
                .hasValue(new Sourced<>(List.of("Tom Berg"), FieldRule.JSON_LD));
    }

    @Test
    void theBylineIsKeptAsPrintedBesideTheNames() {
        var found = find(ScannedPage.article(null, "<p class=byline>By Anna Klein, harbour editor</p>"), List.of());

        assertThat(found.names()).containsExactly("Anna Klein");
        assertThat(found.byline()).hasValue(new Sourced<>("By Anna Klein, harbour editor", FieldRule.PRINTED));
    }

    @Test
    void organisationsOfThePagesDataAreKeptApart() {
        var data = "{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"author\":[\"Anna Klein\","
                + "{\"@type\":\"Organization\",\"name\":\"Harbour Light\"}]}";

        var found = find(ScannedPage.article(data, null), List.of());

        assertThat(found.names()).containsExactly("Anna Klein");
        assertThat(found.organisations()).containsExactly("Harbour Light");
    }

    @Test
    void aSiteRuleReadsThePersonsInTheTextsThatItSelects() {
        var found = find(ScannedPage.article(null, "<p class=byline>By Tom Berg</p>"), List.of());

        var ruled = found.ofSiteRule(List.of("By Anna Klein", "Ines Roth, editor"));

        assertThat(ruled.persons()).hasValue(new Sourced<>(List.of("Anna Klein", "Ines Roth"), FieldRule.SITE_RULE));
        assertThat(ruled.byline()).hasValue(new Sourced<>("By Anna Klein, Ines Roth, editor", FieldRule.SITE_RULE));
    }

    private static Authors find(ScannedPage page, List<String> ofEntry) {
        return AuthorFinder.find(page.scan(), page.jsonLd(), page.metas(), ofEntry, page.headline(), "en");
    }
}
