package io.wireroom.tagging.quotes;

import io.wireroom.tagging.lexicon.CharFolding;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Pairs single quotation marks, as British newspapers print them, and distinguishes them from apostrophes. A closing
 * mark after an s (<i>the dogs' home</i>) counts only if no clearer one follows before the next opening mark.
 */
final class SingleMarks {

    /** Words that begin with an apostrophe. */
    private static final Set<String> CLIPPED = Set.of(
            "em", "tis", "twas", "til", "till", "cause", "bout", "round", "n", "ere", "neath", "cos", "coz", "s", "t");

    private SingleMarks() {}

    /**
     * Whether a pair may be two apostrophes: one that crosses other marks, or a straight one around them.
     *
     * @param next the passage that begins next, or the same if there is none
     */
    static boolean isDoubtful(String text, Passage passage, Passage next) {
        var mark = text.charAt(passage.markStart());
        return (mark == '\'' || mark == '‘')
                && next.markStart() > passage.markStart()
                && next.markStart() < passage.end()
                && (mark == '\'' || next.markEnd() > passage.end());
    }

    /** Adds the pairs of single marks of a line, in order, without overlaps. */
    static void pair(String text, int start, int end, List<Passage> all) {
        var opened = -1;
        var doubtful = -1;
        for (int at = start; at < end; at++) {
            var mark = text.charAt(at);
            if (mark == '‚' || mark == '‹') {
                opened = at;
                doubtful = -1;
            }
            if (mark != '‘' && mark != '’' && mark != '\'' && mark != '›') {
                continue;
            }
            var before = at == start ? ' ' : text.charAt(at - 1);
            var after = at + 1 >= end ? ' ' : text.charAt(at + 1);
            var last = opened < 0 ? ' ' : text.charAt(opened);
            if (opened >= 0 && isPair(last, mark) && closes(mark, before, after)) {
                if (isSure(before, after)) {
                    add(text, opened, at, all);
                    opened = -1;
                    doubtful = -1;
                } else if (doubtful < 0) {
                    doubtful = at;
                }
            } else if (mark != '’' && mark != '›' && opens(text, at, end, before, after)) {
                if (doubtful >= 0) {
                    add(text, opened, doubtful, all);
                }
                opened = at;
                doubtful = -1;
            }
        }
        if (doubtful >= 0) {
            add(text, opened, doubtful, all);
        }
    }

    private static boolean isPair(char open, char close) {
        return switch (open) {
            case '‹' -> close == '›';
            case '‚' -> close == '‘' || close == '’';
            case '‘' -> close == '’' || close == '\'';
            default -> close == '\'';
        };
    }

    private static boolean closes(char mark, char before, char after) {
        return mark == '›' || (!Character.isLetterOrDigit(after) && !CharFolding.isSpace(before));
    }

    private static boolean isSure(char before, char after) {
        return (before != 's' && before != 'S' && before != 'z') || ",.;:!?)".indexOf(after) >= 0;
    }

    private static boolean opens(String text, int at, int end, char before, char after) {
        if (Character.isLetterOrDigit(before) || !Character.isLetter(after)) {
            return false;
        }
        var to = at + 1;
        while (to < end && to < at + 8 && Character.isLetter(text.charAt(to))) {
            to++;
        }
        return !CLIPPED.contains(text.substring(at + 1, to).toLowerCase(Locale.ROOT));
    }

    private static void add(String text, int open, int close, List<Passage> all) {
        var start = open + 1;
        var end = close;
        while (start < end && CharFolding.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && CharFolding.isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            all.add(new Passage(open, start, end, close + 1, false));
        }
    }
}
