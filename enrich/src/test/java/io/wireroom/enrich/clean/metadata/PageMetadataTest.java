package io.wireroom.enrich.clean.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Access;
import io.wireroom.contract.Article.Genre;
import io.wireroom.contract.Article.Image;
import io.wireroom.contract.Article.Rights;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.json.WireNamed;
import io.wireroom.contract.work.StatedTerms;
import io.wireroom.enrich.clean.ScannedPage;
import io.wireroom.tagging.lexicon.WordListFile;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PageMetadataTest {

    private static final String PICTURE = "https://www.observer.example/ferry.jpg";

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "genres.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void theGenreIsTheOneThatThePageStates(
            String what, @Nullable String head, @Nullable Genre genre, @Nullable FieldRule rule) {
        var found = metadata(head, null).genre();

        assertThat(found.map(Sourced::value).orElse(null)).as(what).isEqualTo(genre);
        assertThat(found.map(Sourced::rule).orElse(null)).as(what).isEqualTo(rule);
    }

    @Test
    void everyHeadingOfTheListOfGenresIsAGenre() {
        assertThat(WordListFile.sections(GenreFinder.class, "genre-words.txt").keySet())
                .allSatisfy(heading ->
                        assertThat(WireNamed.constant(Genre.class, heading)).isNotEqualTo(Genre.OTHER));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "access.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void accessIsWhatThePageStates(
            String what, @Nullable String head, @Nullable Access access, @Nullable FieldRule rule) {
        var found = metadata(head, null).access();

        assertThat(found.map(Sourced::value).orElse(null)).as(what).isEqualTo(access);
        assertThat(found.map(Sourced::rule).orElse(null)).as(what).isEqualTo(rule);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "picture-sizes.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void aPictureHasTheSizeThatIsStatedForItsAddress(
            String what,
            @Nullable String head,
            @Nullable String figure,
            @Nullable Integer width,
            @Nullable Integer height) {
        var page = ScannedPage.article(head, figure == null ? null : "<article>" + figure + "~</article>");
        var found = new PageMetadata(page.scan(), page.jsonLd(), page.metas()).images(null);

        assertThat(found.orElseThrow().value())
                .as(what)
                .containsExactly(new Image(URI.create(PICTURE), null, width, height));
    }

    @Test
    void aStatedPictureTakesTheCaptionOfItsFigure() {
        var head = "{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"image\":\"" + PICTURE + "\"}";
        var figure = "<figure><img src='/ferry.jpg'><figcaption>The ferry</figcaption></figure>";
        var page = ScannedPage.article(head, "<article>" + figure + "~</article>");

        var found = new PageMetadata(page.scan(), page.jsonLd(), page.metas()).images(null);

        assertThat(found.orElseThrow().value()).containsExactly(new Image(URI.create(PICTURE), "The ferry"));
    }

    @Test
    void rightsAreThoseOfThePageItsHeaderFieldsAndRobotsTxt() {
        var metadata =
                metadata("<meta name=robots content=max-snippet:50><meta name=tdm-policy content=/tdm.json>", null);

        var found = metadata.rights(
                new StatedTerms(List.of("noarchive", "noai"), "1", null, List.of("CCBot", "ChatGPT-User")));

        assertThat(found)
                .hasValue(new Sourced<>(
                        new Rights(
                                null,
                                "max-snippet:50, noarchive, noai",
                                true,
                                "https://www.observer.example/tdm.json",
                                true,
                                List.of("CCBot", "ChatGPT-User")),
                        FieldRule.SEVERAL));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "ai-refusals.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void trainingIsRefusedOnlyWhereThatIsStated(
            String what, @Nullable String head, @Nullable String header, @Nullable String agent, boolean refused) {
        var terms = new StatedTerms(
                header == null ? null : List.of(header), null, null, agent == null ? null : List.of(agent));

        var found = metadata(head, null).rights(terms);

        assertThat(found.map(rights -> rights.value().aiOptOut()).orElse(null))
                .as(what)
                .isEqualTo(refused ? true : null);
    }

    @Test
    void nothingStatedIsNoRights() {
        assertThat(metadata(null, null).rights(null)).isEmpty();
    }

    private static PageMetadata metadata(@Nullable String head, @Nullable String body) {
        var page = ScannedPage.article(head, body);
        return new PageMetadata(page.scan(), page.jsonLd(), page.metas());
    }
}
