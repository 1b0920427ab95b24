package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import java.util.ArrayList;
import java.util.List;

/** Puts together what several finders say of the same text: none overlapping any more. */
final class SpanMerger {

    private SpanMerger() {}

    /**
     * Names with institutions and organisations by their words, in the order of the text.
     *
     * @param names none overlapping
     * @param titled people told by a title; they give way to all that was found otherwise
     * @param institutions none overlapping
     * @param rules none overlapping
     */
    static List<TokenSpan> of(
            FoldedTokens tokens,
            List<TokenSpan> names,
            List<TokenSpan> titled,
            List<TokenSpan> institutions,
            List<TokenSpan> rules) {
        return merge(merge(added(splitAtCommas(tokens, names), titled), rules), institutions);
    }

    /** "Paris, France" is two places. */
    private static List<TokenSpan> splitAtCommas(FoldedTokens tokens, List<TokenSpan> names) {
        var split = new ArrayList<TokenSpan>();
        for (var name : names) {
            int from = name.first();
            if (name.kind() == Kind.PLACE) {
                for (int at = name.first() + 1; at < name.last() - 1; at++) {
                    if (tokens.is(at, ",") && at > from) {
                        split.add(name.from(from, at));
                        from = at + 1;
                    }
                }
            }
            split.add(name.from(from, name.last()));
        }
        return split;
    }

    /** With those of the others that overlap none. */
    private static List<TokenSpan> added(List<TokenSpan> names, List<TokenSpan> others) {
        var all = new ArrayList<TokenSpan>(names.size() + others.size());
        int next = 0;
        for (var other : others) {
            while (next < names.size() && names.get(next).last() <= other.first()) {
                all.add(names.get(next++));
            }
            if (next == names.size() || names.get(next).first() >= other.last()) {
                all.add(other);
            }
        }
        all.addAll(names.subList(next, names.size()));
        return all;
    }

    /** Both lists in one pass; where they overlap one of them gives way. */
    private static List<TokenSpan> merge(List<TokenSpan> names, List<TokenSpan> others) {
        var waiting = new ArrayList<>(names);
        var merged = new ArrayList<TokenSpan>(names.size() + others.size());
        int next = 0;
        for (var other : others) {
            while (next < waiting.size() && waiting.get(next).last() <= other.first()) {
                merged.add(waiting.get(next++));
            }
            int end = next;
            while (end < waiting.size() && waiting.get(end).first() < other.last()) {
                end++;
            }
            var overlapping = waiting.subList(next, end);
            if (overlapping.stream().anyMatch(name -> isBetter(name, other))) {
                continue;
            }
            double confidence = other.confidence();
            for (var name : overlapping) {
                if (name.kind() == other.kind()) {
                    confidence = Math.max(confidence, name.confidence());
                }
            }
            merged.add(new TokenSpan(other.kind(), other.first(), other.last(), confidence, other.origin()));
            next = end;
            if (!overlapping.isEmpty() && isLedBy(overlapping.getLast(), other)) {
                var behind = overlapping.getLast();
                waiting.set(--next, behind.from(other.last(), behind.last()));
            }
        }
        merged.addAll(waiting.subList(next, waiting.size()));
        return merged;
    }

    private static boolean isBetter(TokenSpan name, TokenSpan other) {
        if (other.origin() == TokenSpan.Origin.INSTITUTIONS) {
            return !other.covers(name) && !isLedBy(name, other);
        }
        return name.covers(other)
                || name.kind() == Kind.ORGANISATION && name.length() >= other.length()
                || name.kind() == Kind.PERSON && name.length() > 1 && !other.covers(name);
    }

    /** Whether an institution leads a person's name, as in "Pentagon John Doe": the spokesman's begins behind. */
    private static boolean isLedBy(TokenSpan name, TokenSpan institution) {
        return institution.origin() == TokenSpan.Origin.INSTITUTIONS
                && name.kind() == Kind.PERSON
                && name.first() == institution.first()
                && name.last() - institution.last() > 1;
    }
}
