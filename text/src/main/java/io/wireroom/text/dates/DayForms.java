package io.wireroom.text.dates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as people and programs write them: the forms of all languages, and the rules for what numbers mean. */
final class DayForms {

    /**
     * A day that was found.
     *
     * @param start where it begins
     * @param end where it ends
     */
    record Found(LocalDate day, int start, int end) {}

    /** A number before it would make a date of figures a part of a longer number, such as that of a telephone. */
    private static final String NUMBER_STARTS = "(?=\\d)(?<!\\d)(?<![^:.h\\d]\\d{2,5}\\s?[-/]\\s?)(?<!\\d[-/])";

    private static final String DAY = "(?=\\d)(?<!\\d)(?<day>\\d{1,2})";
    private static final String ORDINAL =
            "(?:\\s?[.ºª°]|,|(?:st|nd|rd|th|er|re|ème|e|ste|de|a|ú|η|ης|eg|fed|ydd|af|ain|ed)"
                    + "(?=[\\s,.])|-(?:\\p{L}{1,4})(?=[\\s,.]))?";
    private static final String NAME = "(?<name>(?:[bв]?['])?[\\p{L}\\p{M}]{2,}(?:'[\\p{L}\\p{M}]+)?)";
    private static final String YEAR = "(?<year>\\d{4})(?!\\d)";
    private static final String WORDS_BEFORE_MONTH =
            "(?:(?:de|of|di|del|dels|do|da|ng|mis|the)\\s|(?:เดือน|ខែ|ເດືອນ)\\s?|d'|ta'\\s?)?";
    private static final String WORDS_BEFORE_YEAR =
            "(?:(?:(?:de|del|of|l'any|año|an|anul|năm|साल|سنة|عام|سال|ماه|ቀን)\\s|(?:พ\\.?ศ\\.?|ค\\.?ศ\\.?|ปี|ឆ្នាំ|ປີ)\\s?)){0,2}";

    private static final DateForm YEAR_FIRST = DateForm.of(
            NUMBER_STARTS
                    + "(?<year>\\d{4})(?:\\s?[-/]\\s?|\\.\\s?)(?<month>\\d{1,2})(?:\\s?[-/]\\s?|\\.\\s?)(?<day>\\d{1,2})(?!\\d)",
            DayForms::hasFigures);
    private static final DateForm NUMBERS = DateForm.of(
            NUMBER_STARTS
                    + "(?<![\\d.])(?<day>\\d{1,2})(?:\\s?[/-]\\s?|\\.\\s?)(?<month>\\d{1,2})(?:\\s?[/-]\\s?|\\.\\s?)(?<year>\\d{4}|\\d{2})(?![\\d:])",
            DayForms::hasFigures);
    private static final DateForm MINGUO_NUMBERS = DateForm.of(
            "(?=\\d)(?<!\\d)(?<year>1\\d{2})[./-](?<month>\\d{1,2})[./-](?<day>\\d{1,2})(?![\\d./-])",
            DayForms::hasFigures);
    private static final DateForm SIGNS = DateForm.of(
            "(?<era>民[國国]|令和|平成|昭和)?\\s*(?<!\\d)(?<year>\\d{1,4}|元)\\s*[年년]\\s*"
                    + "(?<month>\\d{1,2})\\s*[月월]\\s*(?<day>\\d{1,2})(?!\\d)\\s*[日일號号]?",
            text -> text.indexOf('年') >= 0 || text.indexOf('년') >= 0);

    /** 17 Nov 2026 and its like. */
    private static final DateForm DAY_FIRST = DateForm.of(
            DAY + ORDINAL + "[\\s./-]{0,3}" + WORDS_BEFORE_MONTH + NAME + "\\.?,?[\\s./,-]{0,3}" + WORDS_BEFORE_YEAR
                    + "(?<year>\\d{4}|(?:'|(?<=\\p{L}[-/])|(?<=[\\u0E00-\\u0E7F]\\.?\\s))\\d{2}(?!:))(?!\\d)");

    /** In feeds, a year may have two digits. */
    private static final DateForm SHORT_YEAR =
            DateForm.of(DAY + "\\.?[\\s-]{0,3}" + NAME + "\\.?,?[\\s,-]{1,2}(?<year>\\d{2})(?![\\d:.])");

    private static final DateForm MONTH_FIRST = DateForm.of("(?<![\\p{L}\\p{M}])" + NAME
            + "(?:[.,]\\s?|\\s{1,2}|[-/])(?<day>\\d{1,2})" + ORDINAL + ",?[\\s/-]{0,3}" + WORDS_BEFORE_YEAR
            + "(?<year>\\d{4}(?!\\s?:)|'\\d{2})(?!\\d)");

