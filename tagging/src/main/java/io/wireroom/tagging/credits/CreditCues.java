package io.wireroom.tagging.credits;

import io.wireroom.tagging.credits.Outlet.Proof;
import io.wireroom.tagging.tokens.Tokens;
import java.util.Locale;
import java.util.Set;

/** Decides by the words around a possible outlet name whether the article credits it. */
final class CreditCues {

    private static final int SKIPPED = 7;
    private static final int FILLED = 6;

    /** Tokens of an apposition to an outlet, between commas. */
    private static final int APPOSITION = 25;

    private static final int WORKER_REACH = 10;

    /** Parts of a compound word for an outlet. */
    private static final int NOUNS = 3;

    private final Tokens tokens;
    private final OutletNames names;
    private final OutletNames.Cues cues;
    private final Set<String> nouns;
    private final Set<String> weakNouns;
    private final Set<String> reports;

    CreditCues(Tokens tokens, OutletNames names, OutletNames.Cues cues) {
        this.tokens = tokens;
        this.names = names;
        this.cues = cues;
        this.nouns = names.set("noun");
        this.weakNouns = names.set("noun weak");
        this.reports = names.set("after en report");
    }

    /** Whether the words around a name credit it. */
    boolean credit(Outlet outlet) {
        var after = afterNouns(outlet);
        var proof = proof(outlet, after);
        return proof != Proof.NAME && (isCreditedBefore(outlet, proof) || isCreditedAfter(outlet, after, proof));
    }

    /** The proof of a name together with the words beside it. */
    private Proof proof(Outlet outlet, int after) {
        var noun = nounStrength(outlet.end(), after);
        var before = outlet.first();
        while (before > 0 && outlet.first() - before < NOUNS && (isNoun(before - 1) || isQuoteMark(before - 1))) {
            before--;
        }
        noun = Math.max(noun, nounStrength(before, outlet.first()));
        return switch (outlet.proof()) {
            case KNOWN, SHAPE -> outlet.proof();
            case PLAIN ->
                noun > 0 || ((isArticle(outlet.first() - 1) || isPublished(outlet.first() - 1)) && endsThere(outlet))
                        ? Proof.KNOWN
                        : Proof.NAME;
            case WEAK_SHAPE -> noun > 0 ? Proof.SHAPE : Proof.WEAK_SHAPE;
            case NAME -> noun > 1 && isOwnName(outlet) || noun == 1 && isLongName(outlet) ? Proof.SHAPE : Proof.NAME;
        };
    }

    /** 2 if a word beside the name is used for outlets only, 1 if it is also used for others, 0 if there is none. */
    private int nounStrength(int from, int to) {
        var strength = 0;
        var news = false;
        for (int at = from; at < to; at++) {
            var word = lower(at);
            if (word.equals("news")) {
                news = true;
            } else if (isNoun(at)) {
                strength = Math.max(strength, news || !weakNouns.contains(word) ? 2 : 1);
            }
        }
        return strength;
    }

    /** Whether it is not a nationality, a country's parliament, or similar. */
    private boolean isOwnName(Outlet outlet) {
        for (int at = outlet.first(); at < outlet.end(); at++) {
            if (names.set("institution").contains(lower(at))) {
                return false;
            }
        }
        return !names.set("demonym").contains(tokens.words(outlet.first(), outlet.end() - 1))
                && !(outlet.end() - outlet.first() == 1 && nouns.contains(lower(outlet.first())))
                && tokens.length(outlet.first()) > 1;
    }

    private boolean isLongName(Outlet outlet) {
        return isOwnName(outlet)
                && outlet.end() - outlet.first() > 1
                && !names.set("demonym").contains(tokens.word(outlet.end() - 1))
                && isArticle(outlet.first() - 1);
    }

    /** Whether it is not the first part of another name: the <i>National</i> census. */
    private boolean endsThere(Outlet outlet) {
        var next = outlet.end();
        return next >= sentenceEnd(outlet.first())
                || !tokens.isWord(next)
                || names.set("next").contains(lower(next))
                || names.set("fill").contains(lower(next))
                || cues.after().contains(lower(next));
    }

    private boolean isCreditedBefore(Outlet outlet, Proof proof) {
        var at = outlet.first() - 1;
        var skipped = 0;
        var article = false;
        while (at >= 0 && skipped < SKIPPED && outlet.first() - at < 2 * SKIPPED) {
            if (cues.before().find(tokens, at) != null) {
                return proof != Proof.WEAK_SHAPE || article;
            }
            if (!isSkipped(at)) {
                return false;
            }
            article |= isArticle(at);
            skipped += tokens.isWord(at) ? 1 : 0;
            at--;
        }
        return false;
    }

    private boolean isPublished(int last) {
        return last >= 0 && names.published().find(tokens, last) != null;
    }

