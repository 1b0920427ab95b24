package io.wireroom.enrich.clean;

import java.util.HashSet;
import java.util.Set;
import org.jsoup.Jsoup;

/**
 * A text that the page's data or the feed gives as the article's own: never taken in place of what the page shows, for it
 * is often cut, but it tells which lines of the page belong to the article. Texts are compared by their runs of four words,
 * or of four characters in scripts without spaces.
 */
final class Anchor {

    private static final int RUN = 4;
    private static final int LEAST_RUNS = 12;
    private static final long PRIME = 0x100000001b3L;

    private final Set<Long> runs;

    private Anchor(Set<Long> runs) {
        this.runs = runs;
    }

    /** An anchor of this text, which may hold markup. */
    static Anchor of(String text) {
        var plain = text.indexOf('<') >= 0 ? Jsoup.parseBodyFragment(text).text() : text;
        var runs = new HashSet<Long>();
        count(plain, runs);
        return new Anchor(runs);
    }

    /** Whether it says enough to tell anything. */
    boolean isEnough() {
        return runs.size() >= LEAST_RUNS;
    }

    /** Share of a line's runs that it has, too, in [0, 1]; 0 for a line too short to tell. */
    double share(String line) {
        var all = new HashSet<Long>();
        count(line, all);
        if (all.isEmpty()) {
            return 0;
        }
        var common = 0;
        for (var run : all) {
            if (runs.contains(run)) {
                common++;
            }
        }
        return (double) common / all.size();
    }

    /** Share of it that these lines hold, in [0, 1]. */
    double coverage(Iterable<PageLine> lines) {
        var found = new HashSet<Long>();
        for (var line : lines) {
            count(line.text(), found);
        }
        found.retainAll(runs);
        return runs.isEmpty() ? 0 : (double) found.size() / runs.size();
    }

    /** Adds the hash of each run of four words. */
    private static void count(String text, Set<Long> into) {
        var window = new long[RUN];
        var words = 0;
        var word = 0L;
        for (int i = 0; i <= text.length(); i++) {
            var c = i < text.length() ? text.charAt(i) : ' ';
            var wide = isWide(c);
            if (!wide && Character.isLetterOrDigit(c)) {
                word = (word ^ Character.toLowerCase(c)) * PRIME + 1;
                continue;
            }
            if (word != 0) {
                words = add(window, words, word, into);
                word = 0;
            }
            if (wide) {
                words = add(window, words, (long) c * PRIME, into);
            }
        }
    }

    private static int add(long[] window, int words, long word, Set<Long> into) {
        window[words % RUN] = word;
        if (words >= RUN - 1) {
            var hash = 0L;
            for (int back = RUN - 1; back >= 0; back--) {
                hash = (hash ^ window[(words - back) % RUN]) * PRIME;
            }
            into.add(hash);
        }
        return words + 1;
    }

    private static boolean isWide(char c) {
        return (c >= 0x0E00 && c < 0x0F00)
                || (c >= 0x1000 && c < 0x10A0)
                || (c >= 0x1780 && c < 0x1800)
                || (c >= 0x3040 && c < 0xA000);
    }
}
