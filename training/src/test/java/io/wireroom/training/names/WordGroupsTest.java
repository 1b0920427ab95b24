package io.wireroom.training.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.topics.model.WordVectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordGroupsTest {

    @Test
    void wordsThatAreUsedAlikeAreInOneGroup() {
        var numbers = WordGroups.numbers(words());

        for (int word = 2; word < numbers.length; word++) {
            assertThat(numbers[word]).as("word %d", word).isEqualTo(numbers[word % 2]);
        }
        assertThat(numbers[0]).isNotEqualTo(numbers[1]);
    }

    @Test
    void theSameVectorsGiveTheSameGroups() {
        assertThat(WordGroups.numbers(words())).containsExactly(WordGroups.numbers(words()));
    }

    /** Two kinds of words in turn. */
    private static WordVectors words() {
        var words = new ArrayList<String>();
        var vectors = new ArrayList<float[]>();
        for (int word = 0; word < 80; word++) {
            words.add("w" + word);
            vectors.add(word % 2 == 0 ? new float[] {1, 0.1f} : new float[] {0.1f, 1});
        }
        return WordVectors.of(List.copyOf(words), List.copyOf(vectors));
    }
}
