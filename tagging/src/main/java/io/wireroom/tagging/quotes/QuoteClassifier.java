package io.wireroom.tagging.quotes;

import io.wireroom.tagging.lexicon.SpeechWords;
import io.wireroom.tagging.tokens.Tokens;
import java.util.Locale;

/** Decides whether a passage is speech, or the name of a work, a slogan or a word in scare quotes. */
final class QuoteClassifier {

    /** Words of a passage without a verb of reporting. */
    private static final int UNREPORTED = 6;

    /** The same, with a stop inside the marks. */
    private static final int UNREPORTED_WITH_STOP = 4;

    /** Words of a passage inside somebody's sentence. */
    private static final int PART = 3;

    /** Words of a passage after a verb of naming. */
    private static final int NAMED = 5;

    /** Characters of a script without spaces that make a word. */
    private static final int CHARS_PER_WORD = 2;

    private static final int SHORT_WORD = 3;

    private final Tokens tokens;
    private final SpeechWords words;
    private final boolean german;

    QuoteClassifier(Tokens tokens, SpeechWords words, boolean german) {
        this.tokens = tokens;
        this.words = words;
        this.german = german;
    }

    /**
     * Whether a passage is speech. In a heading, only a passage with a speaker is.
     *
     * @param continues whether it follows speech without a sentence in between
     */
    boolean isSpeech(Passage passage, ReportingClause clause, boolean continues, boolean inHeading) {
        if (passage.joined() || passage.isLeftOpen()) {
            return true;
        }
        var count = count(passage);
        if (clause.exists()) {
            var named = isNamed(passage);
            return clause.close() && !named ? count >= 1 : count >= (named ? NAMED : PART) && !isTitle(passage);
        }
        if (isAnnounced(passage)) {
            return count >= PART;
        }
        var stop = ".!?,…。！？，".indexOf(tokens.text().charAt(passage.end() - 1)) >= 0;
        if (continues && stop) {
            return true;
        }
        return !inHeading
                && count >= (stop ? UNREPORTED_WITH_STOP : UNREPORTED)
                && !isTitle(passage)
                && !isNamed(passage);
    }

    /** A colon before it, or the Japanese particle of speech after it. */
    private boolean isAnnounced(Passage passage) {
        var mark = tokens.at(passage.markStart());
        var after = tokens.at(passage.markEnd());
        return (mark > 0 && (tokens.is(mark - 1, ":") || tokens.is(mark - 1, "：")))
                || (after < tokens.size() && tokens.is(after, "と"));
    }

    private boolean isNamed(Passage passage) {
        var mark = tokens.at(passage.markStart());
        return mark > 0
                && tokens.length(mark - 1) < 20
                && words.naming().contains(tokens.word(mark - 1).toLowerCase(Locale.ROOT));
    }

    private int count(Passage passage) {
        var count = 0;
        var chars = 0;
        for (int token = tokens.at(passage.start());
                token < tokens.size() && tokens.start(token) < passage.end();
                token++) {
            if (Character.isIdeographic(tokens.first(token)) || isKana(tokens.first(token))) {
                chars++;
            } else if (Character.isLetterOrDigit(tokens.first(token)) && !isClitic(token)) {
                count++;
            }
        }
        return count + chars / CHARS_PER_WORD;
    }

    private boolean isClitic(int token) {
        return tokens.touchesPrevious(token) && Character.isLetterOrDigit(tokens.first(token - 1));
    }

    private static boolean isKana(char c) {
        return c >= '\u3040' && c <= '\u30FF';
    }

    /** Every longer word has a capital, as in names of works; in German, where nouns have one, every word. */
    private boolean isTitle(Passage passage) {
        var capitals = 0;
        for (int token = tokens.at(passage.start());
                token < tokens.size() && tokens.start(token) < passage.end();
                token++) {
            if (tokens.isWord(token) && !isClitic(token)) {
                if (tokens.isCapitalised(token)) {
                    capitals++;
                } else if (german || tokens.length(token) > SHORT_WORD || token == tokens.at(passage.start())) {
                    return false;
                }
            }
        }
        return capitals > 1;
    }
}
