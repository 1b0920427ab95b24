package io.wireroom.text;

/** Counts the words of a text. */
public final class WordCount {

    private WordCount() {}

    /**
     * The number of words: runs of characters without white space that have a letter or digit. In scripts that are written
     * without spaces between words, each letter counts as one.
     */
    public static int of(String text) {
        var words = 0;
        var counted = false;
        for (int i = 0; i < text.length(); ) {
            var character = text.codePointAt(i);
            i += Character.charCount(character);
            if (Scripts.isUnspaced(character)) {
                words += Character.isLetterOrDigit(character) ? 1 : 0;
                counted = false;
            } else if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                counted = false;
            } else if (!counted && Character.isLetterOrDigit(character)) {
                words++;
                counted = true;
            }
        }
        return words;
    }
}
