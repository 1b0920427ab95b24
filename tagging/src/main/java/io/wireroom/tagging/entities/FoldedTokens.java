package io.wireroom.tagging.entities;

import io.wireroom.tagging.tokens.Tokens;
import org.jspecify.annotations.Nullable;

/** The tokens of a text, each with its sentence and, on demand, its word in folded form. Not thread-safe. */
final class FoldedTokens {

    private final Tokens tokens;
    private final @Nullable String[] words;
    private final @Nullable String[] plain;
    private final int[] sentences;

    FoldedTokens(Tokens tokens) {
        this.tokens = tokens;
        this.words = new String[tokens.size()];
        this.plain = new String[tokens.size()];
        this.sentences = new int[tokens.size()];
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            for (int at = tokens.sentenceStart(sentence); at < tokens.sentenceEnd(sentence); at++) {
                sentences[at] = sentence;
            }
        }
    }

    String text() {
        return tokens.text();
    }

    /** The text from one token to another, both included, as printed. */
    String words(int first, int last) {
        return tokens.words(first, last);
    }

    /** First UTF-16 unit of a token. */
    int start(int token) {
        return tokens.start(token);
    }

    /** After the last UTF-16 unit of a token. */
    int end(int token) {
        return tokens.end(token);
    }

    int length(int token) {
        return tokens.length(token);
    }

    /** First unit of a token as a character. */
    char first(int token) {
        return tokens.first(token);
    }

    /** The token that covers an offset, or the first after it. */
    int at(int offset) {
        return tokens.at(offset);
    }

    int size() {
        return words.length;
    }

    /** A token as printed. */
    String word(int token) {
        var word = words[token];
        if (word == null) {
            word = tokens.word(token);
            words[token] = word;
        }
        return word;
    }

    /** A token without capitals, accents, full stops and apostrophes. */
    String plain(int token) {
        var word = plain[token];
        if (word == null) {
            word = NameWords.plain(word(token));
            plain[token] = word;
        }
        return word;
    }

    boolean is(int token, String word) {
        return token >= 0 && token < words.length && tokens.is(token, word);
    }

    boolean isCapitalised(int token) {
        return token >= 0 && token < words.length && tokens.isCapitalised(token);
    }

    /** Whether a token has a letter or digit in front. */
    boolean isWord(int token) {
        return Character.isLetterOrDigit(tokens.first(token));
    }

    boolean isPossessive(int token) {
        return is(token, "'s") || is(token, "’s") || is(token, "’") || is(token, "'") || is(token, "'S");
    }

    boolean isHyphen(int token) {
        return is(token, "-") || is(token, "‑") || is(token, "–");
    }

    /** Whether there is no space between two neighbouring tokens. */
    boolean touches(int token, int next) {
        return token >= 0 && next < words.length && tokens.end(token) == tokens.start(next);
    }

    int sentence(int token) {
        return sentences[token];
    }

    boolean isSameSentence(int token, int other) {
        return token >= 0
                && other >= 0
                && token < words.length
                && other < words.length
                && sentences[token] == sentences[other];
    }

    boolean startsSentence(int token) {
        return token == 0 || sentences[token - 1] != sentences[token];
    }
}
