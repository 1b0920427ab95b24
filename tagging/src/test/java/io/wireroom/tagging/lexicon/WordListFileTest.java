package io.wireroom.tagging.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordListFileTest {

    private static final String FILE = "/lexicon/list.txt";

    @Test
    void skipsEmptyLinesAndComments() {
        assertThat(WordListFile.lines(WordListFileTest.class, FILE))
                .containsExactly("[one]", "a b", "#2 is an entry", "[two]", "c");
    }

    @Test
    void readsSectionsAndTheirEntries() {
        assertThat(WordListFile.sections(WordListFileTest.class, FILE))
                .containsOnlyKeys("one", "two")
                .containsEntry("one", List.of("a b", "#2 is an entry"));
        assertThat(WordListFile.sets(WordListFileTest.class, FILE, Pattern.compile(" "))
                        .get("one"))
                .containsExactlyInAnyOrder("a", "b", "#2", "is", "an", "entry");
    }

    @Test
    void namesAMissingFile() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WordListFile.lines(WordListFileTest.class, "none.txt"))
                .withMessage("none.txt is missing from the class path");
    }

    @Test
    void everyRuleHasItsWords() {
        assertThat(FunctionWords.values())
                .allSatisfy(use -> assertThat(use.words()).isNotEmpty());
        assertThat(NameParticles.values())
                .allSatisfy(use -> assertThat(use.words()).isNotEmpty());
        assertThat(FunctionWords.BEFORE_PLACE.contains("the")).isTrue();
        assertThat(NameParticles.PREFIX.contains("Abu")).isTrue();
        assertThat(NameParticles.PREFIX.contains("abu")).isFalse();
    }
}
