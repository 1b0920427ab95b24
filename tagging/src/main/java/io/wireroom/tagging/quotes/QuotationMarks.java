package io.wireroom.tagging.quotes;

import io.wireroom.tagging.lexicon.CharFolding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pairs quotation marks of all styles: curly, straight, low, angled (also inverted), corner and single ones. A pair
 * is in one line; a mark left open is a quote if the next line begins with the same mark. Of nested pairs the outer
 * one counts. One pass a line and family of marks.
 */
final class QuotationMarks {

    /** Limit on the characters of a quote in one paragraph. In a longer one a mark is missing. */
    private static final int LONGEST = 3000;

    /** Limit on marks that are open at the same time; deeper nesting is an error in the text. */
    private static final int DEEPEST = 8;

    private final String text;
    private final List<Passage> found = new ArrayList<>();
    private final List<Passage> ofLine = new ArrayList<>();
    private final int[] open = new int[DEEPEST];
    private int depth;

    private QuotationMarks(String text) {
        this.text = text;
    }

    /** Passages in the order of the text, without overlaps. */
    static List<Passage> in(String text) {
        var marks = new QuotationMarks(text);
        marks.run();
        return marks.found;
    }

    private void run() {
        var leftOpen = ' ';
        for (int start = 0, next; start < text.length(); start = next) {
            var end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            next = end + 1;
            var first = skipSpace(start, end);
            if (first < end) {
                leftOpen = line(first, end, leftOpen);
            }
        }
    }

    /** Adds the passages of a line. Returns the mark that stays open into the next line, or a space. */
    private char line(int start, int end, char leftOpen) {
        ofLine.clear();
        var unclosed = Math.min(
                pair(start, end, MarkPairing.Family.DOUBLE),
                Math.min(pair(start, end, MarkPairing.Family.ANGLED), pair(start, end, MarkPairing.Family.CORNER)));
        SingleMarks.pair(text, start, end, ofLine);
        var joined = leftOpen != ' ' && (text.charAt(start) == leftOpen || closes(leftOpen, text.charAt(start)));
        if (unclosed < end && continues(end, text.charAt(unclosed))) {
            add(unclosed, unclosed + 1, end, end);
        } else if (joined && unclosed == start) {
            add(start, start + 1, end, end);
            unclosed = end;
        } else {
            unclosed = end;
        }
        keepOuter(start, joined);
        return unclosed < end ? text.charAt(unclosed) : ' ';
    }

    /** French texts repeat the closing mark before a paragraph that continues the quote. */
    private static boolean closes(char open, char mark) {
        return open == '«' && mark == '»';
    }

    private boolean continues(int lineEnd, char mark) {
        var at = lineEnd;
        while (at < text.length() && (CharFolding.isSpace(text.charAt(at)) || text.charAt(at) == '\n')) {
            at++;
        }
        return at < text.length() && (text.charAt(at) == mark || closes(mark, text.charAt(at)));
    }

    private void keepOuter(int lineStart, boolean joined) {
        ofLine.sort(
                Comparator.comparingInt(Passage::markStart).thenComparing(Passage::markEnd, Comparator.reverseOrder()));
        var free = lineStart;
        for (int i = 0; i < ofLine.size(); i++) {
            var passage = ofLine.get(i);
            var next = i + 1 < ofLine.size() ? ofLine.get(i + 1) : passage;
            if (passage.markStart() >= free
                    && passage.end() - passage.start() <= LONGEST
                    && !SingleMarks.isDoubtful(text, passage, next)) {
                var continues = joined && passage.markStart() == lineStart;
                found.add(
                        continues
                                ? new Passage(
                                        passage.markStart(), passage.start(), passage.end(), passage.markEnd(), true)
                                : passage);
                free = passage.markEnd();
            }
        }
    }

    /** Adds the pairs of one family. Returns the offset of its outermost mark without a partner, or the end. */
    private int pair(int start, int end, MarkPairing.Family family) {
        depth = 0;
        for (int at = start; at < end; at++) {
            var mark = text.charAt(at);
            if (MarkPairing.family(mark) != family) {
                continue;
            }
            var last = depth == 0 ? ' ' : text.charAt(open[depth - 1]);
            if (MarkPairing.closes(last, mark, before(at, start), after(at, end))) {
                depth--;
                add(open[depth], open[depth] + 1, at, at + 1);
            } else if (MarkPairing.opens(mark, depth > 0, before(at, start), after(at, end)) && depth < DEEPEST) {
                open[depth++] = at;
            }
        }
        return depth == 0 ? end : open[0];
    }

    private char before(int at, int start) {
        return at == start ? ' ' : text.charAt(at - 1);
    }

    private char after(int at, int end) {
        return at + 1 >= end ? ' ' : text.charAt(at + 1);
    }

    private void add(int markStart, int from, int to, int markEnd) {
        var start = from;
        var end = to;
        while (start < end && CharFolding.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && CharFolding.isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            ofLine.add(new Passage(markStart, start, end, markEnd == to ? end : markEnd, false));
        }
    }

    private int skipSpace(int from, int end) {
        var at = from;
        while (at < end && CharFolding.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
