package io.wireroom.tagging.ner.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.ner.features.NameConsistency.Found;
import io.wireroom.tagging.tokens.Tokens;
import io.wireroom.tagging.topics.model.WordVectors;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptFeaturesTest {

    private static final int KNOWN_STEM = 135;
    private static final int MEANING = 211;
    private static final int KNOWN_WITHOUT_PARTICLES = 160;
    private static final int KNOWN_BEGINS = 190;
    private static final int KNOWN_ENDS = 196;

    @ParameterizedTest
    @ValueSource(strings = {"Arvola", "Arvolan", "Arvolas", "Arvolaan"})
    void aKnownNameIsKnownInItsCases(String form) {
        var lexicon = KnownPhrases.known(FeatureSet.SPACED);
        lexicon.add("Arvola", KnownPhrases.CITY);

        assertThat(features(form + " nukkuu", lexicon, 0)).contains(FeatureHash.of(KNOWN_STEM, KnownPhrases.CITY));
        assertThat(features("arvola nukkuu", lexicon, 0)).doesNotContain(FeatureHash.of(KNOWN_STEM, KnownPhrases.CITY));
    }

    @Test
    void wordsOfOneMeaningShareAFeature() {
        var lexicon = KnownPhrases.known(FeatureSet.ENGLISH);
        lexicon.addMeaning(hash("falcons"), 4711);

        assertThat(features("the Falcons won", lexicon, 1)).contains(FeatureHash.of(MEANING, 4711));
        assertThat(features("the Herons won", lexicon, 1)).doesNotContain(FeatureHash.of(MEANING, 4711));
    }

    private static long hash(String word) {
        var hash = WordVectors.begin();
        for (int at = 0; at < word.length(); at++) {
            hash = WordVectors.next(hash, word.charAt(at));
        }
        return hash;
    }

    @ParameterizedTest
    @ValueSource(strings = {"الرباط", "والرباط", "بالرباط", "وبالرباط"})
    void aKnownNameIsKnownWithParticlesInFront(String form) {
        var lexicon = KnownPhrases.known(FeatureSet.PREFIXED);
        lexicon.add("الرباط", KnownPhrases.CITY);

        assertThat(features("وصل " + form + " اليوم", lexicon, 1))
                .contains(FeatureHash.of(KNOWN_WITHOUT_PARTICLES, KnownPhrases.CITY));
    }

    @Test
    void aKnownNameIsFoundBetweenCharacters() {
        var lexicon = KnownPhrases.known(FeatureSet.UNSPACED);
        lexicon.add("北京", KnownPhrases.CITY);
        var ofTwo = KnownPhrases.CITY | 1 << 16;

        assertThat(features("他在北京工作", lexicon, 2)).contains(FeatureHash.of(KNOWN_BEGINS, ofTwo));
        assertThat(features("他在北京工作", lexicon, 3)).contains(FeatureHash.of(KNOWN_ENDS, ofTwo));
    }

    @Test
    void theModelBringsItsOwnWordsOfGrammar() {
        var lexicon = KnownPhrases.known(FeatureSet.SPACED);
        lexicon.addWord("der", KnownPhrases.GRAMMAR_WORD);
        var words = new WordHashes(Tokens.of("Der Hafen The"), lexicon);

        assertThat(words.has(0, WordHashes.NAME_LIKE)).isFalse();
        assertThat(words.has(1, WordHashes.NAME_LIKE)).isTrue();
        assertThat(words.has(2, WordHashes.NAME_LIKE)).isTrue();
    }

    @Test
    void withoutCapitalsANameIsFoundWhereverItIsRepeated() {
        var found = new Found(Kind.PERSON, 0, 2, 0.9);

        assertThat(settled("王小明来了，王小明走了", found)).containsExactly(found, new Found(Kind.PERSON, 6, 8, 0.5));
    }

    @Test
    void withoutCapitalsOneCharacterIsNoRepeatedName() {
        var found = new Found(Kind.PLACE, 0, 0, 0.9);

        assertThat(settled("京来了，京走了", found)).containsExactly(found);
    }

    private static List<Found> settled(String text, Found found) {
        var features = new NameFeatures(Tokens.of(text), KnownPhrases.known(FeatureSet.UNSPACED));
        return features.repeats(1).settle(List.of(found));
    }

    private static Set<Integer> features(String text, KnownPhrases lexicon, int token) {
        var tokens = Tokens.of(text);
        var features = new NameFeatures(tokens, lexicon);
        features.enter(0, tokens.size());
        var hashes = new int[NameFeatures.MOST];
        var count = features.extract(token, hashes);
        return Arrays.stream(hashes, 0, count).boxed().collect(Collectors.toSet());
    }
}
