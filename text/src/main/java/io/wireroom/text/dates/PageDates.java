package io.wireroom.text.dates;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates as pages state or print them, alone or within a short text: ISO 8601 in its loose forms, RFC 1123, epochs, and
 * day, month name and year in some hundred languages. Never guesses: a text without year, month and day, such as "2
 * hours ago", is not a date, and a time in an unknown zone is not an instant.
 */
public final class PageDates {

    private static final int MOST_LETTERS = 24;
    private static final int MOST_DIGITS = 8;

    /**
     * A date that was read.
     *
     * @param instant at UTC where no zone was given
     * @param offset as written; null when the zone was not given
     * @param hasTime false when only a day was given: the instant is that day's midnight
     * @param zoneAssumed whether a time is given without a zone
     * @param original the text it was read from
     */
    public record Parsed(
            Instant instant, @Nullable ZoneOffset offset, boolean hasTime, boolean zoneAssumed, String original) {

        /** The day as written. */
        public LocalDate day() {
            return instant.atOffset(offset == null ? ZoneOffset.UTC : offset).toLocalDate();
        }

        /** The same wall-clock time in this zone, unless the date has its own. */
        public Parsed at(ZoneOffset zone) {
            return offset != null || !hasTime
                    ? this
                    : new Parsed(instant.minusSeconds(zone.getTotalSeconds()), zone, true, true, original);
        }
    }

    private PageDates() {}

    /**
     * The first date in a short text.
     *
     * @param language of the page, a BCP 47 tag in lower case: it decides whether 3/4/2026 is in March or in April, and
     *     which month a name means
     */
    public static Optional<Parsed> parse(String text, @Nullable String language) {
        return DateReading.of(text, language).parsed();
    }

    /** Whether a short text has a date, even one without a known instant. */
    public static boolean holdsDate(String text, @Nullable String language) {
        return DateReading.of(text, language).holdsDate();
    }

    /**
     * A date and the text around it.
     *
     * @param date as written, with its time and zone
     */
    public record Place(String before, String date, String after) {}

    /** Whether a text has as many digits as the shortest date: a day and two digits of a year. */
    public static boolean mayHoldDate(String text) {
        return WrittenDate.isPossible(text);
    }

    /** Whether a word in lower case names a month, in any of the big languages. */
    public static boolean isMonth(String word) {
        return Months.of(word, null) != null;
    }

    /** Whether a text holds little more than this date, which was read from it. */
    public static boolean isMostOf(Parsed date, String text) {
        var letters = text.codePoints().filter(Character::isLetter).count();
        return letters <= MOST_LETTERS
                && (date.hasTime()
                        || text.codePoints().filter(Character::isDigit).count() <= MOST_DIGITS);
    }
}
