package io.wireroom.training.lines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the lines of a page that make up a known text: the chain of lines, in the order of the page and of the text, that
 * covers most words of the text. A line counts as found where a quarter of its runs of four words stand in the text as they do in the line.
 */
final class LineLabels {

    private static final int RUN = 4;
    private static final int MOST_PLACES = 24;
    private static final double LEAST_SHARE = 0.25;
    private static final int SHORT = 4;

    private final List<String> text;
    private final Map<List<String>, List<Integer>> places = new HashMap<>();

    /** Labels for the lines of one page whose text has these words. */
    LineLabels(List<String> text) {
        this.text = text;
        for (int run = 1; run <= RUN; run++) {
            for (int i = 0; i + run <= text.size(); i++) {
                var at = places.computeIfAbsent(text.subList(i, i + run), key -> new ArrayList<>(2));
                if (at.size() < MOST_PLACES) {
                    at.add(i);
                }
            }
        }
    }

    private record Match(int line, int from, int to, int words) {}

    /** Whether each line, given by its words, belongs to the text. */
    boolean[] of(List<List<String>> lines) {
        var matches = new ArrayList<Match>();
        for (int i = 0; i < lines.size(); i++) {
            matches(i, lines.get(i), matches);
        }
        return chain(matches, lines.size());
    }

    /** The places of the text where a line may stand. */
    private void matches(int line, List<String> words, List<Match> matches) {
        if (words.isEmpty()) {
            return;
        }
        var run = Math.min(RUN, words.size());
        var shifts = new HashMap<Integer, Integer>();
        for (int i = 0; i + run <= words.size(); i++) {
            for (var place : places.getOrDefault(words.subList(i, i + run), List.of())) {
                shifts.merge(place - i, 1, Integer::sum);
            }
        }
        var runs = words.size() - run + 1;
        shifts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_PLACES)
                .forEach(shift -> {
                    var share = (double) shift.getValue() / runs;
                    if (words.size() <= SHORT ? share == 1 : share >= LEAST_SHARE) {
                        var from = Math.max(0, shift.getKey());
                        var to = Math.min(text.size(), shift.getKey() + words.size());
                        matches.add(new Match(line, from, to, shift.getValue() + run - 1));
                    }
                });
    }

    /** The lines of the chain that covers most words: for each match, the best one that ends before it begins. */
    private boolean[] chain(List<Match> matches, int lines) {
        var best = new int[matches.size()];
        var before = new int[matches.size()];
        // A Fenwick tree of the best chain that ends at or before each place of the text.
        var tops = new int[text.size() + 2];
        Arrays.fill(tops, -1);
        var last = -1;
        for (int i = 0; i < matches.size(); ) {
            var until = i;
            while (until < matches.size() && matches.get(until).line == matches.get(i).line) {
                var match = matches.get(until);
                var top = -1;
                for (int end = match.from + 1 + Math.min(2, match.words / 8); end > 0; end -= end & -end) {
                    top = better(top, tops[end], best);
                }
                before[until] = top;
                best[until] = match.words + (top < 0 ? 0 : best[top]);
                last = better(last, until, best);
                until++;
            }
            for (int one = i; one < until; one++) {
                for (int end = matches.get(one).to + 1; end < tops.length; end += end & -end) {
                    tops[end] = better(tops[end], one, best);
                }
            }
            i = until;
        }
        var found = new boolean[lines];
        for (int i = last; i >= 0; i = before[i]) {
            var match = matches.get(i);
            found[match.line] = true;
        }
        return found;
    }

    private static int better(int one, int other, int[] best) {
        return one < 0 || other >= 0 && best[other] > best[one] ? other : one;
    }
}
