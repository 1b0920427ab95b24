package io.wireroom.text.dates;

import io.wireroom.text.SingleLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Dates as feeds and sitemaps state them, where the whole text is the date: RFC 822 and RFC 3339 with their common faults,
 * W3C date-times of any precision, and all that pages write. A date that cannot be read, has an unknown zone, or is
 * outside of the years 1970–2100 is absent. A time without a zone is UTC, and marked.
 */
public final class FeedDates {

    private static final DateForm YEAR_OR_MONTH = DateForm.of("(?<year>[12]\\d{3})(?:-(?<month>\\d{2}))?");
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final int MAX_LENGTH = 100;

    /** More letters before a date than a weekday and a word such as "Published" have. */
    private static final int MOST_LETTERS_BEFORE = 24;

    /** The text states nothing. */
    public static final Reading ABSENT = new Reading(null, null);

    /**
     * The date that a text states, or the problem; neither if it states nothing.
     *
     * @param problem why it is not a date, for people
     * @param precision how much of the date is stated
     * @param zoneAssumed whether a time is stated without a zone: UTC is assumed
     */
    public record Reading(
            @Nullable Instant instant, @Nullable String problem, DatePrecision precision, boolean zoneAssumed) {

        /** A date and time in a known zone, or a problem. */
        public Reading(@Nullable Instant instant, @Nullable String problem) {
            this(instant, problem, DatePrecision.TIME, false);
        }
    }

    private FeedDates() {}

    /** Why an entry has neither date; null when it has one. */
    public static @Nullable String undated(Reading published, Reading updated) {
        if (published.instant() != null || updated.instant() != null) {
            return null;
        }
        var problem = published.problem() == null ? updated.problem() : published.problem();
        return problem == null ? "no date is stated" : problem;
    }

    /** The instant that the text states, or why it does not state one; its language is not known. */
    public static Reading read(@Nullable String text) {
        return read(text, null);
    }

    /**
     * The instant that the text states, or why it does not state one.
     *
     * @param language of the feed, a BCP 47 tag in lower case; null if it is not known
     */
    public static Reading read(@Nullable String text, @Nullable String language) {
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
            return quick == null ? readForms(cleaned, language) : inRange(new Reading(quick, null));
        } catch (DateTimeException | NumberFormatException e) {
            return new Reading(null, "no such day or time: " + cleaned);
        }
    }

    private static Reading readForms(String text, @Nullable String language) {
        var coarse = YEAR_OR_MONTH.whole(text);
        if (coarse != null) {
            return onDay(coarse.day(), coarse.has("month") ? DatePrecision.MONTH : DatePrecision.YEAR);
        }
        var plain = WrittenDate.plain(text);
        var date = WrittenDate.isPossible(plain) ? WrittenDate.first(plain, language, true) : null;
        if (date == null || hasMore(plain, date)) {
            return new Reading(null, "not understood as a date: " + text);
        }
        if (date.precision() == DatePrecision.DAY) {
            return onDay(date.at().toLocalDate(), DatePrecision.DAY);
        }
        if (date.zone() instanceof Zones.Zone.Unknown) {
            return new Reading(null, "unknown time zone: " + text);
        }
        var offset = date.offset();
        var instant = date.at().toInstant(offset == null ? ZoneOffset.UTC : offset);
        return inRange(new Reading(instant, null, DatePrecision.TIME, offset == null));
    }

    /** Whether the text has numbers before the date, or words that no date has. */
    private static boolean hasMore(String text, WrittenDate date) {
        var before = text.substring(0, date.start());
        return before.chars().anyMatch(Character::isDigit)
                || before.codePoints().filter(Character::isLetter).count() > MOST_LETTERS_BEFORE;
    }

    private static Reading onDay(LocalDate day, DatePrecision precision) {
        return inRange(new Reading(day.atStartOfDay().toInstant(ZoneOffset.UTC), null, precision, false));
    }

    private static Reading inRange(Reading date) {
        var instant = date.instant();
        return instant != null && (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST))
                ? new Reading(null, "outside the years 1970 to 2100: " + instant)
                : date;
    }
}
