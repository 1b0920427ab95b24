package io.wireroom.tagging.tokens;

import java.util.Arrays;

/**
 * The tokens and sentences of a text, as offsets into it. Every character that is no white space is in exactly one
 * token; a line break always ends a sentence. Immutable and thread-safe.
 *
 * <p>Possessives, contractions, hyphens and quotes are tokens of their own; abbreviations ({@code U.S.}, {@code Gen.}),
 * initials, numbers with their separators, addresses and {@code AT&T} are one token. A character of a script written
 * without spaces (Han, kana) is a token of its own.
 *
 * <p>Example: {@code "Gen. Hale's U.S.-led force didn't move."} gives {@code Gen. | Hale | 's | U.S. | - | led | force
 * | did | n't | move | .}
 */
public final class Tokens {

    private final String text;
    private final int size;
    private final int[] starts;
    private final int[] ends;
    private final int sentences;
    private final int[] firsts;

    Tokens(String text, int size, int[] starts, int[] ends, int sentences, int[] firsts) {
        this.text = text;
        this.size = size;
        this.starts = starts;
        this.ends = ends;
        this.sentences = sentences;
        this.firsts = firsts;
    }

    /** Tokens of any text, in one pass; broken surrogates are tokens like any other character. */
    public static Tokens of(String text) {
        return new Tokenizer(text).run();
    }

    /** The text that offsets point into. */
    public String text() {
        return text;
    }

    /** Number of tokens. */
    public int size() {
        return size;
    }

    /** First UTF-16 unit of a token in the text. */
    public int start(int token) {
        return starts[token];
    }

    /** After the last UTF-16 unit of a token. */
    public int end(int token) {
        return ends[token];
    }

    /** UTF-16 units of a token, at least one. */
    public int length(int token) {
        return ends[token] - starts[token];
    }

    /** First unit of a token as a character. */
    public char first(int token) {
        return text.charAt(starts[token]);
    }

    /** A token as a new string. */
    public String word(int token) {
        return text.substring(starts[token], ends[token]);
    }

    /** The text from one token to another, both included, as printed. */
    public String words(int first, int last) {
        return text.substring(starts[first], ends[last]);
    }

    /** Whether a token is exactly this word; makes no string. */
    public boolean is(int token, String word) {
        return length(token) == word.length() && text.startsWith(word, starts[token]);
    }

    /** Whether a token is this word in any case; makes no string. */
    public boolean isIgnoringCase(int token, String word) {
        return length(token) == word.length() && text.regionMatches(true, starts[token], word, 0, word.length());
    }

    /** Whether a token begins with a letter. */
    public boolean isWord(int token) {
        return Character.isLetter(text.codePointAt(starts[token]));
    }

    /** Whether a token begins with a capital letter, a title-case one included. */
    public boolean isCapitalised(int token) {
        var first = text.codePointAt(starts[token]);
        return Character.isUpperCase(first) || Character.isTitleCase(first);
    }

    /** Whether a token directly follows the one before, without white space. */
    public boolean touchesPrevious(int token) {
        return token > 0 && starts[token] == ends[token - 1];
    }

    /** Number of sentences. No sentence is empty. */
    public int sentences() {
        return sentences;
    }

    /** First token of a sentence. */
    public int sentenceStart(int sentence) {
        return firsts[sentence];
    }

    /** After the last token of a sentence. */
    public int sentenceEnd(int sentence) {
        return sentence + 1 < sentences ? firsts[sentence + 1] : size;
    }

    /** The sentence that a token is in. */
    public int sentenceOf(int token) {
        var found = Arrays.binarySearch(firsts, 0, sentences, token);
        return found >= 0 ? found : -found - 2;
    }

    /** The token that covers an offset, or the first after it; {@link #size()} if there is none. */
    public int at(int offset) {
        var found = Arrays.binarySearch(ends, 0, size, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** After the last token, from this one on, that begins before an offset. */
    public int endAt(int first, int offset) {
        var end = first;
        while (end < size && starts[end] < offset) {
            end++;
        }
        return end;
    }
}
