package io.wireroom.enrich.clean;

import io.wireroom.contract.FieldRule;
import io.wireroom.contract.address.Sha256;
import java.text.Normalizer;
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
        var folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var words = new StringBuilder(folded.length());
        var gap = false;
        int c;
        for (int i = 0; i < folded.length(); i += Character.charCount(c)) {
            c = folded.codePointAt(i);
            if (isLetterOrNumber(c)) {
                if (gap && !words.isEmpty()) {
                    words.append(' ');
                }
                words.appendCodePoint(c);
                gap = false;
            } else {
                gap = true;
            }
        }
        return words.toString();
    }

    /** Whether its general category is L or N (Unicode). */
    private static boolean isLetterOrNumber(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> Character.isLetter(c);
        };
    }
}
