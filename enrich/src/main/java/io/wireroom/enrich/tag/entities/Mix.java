package io.wireroom.enrich.tag.entities;

import io.wireroom.enrich.tag.NameFinder.Kind;
import java.util.ArrayList;
import java.util.List;

/** Puts together what several finders say of the same text: none overlapping any more. */
final class Mix {

    private Mix() {}

    /**
     * Names with institutions and organisations by their words, in the order of the text.
     *
     * @param names none overlapping
     * @param titled people told by a title; they give way to all that was found otherwise
     * @param institutions none overlapping
     * @param rules none overlapping
     */
    static List<Stretch> of(
            Line line, List<Stretch> names, List<Stretch> titled, List<Stretch> institutions, List<Stretch> rules) {
        return merge(merge(added(splitAtCommas(line, names), titled), rules), institutions);
    }

    /** "Paris, France" is two places. */
    private static List<Stretch> splitAtCommas(Line line, List<Stretch> names) {
        var split = new ArrayList<Stretch>();
        for (var name : names) {
            int from = name.first();
            if (name.kind() == Kind.PLACE) {
                for (int at = name.first() + 1; at < name.last() - 1; at++) {
                    if (line.is(at, ",") && at > from) {
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
    private static List<Stretch> added(List<Stretch> names, List<Stretch> others) {
        var all = new ArrayList<Stretch>(names.size() + others.size());
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
    private static List<Stretch> merge(List<Stretch> names, List<Stretch> others) {
        var waiting = new ArrayList<>(names);
        var merged = new ArrayList<Stretch>(names.size() + others.size());
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
            merged.add(new Stretch(other.kind(), other.first(), other.last(), confidence, other.origin()));
            next = end;
            if (!overlapping.isEmpty() && isLedBy(overlapping.getLast(), other)) {
                var behind = overlapping.getLast();
                waiting.set(--next, behind.from(other.last(), behind.last()));
            }
        }
        merged.addAll(waiting.subList(next, waiting.size()));
        return merged;
    }

    private static boolean isBetter(Stretch name, Stretch other) {
        if (other.origin() == Stretch.Origin.INSTITUTIONS) {
            return !other.covers(name) && !isLedBy(name, other);
        }
        return name.covers(other)
                || name.kind() == Kind.ORGANISATION && name.length() >= other.length()
                || name.kind() == Kind.PERSON && name.length() > 1 && !other.covers(name);
    }

    /** Whether an institution leads a person's name, as in "Pentagon John Doe": the spokesman's begins behind. */
    private static boolean isLedBy(Stretch name, Stretch institution) {
        return institution.origin() == Stretch.Origin.INSTITUTIONS
                && name.kind() == Kind.PERSON
                && name.first() == institution.first()
                && name.last() - institution.last() > 1;
    }
}
