package io.wireroom.text.dates;

import io.wireroom.text.FoldedText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as pages state or print them, alone or within a short text: ISO 8601 in its loose forms, RFC 1123, epochs, and
 * day, month name and year in some thirty languages. Never guesses: a text without year, month and day, such as "2
 * hours ago", is not a date, and a time in an unknown zone is not an instant.
 */
public final class PageDates {

    private static final DateForm COMPACT = DateForm.of("(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})"
            + "(?:T?(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?)?(?<zone>Z|[+-]\\d{2}:?\\d{2})?");
    private static final DateForm NUMBERS =
            DateForm.of("(?<!\\d)(?<day>\\d{1,2})[./-](?<month>\\d{1,2})[./-](?<year>\\d{4}|\\d{2})(?!\\d)");
    private static final DateForm DAY_MONTH_YEAR = DateForm.named(
            "(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th|er|º|ª|\\.)?\\s*(?:de\\s+|of\\s+|-|/)?\\s*"
                    + "(?<name>[\\p{L}\\p{M}]{2,})\\.?,?\\s*(?:de\\s+|del\\s+|พ\\.ศ\\.\\s*|-|/)?\\s*"
                    + "(?<year>\\d{4})(?!\\d)",
            Months::number);

    /** In search order. */
    private static final List<DateForm> FORMS = List.of(
            DateForm.of("(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})(?!\\d)"),
            DateForm.of("(?<year>\\d{4})\\s*[年년]\\s*(?<month>\\d{1,2})\\s*[月월]\\s*(?<day>\\d{1,2})\\s*[日일]"),
            // Vietnamese
            DateForm.of("(?<!\\d)(?<day>\\d{1,2})\\s+tháng\\s+(?<month>\\d{1,2})(?:\\s*,)?\\s*(?:năm\\s+)?"
                    + "(?<year>\\d{4})(?!\\d)"),
            DAY_MONTH_YEAR,
            DateForm.named(
                    "(?<name>[\\p{L}\\p{M}]{2,})\\.?\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>\\d{4})(?!\\d)",
                    Months::number),
            DateForm.named(
                    "(?<!\\d)(?<year>\\d{4})\\.?\\s+(?:m\\.\\s+)?(?<name>[\\p{L}\\p{M}]{2,})\\.?\\s+"
                            + "(?<day>\\d{1,2})(?!\\d)",
                    Months::number),
            NUMBERS);

    private static final DateForm TIME =
            DateForm.of("(?<!\\d)(?<hour>\\d{1,2})[:.h](?<minute>\\d{2})(?::(?<second>\\d{2}))?(?:[.,:]\\d+)?\\s*"
                    + "(?<half>[aApP]\\.?\\s?[mM]\\b\\.?)?\\s*"
                    + "(?<zone>Z\\b|[+-]\\d{2}:?\\d{2}(?!\\d)|[+-]\\d{2}(?!\\d)|\\(?[A-Z]{2,5}\\b)?");

    /** Capitals at the end of the text or of a part of it, or capitals before a word that are probably a zone. */
    private static final Pattern ZONE_NAME =
            Pattern.compile("\\(?(?:[A-Z]{1,4}T\\s*(?:$|[^\\p{L}\\p{N}\\s])|[A-Z]{2}T\\s+(?![A-Z]{2}))");

    private static final Pattern EPOCH = Pattern.compile("(\\d{10})(\\d{3})?");

    /** Two-word month names of the Levant, replaced by the one word of the other Arabic calendar. */
    private static final Map<String, String> TWO_WORDS =
            Map.of("كانون الثاني", "يناير", "كانون الأول", "ديسمبر", "تشرين الأول", "أكتوبر", "تشرين الثاني", "نوفمبر");

    private static final int MAX_CHARS = 200;
    private static final int MOST_LETTERS = 24;
    private static final int LEAST_DIGITS = 3;
    private static final char FIRST_ARABIC = 0x0600;
    private static final int FIRST_BUDDHIST = 2_500;
    private static final int LAST_BUDDHIST = 2_700;
    private static final int BUDDHIST_AHEAD = 543;

    /**
     * A date that was read.
     *
     * @param instant at UTC where no zone was given
     * @param offset as written; null when the zone was not given
     * @param hasTime false when only a day was given: the instant is that day's midnight
     * @param original the text it was read from
     */
    public record Parsed(Instant instant, @Nullable ZoneOffset offset, boolean hasTime, String original) {

        /** The day as written. */
        public LocalDate day() {
            return instant.atOffset(offset == null ? ZoneOffset.UTC : offset).toLocalDate();
        }

        /** The same wall-clock time in this zone, unless the date has its own. */
        public Parsed at(ZoneOffset zone) {
            return offset != null || !hasTime
                    ? this
                    : new Parsed(instant.minusSeconds(zone.getTotalSeconds()), zone, true, original);
        }
    }

    /** A date as written. It is an instant only if its zone is known. */
    private record Written(LocalDate day, @Nullable LocalTime time, Zones.Zone zone, String original) {

        Optional<Parsed> parsed() {
            return switch (zone) {
                case Zones.Zone.Unknown() -> Optional.empty();
                case Zones.Zone.Absent() -> Optional.of(at(ZoneOffset.UTC, null));
                case Zones.Zone.Known(var offset) -> Optional.of(at(offset, offset));
            };
        }

