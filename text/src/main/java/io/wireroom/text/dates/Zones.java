package io.wireroom.text.dates;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The time zone that follows a time: an offset, or a name of the one table that feeds and pages share. */
final class Zones {

    /** What the text after a time states about its zone. */
    sealed interface Zone {

        /** A known offset from UTC. */
        record Known(ZoneOffset offset) implements Zone {}

        /** No zone. */
        record Absent() implements Zone {}

        /** A zone that nobody knows: such a time is no instant. */
        record Unknown() implements Zone {}
    }

    static final Zone ABSENT = new Zone.Absent();
    static final Zone UNKNOWN = new Zone.Unknown();

    private static final Map<String, Zone> NAMED = Map.ofEntries(
            zone("Z", 0),
            zone("UT", 0),
            zone("UTC", 0),
            zone("GMT", 0),
            zone("WET", 0),
            zone("WEST", 1),
            zone("BST", 1),
            zone("CET", 1),
            zone("MET", 1),
            zone("MEZ", 1),
            zone("CEST", 2),
            zone("MEST", 2),
            zone("MESZ", 2),
            zone("EET", 2),
            zone("EEST", 3),
            zone("SAST", 2),
            zone("MSK", 3),
            Map.entry("IST", new Zone.Known(ZoneOffset.ofHoursMinutes(5, 30))),
            zone("WIB", 7),
            zone("HKT", 8),
            zone("SGT", 8),
            zone("JST", 9),
            zone("KST", 9),
            zone("AEST", 10),
            zone("AEDT", 11),
            zone("NZST", 12),
            zone("NZDT", 13),
            zone("AST", -4),
            zone("ADT", -3),
            zone("ET", -5),
            zone("EST", -5),
            zone("EDT", -4),
            zone("CST", -6),
            zone("CDT", -5),
            zone("MST", -7),
            zone("MDT", -6),
            zone("PT", -8),
            zone("PST", -8),
            zone("PDT", -7),
            zone("AKST", -9),
            zone("AKDT", -8),
            zone("HST", -10));

    /** Short words after a time that are not the name of a zone. */
    private static final Set<String> OTHER_WORDS =
            Set.of("AM", "PM", "NOON", "UHR", "H", "HS", "HRS", "UUR", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private static final Pattern NAME = Pattern.compile("[A-Z]{1,5}|[A-Z_]+/[A-Z_/]+");
    private static final int MAX_MINUTES = 14 * 60;

    private Zones() {}

    /** The zone of this name, in upper or lower case. */
    static Zone named(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        var known = NAMED.get(upper);
        if (known != null) {
            return known;
        }
        var other = !NAME.matcher(upper).matches() || OTHER_WORDS.contains(upper) || Months.number(name) > 0;
        return other ? ABSENT : UNKNOWN;
    }

    /** The zone this far from UTC; unknown beyond 14 hours. */
    static Zone offset(boolean west, int hours, int minutes) {
        var east = 60 * hours + minutes;
        return east > MAX_MINUTES ? UNKNOWN : new Zone.Known(ZoneOffset.ofTotalSeconds((west ? -60 : 60) * east));
    }

    private static Map.Entry<String, Zone> zone(String name, int hours) {
        return Map.entry(name, new Zone.Known(ZoneOffset.ofHours(hours)));
    }
}
