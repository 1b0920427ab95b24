package io.wireroom.enrich.clean.dates;

import io.wireroom.text.FoldedText;
import io.wireroom.text.dates.DateReader;
import io.wireroom.text.dates.PageDates;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the dates, times and their labels out of a byline: a record has them in fields of their own. */
public final class BylineDates {

    private static final int MOST_DATES = 4;
    private static final int MOST_LABELS = 4;
    private static final String SEPARATORS = " ,;:|·•/–—-([";
    private static final String ENDS = " ,;:|·•/–—-)].";
    private static final String STRONG = "|·•–—/";

    private static final Set<String> SMALL_WORDS = Set.of(
            "on", "at", "am", "um", "vom", "den", "le", "el", "em", "il", "à", "às", "alle", "op", "d.", "kl", "kl.",
            "dated", "last");

    private static final Pattern PUBLISHED_LAST = OwnDates.words("published", "$");

    private static final Pattern TIME = Pattern.compile(
            "(?<![\\p{L}\\d])(?:[01]?\\d|2[0-3])[:.h][0-5]\\d(?::[0-5]\\d)?(?:\\s?[aApP]\\.?[mM]\\.?)?(?:\\s(?:UTC|GMT|Uhr|[A-Z]{1,3}T))?(?![\\p{L}\\d])");

    /** What is left of a time where its zone was not read. */
    private static final Pattern ZONE_FIRST = Pattern.compile("^(?:Z|UTC|GMT|Uhr|[A-Z]{1,3}T)(?![\\p{L}\\d])");

    private BylineDates() {}

    /**
     * The byline without dates.
     *
     * @param language of the page, a BCP 47 tag in lower case; null if it is unknown
     */
    public static String without(String byline, @Nullable String language) {
        var text = FoldedText.tidy(byline);
        var dates = new DateReader(language);
        for (int i = 0; i < MOST_DATES && PageDates.mayHoldDate(text); i++) {
            var place = dates.place(text);
            if (place.isEmpty()) {
                break;
            }
            text = without(text, place.get());
        }
        var time = TIME.matcher(text);
        while (time.find()) {
            text = joined(text.substring(0, time.start()), text.substring(time.end()));
            time = TIME.matcher(text);
        }
        return text;
    }

    /** The reader may have changed signs, but seldom their number. */
    private static String without(String text, PageDates.Place place) {
        var from = place.before().length();
        var to = from + place.date().length();
        return to + place.after().length() == text.length()
                ? joined(text.substring(0, from), text.substring(to))
                : joined(place.before(), place.after());
    }

    private static String joined(String before, String after) {
        var left = withoutLabels(before);
        var right = withoutZone(after.substring(first(after)));
        if (left.isEmpty() || right.isEmpty()) {
            return left + right;
        }
        var between = before.substring(left.length()) + after.substring(0, after.length() - right.length());
        var strong = between.chars().filter(c -> STRONG.indexOf(c) >= 0).findFirst();
        return left + (strong.isPresent() ? " " + (char) strong.getAsInt() + ' ' : ", ") + right;
    }

    private static String withoutZone(String after) {
        var zone = ZONE_FIRST.matcher(after);
        if (!zone.lookingAt()) {
            return after;
        }
        var rest = after.substring(zone.end());
        return rest.substring(first(rest));
    }

    /** The text before a date without what announces it. */
    private static String withoutLabels(String before) {
        var text = before.substring(0, last(before));
        for (int i = 0; i < MOST_LABELS; i++) {
            var shorter = withoutLabel(text);
            if (shorter.length() == text.length()) {
                break;
            }
            text = shorter.substring(0, last(shorter));
        }
        return text;
    }

    private static String withoutLabel(String text) {
        var word = text.substring(text.lastIndexOf(' ') + 1);
        if (SMALL_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
            return text.substring(0, text.length() - word.length());
        }
        var published = PUBLISHED_LAST.matcher(text);
        if (published.find()) {
            return text.substring(0, published.start());
        }
        return PrintedDates.announcesChange(word) ? text.substring(0, text.length() - word.length()) : text;
    }

    private static int last(String text) {
        var end = text.length();
        while (end > 0 && SEPARATORS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static int first(String text) {
        var start = 0;
        while (start < text.length() && ENDS.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start;
    }
}
