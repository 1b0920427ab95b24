package io.wireroom.enrich.clean;

import io.wireroom.enrich.clean.body.ElementVotes;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.List;

/**
 * Explains the cleaning of one page.
 *
 * @param cleaned the result of {@link Cleaner#clean} for the same page
 * @param blocks all lines of the page in order; empty where the page was rejected before they were read
 */
public record PageExplanation(Cleaned cleaned, List<Block> blocks) {

    private static final int MAX_PATH = 6;

    public PageExplanation {
        blocks = List.copyOf(blocks);
    }

    /**
     * One line of the page.
     *
     * @param kept whether it is in the article
     * @param reason in one line, for people
     * @param where its innermost elements, the innermost last, with their classes
     * @param votes of its block for being the article, with those of all lines in it
     */
    public record Block(String text, boolean kept, String reason, String where, double votes) {}

    static List<Block> blocks(List<PageLine> lines, ElementVotes votes) {
        return lines.stream()
                .map(line -> new Block(
                        line.text(),
                        line.verdict().isKept(),
                        line.verdict().words(),
                        path(line.owner()),
                        votes.sum(line.owner())))
                .toList();
    }

    private static String path(PageElement element) {
        var path = new StringBuilder();
        var steps = 0;
        for (PageElement up = element; up != null && steps < MAX_PATH; up = up.parent, steps++) {
            var id = up.attribute("id");
            var classes = up.attribute("class").strip();
            var step = up.name
                    + (id.isBlank() ? "" : "#" + id)
                    + (classes.isEmpty() ? "" : "." + classes.replaceAll("\\s+", "."));
            path.insert(0, path.isEmpty() ? step : step + " > ");
        }
        return path.toString();
    }
}
