package io.wireroom.tagging.entities;

import io.wireroom.contract.Article.Span;
import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.places.Place;
import io.wireroom.tagging.places.PlaceSenses.Reading;
import io.wireroom.tagging.places.PlaceSenses.Sense;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of an article whose words are also names of places: "Stefan Israel … Israel said" means the person, "in Israel"
 * the country.
 *
 * @param names the spans, people called like places included, common words left out
 * @param places the senses that remain
 */
record PlaceNamesakes(List<TokenSpan> names, List<Sense> places) {

    private static final double CONFIDENCE = 0.6;

    /** Separates people from places, by the full names of people and the words before each name. */
    static PlaceNamesakes of(FoldedTokens tokens, List<TokenSpan> spans, Reading reading) {
        var names = without(tokens, spans, reading.others());
        var words = wordsOfPeople(tokens, names);
        if (words.isEmpty()) {
            return new PlaceNamesakes(names, reading.senses());
        }
        var shown = shownAsPlaces(tokens, reading, words);
        var people = new HashMap<Integer, TokenSpan>();
        var places = new ArrayList<Sense>();
        for (int i = 0; i < reading.senses().size(); i++) {
            var sense = reading.senses().get(i);
            int first = tokens.at(sense.start());
            boolean isPerson = isWordOf(tokens, sense, first, words)
                    && !reading.isLocated().get(i)
                    && !sense.isQualified()
                    && !shown.contains(tokens.plain(first));
            if (isPerson) {
                people.put(first, repetition(first));
            } else {
                places.add(sense);
            }
        }
        var starts = new HashSet<Integer>();
        places.forEach(sense -> starts.add(sense.start()));
        for (var name : names) {
            var word = tokens.plain(name.first());
            boolean isPerson = name.length() == 1
                    && name.kind() != Kind.ORGANISATION
                    && words.contains(word)
                    && !shown.contains(word)
                    && !starts.contains(tokens.start(name.first()))
                    && isNameOfPlace(tokens, reading, word);
            if (isPerson) {
                people.putIfAbsent(name.first(), repetition(name.first()));
            }
        }
        return people.isEmpty()
                ? new PlaceNamesakes(names, reading.senses())
                : new PlaceNamesakes(replaced(names, people), places);
    }

    private static boolean isNameOfPlace(FoldedTokens tokens, Reading reading, String word) {
        return reading.senses().stream()
                .anyMatch(sense -> tokens.plain(tokens.at(sense.start())).equals(word));
    }

    private static TokenSpan repetition(int token) {
        return new TokenSpan(Kind.PERSON, token, token + 1, CONFIDENCE, TokenSpan.Origin.REPETITION);
    }

    /** Leaves out places that the finder marked inside words that name no place. */
    private static List<TokenSpan> without(FoldedTokens tokens, List<TokenSpan> spans, List<Span> others) {
        if (others.isEmpty()) {
            return spans;
        }
        var kept = new ArrayList<TokenSpan>(spans.size());
        for (var span : spans) {
            boolean isOther = span.length() == 1
                    && others.stream()
                            .anyMatch(other -> other.start() <= tokens.start(span.first())
                                    && tokens.end(span.end() - 1) <= other.end());
            if (!isOther || span.kind() != Kind.PLACE) {
                kept.add(span);
            }
        }
        return kept;
    }

    /** First and last words of people's full names. */
    private static Set<String> wordsOfPeople(FoldedTokens tokens, List<TokenSpan> spans) {
        var words = new HashSet<String>();
        for (var span : spans) {
            if (span.kind() == Kind.PERSON && span.length() > 1) {
                words.add(tokens.plain(span.first()));
                words.add(tokens.plain(span.end() - 1));
            }
        }
        return words;
    }

    private static boolean isWordOf(FoldedTokens tokens, Sense sense, int first, Set<String> words) {
        return !sense.isDemonym() && tokens.end(first) == sense.end() && words.contains(tokens.plain(first));
    }

    /**
     * The words that also mean their place in the article: it names the place with a word like "in" before it, or
     * speaks of the place by other names.
     */
    private static Set<String> shownAsPlaces(FoldedTokens tokens, Reading reading, Set<String> words) {
        var byArea = new HashMap<String, Set<String>>();
        for (var sense : reading.senses()) {
            if (sense.place() != null) {
                var surface = KindVotes.surface(tokens, span(tokens, sense));
                for (var area : List.of(area(sense.place()), sense.place().country())) {
                    byArea.computeIfAbsent(area, key -> new HashSet<>()).add(surface);
                }
            }
        }
        var shown = new HashSet<String>();
        for (var sense : reading.senses()) {
            int first = tokens.at(sense.start());
            if (isWordOf(tokens, sense, first, words) && isAmongOthers(sense, tokens.plain(first), byArea)) {
                shown.add(tokens.plain(first));
            }
        }
        return shown;
    }

    private static boolean isAmongOthers(Sense sense, String word, Map<String, Set<String>> byArea) {
        var place = sense.place();
        return place != null
                && byArea.getOrDefault(area(place), Set.of()).stream().anyMatch(other -> !other.equals(word));
    }

    /** What a place shares with others that speak of it: a country, or a state or city with its state. */
    private static String area(Place place) {
        return place.kind() == Place.Kind.COUNTRY || place.isCapital()
                ? place.country()
                : place.country() + "-" + (place.kind() == Place.Kind.SUBDIVISION ? place.name() : place.subdivision());
    }

    private static TokenSpan span(FoldedTokens tokens, Sense sense) {
        int first = tokens.at(sense.start());
        int end = Math.max(first, tokens.at(sense.end() - 1)) + 1;
        return new TokenSpan(Kind.PLACE, first, end, 1, TokenSpan.Origin.REPETITION);
    }

    private static List<TokenSpan> replaced(List<TokenSpan> names, Map<Integer, TokenSpan> people) {
        var all = new ArrayList<TokenSpan>(names.size() + people.size());
        for (var name : names) {
            if (name.length() > 1 || !people.containsKey(name.first())) {
                all.add(name);
            }
        }
        all.addAll(people.values());
        all.sort(Comparator.comparingInt(TokenSpan::first));
        return all;
    }
}
