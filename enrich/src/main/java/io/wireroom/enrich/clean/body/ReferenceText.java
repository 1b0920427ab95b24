package io.wireroom.enrich.clean.body;

import com.carrotsearch.hppc.LongHashSet;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageParser;
import io.wireroom.text.Scripts;
import java.util.function.LongConsumer;

/**
 * The article's text as the page's data or the feed gives it. It is often cut, so it never replaces the text of the page; it
 * shows which lines of the page belong to the article. Texts are compared by their runs of four words, or of four
 * characters in scripts without spaces.
 */
public final class ReferenceText {

    private static final int RUN = 4;
    private static final int MAX_CHARS = 200_000;
    private static final int LEAST_RUNS = 12;
    private static final long PRIME = 0x100000001b3L;
    private static final char[] ASCII = ascii();

    private final LongHashSet runs = new LongHashSet();

    private ReferenceText() {}

    /** A reference text of this text, which may hold markup. */
    public static ReferenceText of(String text) {
        var reference = new ReferenceText();
        if (text.isBlank()) {
            return reference;
        }
        var some = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
        var plain = some.indexOf('<') >= 0 ? PageParser.text(some) : some;
        eachRun(plain, reference.runs::add);
        return reference;
    }

    /** Whether it is long enough to compare with. */
    boolean isEnough() {
        return runs.size() >= LEAST_RUNS;
    }

    /** Share of a line's runs that it has, in [0, 1]; 0 for a line that is too short. */
    double share(String line) {
        return share(line, runs);
    }

    /** Share of a line's runs that are among these. */
    static double share(String line, LongHashSet runs) {
        var counts = new int[2];
        eachRun(line, run -> {
            counts[0]++;
            if (runs.contains(run)) {
                counts[1]++;
            }
        });
        return counts[0] == 0 ? 0 : (double) counts[1] / counts[0];
    }

    /** Share of the reference text that these lines contain, in [0, 1]. */
    double coverage(Iterable<PageLine> lines) {
        var found = new LongHashSet();
        for (var line : lines) {
            eachRun(line.text(), run -> {
                if (runs.contains(run)) {
                    found.add(run);
                }
            });
        }
        return runs.isEmpty() ? 0 : (double) found.size() / runs.size();
    }

    /** Hands on the hash of each run of a text. */
    static void eachRun(String text, LongConsumer taker) {
        eachWord(text, new Runs(taker));
    }

    /** Hands on the hash of each word of a text, and of each character of scripts without spaces. */
    static void eachWord(String text, LongConsumer taker) {
        var word = 0L;
        for (int i = 0; i <= text.length(); i++) {
            var c = i < text.length() ? text.charAt(i) : ' ';
            var wide = c >= ASCII.length && Scripts.isUnspaced(c);
            var lower = wide ? 0 : c < ASCII.length ? ASCII[c] : lower(c);
            if (lower != 0) {
                word = (word ^ lower) * PRIME + 1;
                continue;
            }
            if (word != 0) {
                taker.accept(word);
                word = 0;
            }
            if (wide) {
                taker.accept(c * PRIME);
            }
        }
    }

    /** A letter or digit in lower case; 0 for anything else. */
    private static char lower(int c) {
        return Character.isLetterOrDigit(c) ? (char) Character.toLowerCase(c) : 0;
    }

    private static char[] ascii() {
        var ascii = new char[0x80];
        for (int c = 0; c < ascii.length; c++) {
            ascii[c] = lower(c);
        }
        return ascii;
    }

    /** Makes runs of the words that it takes. */
    private static final class Runs implements LongConsumer {

        private final LongConsumer taker;
        private final long[] window = new long[RUN];
        private int words;

        private Runs(LongConsumer taker) {
            this.taker = taker;
        }

        @Override
        public void accept(long word) {
            window[words % RUN] = word;
            if (words >= RUN - 1) {
                var hash = 0L;
                for (int back = RUN - 1; back >= 0; back--) {
                    hash = (hash ^ window[(words - back) % RUN]) * PRIME;
                }
                taker.accept(hash);
            }
            words++;
        }
    }
}
