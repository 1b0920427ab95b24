package io.wireroom.tagging.ner.features;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.lexicon.Numbering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the model's output consistent over one text (one sense per discourse; Gale, Church and Yarowsky, 1992): a name
 * takes the kind that its mentions mostly have, and a run of capitals that the model missed becomes a name if the same
 * words, or a person's last name, were found elsewhere. Reads names as the model marks them, before they are trimmed
 * and resolved; {@code entities.MentionFinder} later finds shorter and folded forms of resolved entities.
 */
public final class NameConsistency {

    /** Least sum of confidence of the mentions elsewhere. */
    private static final double SURE = 0.6;
    /** How many times their weight must exceed that of the mention itself. */
    private static final double LEAD = 4;
    /** Share of correct names among those added here, by leaving out one data set at a time. */
    private static final double FOUND_BY_OTHERS = 0.5;

    /** In a script without capitals: tokens of the longest name that is added, and units of the shortest. */
    private static final int LONGEST_ADDED = 10;

    private static final int SHORTEST_WORD = 4;
    private static final int SHORTEST_IDEOGRAPHS = 2;

    private static final Kind[] KINDS = Kind.values();

    /** A name by its tokens, both inclusive, as the model labels them. */
    public record Found(Kind kind, int first, int last, double confidence) {}

    private final WordHashes words;
    private final CapitalRuns runs;
    private final Numbering numbers;
    /** Sum of confidence by phrase and kind: of the mentions of a phrase, and of the people whose last name it is. */
    private double[] votes = new double[0];

    private double[] lastNames = new double[0];

    NameConsistency(WordHashes words, CapitalRuns runs, int expected) {
        this.words = words;
        this.runs = runs;
        this.numbers = new Numbering(2 * expected);
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
        if (words.isCaseless() ? addAnywhere(names, settled) : addPassedOver(names, settled)) {
            settled.sort(Comparator.comparingInt(Found::first));
        }
        return settled;
    }

    private void vote(Found name) {
        if (!words.has(name.first(), words.isCaseless() ? WordHashes.LETTER_FIRST : WordHashes.NAME_LIKE)) {
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
        var number = numbers.number(phrase(first, last));
        if (number == lastNames.length) {
            lastNames = Arrays.copyOf(lastNames, 2 * number + KINDS.length);
            votes = Arrays.copyOf(votes, lastNames.length * KINDS.length);
        }
        return number;
    }

    private int phrase(int first, int last) {
        int hash = 0;
        for (int token = first; token <= last; token++) {
            hash = KnownPhrases.lengthen(hash, words.stem(token));
        }
        return FeatureHash.spread(hash);
    }

    private Kind kind(Found name) {
        var known = numbers.find(phrase(name.first(), name.last()));
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
                    settled.add(new Found(kind, token, last, FOUND_BY_OTHERS));
                    added = true;
                }
            }
        }
        return added;
    }

    /** In a script without capitals: names found elsewhere, the longest first, at tokens that are in no name. */
    private boolean addAnywhere(List<Found> names, List<Found> settled) {
        var longest = names.stream()
                .mapToInt(name -> name.last() - name.first() + 1)
                .max()
                .orElse(0);
        int next = 0;
        var size = settled.size();
        for (int token = 0; token < words.size(); token++) {
            while (next < names.size() && names.get(next).last() < token) {
                next++;
            }
            int free = next == names.size() ? words.size() : names.get(next).first();
            for (int end = Math.min(free, token + Math.min(longest, LONGEST_ADDED)); end > token; end--) {
                var kind = isLongEnough(token, end) ? kindElsewhere(token, end - 1) : null;
                if (kind != null) {
                    settled.add(new Found(kind, token, end - 1, FOUND_BY_OTHERS));
                    token = end - 1;
                    break;
                }
            }
        }
        return settled.size() > size;
    }

    private boolean isLongEnough(int first, int end) {
        var units = words.tokens.end(end - 1) - words.tokens.start(first);
        return units >= (words.tokens.length(first) == 1 ? SHORTEST_IDEOGRAPHS : SHORTEST_WORD);
    }

    private @Nullable Kind kindElsewhere(int first, int last) {
        var known = numbers.find(phrase(first, last));
        if (known < 0) {
            return null;
        }
        Kind best = null;
        double most = SURE;
        for (var kind : KINDS) {
            var weight = votes[known * KINDS.length + kind.ordinal()];
            if (weight >= most) {
                most = weight;
                best = kind;
            }
        }
        return best == null && lastNames[known] >= SURE ? Kind.PERSON : best;
    }
}
