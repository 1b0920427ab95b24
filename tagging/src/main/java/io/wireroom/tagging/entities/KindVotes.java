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
 * One kind for one name throughout an article: what the finder of names says at each place, weighed with titles,
 * organisation words and what the gazetteer knows. Immutable.
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

    /** The same stretches with the kind that won. */
    List<TokenSpan> settle(Line line, List<TokenSpan> stretches, Map<Integer, Sense> senses) {
        var votes = new HashMap<String, EnumMap<Kind, Double>>();
        var familyNames = familyNames(line, stretches);
        for (var stretch : stretches) {
            var ballot = votes.computeIfAbsent(surface(line, stretch), key -> new EnumMap<>(Kind.class));
            ballot.merge(stretch.kind(), stretch.confidence(), Double::sum);
            addEvidence(line, stretch, ballot, senses, familyNames);
        }
        var settled = new ArrayList<TokenSpan>();
        for (var stretch : stretches) {
            var ballot = votes.getOrDefault(surface(line, stretch), new EnumMap<>(Kind.class));
            var winner = stretch.kind();
            double all = 0;
            for (var vote : ballot.entrySet()) {
                all += vote.getValue();
                if (vote.getValue() > ballot.getOrDefault(winner, 0.0)) {
                    winner = vote.getKey();
                }
            }
            double share = ballot.getOrDefault(winner, 0.0) / all;
            settled.add(
                    winner == stretch.kind()
                            ? withTitle(line, stretch)
                            : stretch.as(winner, Math.max(0.3, Math.min(0.9, share * 0.9))));
        }
        return settled;
    }

    /** A title in front leaves less doubt about a person. */
    private TokenSpan withTitle(Line line, TokenSpan stretch) {
        return stretch.kind() == Kind.PERSON && hasTitle(line, stretch)
                ? stretch.as(Kind.PERSON, 1 - (1 - stretch.confidence()) * DOUBT_LEFT_BY_TITLE)
                : stretch;
    }

    private boolean hasTitle(Line line, TokenSpan stretch) {
        return line.isSameSentence(stretch.first() - 1, stretch.first())
                && words.titleLengthBefore(line, stretch.first()) > 0;
    }

    private void addEvidence(
            Line line,
            TokenSpan stretch,
            EnumMap<Kind, Double> ballot,
            Map<Integer, Sense> senses,
            Set<String> familyNames) {
        var lastWord = line.word(stretch.last() - 1);
        boolean isOrganisation = stretch.length() > 1
                && (words.endsOrganisation(lastWord)
                        || words.isForeignOrganisation(line.word(stretch.first()))
                        || words.beginsOrganisation(line.word(stretch.first())) && line.is(stretch.first() + 1, "of"));
        if (isOrganisation) {
            ballot.merge(Kind.ORGANISATION, FOR_ORGANISATION_WORD, Double::sum);
        }
        if (stretch.origin() == TokenSpan.Origin.INSTITUTIONS) {
            ballot.merge(Kind.ORGANISATION, FOR_INSTITUTION, Double::sum);
        }
        if (hasTitle(line, stretch) && !isOrganisation && stretch.kind() == Kind.PERSON) {
            ballot.merge(Kind.PERSON, FOR_TITLE, Double::sum);
        }
        var sense = senses.get(line.tokens().start(stretch.first()));
        var place = sense == null || sense.end() != line.tokens().end(stretch.last() - 1) ? null : sense.place();
        boolean isCountry = place != null && (place.kind() == Place.Kind.COUNTRY || place.kind() == Place.Kind.REGION);
        if (place != null) {
            ballot.merge(Kind.PLACE, isCountry ? FOR_COUNTRY : place.isWellKnown() ? FOR_CITY : 0, Double::sum);
        }
        if (!isCountry && stretch.length() == 1 && familyNames.contains(line.plain(stretch.first()))) {
            ballot.merge(Kind.PERSON, FOR_FAMILY_NAME, Double::sum);
        }
    }

    private static Set<String> familyNames(Line line, List<TokenSpan> stretches) {
        var names = new HashSet<String>();
        for (var stretch : stretches) {
            if (stretch.kind() == Kind.PERSON && stretch.length() > 1) {
                names.add(line.plain(stretch.last() - 1));
            }
        }
        return names;
    }

    /** A name's words made plain, as one string, without an article in front. */
    static String surface(Line line, TokenSpan stretch) {
        if (stretch.length() == 1) {
            return line.plain(stretch.first());
        }
        var surface = new StringBuilder();
        int first = line.is(stretch.first(), "The") ? stretch.first() + 1 : stretch.first();
        for (int at = first; at < stretch.last(); at++) {
            if (line.isWord(at)) {
                surface.append(surface.isEmpty() ? "" : " ").append(line.plain(at));
            }
        }
        return surface.toString();
    }
}
