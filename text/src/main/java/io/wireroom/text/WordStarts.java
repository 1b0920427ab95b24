package io.wireroom.text;

import java.util.Collection;
import java.util.List;

/**
 * The beginnings of many words, and whether one of them is in a text. It spares a regular expression with many alternatives
 * the texts that hold none of them, which are most: one pass over the text, and one look at a table for each letter.
 *
 * <p>Upper and lower case are the same, as {@link java.util.regex.Pattern#UNICODE_CASE} has it. Thread-safe.
 */
public final class WordStarts {

    private static final int MOST_LETTERS = 4;
    private static final int BITS_OF_CHAR = Character.SIZE;
    private static final int TABLE_BITS = 1 << 14;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int SHIFT = Long.SIZE - 14;
    private static final int ASCII = 0x80;

    /** For the words of each length, the longest first; longer words count by their first letters. Null where there are none. */
    private final long[][] tables = new long[MOST_LETTERS + 1][];

    private WordStarts() {}

    /**
     * The beginnings of these words.
     *
     * @param words literal; not empty, none of them empty
     */
    public static WordStarts of(Collection<String> words) {
        var starts = new WordStarts();
        for (var word : words) {
            starts.add(word);
        }
        return starts;
    }

    /** The beginnings of the words in a list with a space between two. */
    public static WordStarts of(String words) {
        return of(List.of(words.strip().split("\\s+")));
    }

    private void add(String word) {
        var length = Math.min(word.length(), MOST_LETTERS);
        if (length == 0) {
            throw new IllegalArgumentException("a word is empty");
        }
        var letters = 0L;
        for (int i = 0; i < length; i++) {
            letters = letters << BITS_OF_CHAR | fold(word.charAt(i));
        }
        if (tables[length] == null) {
            tables[length] = new long[TABLE_BITS / Long.SIZE];
        }
        var place = place(letters);
        tables[length][place >>> 6] |= 1L << place;
    }

    /** False only where none of the words is in the text. */
    public boolean mayBeIn(CharSequence text) {
        return mayBeWithin(text, text.length());
    }

    /** False only where the text begins with none of the words. */
    public boolean mayBegin(CharSequence text) {
        return mayBeWithin(text, Math.min(text.length(), 1));
    }

    /** Whether a word may begin before this place. */
    private boolean mayBeWithin(CharSequence text, int end) {
        var letters = 0L;
        var last = Math.min(text.length(), end + MOST_LETTERS - 1);
        for (int i = 0; i < last; i++) {
            letters = letters << BITS_OF_CHAR | fold(text.charAt(i));
            for (int length = Math.min(MOST_LETTERS, i + 1); length > 0; length--) {
                var table = tables[length];
                if (table != null && i + 1 - length < end) {
                    var place = place(length == MOST_LETTERS ? letters : letters & (1L << length * BITS_OF_CHAR) - 1);
                    if ((table[place >>> 6] & 1L << place) != 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static int place(long letters) {
        return (int) (letters * MULTIPLIER >>> SHIFT);
    }

    private static char fold(char letter) {
        if (letter < ASCII) {
            return letter >= 'A' && letter <= 'Z' ? (char) (letter | 0x20) : letter;
        }
        return Character.toLowerCase(Character.toUpperCase(letter));
    }
}
