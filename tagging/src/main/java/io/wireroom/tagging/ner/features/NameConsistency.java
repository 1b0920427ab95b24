package io.wireroom.tagging.ner.features;

import io.wireroom.tagging.NameFinder.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sense a name in one text (Gale, Church and Yarowsky, 1992): what the clear mentions of a name say about the unclear
 * ones. A name takes the kind that its mentions have by far, and a run of capitals that was passed over is told if the
 * same words, or a person's last name, were found elsewhere.
 */
public final class NameConsistency {

    /** What the mentions elsewhere must sum up to, in confidence. */
    private static final double SURE = 0.6;
    /** How much more they must say than the mention itself. */
    private static final double LEAD = 4;
    /** The share of names right among those told only here, by leaving out one data set at a time. */
    private static final double TOLD_BY_OTHERS = 0.5;

    private static final Kind[] KINDS = Kind.values();

    /** A name by its tokens, both included. */
    public record Found(Kind kind, int first, int last, double confidence) {}

    private final WordHashes words;
    private final CapitalRuns runs;
    private final IntTable numbers;
    /** Confidence by phrase and kind: of the mentions of a phrase, then of persons that it is the last name of. */
    private double[] votes = new double[0];

    private double[] lastNames = new double[0];

    NameConsistency(WordHashes words, CapitalRuns runs, int expected) {
        this.words = words;
        this.runs = runs;
        this.numbers = new IntTable(2 * expected);
    }

    /** All names of the text, in its order. */
    public List<Found> settle(List<Found> names) {
        if (names.isEmpty()) {
            return names;
        }
        names.forEach(this::vote);
        var settled = new ArrayList<Found>(names.size());
        for (var name : names) {
            settled.add(new Found(kind(name), name.first(), name.last(), name.confidence()));
        }
        if (addPassedOver(names, settled)) {
            settled.sort(Comparator.comparingInt(Found::first));
        }
        return settled;
    }

    private void vote(Found name) {
        if (!words.has(name.first(), WordHashes.NAME_LIKE)) {
            return;
        }
        // Numbers first: giving one may replace the arrays.
        var whole = number(name.first(), name.last());
        votes[whole * KINDS.length + name.kind().ordinal()] += name.confidence();
        if (name.kind() == Kind.PERSON && name.last() > name.first() && name.confidence() >= SURE) {
            var lastName = number(name.last(), name.last());
            lastNames[lastName] += name.confidence();
        }
    }

    private int number(int first, int last) {
        var phrase = phrase(first, last);
        var known = numbers.get(phrase, -1);
        if (known < 0) {
            known = numbers.size();
            numbers.put(phrase, known);
            if (known == lastNames.length) {
                lastNames = Arrays.copyOf(lastNames, 2 * known + KINDS.length);
                votes = Arrays.copyOf(votes, lastNames.length * KINDS.length);
            }
        }
        return known;
    }

    private int phrase(int first, int last) {
        int hash = 0;
        for (int token = first; token <= last; token++) {
            hash = KnownPhrases.lengthen(hash, words.lower[token]);
        }
        return FeatureHash.mix(hash);
    }

    private Kind kind(Found name) {
        var known = numbers.get(phrase(name.first(), name.last()), -1);
        if (known < 0) {
            return name.kind();
        }
        var best = name.kind();
        for (var kind : KINDS) {
            best = weight(known, kind) > weight(known, best) ? kind : best;
        }
        return weight(known, best) >= LEAD * weight(known, name.kind()) ? best : name.kind();
    }

    private double weight(int known, Kind kind) {
        return votes[known * KINDS.length + kind.ordinal()] + (kind == Kind.PERSON ? 2 * lastNames[known] : 0);
    }

    private boolean addPassedOver(List<Found> names, List<Found> settled) {
        var added = false;
        int next = 0;
        for (int token = 0; token < words.size(); token = runs.tightEnd[token]) {
            var last = runs.tightEnd[token] - 1;
            while (next < names.size() && names.get(next).last() < token) {
                next++;
            }
            if (runs.isName(token) && (next == names.size() || names.get(next).first() > last)) {
                var kind = kindElsewhere(token, last);
                if (kind != null) {
                    settled.add(new Found(kind, token, last, TOLD_BY_OTHERS));
                    added = true;
                }
            }
        }
        return added;
    }

    private @Nullable Kind kindElsewhere(int first, int last) {
        var known = numbers.get(phrase(first, last), -1);
        if (known < 0) {
            return null;
        }
        Kind best = null;
        double most = SURE;
        for (var kind : KINDS) {
            var said = votes[known * KINDS.length + kind.ordinal()];
            if (said >= most) {
                most = said;
                best = kind;
            }
        }
        return best == null && lastNames[known] >= SURE ? Kind.PERSON : best;
    }
}
