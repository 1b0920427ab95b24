package io.wireroom.enrich.clean.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.clean.ScannedPage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LeadImagesTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "pictures.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void thePictureIsTheOneThatReadersSee(
            String what, @Nullable String head, String article, @Nullable String picture) {
        var page = ScannedPage.article(head, "<article>" + article + "</article>");

        var found = new LeadImages(page.scan(), page.jsonLd(), page.metas()).find(null);

        assertThat(found.map(images -> images.value().getFirst().url().toString())
                        .orElse(null))
                .as(what)
                .isEqualTo(picture);
    }
}
