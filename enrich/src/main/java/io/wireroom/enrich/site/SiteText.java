package io.wireroom.enrich.site;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.BlockKind;
import io.wireroom.contract.FieldRule;
import java.util.ArrayList;
import java.util.List;

/**
 * An article's words, line by line, as a site's memory sees them.
 *
 * @param keys one for each block, see {@link LineKey}; a heading's is over the line under it as well
 * @param ruled whether an operator's rule gave the text: then nothing is trimmed from it or learned from it
 */
public record SiteText(String title, String text, List<Block> blocks, List<Long> keys, boolean ruled) {

    public SiteText {
        blocks = List.copyOf(blocks);
        keys = List.copyOf(keys);
    }

    /** The words of an article that nothing was dropped from yet. */
    public static SiteText of(Article article) {
        var ruled = article.provenance().fields().get("text") == FieldRule.SITE_RULE;
        return of(article.title(), article.text(), article.blocks(), ruled);
    }

    static SiteText of(String title, String text, List<Block> blocks, boolean ruled) {
        var keys = new ArrayList<Long>();
        for (int i = 0; i < blocks.size(); i++) {
            // A heading is known together with the line under it: "Background" stands over many articles.
            var last = blocks.get(i).kind() == BlockKind.HEADING && i + 1 < blocks.size() ? i + 1 : i;
            keys.add(LineKey.of(
                    text.substring(blocks.get(i).start(), blocks.get(last).end())));
        }
        return new SiteText(title, text, blocks, keys, ruled);
    }

    int size() {
        return blocks.size();
    }

    String line(int i) {
        return text.substring(blocks.get(i).start(), blocks.get(i).end());
    }

    BlockKind kind(int i) {
        return blocks.get(i).kind();
    }
}
