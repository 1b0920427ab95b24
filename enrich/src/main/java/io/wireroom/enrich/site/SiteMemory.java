package io.wireroom.enrich.site;

import io.wireroom.contract.Article;

/**
 * All that is remembered of a site: hashes, counts and means, some 7 KB at most. Immutable.
 *
 * @param turn grows with every change in a store: tells which site was not heard of for longest
 */
public record SiteMemory(long turn, SiteFurniture furniture, SiteVitals vitals) {

    /** In provenance: the text is what an operator's rule says it is, so nothing learned touches it. */
    private static final String SITE_RULE = "site-rule";

    private static final String FEED = "feed";

    /** Nothing is remembered. */
    public static final SiteMemory NONE = new SiteMemory(0, SiteFurniture.NONE, SiteVitals.fresh(0));

    /**
     * With a first version of an article. Later ones tell nothing new of the site: to be counted once is what makes a
     * line's count a number of articles.
     *
     * @param entry whether it was made of a feed's entry, which has no layout
     * @param stamp of the code and rules that made it
     */
    public SiteMemory with(Article article, io.wireroom.enrich.clean.Layout layout, boolean entry, int stamp) {
        var learned = furniture;
        if (!isRuled(article)) {
            var text = SiteText.of(article.title(), article.text(), article.blocks());
            learned = furniture.with(LineKey.of(article.text()), text.keys());
        }
        var current = vitals.of(stamp);
        if (entry) {
            return new SiteMemory(turn, learned, current);
        }
        var fields = article.provenance().fields();
        return new SiteMemory(
                turn,
                learned,
                current.with(new SiteVitals.Article(
                        !FEED.equals(fields.get("title")),
                        article.publishedAt() != null && !FEED.equals(fields.get("publishedAt")),
                        !article.authors().isEmpty(),
                        article.text().length(),
                        layout)));
    }

    /** With a page that was turned away by code and rules of this stamp. */
    public SiteMemory withRejected(int stamp) {
        return new SiteMemory(turn, furniture, vitals.of(stamp).withRejected());
    }

    /** The same as the newest of its store. */
    public SiteMemory at(long newTurn) {
        return new SiteMemory(newTurn, furniture, vitals);
    }

    /** The text of an article of this site, without what is known to be furniture. */
    public TrimmedText trim(Article article) {
        return isRuled(article)
                ? new TrimmedText(article.text(), article.blocks(), 0)
                : TrimmedText.of(SiteText.of(article.title(), article.text(), article.blocks()), furniture);
    }

    private static boolean isRuled(Article article) {
        return SITE_RULE.equals(article.provenance().fields().get("text"));
    }
}
