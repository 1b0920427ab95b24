package io.wireroom.text.dates;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The time zone of a time: an offset, or a name from the table that feeds and pages share. */
final class Zones {

    /** What the text after a time states about its zone. */
    sealed interface Zone {

        /** A known offset from UTC. */
        record Known(ZoneOffset offset) implements Zone {}

        /** No zone. */
        record Absent() implements Zone {}

        /** An unknown zone: such a time is not an instant. */
        record Unknown() implements Zone {}
    }

    static final Zone ABSENT = new Zone.Absent();
    static final Zone UNKNOWN = new Zone.Unknown();

    /** Offsets, each with the names of its zones. */
    private static final Map<String, Zone> NAMED = read("""
            -10:00 HST
            -09:00 AKST
            -08:00 PT PST AKDT
            -07:00 MST PDT
            -06:00 CST MDT
            -05:00 ET EST CDT
            -04:00 AST EDT
            -03:00 ADT
            +00:00 Z UT UTC GMT WET
            +01:00 WEST BST CET MET MEZ
            +02:00 CEST MEST MESZ EET SAST
            +03:00 EEST MSK
            +05:30 IST
            +07:00 WIB
            +08:00 HKT SGT
            +09:00 JST KST
            +10:00 AEST
            +11:00 AEDT
            +12:00 NZST
            +13:00 NZDT""");

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

    /** The zone with this offset from UTC; unknown beyond 14 hours. */
    static Zone offset(boolean west, int hours, int minutes) {
        var east = 60 * hours + minutes;
        return east > MAX_MINUTES ? UNKNOWN : new Zone.Known(ZoneOffset.ofTotalSeconds((west ? -60 : 60) * east));
    }

    private static Map<String, Zone> read(String table) {
        var zones = new HashMap<String, Zone>();
        for (var row : table.split("\n")) {
            var fields = row.split(" ");
            var zone = new Zone.Known(ZoneOffset.of(fields[0]));
            Arrays.stream(fields).skip(1).forEach(name -> zones.put(name, zone));
        }
        return zones;
    }
}
