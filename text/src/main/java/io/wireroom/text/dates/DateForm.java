package io.wireroom.text.dates;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A written form of dates or times. The named groups of its pattern are the fields: {@code year}, {@code month} as a
 * number or {@code name} of a month, {@code day}, {@code hour}, {@code minute}, {@code second}, {@code zone}.
 */
final class DateForm {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private final Pattern pattern;
    private final Map<String, Integer> groups;
    private final Predicate<String> possible;

    private DateForm(Pattern pattern, Predicate<String> possible) {
        this.pattern = pattern;
        this.groups = pattern.namedGroups();
        this.possible = possible;
    }

    static DateForm of(String regex) {
        return of(regex, text -> true);
    }

    /**
     * A form that is tried on some texts only.
     *
     * @param possible a cheap test that every text with a date of this form passes
     */
    static DateForm of(String regex, Predicate<String> possible) {
        return new DateForm(Pattern.compile(regex, FLAGS), possible);
    }

    boolean namesMonths() {
        return groups.containsKey("name");
    }

    /** The date or time if it is the whole text; null if the text has another form. */
    @Nullable
    Match whole(String text) {
        var matcher = pattern.matcher(text);
        return matcher.matches() ? new Match(matcher, gregorian(matcher)) : null;
    }

    /** The first date or time of this form in the text from an offset on; null if there is none. */
    @Nullable
    Match first(String text, int from) {
        return first(text, from, name -> null);
    }

    /**
     * The first date of this form in the text from an offset on; null if there is none.
     *
     * @param months the month of a name; null for other words
     */
    @Nullable
    Match first(String text, int from, Function<String, @Nullable MonthName> months) {
        if (!possible.test(text)) {
            return null;
        }
        var matcher = pattern.matcher(text);
        for (var at = from; at <= text.length() && matcher.find(at); at = matcher.start() + 1) {
            var month = namesMonths() ? months.apply(matcher.group("name")) : gregorian(matcher);
            if (month != null) {
                return new Match(matcher, month);
            }
        }
        return null;
    }

    private MonthName gregorian(Matcher matcher) {
        var month = groups.containsKey("month") ? matcher.group("month") : null;
        return new MonthName(month == null ? 1 : Integer.parseInt(month), YearCount.GREGORIAN);
    }

    /** The fields of one date; a field that is not written is empty as text and 0 as a number. */
    final class Match {

        private final Matcher matcher;
        private final MonthName month;

        private Match(Matcher matcher, MonthName month) {
            this.matcher = matcher;
            this.month = month;
        }

        int start() {
            return matcher.start();
        }

        int end() {
            return matcher.end();
        }

        int start(String field) {
            return matcher.start(field);
        }

        int end(String field) {
            return matcher.end(field);
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

        MonthName month() {
            return month;
        }

        /** The day as written, in the Gregorian calendar; the first where no month or no day is written. */
        LocalDate day() {
            return LocalDate.of(number("year"), month.number(), has("day") ? number("day") : 1);
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
