package io.wireroom.tagging.entities;

import io.wireroom.tagging.tokens.Tokens;
import org.jspecify.annotations.Nullable;

/** The tokens of a text with each word's plain form, made once when first asked for. Not thread-safe. */
final class Line {

    private final Tokens tokens;
    private final @Nullable String[] words;
    private final @Nullable String[] plain;
    private final int[] sentences;

    Line(Tokens tokens) {
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

    Tokens tokens() {
        return tokens;
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

    /** Whether both tokens stand, one after the other in the same sentence, without a blank between. */
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
