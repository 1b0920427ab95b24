package io.wireroom.enrich.clean.body;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongIntHashMap;
import io.wireroom.text.Scripts;
import java.util.Arrays;
import java.util.List;

/** Counts over the characters and words of one line, in one pass. One per page, reused from line to line; not thread-safe. */
final class TextCounts {

    private static final long PRIME = 0x100000001b3L;
    private static final String STOPS = ".,;:!?…。，、；：！？،؛؟।";

    private static final int LONG = 5;
    private static final int RUN = 4;
    private static final int NOWHERE = -1;
    private static final int SEVERAL = -2;

    private final LongHashSet title = new LongHashSet();
    private final LongHashSet description = new LongHashSet();

    private final LongHashSet authors = new LongHashSet();

    /** Long words, and runs, of an article of usual length. */
    private static final int USUAL_PARTS = 512;

    private final Shared wordsOfText = new Shared();
    private final Shared runsOfText = new Shared();

    /** The counts of the lines of the text, by line, and where their long words and runs are: each is read once. */
    private final IntObjectHashMap<Noted> noted = new IntObjectHashMap<>();

    private record Noted(Counts counts, int words, int wordsEnd, int runs, int runsEnd) {}

    /**
     * The counts of one line.
     *
     * @param others characters that are neither letters, digits nor spaces
     * @param stops those of them that end or divide sentences
     * @param unspaced letters of scripts without spaces
     * @param longWords words of five letters and more; pairs of characters in scripts without spaces
     * @param inText those of them that stand in other lines of the text, too
     * @param inAuthors words of the names of authors
     * @param beginsWithAuthor whether the first word is one of them
     * @param runs half of all runs of four words, or of four characters in scripts without spaces: those of an even hash
     * @param runsInText those of them that stand in other lines of the text, too
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
            int inText,
            int inAuthors,
            boolean beginsWithAuthor,
            int runs,
            int runsInText) {

        private Counts with(int sharedWords, int sharedRuns) {
            return new Counts(
                    words,
                    letters,
                    upper,
                    digits,
                    others,
                    stops,
                    unspaced,
                    inTitle,
                    inDescription,
                    longWords,
                    sharedWords,
                    inAuthors,
                    beginsWithAuthor,
                    runs,
                    sharedRuns);
        }
    }

    /** Parts of the lines of the text, in order, each with the line that it stands in. */
    private static final class Shared {

        private final LongIntHashMap lines = new LongIntHashMap(USUAL_PARTS);
        private long[] parts = new long[USUAL_PARTS];
        private int size;

        void note(long part, int line) {
            if (size == parts.length) {
                parts = Arrays.copyOf(parts, 2 * size);
            }
            parts[size++] = part;
            var place = lines.indexOf(part);
            if (!lines.indexExists(place)) {
                lines.indexInsert(place, part, line);
            } else if (lines.indexGet(place) != line) {
                lines.indexReplace(place, SEVERAL);
            }
        }

        boolean isElsewhere(long part, int line) {
            var known = lines.getOrDefault(part, NOWHERE);
            return known == SEVERAL || known >= 0 && known != line;
        }

        /** How many of these parts stand in several lines. */
        int severalAmong(int from, int to) {
            var several = 0;
            for (int i = from; i < to; i++) {
                several += lines.get(parts[i]) == SEVERAL ? 1 : 0;
            }
            return several;
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
    private int inAuthors;
    private boolean beginsWithAuthor;
    private int runs;
    private int runsInText;

    /** The last three words. */
    private long run1;

    private long run2;
    private long run3;

    TextCounts(String title, String description, List<String> authors) {
        ReferenceText.eachWord(title, this.title::add);
        ReferenceText.eachWord(description, this.description::add);
        authors.forEach(name -> ReferenceText.eachWord(name, this.authors::add));
    }

    int titleWords() {
        return title.size();
    }

    int descriptionWords() {
        return description.size();
    }

    /** Notes the long words and the runs of a line of the text. */
    void note(String text, int line) {
        var fromWord = wordsOfText.size;
        var fromRun = runsOfText.size;
        isNoting = true;
        scan(text, line);
        isNoting = false;
        noted.put(line, new Noted(counts(), fromWord, wordsOfText.size, fromRun, runsOfText.size));
    }

    /** The counts of a line, after all lines of the text were noted. */
    Counts of(String text, int line) {
        var known = noted.get(line);
        if (known == null) {
            scan(text, line);
            return counts();
        }
        return known.counts.with(
                wordsOfText.severalAmong(known.words, known.wordsEnd),
                runsOfText.severalAmong(known.runs, known.runsEnd));
    }

    private Counts counts() {
        return new Counts(
                words,
                letters,
                upper,
                digits,
                others,
                stops,
                unspaced,
                inTitle,
                inDescription,
                longWords,
                inText,
                inAuthors,
                beginsWithAuthor,
                runs,
                runsInText);
    }

    private void scan(String text, int line) {
        this.line = line;
        words = letters = upper = digits = others = stops = unspaced = inTitle = inDescription = longWords = inText = 0;
        inAuthors = runs = runsInText = 0;
        beginsWithAuthor = false;
        start = 0;
        wide = 0;
        run1 = run2 = run3 = 0;
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
            if (!authors.isEmpty() && authors.contains(word)) {
                inAuthors++;
                beginsWithAuthor |= words == 1;
            }
            run(word);
        }
    }

    private void run(long word) {
        var run = ((run3 * PRIME ^ run2) * PRIME ^ run1) * PRIME ^ word;
        run3 = run2;
        run2 = run1;
        run1 = word;
        if (words < RUN || (run & 1) != 0) {
            return;
        }
        runs++;
        if (isNoting) {
            runsOfText.note(run, line);
        } else {
            runsInText += runsOfText.isElsewhere(run, line) ? 1 : 0;
        }
    }

    private void longWord(long word) {
        longWords++;
        if (isNoting) {
            wordsOfText.note(word, line);
        } else {
            inText += wordsOfText.isElsewhere(word, line) ? 1 : 0;
        }
    }
}
