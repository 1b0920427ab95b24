package io.wireroom.training.lines;

import io.wireroom.enrich.clean.body.NameVotes;
import io.wireroom.training.lines.LineTable.Rows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learns the votes of words of classes and ids: the log-odds of the lines around which a word stands, of several sites. The
 * votes that a page of the training data gets are learned from other sites, as those of new pages will be.
 */
final class NameTable {

    private static final int FOLDS = 8;
    private static final int LEAST_SITES = 4;
    private static final int MOST = 40;

    /** A vote of this size is log-odds of 1. */
    private static final double STEP = 10;

    /** Pages with the usual share of wanted lines that each word is thought to have been seen on, against rare words. */
    private static final double PRIOR = 6;

    private final List<Rows> pages;
    private final Map<Integer, byte[]> tables = new HashMap<>();

    NameTable(List<Rows> pages) {
        this.pages = pages;
    }

    /** The votes as learned from all pages. */
    byte[] whole() {
        return without(-1);
    }

    /** The votes as learned from other sites. */
    byte[] without(String site) {
        return without(fold(site));
    }

    private static int fold(String site) {
        return Math.floorMod(site.hashCode() * 0x9E3779B9 >>> 8, FOLDS);
    }

    private byte[] without(int fold) {
        return tables.computeIfAbsent(fold, this::learn);
    }

    private byte[] learn(int fold) {
        var counts = new Counts();
        pages.stream().filter(page -> fold(page.site()) != fold).forEach(counts::add);
        return counts.votes();
    }

    /** Sums over pages. Each page adds shares of its lines, so that long pages count no more than short ones. */
    private static final class Counts {

        private final double[] wanted = new double[NameVotes.PLACES];
        private final double[] all = new double[NameVotes.PLACES];
        private final Map<Integer, Set<String>> sites = new HashMap<>();
        private double wantedLines = 1;
        private double lines = 2;

        void add(Rows page) {
            var ofPage = new HashMap<Integer, int[]>();
            for (int line = 0; line < page.wanted().length; line++) {
                if (page.weights()[line] > 0) {
                    var isWanted = page.wanted()[line] ? 1 : 0;
                    lines++;
                    wantedLines += isWanted;
                    for (var place : page.names()[line]) {
                        var counts = ofPage.computeIfAbsent(place, key -> new int[2]);
                        counts[0] += isWanted;
                        counts[1]++;
                    }
                }
            }
            ofPage.forEach((place, counts) -> {
                wanted[place] += (double) counts[0] / counts[1];
                all[place]++;
                sites.computeIfAbsent(place, key -> new HashSet<>()).add(page.site());
            });
        }

        byte[] votes() {
            var share = wantedLines / lines;
            var table = new byte[NameVotes.PLACES];
            sites.forEach((place, of) -> {
                if (of.size() >= LEAST_SITES) {
                    var others = all[place] - wanted[place];
                    var odds = (wanted[place] + PRIOR * share) / (others + PRIOR * (1 - share));
                    var vote = STEP * Math.log(odds * (1 - share) / share);
                    table[place] = (byte) Math.clamp(Math.round(vote), -MOST, MOST);
                }
            });
            return table;
        }
    }

    /** The sum of the votes of these places, as a feature. */
    static byte votes(byte[] table, int[] places) {
        var sum = NameVotes.NEUTRAL;
        for (var place : places) {
            sum += table[place];
        }
        return (byte) Math.clamp(sum, 0, 255);
    }
}
