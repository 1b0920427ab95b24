package io.wireroom.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MetaRefreshTest {

    private static final URI PAGE = URI.create("https://pier.example/go");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "refreshes.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void aPageThatOnlySendsOnIsARedirect(String what, @Nullable String header, String html, @Nullable String target) {
        assertThat(MetaRefresh.target(PAGE, header, html.getBytes(StandardCharsets.UTF_8))
                        .orElse(null))
                .as(what)
                .isEqualTo(target);
    }

    @Test
    void aPageWithTextOfItsOwnIsNoRedirect() {
        var html = "<meta http-equiv=refresh content='0; url=/a'>"
                + "<p>The ferry sails again from Monday on.</p>".repeat(40);

        assertThat(MetaRefresh.target(PAGE, null, html.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