    private boolean isSkipped(int at) {
        return cues.skip().contains(tokens.word(at))
                || isNoun(at)
                || isQuoteMark(at)
                || tokens.is(at, "-")
                || names.set("demonym").contains(tokens.word(at))
                || (at + 2 < tokens.size() && tokens.is(at + 1, "-") && tokens.is(at + 2, "based"));
    }

    private boolean isCreditedAfter(Outlet outlet, int after, Proof proof) {
        var at = after;
        if (at >= tokens.size()) {
            return false;
        }
        if (isPossessive(at)) {
            return isPublication(at + 1, outlet) || isPublication(at + 2, outlet) || isReportedByWorker(at + 1);
        }
        if (isPublication(at, outlet) && proof != Proof.WEAK_SHAPE) {
            return true;
        }
        if (names.set("worker").contains(lower(at))) {
            return hasVerb(at + 1, Math.min(sentenceEnd(at), at + WORKER_REACH), proof);
        }
        if (tokens.is(at, ",")) {
            at = afterApposition(at);
        }
        return hasVerbAt(at, outlet, proof, after > outlet.end());
    }

    private boolean hasVerbAt(int from, Outlet outlet, Proof proof, boolean noun) {
        var at = from;
        var end = sentenceEnd(outlet.first());
        for (int i = 0; i < FILLED && at < end && names.set("fill").contains(tokens.word(at)); i++) {
            at++;
        }
        if (at < end && Character.isIdeographic(tokens.first(outlet.first()))) {
            return beginsWithCue(at);
        }
        if (at >= end || !cues.after().contains(lower(at))) {
            return false;
        }
        var report = reports.contains(lower(at)) || !cues.after().contains("reported");
        var next = at + 1 < end ? lower(at + 1) : ".";
        if (proof == Proof.WEAK_SHAPE) {
            return report && (next.equals("that") || next.equals("on"));
        }
        // An outlet that reports on itself is not credited.
        return report || noun || !(next.equals("it") || next.equals("its") || next.equals("they"));
    }

    /** In scripts without spaces a verb is several tokens. */
    private boolean beginsWithCue(int at) {
        return cues.after().stream().anyMatch(cue -> tokens.text().startsWith(cue, tokens.start(at)));
    }

    /** After the second of two commas, if it is near; else after the first. */
    private int afterApposition(int comma) {
        var end = Math.min(sentenceEnd(comma), comma + APPOSITION);
        for (int at = comma + 1; at < end; at++) {
            if (tokens.is(at, ",")) {
                return at + 1;
            }
        }
        return comma + 1;
    }

    private boolean hasVerb(int from, int to, Proof proof) {
        for (int at = from; at < to && proof != Proof.WEAK_SHAPE; at++) {
            if (cues.after().contains(lower(at))) {
                return true;
            }
        }
        return false;
    }

    /** <i>CNN's Ann Roe reported</i>: a name with capitals, and a verb of reporting. */
    private boolean isReportedByWorker(int from) {
        var at = from;
        while (at < tokens.size() && at < from + WORKER_REACH / 2 && tokens.isCapitalised(at)) {
            at++;
        }
        return at > from + 1 && at < tokens.size() && reports.contains(lower(at));
    }

    private boolean isPublication(int at, Outlet outlet) {
        return at < sentenceEnd(outlet.first()) && names.set("work").contains(lower(at));
    }

    /** After the words for an outlet that follow a name. */
    private int afterNouns(Outlet outlet) {
        var at = outlet.end();
        while (at < tokens.size() && isQuoteMark(at)) {
            at++;
        }
        var end = Math.min(sentenceEnd(outlet.first()), at + NOUNS + 2);
        while (at < end && (isNoun(at) || (tokens.is(at, "-") && at + 1 < end && isNoun(at + 1)))) {
            at++;
        }
        return at;
    }

    private boolean isNoun(int at) {
        return nouns.contains(tokens.word(at));
    }

    private boolean isArticle(int at) {
        return at >= 0
                && (tokens.isIgnoringCase(at, "the")
                        || (cues.skip().contains(tokens.word(at)) && tokens.length(at) <= 3));
    }

    private boolean isPossessive(int at) {
        var first = tokens.first(at);
        return (first == '\'' || first == '’') && tokens.length(at) <= 2;
    }

    private boolean isQuoteMark(int at) {
        return tokens.length(at) == 1 && "\"“”„«»‘’'*".indexOf(tokens.first(at)) >= 0;
    }

    private int sentenceEnd(int at) {
        return tokens.sentenceEnd(tokens.sentenceOf(at));
    }

    private String lower(int at) {
        return tokens.length(at) > 30 ? "" : tokens.word(at).toLowerCase(Locale.ROOT);
    }
}
