package io.wireroom.enrich.match;

import com.carrotsearch.hppc.IntFloatHashMap;
import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.cursors.IntFloatCursor;
import com.carrotsearch.hppc.predicates.IntPredicate;
import java.util.Arrays;

/** The sum of the term vectors of a story's articles in one language, each of length one. Not thread-safe. */
final class Centroid {

    /** When it has so many terms, the half with the smallest weights goes: what one article of many says alone. */
    private static final int MOST_TERMS = 1024;

    private final IntFloatHashMap weights = new IntFloatHashMap();
    private final IntHashSet shared = new IntHashSet();
    /** Of all terms, and of those that languages share; negative if they are to be computed. */
    private double length = -1;

    private double sharedLength = -1;

    void add(TermVector terms, DocumentFrequency frequency) {
        var length = terms.length(frequency, false);
        for (int i = 0; i < terms.size() && length > 0; i++) {
            weights.addTo(terms.hash(i), (float) (weight(terms, i, frequency) / length));
            if (terms.isShared(i)) {
                shared.add(terms.hash(i));
            }
        }
        if (weights.size() > MOST_TERMS) {
            prune();
        }
        this.length = -1;
        sharedLength = -1;
    }

    private void prune() {
        var sorted = weights.values().toArray();
        Arrays.sort(sorted);
        var least = sorted[sorted.length / 2];
        weights.removeAll((term, weight) -> weight < least);
        shared.removeAll((IntPredicate) term -> !weights.containsKey(term));
    }

    /**
     * Cosine of an article and this sum, in [0, 1].
     *
     * @param onlyShared whether to compare terms alone that translations keep
     */
    double similarity(TermVector terms, DocumentFrequency frequency, boolean onlyShared) {
        double product = 0;
        for (int i = 0; i < terms.size(); i++) {
            if (!onlyShared || terms.isShared(i)) {
                product += weight(terms, i, frequency) * weights.get(terms.hash(i));
            }
        }
        if (product == 0) {
            return 0;
        }
        return product / terms.length(frequency, onlyShared) / length(onlyShared);
    }

    /** Cosine of two sums. */
    double similarity(Centroid other, boolean onlyShared) {
        double product = 0;
        for (IntFloatCursor cursor : weights) {
            if (!onlyShared || shared.contains(cursor.key) && other.shared.contains(cursor.key)) {
                product += cursor.value * other.weights.get(cursor.key);
            }
        }
        return product == 0 ? 0 : product / length(onlyShared) / other.length(onlyShared);
    }

    private double length(boolean onlyShared) {
        if (length < 0) {
            double all = 0;
            double kept = 0;
            for (IntFloatCursor cursor : weights) {
                var square = (double) cursor.value * cursor.value;
                all += square;
                kept += shared.contains(cursor.key) ? square : 0;
            }
            length = Math.sqrt(all);
            sharedLength = Math.sqrt(kept);
        }
        return onlyShared ? sharedLength : length;
    }

    private static double weight(TermVector terms, int term, DocumentFrequency frequency) {
        return terms.weight(term) * frequency.information(terms.hash(term));
    }
}