        private Parsed at(ZoneOffset zone, @Nullable ZoneOffset stated) {
            return new Parsed(
                    day.atTime(time == null ? LocalTime.MIDNIGHT : time).toInstant(zone),
                    stated,
                    time != null,
                    original);
        }
    }

    private PageDates() {}

    /** The first date in a short text; {@code language} (a BCP 47 tag) decides whether 3/4/2026 is in March or in April. */
    public static Optional<Parsed> parse(String text, @Nullable String language) {
        return find(text, language).flatMap(Written::parsed);
    }

    /** Whether a short text has a date, even one without a known instant. */
    public static boolean holdsDate(String text, @Nullable String language) {
        return find(text, language).isPresent();
    }

    /** Whether a text has as many digits as the shortest date: a day and two digits of a year. */
    public static boolean mayHoldDate(String text) {
        var digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i)) && ++digits == LEAST_DIGITS) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word in lower case names a month, in any of the languages. */
    public static boolean isMonth(String word) {
        return Months.number(word) > 0;
    }

    /** Whether a text holds little more than this date, which was read from it. */
    public static boolean isMostOf(Parsed date, String text) {
        var letters = text.codePoints().filter(Character::isLetter).count();
        return letters <= MOST_LETTERS
                && (date.hasTime()
                        || text.codePoints().filter(Character::isDigit).count() <= 8);
    }

    /** Replaces the digits of all scripts by ASCII, and month names of two words by one word. */
    private static String plain(String text) {
        if (text.chars().allMatch(c -> c < FIRST_ARABIC)) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            plain.append(c >= FIRST_ARABIC && Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
        }
        var whole = plain.toString();
        for (var month : TWO_WORDS.entrySet()) {
            whole = whole.replace(month.getKey(), month.getValue());
        }
        return whole;
    }

    private static Optional<Written> find(String text, @Nullable String language) {
        if (!mayHoldDate(text)) {
            return Optional.empty();
        }
        var original = plain(FoldedText.tidy(text));
        if (original.length() > MAX_CHARS) {
            original = original.substring(0, MAX_CHARS);
        }
        try {
            return Optional.ofNullable(findPlain(original, language));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Written findPlain(String text, @Nullable String language) {
        var epoch = EPOCH.matcher(text);
        if (epoch.matches()) {
            var time = Instant.ofEpochSecond(Long.parseLong(epoch.group(1))).atOffset(ZoneOffset.UTC);
            return new Written(time.toLocalDate(), time.toLocalTime(), Zones.named("UTC"), text);
        }
        var compact = COMPACT.whole(text);
        if (compact != null) {
            return compact.has("hour")
                    ? new Written(compact.day(), compact.time(), zone(compact, text), text)
                    : onDay(compact.day(), text);
        }
        for (var form : FORMS) {
            var match = form.first(text);
            if (match != null) {
                return withTime(day(form, match, language), text, match.end());
            }
        }
        return null;
    }

    private static LocalDate day(DateForm form, DateForm.Match match, @Nullable String language) {
        if (form == NUMBERS) {
            return numericDay(match, language);
        }
        var day = match.day();
        var year = day.getYear();
        // Years of the Buddhist calendar, as Thai writes them, are 543 ahead.
        var buddhist = form == DAY_MONTH_YEAR && year > FIRST_BUDDHIST && year < LAST_BUDDHIST;
        return buddhist ? LocalDate.of(year - BUDDHIST_AHEAD, day.getMonth(), match.number("day")) : day;
    }

    private static LocalDate numericDay(DateForm.Match match, @Nullable String language) {
        var first = match.number("day");
        var second = match.number("month");
        var year = match.number("year") + (match.number("year") < 100 ? 2000 : 0);
        var american = match.text().indexOf('/') >= 0
                ? "en".equals(language) || "en-us".equals(language)
                : match.text().indexOf('-') >= 0 && "en-us".equals(language);
        var monthFirst = (american && first <= 12) || second > 12;
        return monthFirst ? LocalDate.of(year, first, second) : LocalDate.of(year, second, first);
    }

    private static Written withTime(LocalDate day, String text, int dateEnd) {
        var time = TIME.first(text, dateEnd);
        if (time == null) {
            time = TIME.first(text);
            if (time == null || time.end() >= dateEnd || time.text().indexOf(':') < 0) {
                return onDay(day, text);
            }
        }
        var hour = time.number("hour");
        if (time.has("half")) {
            hour = hour % 12 + (time.field("half").toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        var minute = time.number("minute");
        if (hour > 23 || minute > 59) {
            return onDay(day, text);
        }
        return new Written(day, LocalTime.of(hour, minute, time.second()), zone(time, text), text);
    }

    private static Written onDay(LocalDate day, String text) {
        return new Written(day, null, Zones.ABSENT, text);
    }

    private static Zones.Zone zone(DateForm.Match time, String text) {
        var name = time.field("zone").replace("(", "");
        if (name.startsWith("+") || name.startsWith("-")) {
            return new Zones.Zone.Known(ZoneOffset.of(name));
        }
        var zone = Zones.named(name);
        return zone instanceof Zones.Zone.Unknown && !isZoneName(time, text) ? Zones.ABSENT : zone;
    }

    /** Whether capitals after a time are a zone, not those of an agency or a heading. */
    private static boolean isZoneName(DateForm.Match time, String text) {
        var endsFullTime = time.has("second") && time.end() == text.length();
        return endsFullTime
                || ZONE_NAME
                        .matcher(text)
                        .region(time.start("zone"), text.length())
                        .lookingAt();
    }
}
