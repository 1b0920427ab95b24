package io.wireroom.tagging.quotes;

import io.wireroom.tagging.mentions.NamedMentions.Fit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people whom a pronoun may mean, gathered sentence by sentence from the pronoun back. Not thread-safe. */
final class PronounCandidates {

    /** What a person does in a sentence. */
    enum Role {
        OTHER,
        /** The subject of a verb of reporting. */
        REPORTS,
        /** The speaker of a quote. */
        SPEAKS
    }

    /** People who fit in the nearest sentence that names one: known to have the pronoun's sex, or not known. */
    private final Set<String> known = new LinkedHashSet<>();

    private final Set<String> possible = new LinkedHashSet<>();

    /** People who fit in the sentence before that one. */
    private final Set<String> knownBefore = new LinkedHashSet<>();

    private final Set<String> possibleBefore = new LinkedHashSet<>();

    private final Set<String> all = new HashSet<>();
    private Role role = Role.OTHER;
    private boolean isNearestEnded;
    private boolean isEnded;

    /** Adds a person of the current sentence. */
    void add(String name, Fit fit, Role itsRole) {
        all.add(name);
        if (fit == Fit.NONE) {
            return;
        }
        if (isNearestEnded) {
            (fit == Fit.KNOWN ? knownBefore : possibleBefore).add(name);
            return;
        }
        (fit == Fit.KNOWN ? known : possible).add(name);
        if (itsRole.compareTo(role) > 0) {
            role = itsRole;
        }
    }

    /** Ends a sentence, unless it is only a quote; the one before it comes next. */
    void endSentence(boolean isQuote) {
        if (!isQuote) {
            isEnded = isNearestEnded;
            isNearestEnded = isNearestEnded || !isEmpty();
        }
    }

    boolean isEmpty() {
        return known.isEmpty() && possible.isEmpty();
    }

    /** Whether sentences further back change nothing. */
    boolean isDecided() {
        return isEnded || isNearestEnded && (isClear() || known.size() + possible.size() > 1);
    }

    /** The one person who may be meant; null if there is none, or more than one. */
    @Nullable
    String choice() {
        if (known.size() + possible.size() != 1) {
            return null;
        }
        var only =
                known.isEmpty() ? possible.iterator().next() : known.iterator().next();
        knownBefore.remove(only);
        possibleBefore.remove(only);
        boolean isOnly = knownBefore.isEmpty() && (!known.isEmpty() || possibleBefore.isEmpty());
        return isOnly || isClear() ? only : null;
    }

    /** Whether the nearest sentence shows by itself who goes on speaking. */
    private boolean isClear() {
        return known.size() + possible.size() == 1 && role.compareTo(known.isEmpty() ? Role.SPEAKS : Role.REPORTS) >= 0;
    }

    /** Whether nobody else is named. */
    boolean isLone() {
        return all.size() == 1;
    }
}
