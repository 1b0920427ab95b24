package io.wireroom.enrich.clean.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageParserTest {

    @Test
    void textOfAFragmentIsOnOneLine() {
        assertThat(PageParser.text("<p>Ferry <b>late</b></p>\n<p>again</p>")).isEqualTo("Ferry late again");
    }

    @Test
    void aFragmentThatTheHtmlParserFailsOnIsTooComplex() {
        var hostile = "<template>" + "<g><s>".repeat(300) + "<noscript><template><s>";

        assertThatThrownBy(() -> PageParser.text(hostile)).isInstanceOf(Deadline.TooComplexException.class);
    }
}
