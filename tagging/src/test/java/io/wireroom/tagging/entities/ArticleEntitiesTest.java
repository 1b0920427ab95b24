package io.wireroom.tagging.entities;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.NameFinder;
import io.wireroom.tagging.TagInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArticleEntitiesTest {

    private static final Marks MARKS = new Marks();
    private static final ArticleEntities TAGGER = ArticleEntities.load(MARKS, language -> MarkedText.NAMES);

    /** Finds what the text in hand marks. */
    private static final class Marks implements NameFinder {

        private List<Name> names = List.of();

        @Override
        public List<Name> find(TagInput input) {
            return names;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void namesAreTakenTogether(String claim, String marked, String expected) {
        var text = MarkedText.of(marked);
        MARKS.names = text.names();

        assertThat(MarkedText.printed(text.input(), TAGGER.tag(text.input())))
                .as(claim)
                .isEqualTo(expected);
    }

    @Test
    void tagsNameTheirEngine() {
        var text = MarkedText.of("[P:Ada Hale] left Kenya for the Treasury Department.");
        MARKS.names = text.names();

        assertThat(TAGGER.tag(text.input()))
                .isEqualTo(new Entities(
                        List.of(tag("Ada Hale", "person", null, 0.8, MarkedText.NAMES, 0, 8)),
                        List.of(tag("Treasury Department", "organisation", null, 0.9, ArticleEntities.RULES, 28, 47)),
                        List.of(tag("Kenya", "place", "iso3166:KE", 0.98, ArticleEntities.GAZETTEER, 14, 19))));
    }

    @Test
    void theArticleThatBeginsASentenceIsNoPartOfAnOrganisation() {
        var text = MarkedText.of("[O:The Kestrel Globe] cut jobs. Readers of [O:The Kestrel Globe] complained.");
        MARKS.names = text.names();

        assertThat(TAGGER.tag(text.input()).organisations())
                .singleElement()
                .satisfies(tag -> assertThat(tag.mentions()).containsExactly(new Span(4, 17), new Span(39, 56)));
    }

    @Test
    void aKnownTownIsSurerThanTheFindersEndsWhereWordsHaveNoSpaces() {
        MARKS.names = List.of(new NameFinder.Name(NameFinder.Kind.PLACE, 0, 5, 0.9));
        var input = TagInput.of("桥", "沈阳新桥星期三通车。", "zh");

        assertThat(TAGGER.tag(input).places()).extracting(Tag::name).containsExactly("沈阳");
    }

    @Test
    void otherLanguagesHavePlacesFromTheGazetteer() {
        MARKS.names = List.of();
        var input = TagInput.of("Besuch", "Der Minister traf aus Bagdad in Kenia ein. Kenia empfing ihn.", "de-AT");

        var entities = TAGGER.tag(input);

        assertThat(MarkedText.printed(input, entities))
                .isEqualTo("place Bagdad <geonames:98182>: Bagdad\nplace Kenia <iso3166:KE>: Kenia, Kenia");
        assertThat(entities.places()).extracting(Tag::creator).containsOnly(ArticleEntities.GAZETTEER);
    }

    private static Tag tag(
            String name, String type, @Nullable String uri, double confidence, Creator creator, int start, int end) {
        return new Tag(name, type, uri, confidence, creator, List.of(new Span(start, end)));
    }

    /** Blocks of a claim after "#", a marked text, and what is expected of it, each line after "=". */
    private static Stream<Arguments> cases() {
        try (var in = ArticleEntitiesTest.class.getResourceAsStream("/entities/cases.txt")) {
            var cases = new ArrayList<Arguments>();
            String claim = "";
            var text = new ArrayList<String>();
            var expected = new ArrayList<String>();
            for (var line : (new String(in.readAllBytes(), StandardCharsets.UTF_8) + "\n#").split("\n", -1)) {
                if (line.startsWith("#")) {
                    if (!claim.isEmpty()) {
                        cases.add(Arguments.of(claim, String.join("\n", text), String.join("\n", expected)));
                    }
                    claim = line.substring(1).strip();
                    text.clear();
                    expected.clear();
                } else if (line.startsWith("=")) {
                    expected.add(line.substring(1).strip());
                } else if (!line.isBlank()) {
                    text.add(line);
                }
            }
            return cases.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
