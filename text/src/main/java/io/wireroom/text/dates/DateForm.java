package io.wireroom.text.dates;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A written form of dates. The named groups of its pattern are the fields: {@code year}, {@code month} as a number or
 * {@code name} of a month, {@code day}, {@code hour}, {@code minute}, {@code second}, {@code zone}.
 */
final class DateForm {

    private final Pattern pattern;
    private final Map<String, Integer> groups;
    private final ToIntFunction<String> months;

    private DateForm(Pattern pattern, ToIntFunction<String> months) {
        this.pattern = pattern;
        this.groups = pattern.namedGroups();
        this.months = months;
    }

    /** A form with the month as a number. */
    static DateForm of(String regex) {
        return new DateForm(Pattern.compile(regex), name -> 0);
    }

    /** A form with the month as a name; {@code months} gives its number, 0 for other words. */
    static DateForm named(String regex, ToIntFunction<String> months) {
        return new DateForm(Pattern.compile(regex), months);
    }

    /** The date if it is the whole text; null if the text has another form. */
    @Nullable
    Match whole(String text) {
        var matcher = pattern.matcher(text);
        return matcher.matches() ? match(matcher) : null;
    }

    /** The first date of this form in the text; null if it has no such date. */
    @Nullable
    Match first(String text) {
        return first(text, 0);
    }

    /** The first date of this form in the text from an offset on; null if it has no such date. */
    @Nullable
    Match first(String text, int from) {
        var matcher = pattern.matcher(text);
        for (var found = matcher.find(from); found; found = matcher.find()) {
            var match = match(matcher);
            if (match != null) {
                return match;
            }
        }
        return null;
    }

    private @Nullable Match match(Matcher matcher) {
        if (!groups.containsKey("name")) {
            return new Match(matcher, groups.containsKey("month") ? number(matcher.group("month"), 1) : 1);
        }
        var month = months.applyAsInt(matcher.group("name"));
        return month == 0 ? null : new Match(matcher, month);
    }

    private static int number(@Nullable String digits, int absent) {
        return digits == null ? absent : Integer.parseInt(digits);
    }

    /** The fields of one date; a field that is not written is empty as text and 0 as a number. */
    final class Match {

        private final Matcher matcher;
        private final int month;

        private Match(Matcher matcher, int month) {
            this.matcher = matcher;
            this.month = month;
        }

        int end() {
            return matcher.end();
        }

        int start(String field) {
            return matcher.start(field);
        }

        String text() {
            return matcher.group();
        }

        boolean has(String field) {
            return groups.containsKey(field) && matcher.group(field) != null;
        }

        String field(String field) {
            return has(field) ? matcher.group(field).strip() : "";
        }

        int number(String field) {
            return has(field) ? Integer.parseInt(matcher.group(field)) : 0;
        }

        /** The day in the year as written. */
        LocalDate day() {
            return day(number("year"));
        }

        /** The day in a year; the first where no month or no day is written. */
        LocalDate day(int year) {
            return LocalDate.of(year, month, has("day") ? number("day") : 1);
        }

        LocalTime time() {
            return LocalTime.of(number("hour"), number("minute"), second());
        }

        /** A leap second is the end of its minute. */
        int second() {
            return Math.min(number("second"), 59);
        }
    }
}
