package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.BlockKind;

/** One block of the page's text, wherever it stands, and what became of it. One per page; not thread-safe. */
final class PageLine {

    private static final String SENTENCE_ENDS = ".!?…\"”»’'。！？」』）)։।॥؟۔:;።៕";
    private static final int PROSE_WEIGHT = 80;
    private static final double PROSE_LINKS = 0.35;

    private final BlockKind kind;
    private final String text;
    private final int weight;
    private final int linkChars;
    private final boolean emphasised;
    private final Box owner;
    private final int index;
    private Fate fate = Fate.OUTSIDE;

    /**
     * A line.
     *
     * @param text tidied
     * @param linkChars how many of its characters are inside links
     * @param emphasised whether all of it is bold
     * @param owner innermost block element around it
     * @param index among the page's lines
     */
    PageLine(BlockKind kind, String text, int linkChars, boolean emphasised, Box owner, int index) {
        this.kind = kind;
        this.text = text;
        this.weight = Words.weight(text);
        this.linkChars = linkChars;
        this.emphasised = emphasised;
        this.owner = owner;
        this.index = index;
    }

    BlockKind kind() {
        return kind;
    }

    String text() {
        return text;
    }

    int length() {
        return text.length();
    }

    /** Length, where a character of a script without spaces counts as two. */
    int weight() {
        return weight;
    }

    int linkChars() {
        return linkChars;
    }

    boolean emphasised() {
        return emphasised;
    }

    Box owner() {
        return owner;
    }

    int index() {
        return index;
    }

    Fate fate() {
        return fate;
    }

    void meets(Fate what) {
        fate = what;
    }

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
        return weight >= PROSE_WEIGHT && linkShare() < PROSE_LINKS;
    }
}
