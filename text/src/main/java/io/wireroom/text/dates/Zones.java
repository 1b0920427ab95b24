package io.wireroom.text.dates;

import io.wireroom.text.ResourceLines;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The time zone of a time: an offset, a name of {@code time-zones.txt}, or a region of the tz database. Feeds and pages
 * share the table. Thread-safe.
 */
final class Zones {

    /** What the text beside a time states about its zone. */
    sealed interface Zone {

        /** A known offset from UTC, or a place whose clock is known. */
        record Known(ZoneId id) implements Zone {}

        /** No zone. */
        record Absent() implements Zone {}

        /** An unknown zone: such a time is not an instant. */
        record Unknown() implements Zone {}
    }

    /**
     * A name of a zone.
     *
     * @param languages BCP 47 tags in lower case; empty for the meaning elsewhere
     */
    private record Named(Set<String> languages, Zone zone) {

        boolean isOf(@Nullable String language) {
            return language != null
                    && languages.stream().anyMatch(one -> language.equals(one) || language.startsWith(one + '-'));
        }
    }

    static final Zone ABSENT = new Zone.Absent();
    static final Zone UNKNOWN = new Zone.Unknown();
    static final Zone UTC = new Zone.Known(ZoneOffset.UTC);

    private static final Map<String, List<Named>> NAMED = new HashMap<>();
    private static final Map<String, Zone> PHRASES = new HashMap<>();

    static {
        var phrases = false;
        for (var line : ResourceLines.of(Zones.class, "time-zones.txt")) {
            if (line.startsWith("[")) {
                phrases = line.equals("[phrases]");
            } else if (phrases) {
                addPhrases(line.split(" = "));
            } else {
                addNames(line.split(" "));
            }
        }
    }

    /** Zones in words, the longest first. */
    private static final Pattern PHRASE = Pattern.compile(
            "(?:"
                    + PHRASES.keySet().stream()
                            .sorted(Comparator.comparingInt(String::length)
                                    .reversed()
                                    .thenComparing(Comparator.naturalOrder()))
                            .map(Pattern::quote)
                            .collect(Collectors.joining("|"))
                    + ")(?![\\p{L}\\p{M}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Short words after a time that are not the name of a zone. */
    private static final Set<String> OTHER_WORDS = Set.of(
            "AM", "PM", "NOON", "UHR", "H", "HS", "HRS", "HR", "UUR", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private static final Pattern NAME = Pattern.compile("[A-Z]{1,5}|[A-Z_]+/[A-Z_/]+");
    private static final Pattern REGION = Pattern.compile("[A-Za-z]{2,12}(?:/[A-Za-z_+-]{2,20}){1,2}");
    private static final int MAX_MINUTES = 14 * 60;

    private Zones() {}

    /**
     * The zone of this name, in upper or lower case.
     *
     * @param language a BCP 47 tag in lower case: some letters name two zones
     */
    static Zone named(String name, @Nullable String language) {
        var known = known(name, language);
        if (known != null) {
            return known;
        }
        var upper = name.toUpperCase(Locale.ROOT);
        var other = !NAME.matcher(upper).matches() || OTHER_WORDS.contains(upper) || Months.of(name, language) != null;
        return other ? ABSENT : UNKNOWN;
    }

    private static @Nullable Zone known(String name, @Nullable String language) {
        var meanings = NAMED.get(name.toUpperCase(Locale.ROOT));
        if (meanings != null) {
            return meanings.stream()
                    .filter(one -> one.isOf(language))
                    .findFirst()
                    .or(() -> meanings.stream()
                            .filter(one -> one.languages().isEmpty())
                            .findFirst())
                    .map(Named::zone)
                    .orElse(null);
        }
        if (!REGION.matcher(name).matches()) {
            return null;
        }
        try {
            return new Zone.Known(ZoneId.of(name));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The zone in words at a place of the text; null if there is none. */
    static @Nullable Zone phrase(String text, int at) {
        var matcher = PHRASE.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? PHRASES.get(matcher.group().toLowerCase(Locale.ROOT)) : null;
    }

    /** The zone in words that ends a text; null if there is none. */
    static @Nullable Zone lastPhrase(String text) {
        var matcher = PHRASE.matcher(text);
        while (matcher.find()) {
            if (matcher.end() == text.length()) {
                return PHRASES.get(matcher.group().toLowerCase(Locale.ROOT));
            }
        }
        return null;
    }

    /** The zone with this offset from UTC; unknown beyond 14 hours. */
    static Zone offset(boolean west, int hours, int minutes) {
        var east = 60 * hours + minutes;
        return east > MAX_MINUTES || minutes > 59
                ? UNKNOWN
                : new Zone.Known(ZoneOffset.ofTotalSeconds((west ? -60 : 60) * east));
    }

    private static void addNames(String[] fields) {
        var zone = new Zone.Known(ZoneId.of(fields[0]));
        for (int i = 1; i < fields.length; i++) {
            var at = fields[i].indexOf('@');
            var name = at < 0 ? fields[i] : fields[i].substring(0, at);
            var languages = at < 0
                    ? Set.<String>of()
                    : new TreeSet<>(List.of(fields[i].substring(at + 1).split(",")));
            NAMED.computeIfAbsent(name, key -> new ArrayList<>()).add(new Named(languages, zone));
        }
    }

    private static void addPhrases(String[] fields) {
        var zone = new Zone.Known(ZoneId.of(fields[0]));
        for (var phrase : fields[1].split(", ")) {
            PHRASES.put(phrase, zone);
        }
    }
}
