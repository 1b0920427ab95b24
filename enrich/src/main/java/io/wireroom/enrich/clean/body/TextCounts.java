package io.wireroom.enrich.clean.body;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongIntHashMap;
import io.wireroom.text.Scripts;

/** Counts over the characters and words of one line, in one pass. One per page, reused from line to line; not thread-safe. */
final class TextCounts {

    private static final long PRIME = 0x100000001b3L;
    private static final String STOPS = ".,;:!?…。，、；：！？،؛؟।";

    private static final int LONG = 5;
    private static final int NOWHERE = -1;
    private static final int SEVERAL = -2;

    private final LongHashSet title = new LongHashSet();
    private final LongHashSet description = new LongHashSet();

    /** The line of the text that a long word stands in. */
    private final LongIntHashMap places = new LongIntHashMap();

    private int line;
    private boolean isNoting;
    private int start;
    private char wide;

    int words;
    int letters;
    int upper;
    int digits;
    int others;
    int stops;
    int unspaced;
    int inTitle;
    int inDescription;

    /** Words of five letters and more; pairs of characters in scripts without spaces. */
    int longWords;

    /** Those of them that stand in other lines of the text, too. */
    int inText;

    TextCounts(String title, String description) {
        ReferenceText.eachWord(title, this.title::add);
        ReferenceText.eachWord(description, this.description::add);
    }

    int titleWords() {
        return title.size();
    }

    /** Notes the long words of a line of the text. */
    void note(String text, int line) {
        isNoting = true;
        scan(text, line);
        isNoting = false;
    }

    /** Counts another line. */
    void count(String text, int line) {
        scan(text, line);
    }

    private void scan(String text, int line) {
        this.line = line;
        words = letters = upper = digits = others = stops = unspaced = inTitle = inDescription = longWords = inText = 0;
        start = 0;
        wide = 0;
        var word = 0L;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < 0x80) {
                if (c >= 'a' && c <= 'z') {
                    letters++;
                    word = (word ^ c) * PRIME + 1;
                    continue;
                }
                if (c >= 'A' && c <= 'Z') {
                    letters++;
                    upper++;
                    word = (word ^ (c + 32)) * PRIME + 1;
                    continue;
                }
                if (c >= '0' && c <= '9') {
                    digits++;
                    word = (word ^ c) * PRIME + 1;
                    continue;
                }
                if (c != ' ') {
                    others++;
                    stops += STOPS.indexOf(c) >= 0 ? 1 : 0;
                }
            } else if (Scripts.isUnspaced(c)) {
                end(word);
                word = 0;
                unspaced++;
                letters++;
                end(c * PRIME);
                if (wide != 0) {
                    longWord((wide * PRIME ^ c) * PRIME);
                }
                wide = c;
                continue;
            } else if (Character.isLetterOrDigit(c)) {
                letters++;
                var lower = Character.toLowerCase(c);
                upper += lower == c ? 0 : 1;
                word = (word ^ lower) * PRIME + 1;
                continue;
            } else {
                others++;
                stops += STOPS.indexOf(c) >= 0 ? 1 : 0;
            }
            end(word);
            word = 0;
            wide = 0;
        }
        end(word);
    }

    private void end(long word) {
        var size = letters + digits - start;
        start = letters + digits;
        if (word != 0) {
            if (size >= LONG) {
                longWord(word);
            }
            words++;
            inTitle += title.contains(word) ? 1 : 0;
            inDescription += description.contains(word) ? 1 : 0;
        }
    }

    private void longWord(long word) {
        longWords++;
        var known = places.getOrDefault(word, NOWHERE);
        if (!isNoting) {
            inText += known == SEVERAL || known >= 0 && known != line ? 1 : 0;
        } else if (known == NOWHERE) {
            places.put(word, line);
        } else if (known != line) {
            places.put(word, SEVERAL);
        }
    }
}
