package io.wireroom.tagging.entities;

import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.lexicon.WordListFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Word lists about names in English text: titles, words of organisations. Immutable. */
final class NameWords {

    private static final Pattern LIST = Pattern.compile("; ");
    private static final Set<String> SIDES_OF_RIVER = Set.of("East", "Left", "North", "Right", "South", "West");

    /** Titles as their words without full stops, joined by blanks, lower case. */
    private final Set<String> titles;

    private final int longestTitle;
    private final Set<String> titleBeginnings = new HashSet<>();
    private final Set<String> titleEndings = new HashSet<>();
    private final Map<String, Set<String>> organisationWords;

    private NameWords(Set<String> titles, Map<String, Set<String>> organisationWords) {
        this.titles = titles;
        this.longestTitle =
                titles.stream().mapToInt(title -> title.split(" ").length).max().orElse(0);
        for (var title : titles) {
            titleBeginnings.add(title.substring(0, (title + " ").indexOf(' ')));
            titleEndings.add(title.substring(title.lastIndexOf(' ') + 1));
        }
        this.organisationWords = organisationWords;
    }

    /** Reads the lists. */
    static NameWords read() {
        var titles = new HashSet<String>();
        for (var title : WordListFile.entries(WordListFile.lines(NameWords.class, "titles.txt"), LIST)) {
            titles.add(title.replace("-", " - "));
        }
        return new NameWords(titles, WordListFile.sets(NameWords.class, "organisation-words.txt", LIST));
    }

    /** Number of tokens from this one on that are one title; 0 if none. */
    int titleLength(FoldedTokens tokens, int token, int last) {
        if (!titleBeginnings.contains(tokens.plain(token))) {
            return 0;
        }
        var words = new StringBuilder();
        int found = 0;
        for (int at = token; at < last && at - token < longestTitle; at++) {
            if (at > token) {
                words.append(' ');
            }
            words.append(word(tokens, at));
            if (titles.contains(words.toString())) {
                found = at + 1 - token;
            }
        }
        // A full stop that the tokens keep apart belongs to the abbreviation.
        return found > 0 && token + found < last && tokens.is(token + found, ".") ? found + 1 : found;
    }

    /** Number of tokens before this one that are one title; 0 if none. */
    int titleLengthBefore(FoldedTokens tokens, int token) {
        int end = token > 0 && tokens.is(token - 1, ".") ? token - 1 : token;
        if (end == 0 || !titleEndings.contains(tokens.plain(end - 1))) {
            return 0;
        }
        for (int length = Math.min(longestTitle, end); length > 0; length--) {
            var words = new ArrayList<String>();
            for (int at = end - length; at < end; at++) {
                words.add(word(tokens, at));
            }
            if (titles.contains(String.join(" ", words))) {
                return token - end + length;
            }
        }
        return 0;
    }

    /** A token as the titles have it: plain, but a hyphen stays one. */
    private static String word(FoldedTokens tokens, int token) {
        return tokens.isHyphen(token) ? "-" : tokens.plain(token);
    }

    /** Whether organisations' names end with this word. */
    boolean endsOrganisation(String word) {
        return isIn("last", withoutStop(word));
    }

    /** The same for a token of a text: a school district is one, and the West Bank is none. */
    boolean endsOrganisation(FoldedTokens tokens, int token) {
        return switch (tokens.word(token)) {
            case "Bank" -> !(token > 0 && SIDES_OF_RIVER.contains(tokens.word(token - 1)));
            case "District" -> tokens.is(token - 1, "School");
            default -> endsOrganisation(tokens.word(token));
        };
    }

    /** Whether the words of a name of at least two tokens show that it is an organisation. */
    boolean isOrganisation(FoldedTokens tokens, int first, int end) {
        return end - first > 1
                && (endsOrganisation(tokens, end - 1)
                        || isForeignOrganisation(tokens.word(first))
                        || beginsOrganisation(tokens.word(first)) && tokens.is(first + 1, "of"));
    }

    /** Whether organisations' names begin with this word before "of" or "for". */
    boolean beginsOrganisation(String word) {
        return isIn("first", word);
    }

    /** Whether names of organisations begin with this word of another language. */
    boolean isForeignOrganisation(String word) {
        return isIn("foreign", word.replace('’', '\''));
    }

    /** Whether this is a company's legal form. */
    boolean isCompanyForm(String word) {
        return isIn("form", withoutStop(word));
    }

    private static String withoutStop(String word) {
        return word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    }

    private boolean isIn(String section, String word) {
        return organisationWords.getOrDefault(section, Set.of()).contains(word);
    }

    /** A folded word, without full stops and apostrophes. */
    static String plain(String word) {
        var alike = CharFolding.fold(word);
        return alike.indexOf('.') < 0 && alike.indexOf('\'') < 0
                ? alike
                : alike.replace(".", "").replace("'", "");
    }
}
