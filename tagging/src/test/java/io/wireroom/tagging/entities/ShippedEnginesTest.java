package io.wireroom.tagging.entities;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.ner.ShippedNameFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engines as they are shipped, on an invented article. What is asserted leaves room for another training. */
class ShippedEnginesTest {

    @Test
    void findWhoAndWhatAnArticleNames() throws IOException {
        var lines = read().split("\n", 2);
        var input = TagInput.of(lines[0], lines[1].strip(), "en");

        var entities = ArticleEntities.load(ShippedNameFinder.of((language, cause) -> {
                    throw new AssertionError(language, cause);
                }))
                .tag(input);

        assertThat(names(entities.people()))
                .contains("Abu Tariq al-Dabbagh", "Idris Mahgoub", "Samir al-Nouri", "Ellen Marsh", "Ruth Vale");
        assertThat(names(entities.organisations()))
                .contains(
                        "Harvest Organization",
                        "Coastal Defence Council",
                        "Kataib al-Fajr",
                        "Orchard Party",
                        "United Nations",
                        "Pentagon",
                        "White House");
        assertThat(entities.places())
                .extracting(Tag::uri)
                .contains(
                        "iso3166:SD",
                        "iso3166:EG",
                        "iso3166:ER",
                        "iso3166:US",
                        "geonames:379252",
                        "geonames:4140963",
                        "geonames:377039");
        assertThat(entities.people())
                .filteredOn(tag -> tag.name().equals("Idris Mahgoub"))
                .singleElement()
                .satisfies(tag -> assertThat(tag.mentions()).hasSize(2));
    }

    private static List<String> names(List<Tag> tags) {
        return tags.stream().map(Tag::name).toList();
    }

    private static String read() throws IOException {
        try (var in = ShippedEnginesTest.class.getResourceAsStream("/entities/convoy.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
