package io.wireroom.text.dates;

import io.wireroom.text.ResourceLines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names of months, long or short, in some hundred languages, read from {@code month-names.txt}. Thread-safe. */
final class Months {

    private static final String ENGLISH = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int SHORT = 3;

    private Months() {}

    /**
     * The month of a name: in the language of the page, else in the first language of the list that has it. Null if it
     * is not the name of a month.
     *
     * @param language a BCP 47 tag in lower case
     */
    static @Nullable MonthName of(String name, @Nullable String language) {
        var lower = name.toLowerCase(Locale.ROOT);
        var month = plain(lower, language);
        if (month != null) {
            return month;
        }
        // Hebrew writes "in" and the month as one word, Persian the month and "month".
        return lower.startsWith("ב")
                ? plain(lower.substring(1), language)
                : lower.endsWith("ماه") ? plain(lower.substring(0, lower.length() - 3), language) : null;
    }

    private static @Nullable MonthName plain(String name, @Nullable String language) {
        var own = language == null ? null : Names.BY_LANGUAGE.get(primary(language));
        var month = own == null ? null : own.get(name);
        return month == null ? Names.ALL.get(name) : month;
    }

    /**
     * The month of a name where its language is not known, if the name has the same meaning in all languages, or if it
     * begins like an English month.
     */
    static @Nullable MonthName certain(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var english = english(lower);
        if (lower.length() == SHORT && english > 0) {
            return gregorian(english);
        }
        var month = Names.UNCLEAR.contains(lower) ? null : of(lower, null);
        return month == null && english > 0 ? gregorian(english) : month;
    }

    /** The month whose English name begins with the first three letters of a name in lower case. */
    static int english(String lower) {
        var at = lower.length() < SHORT ? -1 : ENGLISH.indexOf(lower.substring(0, SHORT));
        return at < 0 || at % SHORT != 0 ? 0 : at / SHORT + 1;
    }

    /** The text with each name of a month that has blanks or full stops inside as one word. */
    static String joined(String text) {
        return Names.SPACED
                .matcher(text)
                .replaceAll(name -> JOINTS.matcher(name.group()).replaceAll(""));
    }

    private static final Pattern JOINTS = Pattern.compile("[ .]+");

    private static MonthName gregorian(int month) {
        return new MonthName(month, YearCount.GREGORIAN);
    }

    private static String primary(String language) {
        var end = language.indexOf('-');
        return switch (end < 0 ? language : language.substring(0, end)) {
            case "no", "nn" -> "nb";
            case "iw" -> "he";
            case "in" -> "id";
            case "tl" -> "fil";
            case "sh" -> "hr";
            case "prs" -> "fa";
            case String other -> other;
        };
    }

    /** Loaded with the first name that is looked up. */
    private static final class Names {

        private static final int LEAST_LATIN = 3;
        private static final int LEAST_OTHER = 2;

        /** Short names of the less common languages are words of others. */
        private static final int LEAST_OF_OTHERS = 5;

        private static final char FIRST_ARABIC = 0x0600;
        private static final Pattern COMMA = Pattern.compile(", ");
        private static final Pattern BAR = Pattern.compile(" *\\| *");

        static final Map<String, Map<String, MonthName>> BY_LANGUAGE = new HashMap<>();
        static final Map<String, MonthName> ALL = new HashMap<>();

        /** Names that mean different months in two of the big languages. */
        static final Set<String> UNCLEAR = new HashSet<>();

        static final Pattern SPACED;

        static {
            var spaced = new HashSet<String>();
            var section = "";
            for (var line : ResourceLines.of(Months.class, "month-names.txt")) {
                if (line.startsWith("[")) {
                    section = line;
                } else {
                    add(section, line, spaced);
                }
            }
            SPACED = spacedNames(spaced);
        }

        private Names() {}

        private static void add(String section, String line, Set<String> spaced) {
            var colon = line.indexOf(": ");
            var head = line.substring(0, colon).split(" ");
            var count = head.length == 1
                    ? YearCount.GREGORIAN
                    : YearCount.valueOf(head[1].replace('-', '_').toUpperCase(Locale.ROOT));
            var own = BY_LANGUAGE.computeIfAbsent(head[0], key -> new HashMap<>());
            var months = BAR.split(line.substring(colon + 2), -1);
            for (int i = 0; i < months.length; i++) {
                for (var name : COMMA.split(months[i])) {
                    if (!name.isEmpty()) {
                        var word = JOINTS.matcher(name).replaceAll("");
                        if (word.length() < name.length()) {
                            spaced.add(name);
                        }
                        add(section, word, new MonthName(i + 1, count), own);
                    }
                }
            }
        }

        private static void add(String section, String name, MonthName month, Map<String, MonthName> own) {
            own.putIfAbsent(name, month);
            var latin = name.charAt(0) < FIRST_ARABIC;
            var least = latin
                    ? section.equals("[first]") ? LEAST_LATIN : LEAST_OF_OTHERS
                    : section.equals("[first]") ? LEAST_OTHER : LEAST_LATIN;
            if (name.length() < least) {
                return;
            }
            var other = ALL.putIfAbsent(name, month);
            if (other != null && !other.equals(month) && section.equals("[first]")) {
                UNCLEAR.add(name);
            }
        }

        private static Pattern spacedNames(Set<String> names) {
            List<String> all = new ArrayList<>(names);
            all.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
            return Pattern.compile(
                    all.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?<![\\p{L}\\p{M}])(?:", ")")),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
    }
}
