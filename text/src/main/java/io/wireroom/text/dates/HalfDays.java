package io.wireroom.text.dates;

import io.wireroom.text.ResourceLines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words beside a time that name its half of the day, in the languages of {@code half-days.txt}. Thread-safe. */
final class HalfDays {

    /** What a word beside a time makes of its hour. */
    enum Half {
        AM,
        PM,
        NIGHT,
        NOON;

        /** The hour from 0 to 23; hours that are not of a clock of twelve hours stay. */
        int hour(int written) {
            if (written > 12) {
                return written;
            }
            return switch (this) {
                case AM -> written % 12;
                case PM -> written % 12 + 12;
                case NIGHT -> written == 12 ? 0 : written >= 5 ? written + 12 : written;
                case NOON -> written >= 1 && written <= 5 ? written + 12 : written;
            };
        }
    }

    /** A word that was found, and where it ends or begins. */
    record Found(Half half, int start, int end) {}

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Map<String, Half> HALVES = new HashMap<>();
    private static final Pattern AFTER;
    private static final Pattern BEFORE;

    /** The longest word and the blanks around it. */
    private static final int MOST_BEFORE = 24;

    static {
        var after = new ArrayList<String>();
        var before = new ArrayList<String>();
        var half = Half.AM;
        for (var line : ResourceLines.of(HalfDays.class, "half-days.txt")) {
            if (line.startsWith("[")) {
                half = Half.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
                continue;
            }
            for (var entry : line.split(", ")) {
                var side = entry.charAt(0);
                var word = side == '<' || side == '>' ? entry.substring(1) : entry;
                HALVES.putIfAbsent(key(word), half);
                if (side != '>') {
                    after.add(word);
                }
                if (side != '<') {
                    before.add(word);
                }
            }
        }
        AFTER = Pattern.compile("[\\s(,]{0,2}(?<word>" + words(after) + ")\\.?(?![\\p{L}\\p{M}])", FLAGS);
        BEFORE = Pattern.compile("(?<![\\p{L}\\p{M}])(?<word>" + words(before) + ")[\\s.:]{0,2}$", FLAGS);
    }

    private HalfDays() {}

    /** The word that follows a time; null if none does. */
    static @Nullable Found after(String text, int end) {
        if (end >= text.length()) {
            return null;
        }
        var matcher = AFTER.matcher(text).region(end, text.length()).useTransparentBounds(true);
        return matcher.lookingAt() ? new Found(half(matcher.group("word")), end, matcher.end()) : null;
    }

    /** The word that stands before a time; null if none does. */
    static @Nullable Found before(String text, int start) {
        if (start == 0) {
            return null;
        }
        var from = Math.max(0, start - MOST_BEFORE);
        var matcher = BEFORE.matcher(text.substring(from, start));
        return matcher.find() ? new Found(half(matcher.group("word")), from + matcher.start(), start) : null;
    }

    private static Half half(String word) {
        var half = HALVES.get(key(word));
        return half == null ? Half.AM : half;
    }

    private static String key(String word) {
        return word.toLowerCase(Locale.ROOT).replace(" ", "").replace(".", "");
    }

    /** Alternatives, the longest first; where a word has a blank, a full stop may stand too. */
    private static String words(List<String> words) {
        return words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(HalfDays::expression)
                .collect(Collectors.joining("|"));
    }

    private static String expression(String word) {
        var loose = word.length() <= 3 && word.indexOf(' ') == 1 ? "\\.?\\s?" : "[.\\s]{1,2}";
        return Pattern.quote(word).replace(" ", "\\E" + loose + "\\Q");
    }
}
