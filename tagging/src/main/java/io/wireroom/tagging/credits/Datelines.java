package io.wireroom.tagging.credits;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.tagging.lexicon.CharFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the credits of agencies outside of sentences: before the first lines ({@code PARIS (AFP) -}), and alone or in
 * brackets at the end of the text.
 */
final class Datelines {

    /** Lines at either end of a text that are read. */
    private static final int LINES = 3;

    private static final int PLACE = 60;
    private static final int NAME = 40;
    private static final int CREDIT_LINE = 90;

    private static final Pattern LEAD_IN =
            Pattern.compile("(?i)^(?:sources?|quelle|source\\s|fonte|fuente)\\s*[:：]\\s*");

    private final String text;
    private final OutletNames names;
    private final List<Attribution> found = new ArrayList<>();

    Datelines(String text, OutletNames names) {
        this.text = text;
        this.names = names;
    }

    List<Attribution> find() {
        var start = 0;
        for (int line = 0; line < LINES && start < text.length(); line++) {
            var end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            first(start, end);
            start = end + 1;
        }
        var end = text.length();
        for (int line = 0; line < LINES && end > 0; line++) {
            start = text.lastIndexOf('\n', end - 1) + 1;
            last(start, end);
            end = start - 1;
        }
        return found;
    }

    private void first(int start, int end) {
        var limit = Math.min(end, start + PLACE);
        var open = indexOf('(', start, limit);
        if (open >= 0 && isPlace(start, open)) {
            var close = indexOf(')', open, Math.min(end, open + NAME));
            if (close > open) {
                names(open + 1, close);
                return;
            }
        }
        var dash = firstDash(start, limit);
        if (dash > start) {
            names(start, dash);
            // PARIS, AFP -
            var comma = text.lastIndexOf(',', dash);
            if (comma > start && isPlace(start, comma)) {
                names(comma + 1, dash);
            }
        }
    }

    /** Names of places and months in front of an agency: every word has a capital or digits. */
    private boolean isPlace(int start, int end) {
        var begins = true;
        for (int at = start; at < end; at++) {
            var c = text.charAt(at);
            if (begins && Character.isLowerCase(c) && end - start > 3) {
                return false;
            }
            if (c == '.' && at + 1 < end && end - at > 12) {
                return false;
            }
            begins = c == ' ';
        }
        return true;
    }

    private int firstDash(int start, int end) {
        for (int at = start + 1; at < end; at++) {
            var c = text.charAt(at);
            if ((c == '-' || c == '–' || c == '—') && text.charAt(at - 1) == ' ') {
                return at;
            }
        }
        return -1;
    }

    private void last(int start, int end) {
        var from = start;
        var to = end;
        if (to - from > CREDIT_LINE) {
            // a long line may end in brackets
            var close = to - 1;
            while (close > to - NAME && CharFolding.isSpace(text.charAt(close))) {
                close--;
            }
            var open = text.lastIndexOf('(', close);
            if (text.charAt(close) == ')' && open > close - NAME) {
                names(open + 1, close);
            }
            return;
        }
        while (from < to && "-–—(/* ".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        var leadIn = LEAD_IN.matcher(text).region(from, to);
        if (leadIn.lookingAt()) {
            from = leadIn.end();
        }
        while (to > from && "-–—)./* ".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        var open = text.lastIndexOf('(', to);
        names(open > from && end > to && text.charAt(to) == ')' ? open + 1 : from, to);
    }

    /** Names between slashes, commas or "and". They count only if all are known. */
    private void names(int start, int end) {
        var credits = new ArrayList<Attribution>();
        for (int from = start, at = start; at <= end; at++) {
            var separator = at == end || "/,;|".indexOf(text.charAt(at)) >= 0;
            var and = !separator && text.startsWith(" and ", at);
            if (separator || and) {
                if (!credit(from, at, credits)) {
                    return;
                }
                from = and ? at + 5 : at + 1;
                at = from - 1;
            }
        }
        found.addAll(credits);
    }

    private boolean credit(int from, int to, List<Attribution> credits) {
        var start = from;
        var end = to;
        while (start < end && CharFolding.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && CharFolding.isSpace(text.charAt(end - 1))) {
            end--;
        }
        var name = start < end && end - start <= NAME ? names.whole(text.substring(start, end)) : null;
        if (name != null) {
            credits.add(new Attribution(name, start, end));
        }
        return name != null;
    }

    private int indexOf(char c, int start, int end) {
        var at = text.indexOf(c, start);
        return at < end ? at : -1;
    }
}
