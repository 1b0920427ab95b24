package io.wireroom.enrich.site;

import io.wireroom.contract.Article;
import io.wireroom.enrich.clean.page.Layout;
import java.util.Optional;

/**
 * All that is remembered of a site: hashes, counts and means, 8 KB at most. Immutable.
 *
 * @param turn grows with every change in a store: tells which site was not heard of for longest
 */
public record SiteMemory(long turn, SiteBoilerplate boilerplate, SiteBaseline vitals) {

    private static final String FEED = "feed";

    /** Nothing is remembered. */
    public static final SiteMemory NONE = new SiteMemory(0, SiteBoilerplate.NONE, SiteBaseline.fresh(0));

    /**
     * With the first version of an article. Later ones tell nothing new of the site: to be counted once is what makes a
     * line's count a number of articles.
     *
     * @param text of that article, before anything is trimmed
     * @param layout of its page; empty for an article made of a feed's entry, which has none
     * @param stamp of the code and rules that made it
     */
    public SiteMemory with(Article article, SiteText text, Optional<Layout> layout, int stamp) {
        var learned = text.ruled() ? boilerplate : boilerplate.with(text.keys());
        var current = vitals.of(stamp);
        if (layout.isEmpty()) {
            return new SiteMemory(turn, learned, current);
        }
        var fields = article.provenance().fields();
        return new SiteMemory(
                turn,
                learned,
                current.with(new SiteBaseline.Article(
                        !FEED.equals(fields.get("title")),
                        article.publishedAt() != null && !FEED.equals(fields.get("publishedAt")),
                        !article.authors().isEmpty(),
                        article.text().length(),
                        layout.get())));
    }

    /** With a page that was turned away by code and rules of this stamp. */
    public SiteMemory withRejected(int stamp) {
        return new SiteMemory(turn, boilerplate, vitals.of(stamp).withRejected());
    }

    /** The same as the newest of its store. */
    public SiteMemory at(long newTurn) {
        return new SiteMemory(newTurn, boilerplate, vitals);
    }

    /** The text of an article of this site, without what is known to be boilerplate. */
    public TrimmedText trim(SiteText text) {
        return text.ruled() ? new TrimmedText(text.text(), text.blocks(), 0) : TrimmedText.of(text, boilerplate);
    }
}
