package io.wireroom.text.dates;

import java.text.DateFormatSymbols;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of months, long or short, in English and the other big languages that the Unicode locale data has. Numbers
 * count from 1; 0 means that the name is not the name of a month.
 */
final class Months {

    private static final String ENGLISH = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int SHORT = 3;

    private Months() {}

    /** The month of a name in any of the languages; the first language of the list wins. */
    static int number(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var month = Names.MONTHS.getOrDefault(lower, 0);
        // Hebrew writes "in" and the month as one word.
        return month == 0 && lower.startsWith("ב") ? Names.MONTHS.getOrDefault(lower.substring(1), 0) : month;
    }

    /**
     * The month of a name that has the same meaning in all languages, or of a word that begins like an English month.
     */
    static int certain(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var english = english(lower);
        if (lower.length() == SHORT && english > 0) {
            return english;
        }
        return Names.MONTHS.containsKey(lower) && !Names.UNCLEAR.contains(lower) ? Names.MONTHS.get(lower) : english;
    }

    /** The month whose English name begins with the first three letters of a name in lower case. */
    static int english(String lower) {
        var at = lower.length() < SHORT ? -1 : ENGLISH.indexOf(lower.substring(0, SHORT));
        return at < 0 || at % SHORT != 0 ? 0 : at / SHORT + 1;
    }

    /** Loaded with the first name that is looked up: most feeds need English only. */
    private static final class Names {

        private static final List<Locale> LANGUAGES = List.of(
                        "en", "de", "fr", "ar", "he", "hi", "bn", "th", "es", "it", "pt", "nl", "sv", "da", "nb", "fi",
                        "is", "pl", "cs", "sk", "hu", "ro", "bg", "hr", "sr-Latn", "sl", "et", "lv", "lt", "ru", "uk",
                        "el", "tr", "id", "ms", "ca", "sw", "fa", "sr")
                .stream()
                .map(Locale::forLanguageTag)
                .toList();

        private static final List<String> LEVANT =
                List.of("شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول");
        private static final char FIRST_ARABIC = 0x0600;

        static final Map<String, Integer> MONTHS = new HashMap<>();

        /** Names that mean different months in two languages, or come with years of another calendar. */
        static final Set<String> UNCLEAR = new HashSet<>();

        static {
            for (var language : LANGUAGES) {
                var symbols = DateFormatSymbols.getInstance(language);
                for (var month : Month.values()) {
                    add(symbols.getMonths()[month.ordinal()], month);
                }
                for (var month : Month.values()) {
                    add(symbols.getShortMonths()[month.ordinal()], month);
                }
                for (var month : Month.values()) {
                    add(month.getDisplayName(TextStyle.FULL_STANDALONE, language), month);
                }
            }
            for (var language : LANGUAGES) {
                for (var month : Month.values()) {
                    add(month.getDisplayName(TextStyle.SHORT_STANDALONE, language), month);
                }
            }
            // The two digits of a year in Thai are those of the Buddhist calendar.
            MONTHS.keySet().stream()
                    .filter(name -> Character.UnicodeScript.of(name.charAt(0)) == Character.UnicodeScript.THAI)
                    .forEach(UNCLEAR::add);
            for (int i = 0; i < LEVANT.size(); i++) {
                add(LEVANT.get(i), Month.of(i + 2));
            }
            add("sept", Month.SEPTEMBER);
            add("mrz", Month.MARCH);
            add("jänner", Month.JANUARY);
        }

        private Names() {}

        private static void add(String written, Month month) {
            var name = written.toLowerCase(Locale.ROOT).replace(".", "");
            var latin = !name.isEmpty() && name.charAt(0) < FIRST_ARABIC;
            if (name.length() >= (latin ? SHORT : 2) && name.codePoints().allMatch(Names::isLetterOrMark)) {
                var other = MONTHS.putIfAbsent(name, month.getValue());
                if (other != null && other != month.getValue()) {
                    UNCLEAR.add(name);
                }
            }
        }

        private static boolean isLetterOrMark(int c) {
            return Character.isLetter(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK;
        }
    }
}
