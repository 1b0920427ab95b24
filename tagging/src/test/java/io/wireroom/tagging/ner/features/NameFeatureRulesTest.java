package io.wireroom.tagging.ner.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.ner.features.NameConsistency.Found;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class NameFeatureRulesTest {

    private static final Pattern MARK = Pattern.compile("\\[([POL])(\\d):([^]]*)]");
    private static final Map<String, Integer> BITS = bits();

    private static Map<String, Integer> bits() {
        var bits = new LinkedHashMap<String, Integer>();
        bits.put("SMALL", WordRecurrence.SEEN_SMALL);
        bits.put("INSIDE", WordRecurrence.SEEN_CAPITALISED_INSIDE);
        bits.put("BEGINS", WordRecurrence.BEGINS_LONGER_RUN);
        bits.put("IN", WordRecurrence.IN_LONGER_RUN);
        bits.put("ENDS", WordRecurrence.ENDS_LONGER_RUN);
        bits.put("ACRONYM", WordRecurrence.IS_ACRONYM);
        return bits;
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "consistency.csv", numLinesToSkip = 3, delimiter = '¦', quoteCharacter = '`')
    void namesAreMadeConsistentOverOneText(String marked, @Nullable String names) {
        var tokens = Tokens.of(MARK.matcher(marked).replaceAll("$3"));
        var found = new ArrayList<Found>();
        var mark = MARK.matcher(marked);
        for (int cut = 0;
                mark.find();
                cut += mark.group().length() - mark.group(3).length()) {
            var start = mark.start() - cut;
            found.add(new Found(
                    kind(mark.group(1)),
                    tokens.at(start),
                    tokens.at(start + mark.group(3).length() - 1),
                    Integer.parseInt(mark.group(2)) / 10.0));
        }
        var words = new WordHashes(tokens, KnownPhrases.known());

        var settled = new NameConsistency(words, new CapitalRuns(words), found.size()).settle(found);

        assertThat(settled.stream()
                        .map(name -> letter(name.kind()) + " " + tokens.words(name.first(), name.last()))
                        .collect(Collectors.joining("; ")))
                .isEqualTo(names == null ? "" : names);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "recurrence.csv", numLinesToSkip = 4, delimiter = '¦', quoteCharacter = '`')
    void otherOccurrencesOfAWordAreItsFeatures(String text, @Nullable String shows, @Nullable String longer) {
        var tokens = Tokens.of(text.replace("*", ""));
        var token = tokens.at(text.indexOf('*'));
        var words = new WordHashes(tokens, KnownPhrases.known());
        var runs = new CapitalRuns(words);

        var recurrence = new WordRecurrence(words, runs);

        var bits = recurrence.bits(token);
        assertThat(BITS.keySet().stream()
                        .filter(name -> (bits & BITS.getOrDefault(name, 0)) != 0)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(shows == null ? "" : shows);
        var run = recurrence.longer(token);
        assertThat(run < 0 ? null : tokens.words(runs.tightStart[run], runs.tightEnd[run] - 1))
                .isEqualTo(longer);
    }

    private static Kind kind(String letter) {
        return switch (letter) {
            case "P" -> Kind.PERSON;
            case "O" -> Kind.ORGANISATION;
            default -> Kind.PLACE;
        };
    }

    private static String letter(Kind kind) {
        return switch (kind) {
            case PERSON -> "P";
            case ORGANISATION -> "O";
            case PLACE -> "L";
        };
    }
}
