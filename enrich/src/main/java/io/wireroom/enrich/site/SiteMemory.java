package io.wireroom.enrich.site;

import io.wireroom.contract.Article;
import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.page.Layout;
import java.util.Optional;

/**
 * The state that is kept of a site: hashes, counts and means, 10 KB at most. Immutable.
 *
 * @param turn grows with every change in a store: shows which site has been silent for longest
 * @param day of the last change, counted from 1970
 */
public record SiteMemory(long turn, int day, SiteBoilerplate boilerplate, SiteBaseline baseline, AddressClaims claims) {

    /** Nothing is remembered. */
    public static final SiteMemory NONE =
            new SiteMemory(0, 0, SiteBoilerplate.NONE, SiteBaseline.fresh(0), AddressClaims.NONE);

    /**
     * With the first version of an article. Later versions add no evidence about the site: a line counts once per article.
     *
     * @param text of that article, before anything is trimmed
     * @param layout of its page; empty for an article made from a feed entry
     * @param code hash of the code and rules that made it
     */
    public SiteMemory with(Article article, SiteText text, Optional<Layout> layout, int code) {
        var learned = text.ruled() ? boilerplate : boilerplate.with(text.keys());
        var current = baseline.of(code);
        if (layout.isEmpty()) {
            return new SiteMemory(turn, day, learned, current, claims);
        }
        var fields = article.provenance().fields();
        return new SiteMemory(
                turn,
                day,
                learned,
                current.with(new SiteBaseline.Article(
                        fields.get("title") != FieldRule.FEED,
                        article.publishedAt() != null && fields.get("publishedAt") != FieldRule.FEED,
                        !article.authors().isEmpty(),
                        article.text().length(),
                        layout.get())),
                claims);
    }

    /** With a page that code and rules of this hash rejected. */
    public SiteMemory withRejected(int code) {
        return new SiteMemory(turn, day, boilerplate, baseline.of(code).withRejected(), claims);
    }

    /**
     * Whether a page is the article of the canonical address that it states.
     *
     * @param view whether the addresses show by themselves that they are views of one page
     */
    public boolean believes(AddressClaim claim, boolean view) {
        return claims.believes(claim, view);
    }

    /**
     * With the claim of a page.
     *
     * @param first whether the page is the first of its article
     */
    public SiteMemory with(AddressClaim claim, boolean first) {
        return new SiteMemory(turn, day, boilerplate, baseline, claims.with(claim, first));
    }

    /** The same as the newest of its store, changed on this day. */
    public SiteMemory at(long newTurn, int today) {
        return new SiteMemory(newTurn, today, boilerplate, baseline, claims);
    }

    /** The text of an article of this site, without what is known to be boilerplate. */
    public TrimmedText trim(SiteText text) {
        return text.ruled() ? new TrimmedText(text.text(), text.blocks(), 0) : TrimmedText.of(text, boilerplate);
    }
}
