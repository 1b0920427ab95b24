package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.BlockKind;
import org.jsoup.nodes.Element;

/**
 * One block of the page's text, wherever it stands.
 *
 * @param text on one line, tidied
 * @param linkChars how many of its characters are inside links
 * @param emphasised whether all of it is bold
 * @param owner innermost block element around it
 */
record PageLine(BlockKind kind, String text, int linkChars, boolean emphasised, Element owner) {

    private static final String SENTENCE_ENDS = ".!?…\"”»’'。！？」)։।:;";

    /** Share of the text that is inside links, in [0, 1]. */
    double linkShare() {
        return text.isEmpty() ? 0 : Math.min(1.0, (double) linkChars / text.length());
    }

    /** Whether it ends as a sentence does. */
    boolean endsSentence() {
        return !text.isEmpty() && SENTENCE_ENDS.indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /** Whether it reads as running text: long enough, and not made of links. */
    boolean isProse() {
        return weight() >= 80 && linkShare() < 0.35;
    }

    /** Length, where a character of a script without spaces counts as two. */
    int weight() {
        var wide = (int) text.chars().filter(c -> c >= 0x2E80 && c < 0xFF00).count();
        return text.length() + wide;
    }
}
