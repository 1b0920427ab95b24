package io.wireroom.tagging.quotes;

import io.wireroom.tagging.lexicon.NameParticles;
import io.wireroom.tagging.lexicon.SpeechWords;
import io.wireroom.tagging.mentions.NamedMentions;
import io.wireroom.tagging.tokens.Tokens;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a speaker's name from its capitals, beside a verb of reporting, if no other engine has found it: two to four
 * words after any titles. One word alone is a name only if it ends a known full name.
 */
final class NamesByShape {

    private static final int LONGEST = 8;
    private static final int WORDS = 4;

    /** Endings of German words for offices, which are capitalised. */
    private static final Set<String> OFFICES = Set.of("""
            minister ministerin präsident präsidentin chef chefin sprecher sprecherin kanzler kanzlerin leiter
            leiterin meister meisterin vorsitzende vorsitzender vorsitzenden sekretär sekretärin direktor
            direktorin trainer trainerin experte expertin forscher forscherin anwalt anwältin beauftragte
            beauftragter abgeordnete abgeordneter politiker politikerin professor professorin kommissar
            kommissarin führer führerin gründer gründerin inhaber inhaberin richter richterin autor autorin""".split("\\s+"));

    /** Never part of a person's name. */
    private static final Set<String> NO_NAMES = Set.of("""
            ministry department police government university party house office court council committee agency
            company group union association reuters news times post state states the monday tuesday wednesday
            thursday friday saturday sunday january february march april june july august september october
            november december ministerium regierung polizei montag dienstag mittwoch donnerstag freitag samstag
            sonntag agentur ministère gouvernement ministerio gobierno ministero governo ministério agence
            agencia agenzia agência""".split("\\s+"));

    private final Tokens tokens;
    private final SpeechWords words;
    private final NamedMentions mentions;

    NamesByShape(Tokens tokens, SpeechWords words, NamedMentions mentions) {
        this.tokens = tokens;
        this.words = words;
        this.mentions = mentions;
    }

    /** The name whose first word, or title, this token is; null if there is none. */
    @Nullable
    String startingAt(int first, int limit) {
        if (!isPart(first, false)) {
            return null;
        }
        var end = first + 1;
        while (end < Math.min(limit, first + LONGEST) && isPart(end, true)) {
            end++;
        }
        if (end < limit && mentions.at(end) != null) {
            // words before a known name
            return null;
        }
        while (end > first && !tokens.isCapitalised(end - 1)) {
            end--;
        }
        return name(first, end);
    }

    /** The name that ends with this token; null if there is none. */
    @Nullable
    String endingAt(int last, int limit) {
        if (!isPart(last, false)) {
            return null;
        }
        var first = last;
        while (first > Math.max(limit, last - LONGEST) && isPart(first - 1, true)) {
            first--;
        }
        while (first < last && !tokens.isCapitalised(first)) {
            first++;
        }
        // a capital at the beginning of a sentence is no evidence
        return first == tokens.sentenceStart(tokens.sentenceOf(first)) && last - first < 2 && !isTitle(first)
                ? known(first, last)
                : name(first, last + 1);
    }

    private @Nullable String known(int first, int last) {
        return first == last ? mentions.endingWith(tokens.word(last)) : null;
    }

    private @Nullable String name(int from, int end) {
        var first = from;
        while (first < end && isTitle(first)) {
            first++;
        }
        var capitals = 0;
        for (int token = first; token < end; token++) {
            if (NO_NAMES.contains(tokens.word(token).toLowerCase(Locale.ROOT))) {
                return null;
            }
            capitals += tokens.isCapitalised(token) ? 1 : 0;
        }
        if (capitals == 1) {
            return first + 1 == end ? mentions.endingWith(tokens.word(first)) : null;
        }
        return capitals < 2 || end - first > WORDS + 2 ? null : tokens.words(first, end - 1);
    }

    private boolean isTitle(int token) {
        var word = tokens.word(token).toLowerCase(Locale.ROOT);
        return words.titles().contains(word) || OFFICES.stream().anyMatch(word::endsWith);
    }

    private boolean isPart(int token, boolean inside) {
        if (tokens.length(token) > 30 || mentions.at(token) != null || mentions.isPlace(token)) {
            return false;
        }
        var word = tokens.word(token);
        return inside && (NameParticles.SPEAKER.contains(word) || (word.equals("-") && tokens.touchesPrevious(token)))
                || (tokens.isCapitalised(token) && (tokens.length(token) > 1 || inside));
    }
}
