package io.wireroom.enrich.clean.page;

/** Whether a line of the page is in the article, and why. */
public enum LineVerdict {
    /** In the article. */
    KEPT("in the article"),
    /** Sums the article up, before the article's element. */
    STANDFIRST("sums the article up"),
    /** In the article because a site rule keeps it. */
    RULED_IN("kept by a site rule"),
    /** Found by the extractor, but a site rule keeps other lines. */
    NOT_RULED_IN("not among what a site rule keeps"),
    /** Found by the extractor, but a site rule drops it. */
    RULED_OUT("dropped by a site rule"),
    /** In the article because the learned model keeps it, against the rules. */
    LEARNED_IN("kept by the learned model"),
    /** Found by the rules, but the learned model drops it. */
    LEARNED_OUT("dropped by the learned model"),
    /** Outside of the element that is the article. */
    OUTSIDE("outside of the article's element"),
    /** In a part of the page whose tag, role or name marks it as boilerplate. */
    BOILERPLATE("in a part that is boilerplate"),
    /** In another article that the same page shows. */
    OTHER_ARTICLE("in another article of the same page"),
    /** Not visible. */
    HIDDEN("hidden"),
    /** No letter and no digit. */
    NO_WORDS("holds no word"),
    /** Share buttons, advertisements' labels, requests to subscribe. */
    PROMPT("a prompt, a label or a credit"),
    /** Points to another article. */
    POINTER("points to another article"),
    /** Stands above the title: a kicker, a crumb, a date. */
    ABOVE("stands above the title"),
    /** The title once more. */
    TITLE("repeats the title"),
    /** A lone link. */
    SCRAP("a lone link"),
    /** Describes a picture. */
    CAPTION("caption of a picture"),
    /** Asks readers for something. */
    PROMO("asks readers for something"),
    /** Source, contributors or contact of the author. */
    CLOSING("a note that ends the article"),
    /** A byline or a date line. */
    SIGNATURE("a byline or a date"),
    /** Repeats an earlier line. */
    REPEATED("repeated"),
    /** After a heading that ends the article. */
    TAIL("after the article's end"),
    /** After the end of the text that the page's data state. */
    AFTER_STATED("after the end of the stated text"),
    /** Nothing but headings or links follow. */
    TRAILING("a heading or link that nothing follows"),
    /** One of a list of links. */
    LINK_RUN("one of a run of links");

    private final String words;

    LineVerdict(String words) {
        this.words = words;
    }

    public boolean isKept() {
        return this == KEPT || this == STANDFIRST || this == RULED_IN || this == LEARNED_IN;
    }

    /** The verdict for human readers. */
    public String words() {
        return words;
    }
}
