package io.wireroom.training.names;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.training.names.NamedText.Mark;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;

/**
 * Compares found names with expected names. A name is right if beginning, end and kind are the same (the CoNLL
 * measure).
 */
final class NameScore {

    private static final int KINDS = Kind.values().length;

    private final int[] right = new int[KINDS];
    private final int[] found = new int[KINDS];
    private final int[] marked = new int[KINDS];

    void add(Collection<Mark> marks, Collection<Mark> names) {
        var truth = new HashSet<>(marks);
        truth.forEach(mark -> marked[mark.kind().ordinal()]++);
        names.forEach(name -> {
            found[name.kind().ordinal()]++;
            right[name.kind().ordinal()] += truth.contains(name) ? 1 : 0;
        });
    }

    private static int sum(int[] byKind) {
        int sum = 0;
        for (var one : byKind) {
            sum += one;
        }
        return sum;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** F1 of all kinds, from 0 to 1. */
    double f1() {
        return share(2 * sum(right), sum(found) + sum(marked));
    }

    /** Precision, recall and F1 of people, organisations, places and all, in per cent. */
    String row(String name) {
        var row = new StringBuilder(String.format(Locale.ROOT, "%-18s", name));
        for (var kind : Kind.values()) {
            var at = kind.ordinal();
            row.append(columns(right[at], found[at], marked[at]));
        }
        return row.append(columns(sum(right), sum(found), sum(marked))).toString();
    }

    /** The heading above {@link #row rows}. */
    static String heading() {
        var heading = new StringBuilder(String.format(Locale.ROOT, "%-18s", "strict spans"));
        for (var kind : new String[] {"people", "organisations", "places", "all"}) {
            heading.append(String.format(Locale.ROOT, " | %-17s", kind + " P R F1"));
        }
        return heading.toString();
    }

    private static String columns(int right, int found, int marked) {
        return String.format(
                Locale.ROOT,
                " | %5.1f %5.1f %5.1f",
                100 * share(right, found),
                100 * share(right, marked),
                100 * share(2 * right, found + marked));
    }
}