    /** Tue Nov 17 09:15:00 GMT 2026 */
    private static final DateForm YEAR_LAST = DateForm.of(
            "(?<![\\p{L}\\p{M}])" + NAME
                    + "\\.?\\s{1,2}(?<day>\\d{1,2}),?\\s{1,2}\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s[ap]\\.?m\\.?)?\\s"
                    + "(?:[^\\d\\s]{1,12}(?:\\d{1,2}:?(?:\\d{2})?)?\\s|\\+\\d{2}:?\\d{2}\\s)?" + YEAR,
            text -> text.indexOf(':') >= 0);

    private static final DateForm YEAR_THEN_MONTH =
            DateForm.of("(?=\\d)(?<!\\d)(?<year>\\d{4})(?:[.,]|\\s?-?\\p{L}{1,4}\\.?)?[\\s/-]{1,2}" + NAME
                    + "[.,]?[\\s/-]{1,2}(?<day>\\d{1,2})(?!\\d)");
    private static final DateForm YEAR_THEN_DAY = DateForm.of("(?=\\d)(?<!\\d)(?<year>\\d{4})[-.]?\\s?"
            + "(?:gada|yil|yili|йил|йили|жыл|жылы|жылғы|жылдың|жылдын|ýylyň|ел|елның|ilin|году?|год|г\\.)[\\s,]{1,2}"
            + "(?<day>\\d{1,2})(?:\\.|-\\p{L}{1,4})?\\s{0,2}" + NAME);
    private static final Pattern VIETNAMESE_SHORT = Pattern.compile("thg", Pattern.CASE_INSENSITIVE);

    private static final DateForm VIETNAMESE = DateForm.of(
            "(?=\\d)(?<!\\d)(?<day>\\d{1,2})\\s?(?:[-,/]\\s?)?(?:tháng|thg)\\s?(?<month>\\d{1,2})(?:\\s?[,/-])?\\s?(?:năm\\s?)?"
                    + YEAR,
            text -> text.indexOf('á') >= 0
                    || text.indexOf('Á') >= 0
                    || VIETNAMESE_SHORT.matcher(text).find());
    private static final DateForm MONGOLIAN = DateForm.of(
            "(?=\\d)(?<!\\d)(?<year>\\d{4})\\s(?:оны|он)\\s(?<month>\\d{1,2})"
                    + "(?:\\s?-?(?:р|дугаар|дүгээр))?\\sсар(?:ын)?\\s(?<day>\\d{1,2})(?!\\d)",
            text -> text.indexOf('н') >= 0 || text.indexOf('Н') >= 0);

    /** Where two begin at the same place, the earlier one of the list counts. */
    private static final List<DateForm> FORMS = List.of(
            YEAR_FIRST,
            SIGNS,
            VIETNAMESE,
            MONGOLIAN,
            DAY_FIRST,
            MONTH_FIRST,
            YEAR_LAST,
            YEAR_THEN_DAY,
            YEAR_THEN_MONTH,
            NUMBERS);

    private static final Map<String, YearCount> ERAS = Map.of(
            "民國", YearCount.MINGUO,
            "民国", YearCount.MINGUO,
            "令和", YearCount.REIWA,
            "平成", YearCount.HEISEI,
            "昭和", YearCount.SHOWA);

    private static final Set<String> SOLAR = Set.of("fa", "ps", "prs", "ckb", "mzn", "lrc");

    /** Countries that write the month first in figures, in any language. */
    private static final Set<String> MONTH_FIRST_COUNTRIES =
            Set.of("us", "ph", "pr", "gu", "as", "vi", "mp", "pw", "fm", "mh", "um");

    private static final int FIRST_BUDDHIST = 2_400;
    private static final int LAST_BUDDHIST = 2_700;
    private static final int THAI_CENTURY = 2_500;

    private DayForms() {}

    /**
     * The first day in a text; null if it has none.
     *
     * @param language of the text, a BCP 47 tag in lower case
     * @param whole whether the text is nothing but a date: its year may have two digits, and a name of a month or an
     *     order of figures that depends on a language that is not known is no date
     * @throws java.time.DateTimeException if there is no such day
     */
    static @Nullable Found first(String text, @Nullable String language, boolean whole) {
        Function<String, @Nullable MonthName> months =
                whole && language == null ? Months::certain : name -> Months.of(name, language);
        DateForm first = null;
        DateForm.Match best = null;
        var namesMonth = mayNameMonth(text, months);
        for (var form : forms(language, whole)) {
            if (form.namesMonths() && !namesMonth) {
                continue;
            }
            var match = form.first(text, 0, months);
            while (match != null && form == NUMBERS && isSignless(match, whole, language)) {
                match = form.first(text, match.start() + 1, months);
            }
            if (match != null && (best == null || match.start() < best.start())) {
                best = match;
                first = form;
            }
        }
        return best == null || first == null ? null : new Found(day(first, best, language), best.start(), best.end());
    }

