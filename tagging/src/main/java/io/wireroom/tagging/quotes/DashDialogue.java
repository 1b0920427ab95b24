package io.wireroom.tagging.quotes;

import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.lexicon.SpeechWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of speech that begin with a dash and have no quotation marks, as Polish and Spanish newspapers print
 * them: {@code – We stay – said Ann Roe. – All of us.} They count only if a verb of reporting follows the second dash.
 */
final class DashDialogue {

    private static final int LONGEST_WORD = 30;

    private DashDialogue() {}

    /** The passages, and those of lines without any. */
    static List<Passage> with(List<Passage> passages, String text, LineIndex lines, SpeechWords words) {
        if (words.isEmpty()) {
            return passages;
        }
        var all = new ArrayList<Passage>(passages.size());
        var next = 0;
        for (int line = 0; line < lines.count(); line++) {
            var end = lines.end(line);
            var quoted = next < passages.size() && passages.get(next).markStart() < end;
            if (!quoted) {
                read(text, lines.start(line), end, words, all);
            }
            while (next < passages.size() && passages.get(next).markStart() < end) {
                all.add(passages.get(next++));
            }
        }
        return all;
    }

    private static void read(String text, int lineStart, int end, SpeechWords words, List<Passage> all) {
        var start = skipSpace(text, lineStart, end);
        if (start >= end || !isDash(text.charAt(start))) {
            return;
        }
        var second = dash(text, start + 1, end);
        while (second >= 0 && !startsWithReportingVerb(text, second, end, words)) {
            second = dash(text, second + 1, end);
        }
        if (second < 0) {
            return;
        }
        add(passage(text, start, start + 1, second, second + 1), all);
        var third = dash(text, second + 1, end);
        if (third >= 0) {
            var from = third + 1;
            while (from < end && (".,;: ".indexOf(text.charAt(from)) >= 0)) {
                from++;
            }
            add(passage(text, third, from, end, end), all);
        }
    }

    private static void add(@Nullable Passage passage, List<Passage> all) {
        if (passage != null) {
            all.add(passage);
        }
    }

    private static @Nullable Passage passage(String text, int markStart, int from, int to, int markEnd) {
        var start = skipSpace(text, from, to);
        var end = to;
        while (end > start && CharFolding.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return start < end ? new Passage(markStart, start, end, markEnd == to ? end : markEnd, false) : null;
    }

    /** The next dash with a space at one side. */
    private static int dash(String text, int from, int end) {
        for (int at = from; at < end; at++) {
            var spaced =
                    at > 0 && text.charAt(at - 1) == ' ' || at + 1 < end && " .,;".indexOf(text.charAt(at + 1)) >= 0;
            if (isDash(text.charAt(at)) && spaced) {
                return at;
            }
        }
        return -1;
    }

    private static boolean startsWithReportingVerb(String text, int dash, int end, SpeechWords words) {
        var start = skipSpace(text, dash + 1, end);
        var at = start;
        while (at < end && at - start < LONGEST_WORD && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return words.reporting().contains(text.substring(start, at).toLowerCase(Locale.ROOT));
    }

    private static int skipSpace(String text, int from, int end) {
        var at = from;
        while (at < end && CharFolding.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDash(char c) {
        return c == '–' || c == '—' || c == '―';
    }
}
