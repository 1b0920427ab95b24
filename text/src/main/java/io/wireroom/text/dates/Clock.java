package io.wireroom.text.dates;

import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time of day beside a date, with its zone.
 *
 * @param start where its words begin
 * @param end where they end
 */
record Clock(LocalTime time, Zones.Zone zone, int start, int end) {

    /** What of a text states a time, and how sure it is that capitals after it name a zone. */
    private record Reader(String text, @Nullable String language, boolean whole) {}

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** Hour and minute. */
    private static final DateForm FULL = DateForm.of(
            "(?<![\\d,])(?<!\\d\\+)(?<!(?:^|\\D)\\d{1,2}:)(?<hour>\\d{1,2})(?::|\\.|\\s?h\\s?|\\s:\\s|\\s?ч\\s?)(?<minute>\\d{2})(?!\\d)"
                    + "(?:(?::|\\s?m(?:in|n)?\\s)(?<second>\\d{2})(?!\\d))?(?:[.,:]\\d{1,9}(?!\\d))?");

    /** Hour and minute with the signs of Chinese, Japanese and Korean. */
    private static final DateForm SIGNS = DateForm.of("(?<!\\d)(?<hour>\\d{1,2})\\s?(?:[時时點点](?!間|间)|시(?!간))"
            + "(?:\\s?(?<minute>\\d{1,2})\\s?[分분]?|(?<thirty>半|반))?(?:\\s?(?<second>\\d{1,2})\\s?[秒초])?");

    /** An hour alone, with a word for the clock. */
    private static final DateForm HOUR =
            DateForm.of("(?<![\\d.,:])(?<hour>\\d{1,2})\\s?(?:h|uhr|hs|hrs?|ч|год|óra|heures?)\\b(?!\\s?\\d)");

    /** An hour alone, after the T of ISO 8601 or a word for the clock, at the end. */
    private static final DateForm LAST_HOUR =
            DateForm.of("(?:(?<=\\dT)|(?<=\\b(?:kl|klo|godz)\\.?\\s))(?<hour>\\d{1,2})(?=Z?$|[+-]\\d{2}:?\\d{2}$)");

    /** An hour alone, where a word for a half of the day is beside it. */
    private static final DateForm BARE_HOUR = DateForm.of("(?<![\\d.,:/-])(?<hour>\\d{1,2})(?![\\d.,:/-]\\d|\\d)");

    /** Four or six digits in a row. */
    private static final DateForm COMPACT = DateForm.of(
            "(?<![\\d.,:/-])(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)(?<second>[0-5]\\d)?(?:\\.\\d{1,9})?(?!\\d)");

    /** Nothing but marks and one small word between a date and its time. */
    private static final Pattern GAP = Pattern.compile(
            "[\\s,;:·•|/()\\[\\]t.~-]*(?:(?:\\p{L}{2,10}[\\s,.)]+)?(?:at|à|a las?|às|as|um|kl|klo|kello|ore|ora|ob|om|o godz|godz|v|в|о|у|u|saat|pukul|pkl|jam|lúc|στις|alle|las|ура|time|el|den|às|الساعة|ساعت|בשעה)\\.?\\s{0,2}:?\\s?)?",
            FLAGS);

    /** What may follow a time of digits alone. */
    private static final Pattern AFTER_COMPACT =
            Pattern.compile("\\s?(?:$|z\\b|h\\b|hrs?\\b|hours\\b|uhr\\b|gmt|utc|[+-]\\d{2}|\\(|[|,;])", FLAGS);