    /** Whether a text has a digit before one of the signs between the figures of a date. */
    private static boolean hasFigures(String text) {
        for (int i = 1; i < text.length(); i++) {
            if ("-/.".indexOf(text.charAt(i)) >= 0) {
                var before = text.charAt(i - 1) == ' ' && i > 1 ? text.charAt(i - 2) : text.charAt(i - 1);
                if (before >= '0' && before <= '9') {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether a word of a text can be the name of a month. Words with an apostrophe, and those that are not of Latin letters,
     * are parsed without this test.
     */
    private static boolean mayNameMonth(String text, Function<String, @Nullable MonthName> months) {
        var start = -1;
        for (int i = 0; i <= text.length(); i++) {
            var c = i < text.length() ? text.charAt(i) : ' ';
            if (c == '\'' || c > LAST_LATIN && !(c >= FIRST_SIGN && c <= LAST_SIGN)) {
                return true;
            }
            if (Character.isLetter(c)) {
                start = start < 0 ? i : start;
            } else {
                if (start >= 0 && months.apply(text.substring(start, i)) != null) {
                    return true;
                }
                start = -1;
            }
        }
        return false;
    }

    /** The last letter of Unicode's block Latin Extended-B. */
    private static final char LAST_LATIN = 0x24F;

    /** Unicode's blocks of punctuation, currencies, arrows and symbols. */
    private static final char FIRST_SIGN = 0x2000;

    private static final char LAST_SIGN = 0x2BFF;

    private static List<DateForm> forms(@Nullable String language, boolean whole) {
        var taiwanese = language != null && (language.equals("zh-tw") || language.startsWith("zh-hant"));
        if (!whole && !taiwanese) {
            return FORMS;
        }
        var forms = new ArrayList<>(FORMS);
        if (taiwanese) {
            forms.add(MINGUO_NUMBERS);
        }
        if (whole) {
            forms.add(SHORT_YEAR);
        }
        return forms;
    }

    /** Whether nothing states which of two small numbers is the month. */
    private static boolean isSignless(DateForm.Match match, boolean whole, @Nullable String language) {
        return whole
                && language == null
                && match.text().indexOf('.') < 0
                && match.number("day") <= 12
                && match.number("month") <= 12
                && match.number("day") != match.number("month");
    }

    private static LocalDate day(DateForm form, DateForm.Match match, @Nullable String language) {
        var month = match.month().number();
        var day = match.number("day");
        if (form == NUMBERS) {
            var monthFirst = month > 12 || (day <= 12 && isMonthFirst(match.text(), language));
            return count(year(match), match, language)
                    .date(year(match), monthFirst ? day : month, monthFirst ? month : day);
        }
        if (form == MINGUO_NUMBERS) {
            return YearCount.MINGUO.date(match.number("year"), month, day);
        }
        if (form == SIGNS) {
            var year = match.field("year").equals("元") ? 1 : match.number("year");
            return signs(match.field("era"), year, language).date(year, month, day);
        }
        return count(year(match), match, language).date(year(match), month, day);
    }

    private static YearCount signs(String era, int year, @Nullable String language) {
        var named = ERAS.get(era);
        if (named != null) {
            return named;
        }
        var taiwanese = language != null && (language.equals("zh-tw") || language.startsWith("zh-hant"));
        return taiwanese && year >= 80 && year < 200 ? YearCount.MINGUO : YearCount.GREGORIAN;
    }

    private static int year(DateForm.Match match) {
        var written = match.field("year");
        var digits = written.startsWith("'") ? written.substring(1) : written;
        var year = Integer.parseInt(digits);
        if (digits.length() == 2
                && match.has("name")
                && Character.UnicodeScript.of(match.field("name").codePointAt(0)) == Character.UnicodeScript.THAI) {
            return THAI_CENTURY + year;
        }
        return digits.length() > 2 ? year : year < PIVOT ? 2000 + year : 1900 + year;
    }

    /** Two-digit years below it are in this century. */
    private static final int PIVOT = 70;

    private static YearCount count(int year, DateForm.Match match, @Nullable String language) {
        if (match.month().count() != YearCount.GREGORIAN) {
            return match.month().count();
        }
        if (year > FIRST_BUDDHIST && year < LAST_BUDDHIST) {
            return YearCount.BUDDHIST;
        }
        var own = language == null ? "" : language.replaceFirst("-.*", "");
        if (year >= 1300 && year < 1500 && !match.has("name")) {
            return SOLAR.contains(own)
                    ? YearCount.SOLAR_HIJRI
                    : own.equals("ar") ? YearCount.LUNAR_HIJRI : YearCount.GREGORIAN;
        }
        return YearCount.GREGORIAN;
    }

    /** Whether 3/4 is in March: with slashes in English without a country, and in countries that write so. */
    private static boolean isMonthFirst(String text, @Nullable String language) {
        if (language == null || text.indexOf('.') >= 0) {
            return false;
        }
        var country = language.substring(language.lastIndexOf('-') + 1);
        var tagalog = language.equals("fil") || language.equals("tl");
        return MONTH_FIRST_COUNTRIES.contains(country) && language.indexOf('-') > 0 && !language.startsWith("es")
                || tagalog
                || (language.equals("en") && text.indexOf('/') >= 0);
    }
}
