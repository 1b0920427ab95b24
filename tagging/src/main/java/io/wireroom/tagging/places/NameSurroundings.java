package io.wireroom.tagging.places;

import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.lexicon.FunctionWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The characters and words beside a name in a text. */
final class NameSurroundings {

    private static final int LONGEST_WORD = 24;
    private static final int LONGEST_ACRONYM = 3;
    /** What a sentence begins after: the end of another, or a mark that opens. */
    private static final String SENTENCE_FOLLOWS = ".!?…:”»\n\"“„«‘¿¡(";

    private static final char LAST_OF_SPACED = 0x3000;
    private static final int LONGEST_LINK = 40;
    private static final int LONGEST_LIST_LINK = 6;
    private static final String IN = " in ";
    private static final Set<String> IN_LINK = Set.of(
            "the",
            "state",
            "province",
            "region",
            "country",
            "of",
            "north",
            "south",
            "east",
            "west",
            "northern",
            "southern",
            "eastern",
            "western",
            "central",
            "north-eastern",
            "north-western",
            "south-eastern",
            "south-western",
            "northeastern",
            "northwestern",
            "southeastern",
            "southwestern",
            "rural",
            "upstate");
    private static final Set<String> OF_LINK = Set.of(
            "city of",
            "town of",
            "port of",
            "port city of",
            "village of",
            "capital of",
            "second city of",
            "coastal city of",
            "coastal town of",
            "border town of",
            "border city of",
            "seaside town of",
            "northern city of",
            "southern city of",
            "eastern city of",
            "western city of",
            "northern town of",
            "southern town of",
            "eastern town of",
            "western town of",
            "port town of",
            "university city of",
            "university town of",
            "state capital of",
            "resort of",
            "resort town of",
            "suburb of");
    private static final Set<String> LIST_LINKS =
            Set.of(" and ", ", ", ", and ", " or ", " und ", " et ", " y ", " e ");

    /** What Japanese and Korean write after the family name of a person. */
    private static final Set<String> PERSON_WORDS =
            Set.of("さん", "氏", "選手", "容疑者", "被告", "監督", "首相", "議員", "社長", "教授", "投手", "くん", "ちゃん", "様", "씨");

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

    /** Whether a name begins a sentence or a line, so that its capital means nothing. */
    boolean startsSentence(int start) {
        int at = start;
        while (at > 0 && CharFolding.isSpace(text.charAt(at - 1)) && text.charAt(at - 1) != '\n') {
            at--;
        }
        return at == 0 || SENTENCE_FOLLOWS.indexOf(text.charAt(at - 1)) >= 0 && !isInitial(at - 1);
    }

    /** The words of the sentence before an offset, the nearest first, at most as many as asked for. */
    List<String> wordsBefore(int start, int most) {
        var words = new ArrayList<String>(most);
        int end = start;
        while (words.size() < most && end > 0 && !startsSentence(end)) {
            while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '.')) {
                end--;
            }
            int from = end;
            while (from > 0 && end - from < LONGEST_WORD && CaseEndings.isOfWord(text.charAt(from - 1))) {
                from--;
            }
            if (from == end) {
                break;
            }
            words.add(text.substring(from, end));
            end = from;
        }
        return words;
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

    /**
     * Whether the second of two names says where the first lies: "Paris, Texas", "Tripoli in Lebanon", "Perth (Scotland)",
     * "Tripoli, in northern Lebanon".
     */
    boolean isLocatedBy(int end, int next) {
        if (isAside(end, next)) {
            return true;
        }
        if (next - end > LONGEST_LINK || next - end < IN.length()) {
            return false;
        }
        var link = text.substring(end, next);
        var words = link.startsWith(",") ? link.substring(1) : link;
        if (!words.startsWith(IN) || !words.endsWith(" ")) {
            return false;
        }
        for (var word : words.substring(IN.length()).strip().split(" ")) {
            if (!word.isEmpty() && !IN_LINK.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the first of two names says where the second lies: "Lebanon's Tripoli", "the Scottish city of Perth". */
    boolean isLocatedByFirst(int end, int next) {
        if (next - end > LONGEST_LINK || next <= end) {
            return false;
        }
        var link = text.substring(end, next).replace('’', '\'');
        return link.equals("'s ")
                || link.endsWith(" of ") && OF_LINK.contains(link.strip().replace("'s ", ""));
    }

    /** Whether two names are items of one list: "Newcastle and Gateshead", "Newcastle, Gateshead". */
    boolean isList(int end, int next) {
        var link = next - end > 0 && next - end <= LONGEST_LIST_LINK ? text.substring(end, next) : "";
        return LIST_LINKS.contains(link);
    }

    /** Whether a word that follows people's names follows. */
    boolean isBeforePersonWord(int end) {
        return end < text.length()
                && text.charAt(end) > LAST_OF_SPACED
                && PERSON_WORDS.stream().anyMatch(word -> text.startsWith(word, end));
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
