package io.wireroom.enrich.clean.page;

import io.wireroom.contract.Article.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * An article's text, one line a block.
 *
 * @param blocks kinds and half-open UTF-16 offsets of the lines
 */
public record BlockText(String text, List<Block> blocks) {

    public BlockText {
        blocks = List.copyOf(blocks);
    }

    public static BlockText of(List<PageLine> lines) {
        var text = new StringBuilder();
        var blocks = new ArrayList<Block>();
        for (var line : lines) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            blocks.add(new Block(line.kind(), text.length(), text.length() + line.length()));
            text.append(line.text());
        }
        return new BlockText(text.toString(), blocks);
    }
}