    private static final Pattern OFFSET = Pattern.compile(
            "(?:(?:utc|gmt|z)\\s?(?<sign>[+-])\\s?(?<hours>\\d{1,2})(?::?(?<minutes>\\d{2}))?"
                    + "|(?<sign2>[+-])(?<hours2>\\d{2}|\\d(?=\\)?$))(?::?(?<minutes2>\\d{2}))?)(?![\\d:])",
            FLAGS);
    private static final Pattern WORDS_BEFORE_ZONE =
            Pattern.compile("\\s?(?:(?:uhr|hrs?|hours|hs|h|น|ש)\\b\\.?)?[\\s,]?[(\\[]?\\s?", FLAGS);
    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}_]*(?:[/-]?\\d?\\p{L}[\\p{L}_]*){0,3}");

    /** Capitals at the end of the text or of a part of it, or capitals before a word that are probably a zone. */
    private static final Pattern ZONE_NAME =
            Pattern.compile("(?:[A-Z]{1,4}T\\s*(?:$|[^\\p{L}\\p{N}\\s])|[A-Z]{2}T\\s+(?![A-Z]{2}))");

    private static final Pattern ZONE_BEFORE =
            Pattern.compile("\\(?\\b((?:utc|gmt)(?:\\s?[+-]\\d{1,2}(?::?\\d{2})?)?)\\)?[\\s:,]{1,2}$", FLAGS);

    /** Names of zones that are words, too. */
    private static final Set<String> WORDS =
            Set.of("GET", "ACT", "ART", "EAT", "BOT", "CAT", "MET", "WIT", "HAT", "PET", "COT", "MUT", "AMT");

    /** A time of a date that is further away has words of its own between. */
    private static final int MOST_WORDS_BEFORE = 30;

    /**
     * The time that belongs to a date; null if the text has none.
     *
     * @param whole whether the text is nothing but a date, so that capitals after the time name its zone
     */
    static @Nullable Clock beside(String text, int dateStart, int dateEnd, @Nullable String language, boolean whole) {
        var reader = new Reader(text, language, whole);
        var after = after(reader, dateEnd);
        return after != null ? after.withZoneBefore(text.substring(0, dateStart)) : before(reader, dateStart, dateEnd);
    }

    private static @Nullable Clock after(Reader reader, int from) {
        var text = reader.text();
        if (!hasDigit(text, from, text.length())) {
            return null;
        }
        var full = FULL.first(text, from);
        var signs = SIGNS.first(text, from);
        var first = full == null || (signs != null && signs.start() <= full.start()) ? signs : full;
        var hour = beside(HOUR.first(text, from), text, from);
        hour = hour == null ? LAST_HOUR.first(text, from) : hour;
        if (hour != null && (first == null || hour.start() < first.start())) {
            return clock(reader, hour, from);
        }
        var half = withHalf(reader, from);
        if (half != null && (first == null || half.start() < first.start("hour"))) {
            return half;
        }
        var compact = beside(COMPACT.first(text, from), text, from);
        if (compact != null
                && (first == null || compact.start() < first.start())
                && AFTER_COMPACT
                        .matcher(text)
                        .region(compact.end(), text.length())
                        .useAnchoringBounds(true)
                        .lookingAt()) {
            return clock(reader, compact, from);
        }
        return first == null ? null : clock(reader, first, from);
    }

    /** The time if nothing but small words is between the date and it. */
    private static DateForm.@Nullable Match beside(DateForm.@Nullable Match time, String text, int dateEnd) {
        return time != null && GAP.matcher(text).region(dateEnd, time.start()).matches() ? time : null;
    }

    /** An hour with a word such as p.m. after or before it. */
    private static @Nullable Clock withHalf(Reader reader, int from) {
        var text = reader.text();
        for (var hour = BARE_HOUR.first(text, from); hour != null; hour = BARE_HOUR.first(text, hour.end())) {
            if (HalfDays.after(text, hour.end()) != null) {
                return clock(reader, hour, from);
            }
        }
        return null;
    }

    private static boolean hasDigit(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Clock before(Reader reader, int dateStart, int dateEnd) {
        var text = reader.text();
        if (!hasDigit(text, 0, dateStart) && text.indexOf(':') < 0 && text.indexOf('h') < 0 && text.indexOf('H') < 0) {
            return null;
        }
        var full = FULL.first(text, 0);
        while (full != null && full.end() < dateEnd) {
            var isDate = full.text().indexOf(':') < 0
                    && full.text().toLowerCase(Locale.ROOT).indexOf('h') < 0;
            var clock = isDate ? null : clock(reader, full, 0);
            if (clock != null) {
                return clock;
            }
            full = FULL.first(text, full.end());
        }
        var signs = SIGNS.first(text, 0);
        if (signs != null && signs.end() <= dateStart) {
            return clock(reader, signs, 0);
        }
        var head = text.substring(0, dateStart);
        return head.length() > MOST_WORDS_BEFORE ? null : withHalf(new Reader(head, reader.language(), false), 0);
    }

    private static @Nullable Clock clock(Reader reader, DateForm.Match match, int from) {
        var text = reader.text();
        var hour = match.number("hour");
        var minute = match.has("thirty") ? 30 : match.number("minute");
        var end = match.end();
        var start = match.start();
        var half = HalfDays.before(text.substring(from), start - from);
        if (half != null) {
            start = from + half.start();
        } else {
            half = HalfDays.after(text, end);
            end = half == null ? end : half.end();
        }
        if (half != null) {
            hour = half.half().hour(hour);
        }
        if (hour == 24 && minute == 0 && match.second() == 0) {
            // 24:00 is the end of the day (ISO 8601)
            return new Clock(END_OF_DAY, zone(reader, match, end), start, end);
        }
        return hour > 23 || minute > 59 || match.number("second") > 60
                ? null
                : new Clock(LocalTime.of(hour, minute, match.second()), zone(reader, match, end), start, end)
                        .withZoneBefore(text.substring(from, start));
    }

    /** Stands for 24:00. */
    static final LocalTime END_OF_DAY = LocalTime.MAX;

    private Clock withZoneBefore(String before) {
        if (!(zone instanceof Zones.Zone.Absent)) {
            return this;
        }
        var words = before.stripTrailing();
        while (!words.isEmpty() && "(,:".indexOf(words.charAt(words.length() - 1)) >= 0) {
            words = words.substring(0, words.length() - 1).stripTrailing();
        }
        var phrase = words.isEmpty() ? null : Zones.lastPhrase(words);
        if (phrase != null) {
            return new Clock(time, phrase, start, end);
        }
        var name = ZONE_BEFORE.matcher(before);
        if (name.find()) {
            var offset = OFFSET.matcher(name.group(1));
            return new Clock(time, offset.lookingAt() ? offset(offset) : Zones.UTC, start, end);
        }
        return this;
    }

    private static Zones.Zone zone(Reader reader, DateForm.Match time, int timeEnd) {
        var text = reader.text();
        var words = WORDS_BEFORE_ZONE.matcher(text).region(timeEnd, text.length());
        var at = words.lookingAt() ? words.end() : timeEnd;
        if (at >= text.length()) {
            return Zones.ABSENT;
        }
        var offset = OFFSET.matcher(text).region(at, text.length());
        if (offset.lookingAt()) {
            return isRange(text, time, offset.start(), offset.group()) ? Zones.ABSENT : offset(offset);
        }
        var phrase = Zones.phrase(text, at);
        if (phrase != null) {
            return phrase;
        }
        var name = NAME.matcher(text).region(at, text.length());
        return name.lookingAt() ? named(reader, time, name.group(), at) : Zones.ABSENT;
    }

    /** Whether 10:00-11:30 is meant, not an offset west of UTC. */
    private static boolean isRange(String text, DateForm.Match time, int at, String offset) {
        return offset.startsWith("-")
                && offset.indexOf(':') > 0
                && !time.has("second")
                && time.end() == at
                && text.indexOf('T') < 0;
    }

    private static Zones.Zone offset(java.util.regex.Matcher offset) {
        var plain = offset.group("sign") == null;
        var minutes = offset.group(plain ? "minutes2" : "minutes");
        return Zones.offset(
                offset.group(plain ? "sign2" : "sign").equals("-"),
                Integer.parseInt(offset.group(plain ? "hours2" : "hours")),
                minutes == null ? 0 : Integer.parseInt(minutes));
    }

    private static Zones.Zone named(Reader reader, DateForm.Match time, String name, int at) {
        var text = reader.text();
        var capitals = name.equals(name.toUpperCase(Locale.ROOT));
        var zone = Zones.named(name, reader.language());
        if (zone instanceof Zones.Zone.Known) {
            var region = name.indexOf('/') > 0 && !capitals;
            var alone = reader.whole() || hasNoWord(text, at + name.length());
            var isName = capitals ? !isWord(name, text, at + name.length()) : region || (alone && name.length() > 1);
            return isName ? zone : Zones.ABSENT;
        }
        if (!(zone instanceof Zones.Zone.Unknown)) {
            return zone;
        }
        if (reader.whole()) {
            return capitals || name.indexOf('/') > 0 || at + name.length() == text.length() ? zone : Zones.ABSENT;
        }
        return capitals && isZoneName(time, text, at, name) ? zone : Zones.ABSENT;
    }

    private static boolean hasNoWord(String text, int from) {
        return text.substring(from).chars().noneMatch(Character::isLetterOrDigit);
    }

    /** Whether capitals are a word of a heading, not the zone of the same letters. */
    private static boolean isWord(String name, String text, int end) {
        return WORDS.contains(name)
                && end + 2 < text.length()
                && text.charAt(end) == ' '
                && Character.isUpperCase(text.charAt(end + 1))
                && Character.isUpperCase(text.charAt(end + 2));
    }

    /** Whether capitals after a time are a zone, not those of an agency or a heading. */
    private static boolean isZoneName(DateForm.Match time, String text, int at, String name) {
        var endsFullTime = time.has("second") && at + name.length() == text.length();
        return endsFullTime || ZONE_NAME.matcher(text).region(at, text.length()).lookingAt();
    }
}
