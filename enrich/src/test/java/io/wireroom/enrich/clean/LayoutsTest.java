package io.wireroom.enrich.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.Raw;
import io.wireroom.enrich.clean.Cleaned.Extracted;
import io.wireroom.enrich.clean.page.PageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LayoutsTest {

    private static final Path LAYOUTS = Path.of("src/test/resources/layouts");

    private record Facts(
            String title,
            @Nullable String subtitle,
            List<String> text,
            List<String> authors,
            @Nullable Instant at) {}

    @Test
    void theSameTextInThreeLayoutsIsTheSameArticle() throws IOException {
        var classes = facts("data-and-classes.html");

        assertThat(classes.text()).hasSize(7).doesNotHaveDuplicates();
        assertThat(classes.authors()).containsExactly("Runa Eide", "Tomas Berg");
        assertThat(classes.at()).isEqualTo(Instant.parse("2026-03-03T16:20:00Z"));
        assertThat(facts("microdata-in-nameless-blocks.html")).isEqualTo(classes);
        assertThat(facts("tables-and-print.html")).isEqualTo(classes);
    }

    @Test
    void everyLineOfAPageHasAReasonWhyItStaysOrGoes() throws IOException {
        var why = new Cleaner(PageLimits.DEFAULT).explain(page("data-and-classes.html"));

        assertThat(why.cleaned()).isInstanceOf(Extracted.class);
        var kept = why.blocks().stream().filter(PageExplanation.Block::kept).map(PageExplanation.Block::text);
        assertThat(kept.toList()).isEqualTo(facts("data-and-classes.html").text());
        assertThat(why.blocks()).anySatisfy(block -> {
            assertThat(block.text()).isEqualTo("Lamp sold to a museum");
            assertThat(block.kept()).isFalse();
            assertThat(block.reason()).isEqualTo("in a part that is boilerplate");
            assertThat(block.where())
                    .isEqualTo("html > body > main > article.story > div.article-body > aside.related");
        });
        assertThat(why.blocks())
                .filteredOn(PageExplanation.Block::kept)
                .extracting(PageExplanation.Block::judged)
                .allSatisfy(judged -> assertThat(judged.parts()).hasSize(3));
    }

    private static Facts facts(String layout) throws IOException {
        var cleaned = new Cleaner(PageLimits.DEFAULT).clean(page(layout));
        assertThat(cleaned).isInstanceOf(Extracted.class);
        var article = ((Extracted) cleaned).found();
        return new Facts(
                article.title(),
                article.standfirst(),
                article.text().lines().toList(),
                article.authors().names(),
                article.publishedAt());
    }

    private static io.wireroom.contract.work.RawPage page(String layout) throws IOException {
        return Raw.page(
                Files.readAllBytes(LAYOUTS.resolve(layout)),
                "https://www.observer.example/islands/weather-school",
                "text/html",
                null,
                0,
                Instant.parse("2026-03-05T12:00:00Z"));
    }
}
