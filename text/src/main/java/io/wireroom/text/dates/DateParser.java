package io.wireroom.text.dates;

import io.wireroom.text.FoldedText;
import java.text.DateFormatSymbols;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as publishers write them: ISO 8601 in its loose forms, RFC 1123, epochs, and day, month name and year in
 * some thirty languages. Never guesses: what has no year, month and day is no date; "2 hours ago" is none.
 */
public final class DateParser {

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

    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)");
    private static final Pattern COMPACT =
            Pattern.compile("^(\\d{4})(\\d{2})(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2})?)?(Z|[+-]\\d{2}:?\\d{2})?$");
    private static final Pattern CJK = Pattern.compile("(\\d{4})\\s*[年년]\\s*(\\d{1,2})\\s*[月월]\\s*(\\d{1,2})\\s*[日일]");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?<!\\d)(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern DAY_MONTH = Pattern.compile(
            "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º|ª|\\.)?\\s*(?:de\\s+|of\\s+|-|/)?\\s*([\\p{L}\\p{M}]{2,})\\.?,?\\s*(?:de\\s+|del\\s+|พ\\.ศ\\.\\s*|-|/)?\\s*(\\d{4})(?!\\d)");
    private static final Pattern MONTH_DAY =
            Pattern.compile("([\\p{L}\\p{M}]{2,})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)");
    private static final Pattern YEAR_MONTH =
            Pattern.compile("(?<!\\d)(\\d{4})\\.?\\s+(?:m\\.\\s+)?([\\p{L}\\p{M}]{2,})\\.?\\s+(\\d{1,2})(?!\\d)");
    private static final Pattern VIETNAMESE =
            Pattern.compile("(?<!\\d)(\\d{1,2})\\s+tháng\\s+(\\d{1,2})(?:\\s*,)?\\s*(?:năm\\s+)?(\\d{4})(?!\\d)");

    /** Month names of the Levant that are two words, as the one word of the other Arabic calendar. */
    private static final Map<String, String> TWO_WORDS =
            Map.of("كانون الثاني", "يناير", "كانون الأول", "ديسمبر", "تشرين الأول", "أكتوبر", "تشرين الثاني", "نوفمبر");

    private static final Pattern TIME = Pattern.compile(
            "(?<!\\d)(\\d{1,2})[:.h](\\d{2})(?::(\\d{2}))?(?:[.,:]\\d+)?\\s*([aApP]\\.?\\s?[mM]\\b\\.?)?\\s*"
                    + "(Z\\b|[+-]\\d{2}:?\\d{2}(?!\\d)|[+-]\\d{2}(?!\\d)|\\(?(?:UTC|GMT|BST|CEST|CET|MESZ|MEZ|EET|EEST|EST|EDT|ET|CST|CDT|MST|MDT|PST|PDT|PT|IST|JST|KST|MSK|AEST|AEDT|SGT|WIB)\\b)?");
    private static final Pattern EPOCH = Pattern.compile("^(\\d{10})(\\d{3})?$");
    private static final Map<String, ZoneOffset> ZONES = Map.ofEntries(
            zone("Z", 0),
            zone("UTC", 0),
            zone("GMT", 0),
            zone("BST", 1),
            zone("CET", 1),
            zone("MEZ", 1),
            zone("CEST", 2),
            zone("MESZ", 2),
            zone("EET", 2),
            zone("EEST", 3),
            zone("MSK", 3),
            zone("EST", -5),
            zone("EDT", -4),
            zone("ET", -5),
            zone("CST", -6),
            zone("CDT", -5),
            zone("MST", -7),
            zone("MDT", -6),
            zone("PST", -8),
            zone("PDT", -7),
            zone("PT", -8),
            zone("JST", 9),
            zone("KST", 9),
            zone("AEST", 10),
            zone("AEDT", 11),
            zone("SGT", 8),
            zone("WIB", 7),
            Map.entry("IST", ZoneOffset.ofHoursMinutes(5, 30)));
    private static final Map<String, Integer> MONTHS = months();
    private static final int MAX_CHARS = 200;
    private static final int MOST_LETTERS = 24;
    private static final int LEAST_DIGITS = 3;
    private static final char FIRST_ARABIC = 0x0600;
    private static final int FIRST_BUDDHIST = 2_500;
    private static final int LAST_BUDDHIST = 2_700;
    private static final int BUDDHIST_AHEAD = 543;

    private DateParser() {}

    /** The first date in a short text; {@code language} (a BCP 47 tag) decides whether 3/4/2026 is in March or in April. */
    public static Optional<Parsed> parse(String text, @Nullable String language) {
        if (!mayHoldDate(text)) {
            return Optional.empty();
        }
        var original = plain(FoldedText.tidy(text));
        if (original.length() > MAX_CHARS) {
            original = original.substring(0, MAX_CHARS);
        }
        var epoch = EPOCH.matcher(original);
        if (epoch.matches()) {
            return Optional.of(
                    new Parsed(Instant.ofEpochSecond(Long.parseLong(epoch.group(1))), ZoneOffset.UTC, true, original));
        }
        try {
            return find(original, language);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
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
        return MONTHS.containsKey(word);
    }

    /** Whether a text says little more than this date, read from it. */
    public static boolean isMostOf(Parsed date, String text) {
        var letters = text.codePoints().filter(Character::isLetter).count();
        return letters <= MOST_LETTERS
                && (date.hasTime()
                        || text.codePoints().filter(Character::isDigit).count() <= 8);
    }

    /** With the digits of all scripts as ASCII, and month names of two words as one. */
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

    private static Optional<Parsed> find(String text, @Nullable String language) {
        var compact = COMPACT.matcher(text);
        if (compact.matches()) {
            var day = LocalDate.of(number(compact, 1), number(compact, 2), number(compact, 3));
            if (compact.group(4) == null) {
                return Optional.of(day(day, text));
            }
            var seconds = compact.group(6) == null ? 0 : number(compact, 6);
            return Optional.of(moment(
                    day,
                    LocalTime.of(number(compact, 4), number(compact, 5), seconds),
                    zoneOf(compact.group(7)),
                    text));
        }
        for (var pattern : List.of(ISO, CJK)) {
            var matcher = pattern.matcher(text);
            if (matcher.find()) {
                return Optional.of(withTime(
                        LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3)), text, matcher.end()));
            }
        }
        var vietnamese = VIETNAMESE.matcher(text);
        if (vietnamese.find()) {
            return Optional.of(withTime(
                    LocalDate.of(number(vietnamese, 3), number(vietnamese, 2), number(vietnamese, 1)),
                    text,
                    vietnamese.end()));
        }
        var dayMonth = DAY_MONTH.matcher(text);
        while (dayMonth.find()) {
            var month = month(dayMonth.group(2));
            if (month != null) {
                return Optional.of(withTime(
                        LocalDate.of(year(number(dayMonth, 3)), month, number(dayMonth, 1)), text, dayMonth.end()));
            }
        }
        var monthDay = MONTH_DAY.matcher(text);
        while (monthDay.find()) {
            var month = month(monthDay.group(1));
            if (month != null) {
                return Optional.of(
                        withTime(LocalDate.of(number(monthDay, 3), month, number(monthDay, 2)), text, monthDay.end()));
            }
        }
        var yearMonth = YEAR_MONTH.matcher(text);
        while (yearMonth.find()) {
            var month = month(yearMonth.group(2));
            if (month != null) {
                return Optional.of(withTime(
                        LocalDate.of(number(yearMonth, 1), month, number(yearMonth, 3)), text, yearMonth.end()));
            }
        }
        var numeric = DAY_FIRST.matcher(text);
        if (!numeric.find()) {
            return Optional.empty();
        }
        return Optional.of(withTime(numericDate(numeric, language), text, numeric.end()));
    }

    private static LocalDate numericDate(Matcher matcher, @Nullable String language) {
        var first = number(matcher, 1);
        var second = number(matcher, 2);
        var year = number(matcher, 3);
        if (year < 100) {
            year += 2000;
        }
        var american = matcher.group().indexOf('/') >= 0
                ? "en".equals(language) || "en-us".equals(language)
                : matcher.group().indexOf('-') >= 0 && "en-us".equals(language);
        var monthFirst = (american && first <= 12) || second > 12;
        return monthFirst ? LocalDate.of(year, first, second) : LocalDate.of(year, second, first);
    }

    private static Parsed withTime(LocalDate day, String text, int dateEnd) {
        var matcher = TIME.matcher(text);
        var found = matcher.find(dateEnd);
        if (!found) {
            found = matcher.find(0)
                    && matcher.end() < dateEnd
                    && matcher.group().indexOf(':') >= 0;
        }
        if (!found) {
            return day(day, text);
        }
        var hour = number(matcher, 1);
        var half = matcher.group(4);
        if (half != null) {
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        var minute = number(matcher, 2);
        if (hour > 23 || minute > 59) {
            return day(day, text);
        }
        var second = matcher.group(3) == null ? 0 : Math.min(59, number(matcher, 3));
        return moment(day, LocalTime.of(hour, minute, second), zoneOf(matcher.group(5)), text);
    }

    private static Parsed day(LocalDate day, String text) {
        return new Parsed(day.atStartOfDay(ZoneOffset.UTC).toInstant(), null, false, text);
    }

    private static Parsed moment(LocalDate day, LocalTime time, @Nullable ZoneOffset zone, String text) {
        return new Parsed(day.atTime(time).toInstant(zone == null ? ZoneOffset.UTC : zone), zone, true, text);
    }

    private static @Nullable ZoneOffset zoneOf(@Nullable String zone) {
        if (zone == null) {
            return null;
        }
        var name = zone.replace("(", "").strip();
        return name.startsWith("+") || name.startsWith("-") ? ZoneOffset.of(name) : ZONES.get(name);
    }

    private static @Nullable Integer month(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var month = MONTHS.get(lower);
        // Hebrew writes "in" and the month as one word.
        return month == null && lower.startsWith("ב") ? MONTHS.get(lower.substring(1)) : month;
    }

    /** Years of the Buddhist calendar, as Thai writes them, are 543 ahead. */
    private static int year(int year) {
        return year > FIRST_BUDDHIST && year < LAST_BUDDHIST ? year - BUDDHIST_AHEAD : year;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static Map.Entry<String, ZoneOffset> zone(String name, int hours) {
        return Map.entry(name, ZoneOffset.ofHours(hours));
    }

    private static Map<String, Integer> months() {
        var months = new HashMap<String, Integer>();
        for (var language : List.of(
                "en", "de", "fr", "ar", "he", "hi", "bn", "th", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "is",
                "pl", "cs", "sk", "hu", "ro", "bg", "hr", "sr-Latn", "sl", "et", "lv", "lt", "ru", "uk", "el", "tr",
                "id", "ms", "ca", "sw")) {
            var symbols = DateFormatSymbols.getInstance(Locale.forLanguageTag(language));
            add(months, symbols.getMonths(), Locale.forLanguageTag(language));
            add(months, symbols.getShortMonths(), Locale.forLanguageTag(language));
            for (int month = 1; month <= 12; month++) {
                var standalone = java.time.Month.of(month)
                        .getDisplayName(java.time.format.TextStyle.FULL_STANDALONE, Locale.forLanguageTag(language));
                months.putIfAbsent(standalone.toLowerCase(Locale.ROOT), month);
            }
        }
        var levant = List.of("شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول");
        for (int i = 0; i < levant.size(); i++) {
            months.put(levant.get(i), i + 2);
        }
        months.put("sept", 9);
        months.put("märz", 3);
        months.put("mrz", 3);
        months.put("jänner", 1);
        return Map.copyOf(months);
    }

    private static boolean isLetterOrMark(int c) {
        return Character.isLetter(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private static void add(Map<String, Integer> months, String[] names, Locale locale) {
        for (int i = 0; i < 12; i++) {
            var name = names[i].toLowerCase(locale).replace(".", "");
            var latin = !name.isEmpty() && name.charAt(0) < FIRST_ARABIC;
            if (name.length() >= (latin ? 3 : 2) && name.codePoints().allMatch(DateParser::isLetterOrMark)) {
                months.putIfAbsent(name, i + 1);
            }
        }
    }
}
