package io.wireroom.tagging.places;

import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.lexicon.FunctionWords;
import java.util.Locale;

/** The characters and words beside a name in a text. */
final class NameSurroundings {

    private static final int LONGEST_WORD = 24;
    private static final int LONGEST_ACRONYM = 3;
    /** What a sentence begins after: the end of another, or a mark that opens. */
    private static final String SENTENCE_FOLLOWS = ".!?…:”»\n\"“„«‘¿¡(";

    private final String text;

    NameSurroundings(String text) {
        this.text = text;
    }

    /** The word before an offset on the same line, a space between; empty if there is none. */
    String wordBefore(int start) {
        int end = start;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        if (end == start) {
            return "";
        }
        int from = end;
        while (from > 0 && end - from < LONGEST_WORD && CaseEndings.isOfWord(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, end);
    }

    /** Whether the word before an offset begins a sentence or a line, so that its capital means nothing. */
    boolean followsFirstWord(int start) {
        int at = start;
        while (at > 0 && text.charAt(at - 1) == ' ') {
            at--;
        }
        while (at > 0 && CaseEndings.isOfWord(text.charAt(at - 1))) {
            at--;
        }
        while (at > 0 && CharFolding.isSpace(text.charAt(at - 1)) && text.charAt(at - 1) != '\n') {
            at--;
        }
        return at == 0 || SENTENCE_FOLLOWS.indexOf(text.charAt(at - 1)) >= 0 && !isInitial(at - 1);
    }

    /** Whether a full stop belongs to an initial: "P. P. Van Bosse". */
    private boolean isInitial(int stop) {
        return stop > 0
                && text.charAt(stop) == '.'
                && Character.isUpperCase(text.charAt(stop - 1))
                && (stop == 1 || !CaseEndings.isOfWord(text.charAt(stop - 2)));
    }

    /** The word after an offset on the same line, one blank between; empty if there is none. */
    String wordAfter(int end) {
        if (end >= text.length() || text.charAt(end) != ' ') {
            return "";
        }
        int to = end + 1;
        while (to < text.length() && to - end < LONGEST_WORD && CaseEndings.isOfWord(text.charAt(to))) {
            to++;
        }
        return text.substring(end + 1, to);
    }

    /** Whether a word that is too long for an acronym is in capitals. */
    static boolean isShouted(String word) {
        return word.length() > LONGEST_ACRONYM && word.chars().allMatch(Character::isUpperCase);
    }

    /**
     * Whether a capitalised word, other than a function word, is right before this offset, so that the name is longer.
     */
    boolean followsName(int start) {
        var word = wordBefore(start);
        return startsWithCapital(word) && !FunctionWords.BEFORE_PLACE.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether a capitalised word follows after a space or hyphen, so that the name is longer. */
    boolean leadsToName(int end) {
        int at = end;
        if (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
            at++;
        }
        return at > end && at < text.length() && Character.isUpperCase(text.charAt(at));
    }

    /** Whether only a comma and a space, or an opening bracket, is between two offsets. */
    boolean isAside(int end, int next) {
        return next - end == 2
                && text.charAt(end + 1) != '\n'
                && (text.charAt(end) == ',' && text.charAt(end + 1) == ' '
                        || text.charAt(end) == ' ' && text.charAt(end + 1) == '(');
    }

    /** The two capital letters after a comma, as in "Paris, TX"; empty if they are missing. */
    String codeAfter(int end) {
        if (end + 4 > text.length() || text.charAt(end) != ',' || text.charAt(end + 1) != ' ') {
            return "";
        }
        var code = text.substring(end + 2, end + 4);
        boolean isCode = Character.isUpperCase(code.charAt(0))
                && Character.isUpperCase(code.charAt(1))
                && (end + 4 == text.length() || !Character.isLetterOrDigit(text.charAt(end + 4)));
        return isCode ? code : "";
    }

    private static boolean startsWithCapital(String word) {
        return !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    }
}
