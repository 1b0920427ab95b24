package io.wireroom.text.dates;

import io.wireroom.text.SingleLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as feeds state them, where the whole text is the date: RFC 822 and RFC 3339 with their common faults, asctime,
 * W3C date-times of any precision, and month names in the big languages. A date that cannot be read, has an unknown
 * zone, or is outside of the years 1970–2100 is absent. A time without a zone is UTC.
 */
public final class FeedDates {

    /** A year alone may be followed by a time zone only where a day or an hour is stated. */
    private static final DateForm ISO = DateForm.of("(?<year>[12]\\d{3})(?:-?(?<month>\\d{2})(?:-?(?<day>\\d{2}))?)?"
            + "(?:[Tt\\s]+(?<hour>\\d{1,2})(?::?(?<minute>\\d{2})(?::?(?<second>\\d{2})(?:[.,]\\d+)?)?)?)?"
            + "\\s*(?<zone>\\S.*)?");

    private static final List<DateForm> FORMS = List.of(
            DateForm.of("(?<year>\\d{4})\\s*[年년]\\s*(?<month>\\d{1,2})\\s*[月월]\\s*(?<day>\\d{1,2})\\s*[日일]"
                    + "(?:[^\\d]*?(?<hour>\\d{1,2})[:时時시]\\s*(?<minute>\\d{1,2})"
                    + "(?:[:分분]\\s*(?<second>\\d{1,2}))?[秒초분分]?)?\\s*(?<zone>.*)"),
            ISO,
            DateForm.named(
                    "(?:[^\\d,]{2,}[,.]?\\s*)?(?<day>\\d{1,2})(?:\\.|º|er|\\s+de)?[\\s-]*"
                            + "(?:\\s|-|(?<=\\.))(?<name>[\\p{L}\\p{M}]{3,})\\.?(?:\\s+de|\\s+del)?"
                            + "[\\s,-]+(?<year>\\d{2,4})(?:[,\\s]+(?:\\p{L}{1,4}\\.?\\s+){0,2}(?<hour>\\d{1,2})"
                            + ":(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:\\.\\d+)?)?)?\\s*(?<zone>.*)",
                    Months::certain),
            DateForm.named(
                    "(?:[\\p{L}]{3,}[,.]?\\s+)?(?<name>[\\p{L}]{3,})\\.?\\s+(?<day>\\d{1,2}),?\\s+"
                            + "(?:(?<year>\\d{4}),?\\s*)?(?:(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?)?"
                            + "\\s*(?<zone>[A-Za-z]{1,5}|[+-]\\d{2}:?\\d{2})?\\s*(?<lastyear>\\d{4})?",
                    Months::certain));

    private static final Pattern OFFSET =
            Pattern.compile("(?:gmt|utc|z)?\\s*([+-])(\\d{1,2}):?(\\d{2})?.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD_END = Pattern.compile("[\\s(),;]+");
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final int MAX_LENGTH = 100;

    /** Two-digit years below it are in this century. */
    private static final int PIVOT = 70;

    /** The text states nothing. */
    public static final Reading ABSENT = new Reading(null, null);

    /**
     * The date that a text states, or the problem; neither if it states nothing.
     *
     * @param problem why it is not a date, for people
     */
    public record Reading(
            @Nullable Instant instant, @Nullable String problem) {}

    private FeedDates() {}

    /** Why an entry has neither date; null when it has one. */
    public static @Nullable String undated(Reading published, Reading updated) {
        if (published.instant() != null || updated.instant() != null) {
            return null;
        }
        var problem = published.problem() == null ? updated.problem() : published.problem();
        return problem == null ? "no date is stated" : problem;
    }

    /** The instant that the text states, or why it does not state one. */
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
            var quick = CommonForms.read(cleaned);
            return quick == null ? readForms(cleaned) : inRange(quick);
        } catch (DateTimeException | NumberFormatException e) {
            return new Reading(null, "no such day or time: " + cleaned);
        }
    }

    private static Reading readForms(String text) {
        for (var form : FORMS) {
            var match = form.whole(text);
            if (match == null || !hasYear(match) || form == ISO && isYearAndWords(match)) {
                continue;
            }
            switch (zone(match)) {
                case Zones.Zone.Unknown() -> {
                    return new Reading(null, "unknown time zone: " + text);
                }
                case Zones.Zone.Absent() -> {
                    return inRange(instant(match, ZoneOffset.UTC));
                }
                case Zones.Zone.Known(var offset) -> {
                    return inRange(instant(match, offset));
                }
            }
        }
        return new Reading(null, "not understood as a date: " + text);
    }

    private static boolean hasYear(DateForm.Match match) {
        return match.has("year") || match.has("lastyear");
    }

    /** It is ambiguous. */
    private static boolean isYearAndWords(DateForm.Match match) {
        return !match.has("hour") && !match.has("day") && match.has("zone");
    }

    private static Instant instant(DateForm.Match match, ZoneOffset zone) {
        var day = match.day(year(match));
        // 24:00 is the end of the day (ISO 8601)
        var midnight = match.number("hour") == 24 && match.number("minute") == 0 && match.number("second") == 0;
        return (midnight ? day.plusDays(1).atTime(LocalTime.MIDNIGHT) : day.atTime(match.time())).toInstant(zone);
    }

    private static int year(DateForm.Match match) {
        var year = match.number(match.has("year") ? "year" : "lastyear");
        return year >= 1000 ? year : year < PIVOT ? 2000 + year : 1900 + year;
    }

    private static Reading inRange(Instant instant) {
        return instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)
                ? new Reading(null, "outside the years 1970 to 2100: " + instant)
                : new Reading(instant, null);
    }

    /** An unknown name counts after a time only, and in lower case only where nothing follows it. */
    private static Zones.Zone zone(DateForm.Match match) {
        var text = match.field("zone");
        var offset = OFFSET.matcher(text);
        if (offset.matches()) {
            var minutes = offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3));
            return Zones.offset(offset.group(1).equals("-"), Integer.parseInt(offset.group(2)), minutes);
        }
        var words = WORD_END.split(text.startsWith("(") ? text.substring(1) : text, 2);
        var zone = Zones.named(words[0]);
        var name = words.length == 1 || words[1].isEmpty() || words[0].equals(words[0].toUpperCase(Locale.ROOT));
        return zone instanceof Zones.Zone.Unknown && !(name && match.has("hour")) ? Zones.ABSENT : zone;
    }
}
