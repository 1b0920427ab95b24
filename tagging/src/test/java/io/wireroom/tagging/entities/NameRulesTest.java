package io.wireroom.tagging.entities;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.places.LoadedGazetteer;
import io.wireroom.tagging.places.PlaceSenses;
import io.wireroom.tagging.places.PlaceSenses.Sense;
import io.wireroom.tagging.places.PlaceSenses.Support;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The rules about names one by one, before {@link ArticleEntities} combines them. */
class NameRulesTest {

    private static final NameWords WORDS = NameWords.read();
    private static final Institutions INSTITUTIONS = Institutions.read();
    private static final PlaceSenses SENSES = PlaceSenses.of(LoadedGazetteer.GAZETTEER);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "organisations.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void organisationsAreFoundByTheirWords(String text, @Nullable String organisations) {
        assertThat(found(text, new OrganisationRules(WORDS)::find)).isEqualTo(orEmpty(organisations));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "institutions.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void institutionsAreFoundByTheirNames(String text, @Nullable String institutions) {
        assertThat(found(text, INSTITUTIONS::find)).isEqualTo(orEmpty(institutions));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "titled-people.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void peopleAreFoundByTheTitleBeforeThem(String text, @Nullable String people) {
        assertThat(found(text, new PersonRules(WORDS)::find)).isEqualTo(orEmpty(people));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "trimmed.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void namesLoseWhatIsNotPartOfThemAndGainTheirParticles(String marked, @Nullable String trimmed) {
        var text = MarkedText.of(marked);

        assertThat(found(text.input().text(), tokens -> new NameTrimmer(WORDS).trim(tokens, text.names())))
                .isEqualTo(orEmpty(trimmed));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "kinds.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void oneNameIsOfOneKind(String marked, String kinds) {
        var text = MarkedText.of(marked);
        var tokens = new FoldedTokens(Tokens.of(text.input().text()));
        var spans = new NameTrimmer(WORDS).trim(tokens, text.names());
        var senses = new HashMap<Integer, Sense>();
        SENSES.find("", text.input().text(), "en", (start, end) -> Support.NONE)
                .forEach(sense -> senses.put(sense.start(), sense));

        assertThat(new KindVotes(WORDS)
                        .settle(tokens, spans, senses).stream()
                                .map(span -> span.kind().name())
                                .collect(Collectors.joining("; ")))
                .isEqualTo(kinds);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "mentions.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void furtherMentionsOfKnownNamesAreFound(String marked, @Nullable String added) {
        var text = MarkedText.of(marked);
        var tokens = new FoldedTokens(Tokens.of(text.input().text()));
        var entities = new LinkedHashMap<String, Entity>();
        var taken = new BitSet();
        for (var span : new NameTrimmer(WORDS).trim(tokens, text.names())) {
            var name = tokens.words(span.first(), span.end() - 1);
            entities.computeIfAbsent(name, key -> new Entity(span.kind(), key)).add(tokens, span);
            taken.set(span.first(), span.end());
        }

        new MentionFinder(WORDS).add(tokens, List.copyOf(entities.values()), taken);

        var found = new ArrayList<TokenSpan>();
        entities.values()
                .forEach(entity -> entity.spans().stream()
                        .filter(span -> span.origin() == TokenSpan.Origin.REPETITION)
                        .forEach(found::add));
        found.sort(Comparator.comparingInt(TokenSpan::first));
        assertThat(printed(tokens, found)).isEqualTo(orEmpty(added));
    }

    private static String found(String text, Function<FoldedTokens, List<TokenSpan>> rule) {
        var tokens = new FoldedTokens(Tokens.of(text));
        return printed(tokens, rule.apply(tokens));
    }

    private static String printed(FoldedTokens tokens, List<TokenSpan> spans) {
        return spans.stream()
                .map(span -> tokens.words(span.first(), span.end() - 1))
                .collect(Collectors.joining("; "));
    }

    private static String orEmpty(@Nullable String cell) {
        return cell == null ? "" : cell;
    }
}
