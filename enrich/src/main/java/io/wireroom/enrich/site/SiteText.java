package io.wireroom.enrich.site;

import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.BlockKind;
import java.util.List;

/**
 * An article's words, line by line, as a site's memory sees them.
 *
 * @param keys one for each block, see {@link LineKey}
 */
record SiteText(String title, String text, List<Block> blocks, List<Long> keys) {

    SiteText {
        blocks = List.copyOf(blocks);
        keys = List.copyOf(keys);
    }

    static SiteText of(String title, String text, List<Block> blocks) {
        var keys = blocks.stream()
                .map(block -> LineKey.of(text.substring(block.start(), block.end())))
                .toList();
        return new SiteText(title, text, blocks, keys);
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
