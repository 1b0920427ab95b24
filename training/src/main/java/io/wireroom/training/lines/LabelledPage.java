package io.wireroom.training.lines;

import io.wireroom.enrich.clean.body.LineFeatures;
import io.wireroom.enrich.clean.body.NameVotes;
import io.wireroom.training.lines.PageSet.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * A page to learn from. It does not hold the parsed page.
 *
 * @param rows the features of its lines
 * @param names the places of the words of classes and ids around each line
 * @param wanted whether each of its lines belongs to the article
 * @param weights of its lines, 0 where the truth is unknown
 */
record LabelledPage(Page page, byte[] rows, int[][] names, boolean[] wanted, float[] weights) {

    /** The page with the labels of its lines. */
    static LabelledPage of(Page page, LineFeatures features) {
        var lines = features.lines();
        var words = new ArrayList<List<String>>();
        lines.forEach(line -> words.add(CleanQuality.words(line.text())));
        var names = lines.stream().map(line -> NameVotes.places(line.owner())).toArray(int[][]::new);
        var weights = new float[lines.size()];
        var truth = page.truth();
        if (truth.path("articleBody").isTextual()) {
            var wanted =
                    new LineLabels(CleanQuality.words(truth.path("articleBody").asText())).of(words);
            for (int i = 0; i < weights.length; i++) {
                weights[i] = weight(words.get(i).size());
            }
            return new LabelledPage(page, features.rows(), names, wanted, weights);
        }
        var wanted = new boolean[lines.size()];
        for (int i = 0; i < weights.length; i++) {
            var text = lines.get(i).text();
            for (var one : truth.path("with")) {
                if (text.contains(squeezed(one.asText()))) {
                    wanted[i] = true;
                    weights[i] = weight(words.get(i).size());
                }
            }
            for (var one : truth.path("without")) {
                if (!wanted[i] && text.contains(squeezed(one.asText()))) {
                    weights[i] = weight(words.get(i).size());
                }
            }
        }
        return new LabelledPage(page, features.rows(), names, wanted, weights);
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static float weight(int words) {
        return (float) (0.5 + Math.sqrt(words) / 4);
    }
}
