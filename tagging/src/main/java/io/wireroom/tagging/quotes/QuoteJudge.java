package io.wireroom.tagging.quotes;

import io.wireroom.tagging.tokens.Tokens;
import java.util.Locale;

/** Tells speech from names of works, slogans and words that the author keeps at arm's length. */
final class QuoteJudge {

    /** Words of a passage that nobody is said to say. */
    private static final int UNSAID = 6;

    /** The same, with a stop inside the marks. */
    private static final int UNSAID_WITH_STOP = 4;

    /** Words of a passage inside somebody's sentence. */
    private static final int PART = 3;

    /** Words of a passage behind a verb of naming. */
    private static final int NAMED = 5;

    /** Signs of a script without spaces that make a word. */
    private static final int SIGNS_A_WORD = 2;

    private static final int SHORT_WORD = 3;

    private final Tokens tokens;
    private final SayingWords words;
    private final boolean german;

    QuoteJudge(Tokens tokens, SayingWords words, boolean german) {
        this.tokens = tokens;
        this.words = words;
        this.german = german;
    }

    /**
     * Whether a passage is speech; in a heading only what somebody says is.
     *
     * @param goesOn whether it follows speech with nothing told in between
     */
    boolean isSpeech(Passage passage, Speakers.Frame frame, boolean goesOn, boolean inHeading) {
        if (passage.joined() || passage.isLeftOpen()) {
            return true;
        }
        var count = count(passage);
        if (frame.isThere()) {
            var named = isNamed(passage);
            return frame.close() && !named ? count >= 1 : count >= (named ? NAMED : PART) && !isTitle(passage);
        }
        if (isAnnounced(passage)) {
            return count >= PART;
        }
        var stop = ".!?,…。！？，".indexOf(tokens.text().charAt(passage.end() - 1)) >= 0;
        if (goesOn && stop) {
            return true;
        }
        return !inHeading && count >= (stop ? UNSAID_WITH_STOP : UNSAID) && !isTitle(passage) && !isNamed(passage);
    }

    /** A colon before it, or the Japanese particle of speech behind it. */
    private boolean isAnnounced(Passage passage) {
        var mark = tokens.at(passage.markStart());
        var behind = tokens.at(passage.markEnd());
        return (mark > 0 && (tokens.is(mark - 1, ":") || tokens.is(mark - 1, "：")))
                || (behind < tokens.size() && tokens.is(behind, "と"));
    }

    private boolean isNamed(Passage passage) {
        var mark = tokens.at(passage.markStart());
        return mark > 0
                && tokens.length(mark - 1) < 20
                && words.name().contains(tokens.word(mark - 1).toLowerCase(Locale.ROOT));
    }

    private int count(Passage passage) {
        var count = 0;
        var signs = 0;
        for (int token = tokens.at(passage.start());
                token < tokens.size() && tokens.start(token) < passage.end();
                token++) {
            if (Character.isIdeographic(tokens.first(token)) || isKana(tokens.first(token))) {
                signs++;
            } else if (Character.isLetterOrDigit(tokens.first(token)) && !isClitic(token)) {
                count++;
            }
        }
        return count + signs / SIGNS_A_WORD;
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
