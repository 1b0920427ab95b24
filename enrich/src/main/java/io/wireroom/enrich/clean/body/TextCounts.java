package io.wireroom.enrich.clean.body;

import com.carrotsearch.hppc.LongHashSet;
import io.wireroom.text.Scripts;

/** Counts over the characters and words of one line, in one pass. One per page, reused from line to line; not thread-safe. */
final class TextCounts {

    private static final long PRIME = 0x100000001b3L;
    private static final String STOPS = ".,;:!?…。，、；：！？،؛؟।";

    private final LongHashSet title = new LongHashSet();
    private final LongHashSet description = new LongHashSet();

    int words;
    int letters;
    int upper;
    int digits;
    int others;
    int stops;
    int unspaced;
    int inTitle;
    int inDescription;

    TextCounts(String title, String description) {
        addWords(title, this.title);
        addWords(description, this.description);
    }

    int titleWords() {
        return title.size();
    }

    private static void addWords(String text, LongHashSet to) {
        var word = 0L;
        for (int i = 0; i <= text.length(); i++) {
            var c = i < text.length() ? text.charAt(i) : ' ';
            var wide = Scripts.isUnspaced(c);
            if (!wide && Character.isLetterOrDigit(c)) {
                word = (word ^ Character.toLowerCase(c)) * PRIME + 1;
                continue;
            }
            if (word != 0) {
                to.add(word);
                word = 0;
            }
            if (wide) {
                to.add(c * PRIME);
            }
        }
    }

    /** Counts another line. */
    void count(String text) {
        words = letters = upper = digits = others = stops = unspaced = inTitle = inDescription = 0;
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
                unspaced++;
                letters++;
                end(word);
                word = 0;
                end(c * PRIME);
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
        }
        end(word);
    }

    private void end(long word) {
        if (word != 0) {
            words++;
            inTitle += title.contains(word) ? 1 : 0;
            inDescription += description.contains(word) ? 1 : 0;
        }
    }
}
