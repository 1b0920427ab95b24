package io.wireroom.tagging.quotes;

import io.wireroom.tagging.lexicon.CharFolding;

/** Which quotation marks open and close, and after which other ones. */
final class MarkPairing {

    /** Marks that close one another. */
    enum Family {
        DOUBLE,
        ANGLED,
        CORNER,
        NONE
    }

    private MarkPairing() {}

    static Family family(char mark) {
        return switch (mark) {
            case '"', '“', '”', '„', '‟', '＂', '〝', '〞', '〟' -> Family.DOUBLE;
            case '«', '»' -> Family.ANGLED;
            case '「', '」', '『', '』', '﹁', '﹂' -> Family.CORNER;
            default -> Family.NONE;
        };
    }

    /** Whether a mark closes the one that was opened last; a space means none. */
    static boolean closes(char last, char mark, char before, char after) {
        return switch (last) {
            case '„' -> mark == '“' || mark == '”' || mark == '‟' || (mark == '"' && !looksOpen(before, after));
            case '“', '‟' -> mark == '”' || (isTwoFaced(mark) && !looksOpen(before, after));
            case '”' -> mark == '”' && !looksOpen(before, after);
            case '"', '＂' -> mark == '”' || (mark == last && !looksOpen(before, after));
            case '〝' -> mark == '〞' || mark == '〟';
            case '«' -> mark == '»';
            case '»' -> mark == '«' || (mark == '»' && !looksOpen(before, after));
            case '「' -> mark == '」';
            case '『' -> mark == '』';
            case '﹁' -> mark == '﹂';
            default -> false;
        };
    }

    /** Whether a mark that closes nothing opens something. */
    static boolean opens(char mark, boolean inside, char before, char after) {
        return switch (mark) {
            case '„', '«', '「', '『', '﹁', '〝' -> true;
            case '“', '‟' -> !inside || !looksClosed(before, after);
            case '"', '＂', '”', '»' -> looksOpen(before, after);
            default -> false;
        };
    }

    /** The same character opens and closes, or the wrong one was typed. */
    private static boolean isTwoFaced(char mark) {
        return mark == '"' || mark == '“' || mark == '‟';
    }

    /** A word follows, and none is before it. */
    private static boolean looksOpen(char before, char after) {
        return !isWordEnd(before) && isWordStart(after);
    }

    private static boolean looksClosed(char before, char after) {
        return !CharFolding.isSpace(before) && !isWordStart(after);
    }

    private static boolean isWordEnd(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == ',' || c == '!' || c == '?' || c == '…' || c == '%';
    }

    private static boolean isWordStart(char c) {
        return Character.isLetterOrDigit(c)
                || c == '…'
                || c == '.'
                || c == '['
                || c == '('
                || c == '¿'
                || c == '¡'
                || c == '$'
                || c == '€'
                || c == '£'
                || c == '#'
                || c == '@'
                || c == '‘'
                || c == '\''
                || c == '-'
                || Character.isHighSurrogate(c);
    }
}
