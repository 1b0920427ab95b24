package io.wireroom.tagging.places;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evidence from all places of an article: how often it mentions each country, and which states it names. */
final class CountryEvidence {

    private static final double FROM_COUNTRY = 1;
    private static final double FROM_KNOWN = 0.6;
    private static final double FROM_CITY = 0.25;
    private static final int SURE_LENGTH = 5;

    private final Map<String, Double> countries = new HashMap<>();
    private final Set<String> subdivisions = new HashSet<>();
    private final Set<String> withCities = new HashSet<>();

    /** Adds a name, if all places with this name are in one country. */
    void add(Gazetteer.Match match, boolean isDoubtful) {
        if (isDoubtful) {
            return;
        }
        var country = match.names().getFirst().place().country();
        if (country.isEmpty()) {
            return;
        }
        double weight = 0;
        for (var name : match.names()) {
            if (!name.place().country().equals(country)) {
                // "Congolese" mostly means the larger country, but "Georgian" may be of a state.
                if (!match.isDemonym() || name.place().kind() != Place.Kind.COUNTRY) {
                    return;
                }
                continue;
            }
            weight = Math.max(weight, weight(name.place(), match));
        }
        countries.merge(country, weight, Double::sum);
        for (var name : match.names()) {
            if (name.place().kind() == Place.Kind.SUBDIVISION) {
                subdivisions.add(country + name.place().areaName());
            } else if (name.place().kind() == Place.Kind.CITY && weight >= FROM_KNOWN) {
                withCities.add(country + name.place().subdivision());
            }
        }
    }

    /** The weight of a country in the article; one mention is 1. */
    double of(String country) {
        return countries.getOrDefault(country, 0.0);
    }

    /** Whether the article names the state that a place lies in. */
    boolean namesSubdivisionOf(Place place) {
        return !place.subdivision().isEmpty()
                && !place.subdivision().equals(place.name())
                && subdivisions.contains(place.country() + place.subdivision());
    }

    /** Whether the article names a known city in a state. */
    boolean namesCityIn(Place place) {
        return place.kind() == Place.Kind.SUBDIVISION && withCities.contains(place.country() + place.areaName());
    }

    /** Whether the article names another place of a country that a name may mean. */
    boolean isOf(Gazetteer.Match match) {
        return match.names().stream().anyMatch(name -> {
            var place = name.place();
            return place.kind() == Place.Kind.COUNTRY ? of(place.country()) > 0 : namesSubdivisionOf(place);
        });
    }

    /** The weight of all other countries. */
    double ofOthers(String country) {
        double sum = 0;
        for (var entry : countries.entrySet()) {
            if (!entry.getKey().equals(country)) {
                sum += entry.getValue();
            }
        }
        return sum;
    }

    /** Countries with evidence. */
    List<String> countries() {
        return List.copyOf(countries.keySet());
    }

    private static double weight(Place place, Gazetteer.Match match) {
        if (place.kind() == Place.Kind.COUNTRY) {
            return FROM_COUNTRY;
        }
        if (place.isCapital() || place.isWellKnown()) {
            return FROM_KNOWN;
        }
        return match.end() - match.start() >= SURE_LENGTH ? FROM_CITY : 0;
    }
}
