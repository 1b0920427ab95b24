package io.wireroom.enrich.clean.body;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongIntHashMap;
import io.wireroom.text.Scripts;
import java.util.Arrays;

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

    /** The counts of the lines of the text, by line, and their long words: each is read once. */
    private final IntObjectHashMap<Noted> noted = new IntObjectHashMap<>();

    private long[] wordsOfText = new long[512];
    private int wordsOfTextSize;

    private record Noted(Counts counts, int from, int to) {}

    /**
     * The counts of one line.
     *
     * @param others characters that are neither letters, digits nor spaces
     * @param stops those of them that end or divide sentences
     * @param unspaced letters of scripts without spaces
     * @param longWords words of five letters and more; pairs of characters in scripts without spaces
     * @param inText those of them that stand in other lines of the text, too
     */
    record Counts(
            int words,
            int letters,
            int upper,
            int digits,
            int others,
            int stops,
            int unspaced,
            int inTitle,
            int inDescription,
            int longWords,
            int inText) {

        private Counts with(int shared) {
            return new Counts(
                    words, letters, upper, digits, others, stops, unspaced, inTitle, inDescription, longWords, shared);
        }
    }

    private int line;
    private boolean isNoting;
    private int start;
    private char wide;
    private int words;
    private int letters;
    private int upper;
    private int digits;
    private int others;
    private int stops;
    private int unspaced;
    private int inTitle;
    private int inDescription;
    private int longWords;
    private int inText;

    TextCounts(String title, String description) {
        ReferenceText.eachWord(title, this.title::add);
        ReferenceText.eachWord(description, this.description::add);
    }

    int titleWords() {
        return title.size();
    }

    /** Notes the long words of a line of the text. */
    void note(String text, int line) {
        var from = wordsOfTextSize;
        isNoting = true;
        scan(text, line);
        isNoting = false;
        noted.put(line, new Noted(counts(), from, wordsOfTextSize));
    }

    /** The counts of a line, after all lines of the text were noted. */
    Counts of(String text, int line) {
        var known = noted.get(line);
        if (known == null) {
            scan(text, line);
            return counts();
        }
        var shared = 0;
        for (int i = known.from; i < known.to; i++) {
            shared += places.get(wordsOfText[i]) == SEVERAL ? 1 : 0;
        }
        return known.counts.with(shared);
    }

    private Counts counts() {
        return new Counts(
                words, letters, upper, digits, others, stops, unspaced, inTitle, inDescription, longWords, inText);
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
            return;
        }
        if (wordsOfTextSize == wordsOfText.length) {
            wordsOfText = Arrays.copyOf(wordsOfText, 2 * wordsOfTextSize);
        }
        wordsOfText[wordsOfTextSize++] = word;
        if (known == NOWHERE) {
            places.put(word, line);
        } else if (known != line) {
            places.put(word, SEVERAL);
        }
    }
}
