package io.wireroom.tagging.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NameTrieTest {

    @Test
    void findsAllNamesThatBeginAtAnOffsetTheShorterFirst() {
        var trie = NameTrie.of(List.of("new", "new york", "new york city", "newark", "york"));

        assertThat(found(trie, "In New York City", 3)).containsExactly("new@6", "new york@11", "new york city@16");
        assertThat(found(trie, "In New York City", 7)).containsExactly("york@11");
        assertThat(found(trie, "Newa", 0)).containsExactly("new@3");
    }

    @Test
    void takesAccentsAndHyphensAsAlike() {
        var trie = NameTrie.of(List.of("port au prince", "sao paulo"));

        assertThat(found(trie, "Port-au-Prince", 0)).containsExactly("port au prince@14");
        assertThat(found(trie, "São Paulo", 0)).containsExactly("sao paulo@9");
    }

    @Test
    void anEmptyDictionaryFindsNothing() {
        assertThat(found(NameTrie.of(List.of()), "anything", 0)).isEmpty();
    }

    @Test
    void findsWhatAPlainSearchFinds() {
        var random = new SplittableRandom(7);
        var names = new TreeSet<String>();
        while (names.size() < 2_000) {
            names.add(word(random, 1 + random.nextInt(8)));
        }
        var trie = NameTrie.of(List.copyOf(names));

        for (int round = 0; round < 2_000; round++) {
            var text = word(random, 20);
            int offset = random.nextInt(20);
            var expected = new ArrayList<String>();
            for (int end = offset + 1; end <= text.length(); end++) {
                if (names.contains(text.substring(offset, end))) {
                    expected.add(text.substring(offset, end) + "@" + end);
                }
            }
            assertThat(found(trie, text, offset)).isEqualTo(expected);
        }
    }

    private static String word(SplittableRandom random, int length) {
        var word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(4)));
        }
        return word.toString();
    }

    private static List<String> found(NameTrie trie, String text, int offset) {
        var found = new ArrayList<String>();
        trie.find(text, offset, (name, end) -> found.add(trie.name(name) + "@" + end));
        return found;
    }
}
