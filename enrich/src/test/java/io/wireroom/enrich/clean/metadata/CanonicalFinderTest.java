package io.wireroom.enrich.clean.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FieldRule;
import io.wireroom.contract.address.Address;
import io.wireroom.enrich.clean.ScannedPage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CanonicalFinderTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "canonical-addresses.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void anAddressThatManyPagesCanShareIsNotBelieved(
            String what, String url, @Nullable String statements, String canonical, FieldRule rule) {
        var parts = (statements == null ? "" : statements).split("\\|\\|", -1);
        var page = ScannedPage.at(url, parts[0], parts.length > 1 ? parts[1] : "<p>Text</p>");

        var found = new CanonicalFinder(page.scan(), page.jsonLd(), page.metas())
                .find(Address.web(url).orElseThrow());

        assertThat(found.url()).as(what).hasToString(canonical);
        assertThat(found.rule()).as(what).isEqualTo(rule);
    }
}
