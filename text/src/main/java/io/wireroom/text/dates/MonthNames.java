package io.wireroom.text.dates;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names of months as feeds write them: English, and those of the other big languages that the Unicode locale data has,
 * long or short, with or without a full stop. A name that means different months in two languages means none.
 */
final class MonthNames {

    private static final List<String> ENGLISH =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private MonthNames() {}

    /** The number of the month, from 1; empty for a name of none. */
    static Optional<Integer> number(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var at = lower.length() == 3 ? ENGLISH.indexOf(lower) : -1;
        if (at >= 0) {
            return Optional.of(at + 1);
        }
        var known = Others.NAMES.get(bare(lower));
        if (known != null) {
            return Optional.of(known);
        }
        // "Sept", "Octob": English beyond its own short names.
        at = lower.length() < 3 ? -1 : ENGLISH.indexOf(lower.substring(0, 3));
        return at < 0 ? Optional.empty() : Optional.of(at + 1);
    }

    private static String bare(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Made when a date that is not English comes first: most processes never need it. */
    private static final class Others {

        private static final String[] LANGUAGES = {
            "en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk", "pl", "tr", "sv", "da", "nb", "fi", "cs", "hu", "ro",
            "el", "bg", "id", "ms", "ar", "fa", "hi", "bn", "ca", "hr", "sr", "sk", "sl", "lt", "lv", "et"
        };

        private static final TextStyle[] STYLES = {
            TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE
        };

        static final Map<String, Integer> NAMES = names();

        private static Map<String, Integer> names() {
            var names = new HashMap<String, Integer>();
            var unclear = new HashSet<String>();
            for (var language : LANGUAGES) {
                for (var month : Month.values()) {
                    for (var style : STYLES) {
                        var name = bare(
                                month.getDisplayName(style, Locale.of(language)).toLowerCase(Locale.ROOT));
                        var other = names.putIfAbsent(name, month.getValue());
                        if (other != null && other != month.getValue()) {
                            unclear.add(name);
                        }
                    }
                }
            }
            names.keySet().removeAll(unclear);
            return Map.copyOf(names);
        }
    }
}
