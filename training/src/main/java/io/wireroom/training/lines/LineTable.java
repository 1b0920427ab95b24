package io.wireroom.training.lines;

import io.wireroom.enrich.clean.body.LineFeature;
import io.wireroom.enrich.clean.body.LineFeatures;
import io.wireroom.enrich.clean.body.LineModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lines of many pages with the features of each and of its neighbours, column by column. */
final class LineTable {

    /**
     * Weight of a page, by corpus: marks that are old or not an editor's count less. Those of dragnet are under the AGPL, so it is
     * measured with and never learned from.
     */
    private static final Map<String, Double> WEIGHTS =
            Map.of("cleaneval", 0.15, "l3s-gn1", 0.2, "readability", 0.5, "chinese", 1.5, "dragnet", 0.0);

    /** The rules' verdicts for titles, kickers and bylines, which old sets take for text: the rules decide. */
    private static final Set<Byte> HEADS = Set.of((byte) 7, (byte) 15, (byte) 16);

    /** Added to the weight of a page, as a factor, where the rules are right; where they are wrong on a line or two. */
    private static final double RIGHT = 1.5;

    private static final double NEARLY_RIGHT = 3;
    private static final double FEW = 4;

    /** Features of the neighbours that help. */
    private static final Set<LineFeature> NEAR = Set.of(
            LineFeature.PRESENT,
            LineFeature.KIND,
            LineFeature.TAG,
            LineFeature.WEIGHT,
            LineFeature.LINK_SHARE,
            LineFeature.ENDS_SENTENCE,
            LineFeature.EMPHASISED,
            LineFeature.FIRST,
            LineFeature.LAST,
            LineFeature.VERDICT,
            LineFeature.KEPT,
            LineFeature.GROUP_KEPT,
            LineFeature.GROUP_LINES,
            LineFeature.DIGITS,
            LineFeature.SAME_GROUP,
            LineFeature.SAME_PARENT,
            LineFeature.NEAR_BOILERPLATE,
            LineFeature.TITLE_SHARE,
            LineFeature.STATED_SHARE,
            LineFeature.PHRASE,
            LineFeature.SHARED_WORDS,
            LineFeature.MAY_HOLD_DATE,
            LineFeature.ITALIC,
            LineFeature.RUNS_IN_TEXT);

    private LineTable() {}

    /** The rows of one page. */
    record Rows(String corpus, String site, byte[] rows, int[][] names, boolean[] wanted, float[] weights) {}

    /** The weight of a page of this corpus; 0 where the corpus must not be learned from. */
    static double weight(String corpus) {
        return WEIGHTS.getOrDefault(corpus, 1.0);
    }

    static LineModel train(List<LabelledPage> pages) {
        var rows = pages.stream()
                .map(page -> new Rows(
                        page.page().corpus(),
                        page.page().site(),
                        page.rows(),
                        page.names(),
                        page.wanted(),
                        page.weights()))
                .toList();
        return trainRows(rows, TreeTrainer.Plan.DEFAULT);
    }

    /** The model of these rows. */
    static LineModel trainRows(List<Rows> pages, TreeTrainer.Plan plan) {
        var count = pages.stream().mapToInt(page -> page.wanted().length).sum();
        var places = places();
        var columns = new byte[places.length][count];
        var wanted = new boolean[count];
        var weights = new float[count];
        var at = 0;
        var names = new NameTable(pages);
        for (var page : pages) {
            var table = names.without(page.site());
            var rows = page.rows();
            var corpus = weight(page.corpus());
            var weight = corpus * nearness(page, corpus < 1);
            double sum = 0;
            for (var one : page.weights()) {
                sum += one;
            }
            for (int line = 0; line < page.wanted().length; line++, at++) {
                var row = LineFeatures.row(line);
                for (int column = 0; column < places.length; column++) {
                    columns[column][at] = places[column] == LineFeature.WORD_VOTES.ordinal()
                            ? NameTable.votes(table, page.names()[line])
                            : rows[row + places[column]];
                }
                wanted[at] = page.wanted()[line];
                var isHead = corpus < 1 && isHead(page, line);
                weights[at] = sum == 0 || isHead ? 0 : (float) (weight * page.weights()[line] * Math.sqrt(60 / sum));
            }
        }
        return new TreeTrainer(columns, places, wanted, weights, plan).train(names.whole());
    }

    /** Pages whose texts a few lines make exactly right count more. */
    private static double nearness(Rows page, boolean isOld) {
        var wrong = 0;
        for (int line = 0; line < page.wanted().length; line++) {
            var isKept = page.rows()[LineFeatures.row(line) + LineFeature.KEPT.ordinal()] != 0;
            if (page.weights()[line] > 0 && isKept != page.wanted()[line] && !(isOld && isHead(page, line))) {
                wrong++;
            }
        }
        return 1 + (wrong == 0 ? RIGHT : NEARLY_RIGHT * Math.exp(-wrong / FEW));
    }

    private static boolean isHead(Rows page, int line) {
        return HEADS.contains(page.rows()[LineFeatures.row(line) + LineFeature.VERDICT.ordinal()]);
    }

    private static short[] places() {
        var places = new ArrayList<Short>();
        for (int line = -2; line <= 2; line++) {
            for (var feature : LineFeature.values()) {
                if (line == 0 || NEAR.contains(feature)) {
                    places.add((short) (line * LineFeatures.ROW + feature.ordinal()));
                }
            }
        }
        var all = new short[places.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = places.get(i);
        }
        return all;
    }
}
