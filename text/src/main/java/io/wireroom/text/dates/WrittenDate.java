package io.wireroom.text.dates;

import io.wireroom.text.FoldedText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as a text states it: the one parser behind {@link FeedDates} and {@link PageDates}.
 *
 * @param at the wall clock; midnight without a time
 * @param precision of the date
 * @param zone an instant is known only if it is not unknown
 * @param start where the date begins in the plain text
 * @param end where date, time and zone end in the plain text
 */
record WrittenDate(LocalDateTime at, DatePrecision precision, Zones.Zone zone, int start, int end) {

    private static final DateForm COMPACT = DateForm.of(
            "(?<year>[12]\\d{3})(?<month>\\d{2})(?<day>\\d{2})"
                    + "(?:[T\\s]?(?<hour>\\d{2}):?(?<minute>\\d{2}):?(?<second>\\d{2})?)?(?:\\.\\d{1,9})?\\s?(?<zone>Z|[+-]\\d{2}:?\\d{2})?");

    /** Seconds, or their thousandth or millionth parts, alone or as .NET writes them. */
    private static final Pattern EPOCH =
            Pattern.compile("(?:/Date\\()?(?<seconds>\\d{9,10})(?:\\d{3}|\\d{6}|\\.\\d{1,9})?(?:[+-]\\d{4})?(?:\\)/)?");

    /** A day of the Gregorian calendar, a time of day and an offset (ISO 8601, RFC 3339). */
    private static final Pattern ISO =
            Pattern.compile("(?<year>1[6-9]\\d{2}|2[0-3]\\d{2})-(?<month>\\d{2})-(?<day>\\d{2})"
                    + "T(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d)(?::(?<second>[0-5]\\d)(?:\\.\\d{1,9})?)?"
                    + "(?<zone>Z|[+-](?:0\\d|1[0-4]):?(?:00|15|30|45))");

    private static final int LEAST_ISO = 17;

    static final int MAX_CHARS = 200;
    private static final int LEAST_DIGITS = 3;

    /**
     * The first date in a text; null if it has none.
     *
     * @param plain a short text, as {@link #plain} makes it
     * @param language of the text, a BCP 47 tag in lower case
     * @param whole whether the text is nothing but a date
     * @throws DateTimeException if there is no such day
     */
    static @Nullable WrittenDate first(String plain, @Nullable String language, boolean whole) {
        var numbers = iso(plain);
        numbers = numbers == null ? ofNumbers(plain, language) : numbers;
        if (numbers != null) {
            return numbers;
        }
        var day = DayForms.first(plain, language, whole);
        if (day == null) {
            return null;
        }
        var clock = Clock.beside(plain, day.start(), day.end(), language, whole);
        if (clock == null) {
            return onDay(day.day(), day.start(), day.end());
        }
        var start = Math.min(day.start(), clock.start());
        var end = Math.max(day.end(), clock.end());
        var at = clock.time().equals(Clock.END_OF_DAY)
                ? day.day().plusDays(1).atStartOfDay()
                : day.day().atTime(clock.time());
        return new WrittenDate(at, DatePrecision.TIME, clock.zone(), start, end);
    }

    /** The strict form that most programs write, which needs none of the other forms; null for any other text. */
    private static @Nullable WrittenDate iso(String plain) {
        if (plain.length() < LEAST_ISO || plain.charAt(4) != '-' || plain.charAt(10) != 'T') {
            return null;
        }
        var iso = ISO.matcher(plain);
        if (!iso.matches()) {
            return null;
        }
        var second = iso.group("second") == null ? 0 : Integer.parseInt(iso.group("second"));
        var at = LocalDateTime.of(
                Integer.parseInt(iso.group("year")),
                Integer.parseInt(iso.group("month")),
                Integer.parseInt(iso.group("day")),
                Integer.parseInt(iso.group("hour")),
                Integer.parseInt(iso.group("minute")),
                second);
        var zone = new Zones.Zone.Known(ZoneOffset.of(iso.group("zone")));
        return new WrittenDate(at, DatePrecision.TIME, zone, 0, plain.length());
    }

    /** An epoch, or digits without signs between. */
    private static @Nullable WrittenDate ofNumbers(String plain, @Nullable String language) {
        var epoch = EPOCH.matcher(plain);
        if (epoch.matches()) {
            var time = Instant.ofEpochSecond(Long.parseLong(epoch.group("seconds")));
            return new WrittenDate(
                    time.atOffset(ZoneOffset.UTC).toLocalDateTime(), DatePrecision.TIME, Zones.UTC, 0, plain.length());
        }
        var compact = COMPACT.whole(plain);
        if (compact == null) {
            return null;
        }
        if (!compact.has("hour")) {
            return onDay(compact.day(), 0, plain.length());
        }
        var zone = compact.field("zone");
        var known = zone.isEmpty()
                ? Zones.ABSENT
                : zone.equalsIgnoreCase("z") ? Zones.UTC : new Zones.Zone.Known(ZoneOffset.of(zone));
        return new WrittenDate(compact.day().atTime(compact.time()), DatePrecision.TIME, known, 0, plain.length());
    }

    private static WrittenDate onDay(LocalDate day, int start, int end) {
        return new WrittenDate(day.atTime(LocalTime.MIDNIGHT), DatePrecision.DAY, Zones.ABSENT, start, end);
    }

    /** A short text on one line, with the digits and marks that the forms read. */
    static String plain(String text) {
        var tidy = FoldedText.tidy(text);
        return PlainDateText.of(tidy.length() > MAX_CHARS ? tidy.substring(0, MAX_CHARS) : tidy);
    }

    /** Whether a text has as many digits as the shortest date: a day and two digits of a year. */
    static boolean isPossible(String text) {
        var digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i)) && ++digits == LEAST_DIGITS) {
                return true;
            }
        }
        return PlainDateText.hasChineseNumber(text);
    }

    /** The zone's offset at this date; null if no zone is known. */
    @Nullable
    ZoneOffset offset() {
        return zone instanceof Zones.Zone.Known(var id) ? id.getRules().getOffset(at) : null;
    }
}
