package io.wireroom.enrich.clean;

import io.wireroom.enrich.clean.body.BodyExtractor.Body;
import io.wireroom.enrich.clean.body.LineFeatures;
import io.wireroom.enrich.clean.body.LineModel;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Explains the cleaning of one page.
 *
 * @param cleaned the result of {@link Cleaner#clean} for the same page
 * @param blocks all lines of the page in order; empty where the page was rejected before they were read
 */
public record PageExplanation(Cleaned cleaned, List<Block> blocks) {

    private static final int MAX_PATH = 6;
    private static final int MOST_PARTS = 3;

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
     * @param judged by the learned model; null where the model does not judge the line
     */
    public record Block(
            String text,
            boolean kept,
            String reason,
            String where,
            double votes,
            @Nullable Judged judged) {}

    /**
     * A line by the learned model.
     *
     * @param likelihood that it belongs to the article, in [0, 1]
     * @param parts that decided most, the strongest first
     */
    public record Judged(double likelihood, List<LineModel.Part> parts) {

        public Judged {
            parts = List.copyOf(parts);
        }
    }

    static List<Block> blocks(List<PageLine> lines, Body body, LineModel model) {
        var judged = judged(body, model);
        return lines.stream()
                .map(line -> new Block(
                        line.text(),
                        line.verdict().isKept(),
                        line.verdict().words(),
                        path(line.owner()),
                        body.votes().sum(line.owner()),
                        judged.get(line.index())))
                .toList();
    }

    private static Map<Integer, Judged> judged(Body body, LineModel model) {
        var judged = new HashMap<Integer, Judged>();
        var features = body.features();
        if (features != null && model.isTrained()) {
            for (int i = 0; i < features.lines().size(); i++) {
                var row = LineFeatures.row(i);
                judged.put(
                        features.lines().get(i).index(),
                        new Judged(
                                1 / (1 + Math.exp(-model.score(features.rows(), row))),
                                model.strongest(features.rows(), row, MOST_PARTS)));
            }
        }
        return judged;
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
