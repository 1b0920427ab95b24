package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import java.util.ArrayList;
import java.util.List;

/** Merges the spans of several engines over the same text into spans without overlaps. */
final class SpanMerger {

    private SpanMerger() {}

    /**
     * Names with institutions and organisations by their words, in the order of the text.
     *
     * @param names without overlaps
     * @param titled people found by a title; all other spans win over them
     * @param institutions without overlaps
     * @param rules without overlaps
     */
    static List<TokenSpan> of(
            FoldedTokens tokens,
            List<TokenSpan> names,
            List<TokenSpan> titled,
            List<TokenSpan> institutions,
            List<TokenSpan> rules) {
        return merge(tokens, merge(tokens, added(splitAtCommas(tokens, names), titled), rules), institutions);
    }

    /** "Paris, France" is two places. */
    private static List<TokenSpan> splitAtCommas(FoldedTokens tokens, List<TokenSpan> names) {
        var split = new ArrayList<TokenSpan>();
        for (var name : names) {
            int from = name.first();
            if (name.kind() == Kind.PLACE) {
                for (int at = name.first() + 1; at < name.end() - 1; at++) {
                    if (tokens.is(at, ",") && at > from) {
                        split.add(name.from(from, at));
                        from = at + 1;
                    }
                }
            }
            split.add(name.from(from, name.end()));
        }
        return split;
    }

    /** Adds those of the others that overlap no name. */
    static List<TokenSpan> added(List<TokenSpan> names, List<TokenSpan> others) {
        var all = new ArrayList<TokenSpan>(names.size() + others.size());
        int next = 0;
        for (var other : others) {
            while (next < names.size() && names.get(next).end() <= other.first()) {
                all.add(names.get(next++));
            }
            if (next == names.size() || names.get(next).first() >= other.end()) {
                all.add(other);
            }
        }
        all.addAll(names.subList(next, names.size()));
        return all;
    }

    /** Merges both lists in one pass; of overlapping spans one is dropped or cut. */
    private static List<TokenSpan> merge(FoldedTokens tokens, List<TokenSpan> names, List<TokenSpan> others) {
        var waiting = new ArrayList<>(names);
        var merged = new ArrayList<TokenSpan>(names.size() + others.size());
        int next = 0;
        for (var other : others) {
            while (next < waiting.size() && waiting.get(next).end() <= other.first()) {
                merged.add(waiting.get(next++));
            }
            int end = next;
            while (end < waiting.size() && waiting.get(end).first() < other.end()) {
                end++;
            }
            var overlapping = waiting.subList(next, end);
            if (overlapping.stream().anyMatch(name -> isBetter(tokens, name, other))) {
                continue;
            }
            double confidence = other.confidence();
            for (var name : overlapping) {
                if (name.kind() == other.kind()) {
                    confidence = Math.max(confidence, name.confidence());
                }
            }
            merged.add(new TokenSpan(other.kind(), other.first(), other.end(), confidence, other.origin()));
            next = end;
            if (!overlapping.isEmpty() && isLedBy(overlapping.getLast(), other)) {
                var after = overlapping.getLast();
                waiting.set(--next, after.from(other.end(), after.end()));
            }
        }
        merged.addAll(waiting.subList(next, waiting.size()));
        return merged;
    }

    private static boolean isBetter(FoldedTokens tokens, TokenSpan name, TokenSpan other) {
        if (other.origin() == TokenSpan.Origin.INSTITUTIONS) {
            return !other.covers(name) && !isLedBy(name, other);
        }
        return name.covers(other)
                || name.kind() == Kind.ORGANISATION
                        && (name.length() >= other.length() || isPlayedFor(tokens, name, other))
                || name.kind() == Kind.PERSON && name.length() > 1 && !other.covers(name);
    }

    /** Whether the other is a league and a club: "in the Harbour League for the Orvel Gulls". */
    private static boolean isPlayedFor(FoldedTokens tokens, TokenSpan name, TokenSpan other) {
        return name.first() == other.first() && tokens.is(name.end(), "for");
    }

    /** Whether a person's name begins with an institution, as in "Pentagon John Doe". */
    private static boolean isLedBy(TokenSpan name, TokenSpan institution) {
        return institution.origin() == TokenSpan.Origin.INSTITUTIONS
                && name.kind() == Kind.PERSON
                && name.first() == institution.first()
                && name.end() - institution.end() > 1;
    }
}
