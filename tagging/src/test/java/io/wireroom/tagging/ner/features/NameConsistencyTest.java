package io.wireroom.tagging.ner.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.ner.features.NameConsistency.Found;
import io.wireroom.tagging.tokens.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NameConsistencyTest {

    private static final WordHashes WORDS = new WordHashes(Tokens.of("""
            Mara Venn spoke . nobody heard Venn .
            the Orvel came , the Orvel left , the Orvel rests"""), KnownPhrases.known());

    @Test
    void addsAPersonsLastNameThatTheModelMissed() {
        var person = new Found(Kind.PERSON, 0, 1, 0.9);

        assertThat(settle(person)).containsExactly(person, new Found(Kind.PERSON, 6, 6, 0.5));
    }

    @Test
    void addsNothingByAnUnclearMention() {
        var person = new Found(Kind.PERSON, 0, 1, 0.4);

        assertThat(settle(person)).containsExactly(person);
    }

    @Test
    void givesANameTheKindThatItsMentionsHaveByFar() {
        assertThat(settle(
                        new Found(Kind.ORGANISATION, 9, 9, 0.9),
                        new Found(Kind.ORGANISATION, 13, 13, 0.9),
                        new Found(Kind.PLACE, 17, 17, 0.4)))
                .containsExactly(
                        new Found(Kind.ORGANISATION, 9, 9, 0.9),
                        new Found(Kind.ORGANISATION, 13, 13, 0.9),
                        new Found(Kind.ORGANISATION, 17, 17, 0.4));
    }

    @Test
    void leavesKindsThatMentionsDisagreeAbout() {
        var names = new Found[] {
            new Found(Kind.ORGANISATION, 9, 9, 0.9),
            new Found(Kind.PLACE, 13, 13, 0.6),
            new Found(Kind.PLACE, 17, 17, 0.4)
        };

        assertThat(settle(names)).containsExactly(names);
    }

    private static List<Found> settle(Found... names) {
        return new NameConsistency(WORDS, new CapitalRuns(WORDS), names.length).settle(List.of(names));
    }
}
