package io.wireroom.enrich.match;

/**
 * Decides whether two articles have the same text. Symmetric: the order of the two does not count. The thresholds were
 * chosen on the development set of docs/performance.md.
 */
final class CopyRule {

    /** What two articles are to each other. */
    enum Relation {
        /** One text, perhaps cut, extended, edited or reordered. */
        COPY,
        /** One frame filled with other facts: market reports, weather. */
        TEMPLATE,
        /** One text has a part of the other, under its own title and beginning. */
        EXCERPT,
        UNRELATED
    }

    /** Below both of these, texts have nothing in common but phrases. */
    private static final double LEAST_SIMILARITY = 0.2;

    private static final double LEAST_CONTAINMENT = 0.6;

    /** From this similarity on, title and beginning do not matter. */
    private static final double SAME_TEXT = 0.6;

    /** The same beginning or title: this share of the shorter one. */
    private static final double SAME_LEAD = 0.4;

    private static final double SAME_TITLE = 0.6;
    private static final int LEAST_TITLE_WORDS = 3;

    /** Copies keep this share of the numbers, and of all facts. */
    private static final double KEPT_NUMBERS = 0.5;

    private static final double KEPT_FACTS = 0.4;
    private static final int LEAST_NUMBERS = 3;
    private static final int LEAST_FACTS = 4;

    private CopyRule() {}

    static Relation relation(Fingerprint one, Fingerprint other) {
        var similarity = one.sketch().similarity(other.sketch());
        if (similarity < LEAST_SIMILARITY && one.sketch().containment(other.sketch()) < LEAST_CONTAINMENT) {
            return Relation.UNRELATED;
        }
        if (!factsAgree(one, other)) {
            return Relation.TEMPLATE;
        }
        return similarity >= SAME_TEXT || hasSameBeginning(one, other) ? Relation.COPY : Relation.EXCERPT;
    }

    private static boolean factsAgree(Fingerprint one, Fingerprint other) {
        var numbers = one.numbers().overlap(other.numbers());
        if (numbers.fewer() >= LEAST_NUMBERS && numbers.share() < KEPT_NUMBERS) {
            return false;
        }
        var facts = numbers.plus(one.names().overlap(other.names()))
                .plus(one.dates().overlap(other.dates()));
        return facts.fewer() < LEAST_FACTS || facts.share() >= KEPT_FACTS;
    }

    private static boolean hasSameBeginning(Fingerprint one, Fingerprint other) {
        if (one.lead().overlap(other.lead()).share() >= SAME_LEAD) {
            return true;
        }
        var title = one.title().overlap(other.title());
        return title.fewer() >= LEAST_TITLE_WORDS && title.share() >= SAME_TITLE;
    }
}
