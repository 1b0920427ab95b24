package io.wireroom.text.dates;

import io.wireroom.text.SingleLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as feeds write them: RFC 822 and RFC 3339 with their common sins, asctime, W3C date-times of any precision, and
 * month names in the big languages. A
 * date that cannot be read, or lies outside the years 1970–2100, is absent; without a zone it is UTC.
 */
public final class FeedDates {

    private static final Map<String, Integer> ZONE_HOURS = Map.ofEntries(
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7),
            Map.entry("akst", -9),
            Map.entry("akdt", -8),
            Map.entry("hst", -10),
            Map.entry("ast", -4),
            Map.entry("adt", -3),
            Map.entry("cet", 1),
            Map.entry("cest", 2),
            Map.entry("met", 1),
            Map.entry("mest", 2),
            Map.entry("eet", 2),
            Map.entry("eest", 3),
            Map.entry("wet", 0),
            Map.entry("west", 1),
            Map.entry("bst", 1),
            Map.entry("msk", 3),
            Map.entry("jst", 9),
            Map.entry("kst", 9),
            Map.entry("aest", 10),
            Map.entry("aedt", 11),
            Map.entry("nzst", 12),
            Map.entry("nzdt", 13),
            Map.entry("sast", 2),
            Map.entry("hkt", 8),
            Map.entry("sgt", 8));

    private static final Pattern ISO = Pattern.compile(
            "([12]\\d{3})(?:-?(\\d{2})(?:-?(\\d{2}))?)?(?:[T\\s]+(\\d{1,2})(?::?(\\d{2})(?::?(\\d{2})(?:[.,](\\d+))?)?)?)?"
                    + "\\s*(\\S.*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RFC_822 = Pattern.compile(
            "(?:[^\\d,]{2,}[,.]?\\s*)?(\\d{1,2})(?:\\.|º|er|\\s+de)?[\\s-]*"
                    + "(?:\\s|-|(?<=\\.))([\\p{L}\\p{M}]{3,})\\.?(?:\\s+de|\\s+del)?[\\s,-]+(\\d{2,4})"
                    + "(?:[,\\s]+(?:\\p{L}{1,4}\\.?\\s+){0,2}(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d+)?)?)?\\s*(.*)");
    private static final Pattern MONTH_FIRST = Pattern.compile(
            "(?:[\\p{L}]{3,}[,.]?\\s+)?([\\p{L}]{3,})\\.?\\s+(\\d{1,2}),?\\s+(?:(\\d{4}),?\\s*)?(?:(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?\\s*([A-Za-z]{1,5}|[+-]\\d{2}:?\\d{2})?\\s*(\\d{4})?");
    private static final Pattern EAST_ASIAN = Pattern.compile(
            "(\\d{4})\\s*[年년]\\s*(\\d{1,2})\\s*[月월]\\s*(\\d{1,2})\\s*[日일](?:[^\\d]*?(\\d{1,2})[:时時시]\\s*(\\d{1,2})(?:[:分분]\\s*(\\d{1,2}))?[秒초분分]?)?\\s*(.*)");
    private static final Pattern OFFSET = Pattern.compile("(?:gmt|utc|z)?\\s*([+-])(\\d{1,2}):?(\\d{2})?.*");

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final int MAX_LENGTH = 100;

    /** Nothing was stated. */
    public static final Reading ABSENT = new Reading(null, null);

    /**
     * What a text says; neither where it says nothing.
     *
     * @param problem why it is no date, for people
     */
    public record Reading(
            @Nullable Instant instant, @Nullable String problem) {}

    private FeedDates() {}

    /** The instant that the text states; null when it states none. */
    static @Nullable Instant parse(@Nullable String text) {
        return read(text).instant();
    }

    /** Why an entry has neither date; null when it has one. */
    public static @Nullable String undated(Reading published, Reading updated) {
        if (published.instant() != null || updated.instant() != null) {
            return null;
        }
        var problem = published.problem() == null ? updated.problem() : published.problem();
        return problem == null ? "no date is stated" : problem;
    }

    /** The instant that the text states, or why it states none. */
    public static Reading read(@Nullable String text) {
        if (text == null) {
            return ABSENT;
        }
        var cleaned = SingleLine.line(text, MAX_LENGTH + 1);
        if (cleaned == null) {
            return ABSENT;
        }
        if (cleaned.length() > MAX_LENGTH) {
            return new Reading(null, "too long for a date");
        }
        try {
            var quick = CommonDate.read(cleaned);
            if (quick != null) {
                return inRange(quick);
            }
            return eastAsian(cleaned)
                    .or(() -> iso(cleaned))
                    .or(() -> rfc822(cleaned))
                    .or(() -> monthFirst(cleaned))
                    .map(FeedDates::inRange)
                    .orElseGet(() -> new Reading(null, "not understood as a date: " + cleaned));
        } catch (DateTimeException | NumberFormatException e) {
            return new Reading(null, "no such day or time: " + cleaned);
        }
    }

    private static Reading inRange(Instant instant) {
        return instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)
                ? new Reading(null, "outside the years 1970 to 2100: " + instant)
                : new Reading(instant, null);
    }

    private static Optional<Instant> iso(String text) {
        var matcher = ISO.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(4) == null && matcher.group(8) != null && matcher.group(3) == null) {
            return Optional.empty(); // a year and words: it may mean anything
        }
        var zone = zone(group(matcher, 8, ""));
        return zone.map(offset -> instant(
                number(matcher, 1, 0),
                number(matcher, 2, 1),
                number(matcher, 3, 1),
                number(matcher, 4, 0),
                number(matcher, 5, 0),
                number(matcher, 6, 0),
                offset));
    }

    private static Optional<Instant> rfc822(String text) {
        var matcher = RFC_822.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var month = MonthNames.number(matcher.group(2));
        var year = number(matcher, 3, 0);
        var full = year >= 1000 ? year : year < 70 ? 2000 + year : 1900 + year;
        var zone = zone(group(matcher, 7, ""));
        return month.isEmpty() || zone.isEmpty()
                ? Optional.empty()
                : Optional.of(instant(
                        full,
                        month.get(),
                        number(matcher, 1, 1),
                        number(matcher, 4, 0),
                        number(matcher, 5, 0),
                        number(matcher, 6, 0),
                        zone.get()));
    }

    private static Optional<Instant> monthFirst(String text) {
        var matcher = MONTH_FIRST.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var month = MonthNames.number(matcher.group(1));
        var year = matcher.group(3) == null ? number(matcher, 8, 0) : number(matcher, 3, 0);
        var zone = zone(group(matcher, 7, ""));
        return month.isEmpty() || year == 0 || zone.isEmpty()
                ? Optional.empty()
                : Optional.of(instant(
                        year,
                        month.get(),
                        number(matcher, 2, 1),
                        number(matcher, 4, 0),
                        number(matcher, 5, 0),
                        number(matcher, 6, 0),
                        zone.get()));
    }

    private static Optional<Instant> eastAsian(String text) {
        var matcher = EAST_ASIAN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return zone(group(matcher, 7, ""))
                .map(offset -> instant(
                        number(matcher, 1, 0),
                        number(matcher, 2, 1),
                        number(matcher, 3, 1),
                        number(matcher, 4, 0),
                        number(matcher, 5, 0),
                        number(matcher, 6, 0),
                        offset));
    }

    private static Instant instant(int year, int month, int day, int hour, int minute, int second, ZoneOffset zone) {
        // 24:00 is the end of the day (ISO 8601); a leap second is the end of its minute.
        var midnight = hour == 24 && minute == 0 && second == 0;
        return LocalDateTime.of(year, month, day, midnight ? 0 : hour, minute, Math.min(second, 59))
                .plusDays(midnight ? 1 : 0)
                .toInstant(zone);
    }

    private static Optional<ZoneOffset> zone(String text) {
        var lower = text.strip().toLowerCase(Locale.ROOT);
        var offset = OFFSET.matcher(lower);
        if (offset.matches()) {
            var minutes = Integer.parseInt(offset.group(2)) * 60
                    + (offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3)));
            return Math.abs(minutes) > 14 * 60
                    ? Optional.empty()
                    : Optional.of(ZoneOffset.ofTotalSeconds((offset.group(1).equals("-") ? -60 : 60) * minutes));
        }
        var word = lower.split("[\\s(]+", 2)[0];
        return Optional.of(ZoneOffset.ofHours(ZONE_HOURS.getOrDefault(word, 0)));
    }

    private static String group(Matcher matcher, int group, String absent) {
        var found = matcher.group(group);
        return found == null ? absent : found;
    }

    private static int number(Matcher matcher, int group, int absent) {
        var found = matcher.group(group);
        return found == null || found.isEmpty() ? absent : Integer.parseInt(found);
    }
}
