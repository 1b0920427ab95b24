package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.places.Place;
import io.wireroom.tagging.places.PlaceSenses.Sense;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses one kind for each name of an article: the kinds of all its mentions, weighted with titles, organisation words
 * and the gazetteer. Immutable.
 */
final class KindVotes {

    private static final double FOR_ORGANISATION_WORD = 1.5;
    private static final double FOR_INSTITUTION = 3;
    private static final double FOR_TITLE = 1.5;
    private static final double DOUBT_LEFT_BY_TITLE = 0.6;
    private static final double FOR_COUNTRY = 3;
    private static final double FOR_CITY = 0.6;
    private static final double FOR_FAMILY_NAME = 0.6;

    private final NameWords words;

    KindVotes(NameWords words) {
        this.words = words;
    }

    /** The same spans with the kind that won; those that repeat a name found elsewhere keep theirs. */
    List<TokenSpan> settle(FoldedTokens tokens, List<TokenSpan> spans, Map<Integer, Sense> senses) {
        var votes = new HashMap<String, EnumMap<Kind, Double>>();
        var familyNames = familyNames(tokens, spans);
        for (var span : spans) {
            if (span.origin() == TokenSpan.Origin.REPETITION) {
                continue;
            }
            var ballot = votes.computeIfAbsent(surface(tokens, span), key -> new EnumMap<>(Kind.class));
            ballot.merge(span.kind(), span.confidence(), Double::sum);
            addEvidence(tokens, span, ballot, senses, familyNames);
        }
        var settled = new ArrayList<TokenSpan>();
        var firstKinds = new HashMap<String, Kind>();
        for (var span : spans) {
            if (span.origin() == TokenSpan.Origin.REPETITION) {
                settled.add(span);
                continue;
            }
            var surface = surface(tokens, span);
            var ballot = votes.getOrDefault(surface, new EnumMap<>(Kind.class));
            // On a tie the kind of the first mention wins for all mentions.
            var winner = firstKinds.computeIfAbsent(surface, any -> span.kind());
            double all = 0;
            for (var vote : ballot.entrySet()) {
                all += vote.getValue();
                if (vote.getValue() > ballot.getOrDefault(winner, 0.0)) {
                    winner = vote.getKey();
                }
            }
            double share = ballot.getOrDefault(winner, 0.0) / all;
            settled.add(
                    winner == span.kind()
                            ? withTitle(tokens, span)
                            : span.as(winner, Math.max(0.3, Math.min(0.9, share * 0.9))));
        }
        return settled;
    }

    /** A title in front leaves less doubt about a person. */
    private TokenSpan withTitle(FoldedTokens tokens, TokenSpan span) {
        return span.kind() == Kind.PERSON && hasTitle(tokens, span)
                ? span.as(Kind.PERSON, 1 - (1 - span.confidence()) * DOUBT_LEFT_BY_TITLE)
                : span;
    }

    private boolean hasTitle(FoldedTokens tokens, TokenSpan span) {
        return tokens.isSameSentence(span.first() - 1, span.first())
                && words.titleLengthBefore(tokens, span.first()) > 0;
    }

    private void addEvidence(
            FoldedTokens tokens,
            TokenSpan span,
            EnumMap<Kind, Double> ballot,
            Map<Integer, Sense> senses,
            Set<String> familyNames) {
        boolean isOrganisation = words.isOrganisation(tokens, span.first(), span.end());
        if (isOrganisation) {
            ballot.merge(Kind.ORGANISATION, FOR_ORGANISATION_WORD, Double::sum);
        }
        if (span.origin() == TokenSpan.Origin.INSTITUTIONS) {
            ballot.merge(Kind.ORGANISATION, FOR_INSTITUTION, Double::sum);
        }
        if (hasTitle(tokens, span) && !isOrganisation && span.kind() == Kind.PERSON) {
            ballot.merge(Kind.PERSON, FOR_TITLE, Double::sum);
        }
        var sense = senses.get(tokens.start(span.first()));
        var place = sense == null || sense.end() != tokens.end(span.end() - 1) ? null : sense.place();
        boolean isCountry = place != null && (place.kind() == Place.Kind.COUNTRY || place.kind() == Place.Kind.REGION);
        if (place != null) {
            ballot.merge(Kind.PLACE, isCountry ? FOR_COUNTRY : place.isWellKnown() ? FOR_CITY : 0, Double::sum);
        }
        if (!isCountry && span.length() == 1 && familyNames.contains(tokens.plain(span.first()))) {
            ballot.merge(Kind.PERSON, FOR_FAMILY_NAME, Double::sum);
        }
    }

    private static Set<String> familyNames(FoldedTokens tokens, List<TokenSpan> spans) {
        var names = new HashSet<String>();
        for (var span : spans) {
            if (span.kind() == Kind.PERSON && span.length() > 1) {
                names.add(tokens.plain(span.end() - 1));
            }
        }
        return names;
    }

    /** A name's words made plain, as one string, without an article in front. */
    static String surface(FoldedTokens tokens, TokenSpan span) {
        if (span.length() == 1) {
            return tokens.plain(span.first());
        }
        var surface = new StringBuilder();
        int first = tokens.is(span.first(), "The") ? span.first() + 1 : span.first();
        for (int at = first; at < span.end(); at++) {
            if (tokens.isWord(at)) {
                surface.append(surface.isEmpty() ? "" : " ").append(tokens.plain(at));
            }
        }
        return surface.toString();
    }
}
