package io.wireroom.tagging.places;

import org.jspecify.annotations.Nullable;

/**
 * A place in the gazetteer.
 *
 * @param name in English
 * @param uri {@code iso3166:IQ}, {@code iso3166:US-TX}, {@code geonames:98182}; null for places without a code
 * @param country ISO 3166-1 code of the country it lies in; empty for regions across countries
 * @param subdivision state or province it lies in; empty when unknown or for countries
 * @param isCapital of its country
 * @param isWellKnown whether its name alone means it
 */
public record Place(
        Kind kind,
        String name,
        @Nullable String uri,
        String country,
        String subdivision,
        boolean isCapital,
        boolean isWellKnown) {

    /** What kind of place. */
    public enum Kind {
        COUNTRY,
        REGION,
        SUBDIVISION,
        CITY
    }

    private static final String STATE = " State";

    /** The name of a state as its cities have it: "New York" of "New York State". */
    String areaName() {
        return name.endsWith(STATE) ? name.substring(0, name.length() - STATE.length()) : name;
    }

    /** Whether the other place lies in this country or subdivision. */
    boolean contains(Place other) {
        return other != this
                && other.country().equals(country)
                && switch (kind) {
                    case COUNTRY -> true;
                    case SUBDIVISION -> other.subdivision().equals(areaName());
                    case REGION, CITY -> false;
                };
    }
}
