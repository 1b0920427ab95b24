package io.wireroom.tagging.quotes;

/** Which quotation marks open and close, and after which other ones. */
final class Marks {

    /** Marks that close one another. */
    enum Family {
        DOUBLE,
        ANGLED,
        CORNER,
        NONE
    }

    private Marks() {}

    static Family family(char mark) {
        return switch (mark) {
            case '"', '“', '”', '„', '‟', '＂', '〝', '〞', '〟' -> Family.DOUBLE;
            case '«', '»' -> Family.ANGLED;
            case '「', '」', '『', '』', '﹁', '﹂' -> Family.CORNER;
            default -> Family.NONE;
        };
    }

    /** Whether a mark closes the one that was opened last; a space stands for none. */
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

    /** The same sign opens and closes, or the wrong one was typed. */
    private static boolean isTwoFaced(char mark) {
        return mark == '"' || mark == '“' || mark == '‟';
    }

    /** A word behind it, none before. */
    private static boolean looksOpen(char before, char after) {
        return !isWordEnd(before) && isWordStart(after);
    }

    private static boolean looksClosed(char before, char after) {
        return !QuotationMarks.isSpace(before) && !isWordStart(after);
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
