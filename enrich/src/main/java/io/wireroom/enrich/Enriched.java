package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.RejectReason;
import io.wireroom.enrich.clean.page.Layout;

/** The result of enriching a page. */
public sealed interface Enriched {

    /**
     * An article as if it were new: version 1, no changes.
     *
     * @param textHash over its words alone
     * @param correction whether the page states that it was corrected
     * @param layout of the part of the page that the text was found in
     * @param address id of the article if its canonical address were the one that answered
     * @param view whether the canonical address shows by itself that the page is another view of it
     */
    record Draft(Article article, String textHash, boolean correction, Layout layout, ArticleId address, boolean view)
            implements Enriched {

        /** The same draft as a version of this article. */
        Draft as(ArticleId id) {
            return new Draft(ArticleEdits.as(article, id), textHash, correction, layout, address, view);
        }

        /** The same draft as the article of the address that answered, because the one that the page states is shared. */
        Draft asOfItsAddress() {
            return new Draft(ArticleEdits.ofItsAddress(article, address), textHash, correction, layout, address, view);
        }
    }

    /** The page holds no article; {@code detail} is one line for people. */
    record Rejected(RejectReason reason, String detail) implements Enriched {}
}
