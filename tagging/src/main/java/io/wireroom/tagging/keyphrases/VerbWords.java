package io.wireroom.tagging.keyphrases;

import io.wireroom.tagging.lexicon.WordListFile;
import io.wireroom.tagging.tokens.Tokens;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises English words that are verbs where they stand beside a noun: {@code teachers blame}, {@code vaccine cut
 * influenza}. Immutable and thread-safe.
 */
final class VerbWords {

    /** Tokens before a phrase in which a determiner shows that it is one noun phrase. */
    private static final int BACK = 3;

    private static final Set<String> DETERMINERS = Set.of(
            "a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your",
            "each", "every", "another", "no", "any", "of", "whose", "'s", "’s");

    /** What an object, or another word that follows a verb, begins with. */
    private static final Set<String> OBJECTS = Set.of(
            "a",
            "an",
            "the",
            "this",
            "that",
            "these",
            "those",
            "its",
            "his",
            "her",
            "their",
            "our",
            "my",
            "your",
            "it",
            "him",
            "them",
            "us",
            "me",
            "you",
            "each",
            "every",
            "another",
            "no",
            "any",
            "some",
            "all",
            "both",
            "many",
            "more",
            "most",
            "fewer",
            "less",
            "few",
            "several",
            "up",
            "off",
            "down",
            "out",
            "back",
            "away",
            "to",
            "not",
            "how",
            "what",
            "why",
            "whether",
            "himself",
            "themselves",
            "itself",
            "herself",
            "new",
            "higher",
            "lower",
            "better",
            "again",
            "sharply",
            "only",
            "just");

    private static final Set<String> BEFORE_BASE = Set.of(
            "to", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "they", "we", "you", "i",
            "did", "does", "do", "n't", "not", "who", "and");

    private final Set<String> verbs;
    private final Set<String> nounsToo;
    private final Set<String> samePast;

    private VerbWords(Map<String, Set<String>> lists) {
        verbs = lists.getOrDefault("verb", Set.of());
        nounsToo = lists.getOrDefault("noun or verb", Set.of());
        samePast = lists.getOrDefault("same past", Set.of());
    }

    /** Reads the lists. */
    static VerbWords read() {
        return new VerbWords(WordListFile.sets(VerbWords.class, "verbs.txt", Pattern.compile(" ")));
    }

    /** Whether a run of tokens is a noun with a verb after it, or a verb with its object. */
    boolean isClause(Tokens text, int first, int last) {
        return first < last
                && (endsInVerb(text, first, last) || beginsWithVerb(text, first) || crossesClause(text, first, last));
    }

    private boolean endsInVerb(Tokens text, int first, int last) {
        if (text.isCapitalised(last)) {
            return false;
        }
        var word = word(text, last);
        boolean isOnlyVerb = verbs.contains(word) && !nounsToo.contains(word);
        if (isOnlyVerb) {
            return true;
        }
        var isThirdPerson = word.endsWith("s") && isNounToo(word.substring(0, word.length() - 1));
        if (!isNounToo(word) && !isThirdPerson) {
            return false;
        }
        boolean hasObject = OBJECTS.contains(word(text, last + 1));
        boolean isPlural = isPlural(word(text, last - 1));
        if (isThirdPerson) {
            return hasObject && !isPlural;
        }
        if (isPlural) {
            return hasObject || !isDetermined(text, first);
        }
        return samePast.contains(word) && (hasObject || isContent(text, last + 1));
    }

    private boolean beginsWithVerb(Tokens text, int first) {
        var word = word(text, first);
        if (text.isCapitalised(first) || text.sentenceStart(text.sentenceOf(first)) == first) {
            return false;
        }
        boolean isNoun = isNounToo(word);
        if (verbs.contains(word) && !isNoun) {
            return true;
        }
        var before = word(text, first - 1);
        if (!isNoun || !isSameSentence(text, first - 1, first)) {
            return false;
        }
        return BEFORE_BASE.contains(before)
                || isContent(text, first - 1)
                        && (isPlural(before) && !before.endsWith("'s")
                                || samePast.contains(word) && !isDetermined(text, first - 1, 1));
    }

    /** "In Batumi shops stayed shut": the name belongs to the words before it. */
    private static boolean crossesClause(Tokens text, int first, int last) {
        var start = text.sentenceStart(text.sentenceOf(first));
        return first == start + 1
                && Set.of("in", "at", "near", "from", "on", "after", "before", "since")
                        .contains(word(text, start))
                && text.isCapitalised(first)
                && !text.isCapitalised(last);
    }

    private boolean isNounToo(String word) {
        return nounsToo.contains(word);
    }

    private static boolean isPlural(String word) {
        return word.length() > 3
                        && word.endsWith("s")
                        && !word.endsWith("ss")
                        && !word.endsWith("us")
                        && !word.endsWith("is")
                || Set.of("people", "children", "men", "women", "police").contains(word);
    }

    private static boolean isDetermined(Tokens text, int first) {
        return isDetermined(text, first, BACK);
    }

    private static boolean isDetermined(Tokens text, int first, int back) {
        for (int token = first - 1; token >= first - back; token--) {
            if (!isSameSentence(text, token, first) || !text.isWord(token) && !text.is(token, "-")) {
                return isPossessive(text, token);
            }
            if (DETERMINERS.contains(word(text, token))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPossessive(Tokens text, int token) {
        return token >= 0 && DETERMINERS.contains(word(text, token));
    }

    private static boolean isSameSentence(Tokens text, int token, int other) {
        return token >= 0 && token < text.size() && text.sentenceOf(token) == text.sentenceOf(other);
    }

    /** Whether a token is a word of more than three letters, which is hardly a preposition. */
    private static boolean isContent(Tokens text, int token) {
        return token >= 0
                && token < text.size()
                && text.isWord(token)
                && text.length(token) > 3
                && !Set.of(
                                "from", "with", "after", "over", "into", "were", "have", "will", "would", "could",
                                "because", "while", "when", "than", "under", "until", "during", "since", "before",
                                "against", "amid", "among", "about", "that", "which", "where", "been", "must", "should",
                                "across", "between", "through", "towards", "despite", "without", "within", "earlier",
                                "later", "last")
                        .contains(word(text, token));
    }

    private static String word(Tokens text, int token) {
        return token < 0 || token >= text.size() || text.length(token) > 24
                ? ""
                : text.word(token).toLowerCase(Locale.ROOT);
    }
}
