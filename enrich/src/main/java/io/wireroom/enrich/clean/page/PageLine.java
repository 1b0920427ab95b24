package io.wireroom.enrich.clean.page;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.text.FoldedText;

/** One block of the page's text, and its verdict. One per page; not thread-safe. */
public final class PageLine {

    private static final String SENTENCE_ENDS = ".!?…\"”»’'。！？」』）)։।॥؟۔:;።៕";
    private static final int PROSE_WEIGHT = 80;
    private static final double PROSE_LINKS = 0.35;

    private final BlockKind kind;
    private final String text;
    private final int weight;
    private final int linkChars;
    private final Style style;
    private final PageElement owner;
    private final int index;
    private final double linkShare;
    private final boolean endsSentence;
    private LineVerdict verdict = LineVerdict.OUTSIDE;

    /**
     * How a line is set.
     *
     * @param bold whether all of it is
     * @param italic whether all of it is
     * @param afterRule whether a rule ({@code hr}) stands right before it
     */
    public record Style(boolean bold, boolean italic, boolean afterRule) {

        /** As most lines are. */
        public static final Style PLAIN = new Style(false, false, false);
    }

    /**
     * A line.
     *
     * @param text tidied
     * @param linkChars how many of its characters are inside links
     * @param owner innermost block element around it
     * @param index among the page's lines
     */
    public PageLine(BlockKind kind, String text, int linkChars, Style style, PageElement owner, int index) {
        this.kind = kind;
        this.text = text;
        this.weight = FoldedText.weight(text);
        this.linkChars = linkChars;
        this.style = style;
        this.owner = owner;
        this.index = index;
        this.linkShare = text.isEmpty() ? 0 : Math.min(1.0, (double) linkChars / text.length());
        this.endsSentence = !text.isEmpty() && SENTENCE_ENDS.indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    public BlockKind kind() {
        return kind;
    }

    public String text() {
        return text;
    }

    public int length() {
        return text.length();
    }

    /** Length, where a character of a script without spaces counts as two. */
    public int weight() {
        return weight;
    }

    public int linkChars() {
        return linkChars;
    }

    /** Whether all of it is bold. */
    public boolean emphasised() {
        return style.bold;
    }

    /** Whether all of it is italic. */
    public boolean italic() {
        return style.italic;
    }

    /** Whether a rule stands right before it. */
    public boolean afterRule() {
        return style.afterRule;
    }

    public PageElement owner() {
        return owner;
    }

    public int index() {
        return index;
    }

    public LineVerdict verdict() {
        return verdict;
    }

    public void setVerdict(LineVerdict what) {
        verdict = what;
    }

    /** Share of the text that is inside links, in [0, 1]. */
    public double linkShare() {
        return linkShare;
    }

    /** Whether it ends as a sentence does. */
    public boolean endsSentence() {
        return endsSentence;
    }

    /** Whether it reads as running text: long enough, and not made of links. */
    public boolean isProse() {
        return weight >= PROSE_WEIGHT && linkShare < PROSE_LINKS;
    }
}
