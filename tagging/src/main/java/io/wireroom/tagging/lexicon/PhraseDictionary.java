package io.wireroom.tagging.lexicon;

import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Phrases of whole tokens, each with a value. A phrase is looked up at its first token or at its last one. Immutable.
 *
 * @param <V> what is known about a phrase
 */
public final class PhraseDictionary<V> {

    /** A longer token begins or ends no phrase. */
    private static final int LONGEST_WORD = 30;

    /** Where phrases are looked up. */
    public enum At {
        FIRST_WORD,
        LAST_WORD
    }

    /** A phrase and its value. */
    public record Entry<V>(List<String> words, V value) {}

    private final At at;
    private final boolean ignoresCase;
    private final Map<String, List<Entry<V>>> entries;

    private PhraseDictionary(At at, boolean ignoresCase, Map<String, List<Entry<V>>> entries) {
        this.at = at;
        this.ignoresCase = ignoresCase;
        this.entries = entries;
    }

    /**
     * A dictionary of these phrases; of those that begin or end alike, the longest is found.
     *
     * @param ignoresCase whether texts may have the phrases in any case; the phrases then are in lower case
     */
    public static <V> PhraseDictionary<V> of(At at, boolean ignoresCase, List<Entry<V>> phrases) {
        var entries = new HashMap<String, List<Entry<V>>>();
        for (var entry : phrases) {
            var words = entry.words();
            var key = at == At.FIRST_WORD ? words.getFirst() : words.getLast();
            entries.computeIfAbsent(key, word -> new ArrayList<>(1)).add(entry);
        }
        entries.values()
                .forEach(alike -> alike.sort(Comparator.comparingInt(
                                (Entry<V> entry) -> entry.words().size())
                        .reversed()));
        return new PhraseDictionary<>(at, ignoresCase, entries);
    }

    /** The longest phrase that begins, or ends, with this token; null if there is none. */
    public @Nullable Entry<V> find(Tokens tokens, int token) {
        if (tokens.length(token) > LONGEST_WORD) {
            return null;
        }
        var word = tokens.word(token);
        for (var entry : entries.getOrDefault(ignoresCase ? word.toLowerCase(Locale.ROOT) : word, List.of())) {
            var words = entry.words();
            var first = at == At.FIRST_WORD ? token : token - words.size() + 1;
            if (first >= 0 && first + words.size() <= tokens.size() && matches(tokens, first, words, token)) {
                return entry;
            }
        }
        return null;
    }

    private boolean matches(Tokens tokens, int first, List<String> words, int known) {
        for (int i = 0; i < words.size(); i++) {
            var same = first + i == known
                    || (ignoresCase
                            ? tokens.isIgnoringCase(first + i, words.get(i))
                            : tokens.is(first + i, words.get(i)));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** Whether a phrase begins, or ends, with this word. */
    public boolean hasWord(String word) {
        return entries.containsKey(word);
    }
}
