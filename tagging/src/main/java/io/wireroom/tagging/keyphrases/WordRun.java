package io.wireroom.tagging.keyphrases;

import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of a title and a text in their order, as numbered terms, with a break wherever a phrase cannot continue.
 * English plurals are one term with their singulars; an acronym is another term than the word of the same letters.
 */
final class WordRun {

    /** Between sentences, and at punctuation. */
    static final int BREAK = -1;

    /** Terms are packed three to a key, from 1. */
    static final int TERM_BITS = 21;

    private static final int MOST_TERMS = (1 << TERM_BITS) - 2;
    private static final int LONGEST = 40;
    private static final int SHORTEST = 3;

    private static final byte CAPITAL = 1;
    private static final byte ACRONYM = 2;

    private final Set<String> stopWords;
    private final boolean english;
    private final Map<String, Integer> ids = new HashMap<>(512);
    private final List<String> spellings = new ArrayList<>();
    private boolean[] stops = new boolean[256];

    private int size;
    private int[] terms = new int[1024];
    private int[] tokens = new int[1024];
    private int[] sentences = new int[1024];
    private byte[] kinds = new byte[1024];
    private int sentence;
    private int titleEnd;

    WordRun(Tokens title, Tokens text, Set<String> stopWords, boolean english) {
        this.stopWords = stopWords;
        this.english = english;
        addAll(title);
        titleEnd = size;
        addAll(text);
        add(BREAK, 0, (byte) 0);
    }

    private void addAll(Tokens text) {
        for (int number = 0; number < text.sentences(); number++, sentence++) {
            add(BREAK, 0, (byte) 0);
            var start = text.sentenceStart(number);
            var end = text.sentenceEnd(number);
            var shouted = isShouted(text, start, end);
            for (int token = start; token < end; token++) {
                if (isWord(text, token)) {
                    addWord(text, token, start, shouted);
                } else if (!isHyphen(text, token, end)) {
                    add(BREAK, 0, (byte) 0);
                }
            }
        }
    }

    private static boolean isWord(Tokens text, int token) {
        var first = text.first(token);
        return text.length(token) <= LONGEST
                && (Character.isLetterOrDigit(first) || Character.isHighSurrogate(first))
                && !Character.isIdeographic(first);
    }

    private static boolean isHyphen(Tokens text, int token, int end) {
        return text.is(token, "-") && text.touchesPrevious(token) && token + 1 < end && text.touchesPrevious(token + 1);
    }

    /** Whether a sentence is in capitals, so that capitals show no names. */
    private static boolean isShouted(Tokens text, int start, int end) {
        for (int token = start; token < end; token++) {
            if (text.length(token) > 1 && Character.isLowerCase(text.text().charAt(text.end(token) - 1))) {
                return false;
            }
        }
        return true;
    }

    private void addWord(Tokens text, int token, int sentenceStart, boolean shouted) {
        var word = text.word(token);
        var kind = (byte) 0;
        if (!shouted && Character.isUpperCase(word.charAt(0))) {
            if (word.length() > 1 && isUpper(word)) {
                kind = ACRONYM;
            } else if (token > sentenceStart) {
                kind = CAPITAL;
            }
        }
        var spelling = kind == ACRONYM ? word : word.toLowerCase(Locale.ROOT);
        add(id(kind == ACRONYM || !english ? spelling : singular(spelling), spelling, kind), token, kind);
    }

    private int id(String key, String spelling, byte kind) {
        var known = ids.get(key);
        if (known != null) {
            return known;
        }
        if (spellings.size() >= MOST_TERMS) {
            return BREAK;
        }
        var id = spellings.size();
        ids.put(key, id);
        spellings.add(key);
        if (id == stops.length) {
            stops = Arrays.copyOf(stops, 2 * id);
        }
        stops[id] = kind != ACRONYM
                && (spelling.length() < SHORTEST
                        || !Character.isLetter(spelling.charAt(0))
                        || stopWords.contains(spelling)
                        || stopWords.contains(key));
        return id;
    }

    /** Without the s of an English plural. */
    private static String singular(String word) {
        var length = word.length();
        if (length < 4 || word.charAt(length - 1) != 's') {
            return word;
        }
        var before = word.charAt(length - 2);
        if (before == 's' || before == 'u' || before == 'i') {
            return word;
        }
        return before == 'e' && word.charAt(length - 3) == 'i' && length > 4
                ? word.substring(0, length - 3) + "y"
                : word.substring(0, length - 1);
    }

    private static boolean isUpper(String word) {
        var letters = 0;
        for (int at = 0; at < word.length(); at++) {
            if (Character.isLowerCase(word.charAt(at))) {
                return false;
            }
            letters += Character.isLetter(word.charAt(at)) ? 1 : 0;
        }
        return letters > 1;
    }

    private void add(int term, int token, byte kind) {
        if (term == BREAK && size > 0 && terms[size - 1] == BREAK) {
            sentences[size - 1] = sentence;
            return;
        }
        if (size == terms.length) {
            terms = Arrays.copyOf(terms, 2 * size);
            tokens = Arrays.copyOf(tokens, 2 * size);
            sentences = Arrays.copyOf(sentences, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
        }
        terms[size] = term;
        tokens[size] = token;
        sentences[size] = sentence;
        kinds[size++] = kind;
    }

    /** Words and breaks; the first and the last are breaks. */
    int size() {
        return size;
    }

    /** The term at a place, or {@link #BREAK}. */
    int term(int place) {
        return terms[place];
    }

    /** The token of a place, of the title's tokens or the text's. */
    int token(int place) {
        return tokens[place];
    }

    int sentence(int place) {
        return sentences[place];
    }

    /** Sentences of title and text. */
    int sentences() {
        return sentence;
    }

    boolean isInTitle(int place) {
        return place < titleEnd;
    }

    /** A capital inside a sentence. */
    boolean isCapital(int place) {
        return kinds[place] == CAPITAL;
    }

    boolean isAcronym(int place) {
        return kinds[place] == ACRONYM;
    }

    /** Number of distinct terms. */
    int termCount() {
        return spellings.size();
    }

    /** A term as it is compared. */
    String spelling(int term) {
        return spellings.get(term);
    }

    /** Whether a term never begins or ends a phrase. */
    boolean isStop(int term) {
        return stops[term];
    }
}
