package io.wireroom.enrich.clean;

import io.wireroom.contract.FieldRule;
import io.wireroom.contract.address.Sha256;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * The identity of an article's content: equal for two fetches of an unchanged article. FROZEN: the normaliser below is
 * number 1. Any change to it would make a new version of every article, so a change must become number 2 beside this one.
 *
 * <p>A date that only the feed gave is left out: another feed would change the hash of an unchanged page.
 *
 * @param all over title, text, authors and date, as {@code 1:<32 hex>}
 * @param text over title and text alone: separates a change of the text from one of the other fields
 */
public record ContentHash(String all, String text) {

    private static final String NUMBER = "1:";
    private static final char FIELD_END = '\u001F';
    private static final int NO_WORD = -1;
    private static final int[] ASCII = ascii();

    /** The hashes of what was found on a page. */
    public static ContentHash of(Content article) {
        var words = normalise(article.title()) + FIELD_END + normalise(article.text());
        var published = article.published()
                .dated()
                .filter(date -> date.rule() != FieldRule.FEED)
                .map(date -> date.instant().toString())
                .orElse("");
        var authors = String.join(
                ",",
                article.authors().names().stream().map(ContentHash::normalise).toList());
        return new ContentHash(
                NUMBER + Sha256.id(words + FIELD_END + authors + FIELD_END + published), NUMBER + Sha256.id(words));
    }

    /** Normaliser 1: NFKC, lower case, runs of anything but letters and digits as one space. */
    private static String normalise(String text) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var folded = hasCaseByContext(composed) ? composed.toLowerCase(Locale.ROOT) : composed;
        var words = new char[2 * folded.length()];
        var length = 0;
        var gap = false;
        int c;
        for (int i = 0; i < folded.length(); i += Character.charCount(c)) {
            c = folded.codePointAt(i);
            var lower = c < ASCII.length ? ASCII[c] : lower(c);
            if (lower == NO_WORD) {
                gap = length > 0;
                continue;
            }
            if (gap) {
                words[length++] = ' ';
                gap = false;
            }
            length += Character.toChars(lower, words, length);
        }
        return new String(words, 0, length);
    }

    /** Whether a text has a letter whose lower case is more than one character or depends on its neighbours: İ and Σ (Unicode). */
    private static boolean hasCaseByContext(String text) {
        return text.indexOf('\u0130') >= 0 || text.indexOf('\u03A3') >= 0;
    }

    /** A letter or number in lower case; {@link #NO_WORD} for anything else. */
    private static int lower(int c) {
        var lower = Character.toLowerCase(c);
        return isLetterOrNumber(lower) ? lower : NO_WORD;
    }

    private static int[] ascii() {
        var ascii = new int[0x80];
        Arrays.setAll(ascii, ContentHash::lower);
        return ascii;
    }

    /** Whether its general category is L or N (Unicode). */
    private static boolean isLetterOrNumber(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> Character.isLetter(c);
        };
    }
}
