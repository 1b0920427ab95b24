package io.wireroom.tagging.ner.features;

import com.carrotsearch.hppc.IntHashSet;
import io.wireroom.tagging.lexicon.FunctionWords;
import io.wireroom.tagging.lexicon.NameParticles;
import io.wireroom.tagging.tokens.Tokens;
import java.util.Set;

/** The tokens of one text as numbers: hashes of their spellings, and flags. Made once for each text. */
final class WordHashes {

    static final int CAPITALISED = 1;
    static final int ALL_CAPITALS = 1 << 1;
    static final int SINGLE_LETTER = 1 << 2;
    static final int HAS_DIGIT = 1 << 3;
    static final int LETTER_FIRST = 1 << 4;
    static final int FUNCTION_WORD = 1 << 5;
    static final int SENTENCE_FIRST = 1 << 6;
    static final int INNER_CAPITAL = 1 << 7;
    static final int DOTTED = 1 << 8;
    /** May be part of a name by its spelling: capitalised, and not a function word. */
    static final int NAME_LIKE = 1 << 9;

    private static final int CLASSES = 5;
    /** Letters of the longest first and last part of a word with a hash of its own. */
    static final int AFFIXES = 6;
    /** Endings that a stem may be without: of no, one, two and three letters. */
    static final int STEMS = 4;

    private static final int SHORTEST_STEM = 3;
    /** Letters at the beginning of a word that its cases have in common. */
    private static final int ROOT = 4;

    /** Each character in lower case, and its kind: 1 capital, 2 other letter, 3 digit, 4 other character. */
    private static final char[] SMALL = new char[Character.MAX_VALUE + 1];

    private static final byte[] KINDS = new byte[Character.MAX_VALUE + 1];

    static {
        for (int unit = 0; unit <= Character.MAX_VALUE; unit++) {
            SMALL[unit] = toSmall((char) unit);
            KINDS[unit] = (byte) kind((char) unit, SMALL[unit]);
        }
    }

    private static final IntHashSet FUNCTION_WORDS = hashes(FunctionWords.NAMES_MODEL.words());
    private static final IntHashSet JOINING_WORDS = hashes(NameParticles.NAMES_MODEL_JOINING.words());

    final Tokens tokens;
    final int[] exact;
    final int[] lower;
    final int[] shape;
    final int[] flags;
    /** All that is known of a word by itself. */
    final int[] known;
    /** Hashes of the first and last one to six letters in lower case, packed by token; 0 when the word is shorter. */
    final int[] prefixes;

    final int[] suffixes;
    /** Hashes of the word without its last no to three letters, packed by token; 0 when too little is left. */
    final int[] stems;

    private final KnownPhrases lexicon;

    WordHashes(Tokens tokens, KnownPhrases lexicon) {
        this.tokens = tokens;
        this.lexicon = lexicon;
        var size = tokens.size();
        exact = new int[size];
        lower = new int[size];
        shape = new int[size];
        flags = new int[size];
        known = new int[size];
        prefixes = new int[size * AFFIXES];
        suffixes = new int[size * AFFIXES];
        stems = new int[lexicon.set().hasStems() ? size * STEMS : 0];
        for (int token = 0; token < size; token++) {
            read(token);
        }
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            markBeginning(tokens.sentenceStart(sentence), tokens.sentenceEnd(sentence));
        }
        for (int token = 0; token < size; token++) {
            if (has(token, CAPITALISED) && !(has(token, FUNCTION_WORD) && !has(token, ALL_CAPITALS))) {
                flags[token] |= NAME_LIKE;
            }
        }
    }

    boolean has(int token, int flag) {
        return (flags[token] & flag) != 0;
    }

    int size() {
        return exact.length;
    }

    /** Marks the first word of a sentence; quotes and bullets before it do not count. */
    private void markBeginning(int from, int to) {
        for (int token = from; token < to; token++) {
            if (has(token, LETTER_FIRST | HAS_DIGIT)) {
                flags[token] |= SENTENCE_FIRST;
                return;
            }
        }
    }

    private void read(int token) {
        var text = tokens.text();
        int start = tokens.start(token);
        int end = tokens.end(token);
        int exactHash = 17;
        int lowerHash = 17;
        int form = 1;
        int last = 0;
        int repeated = 0;
        int letters = 0;
        int capitals = 0;
        int flag = 0;
        int prefix = token * AFFIXES;
        for (int at = start; at < end; at++) {
            var unit = text.charAt(at);
            var small = small(unit);
            exactHash = exactHash * 31 + plain(unit);
            lowerHash = lowerHash * 31 + small;
            if (stems.length > 0 && end - at <= STEMS && at - start + 1 >= SHORTEST_STEM) {
                stems[token * STEMS + end - at - 1] = FeatureHash.spread(lowerHash);
            }
            if (at - start < AFFIXES) {
                prefixes[prefix + at - start] = FeatureHash.spread(lowerHash);
            }
            int kind = KINDS[unit];
            if (kind <= 2) {
                letters++;
                capitals += kind == 1 ? 1 : 0;
                if (kind == 1 && at > start) {
                    flag |= INNER_CAPITAL;
                }
            } else if (kind == 3) {
                flag |= HAS_DIGIT;
            } else if (unit == '.') {
                flag |= DOTTED;
            }
            repeated = kind == last ? repeated + 1 : 0;
            if (repeated < 2) {
                form = form * CLASSES + kind;
            }
            last = kind;
        }
        exact[token] = FeatureHash.spread(exactHash);
        lower[token] = FeatureHash.spread(lowerHash);
        shape[token] = form;
        suffixes(text, token, start, end);
        var firstKind = KINDS[text.charAt(start)];
        if (firstKind <= 2) {
            flag |= LETTER_FIRST;
        }
        if (firstKind == 1) {
            flag |= CAPITALISED;
            if (capitals == letters && letters > 1) {
                flag |= ALL_CAPITALS;
            }
        }
        if (letters == 1) {
            flag |= SINGLE_LETTER;
        }
        known[token] = lexicon.bitsOfWord(lower[token]);
        if (isGrammar(token)) {
            flag |= FUNCTION_WORD;
        }
        flags[token] = flag;
    }

    /** Whether cases change the ends of names. */
    boolean hasCases() {
        return lexicon.set() == FeatureSet.INFLECTED;
    }

    /** A hash that the cases of a word have in common. */
    int root(int token) {
        var first = prefixes[token * AFFIXES + ROOT - 1];
        return first == 0 ? lower[token] : first;
    }

    /** A hash that the cases of a long word have in common, and few other words. */
    int stem(int token) {
        var first = hasCases() ? prefixes[token * AFFIXES + AFFIXES - 1] : 0;
        return first == 0 ? lower[token] : first;
    }

    /** Whether the script has no capitals, so that any word may be a name. */
    boolean isCaseless() {
        return lexicon.set() == FeatureSet.PREFIXED || lexicon.set() == FeatureSet.UNSPACED;
    }

    private boolean isGrammar(int token) {
        return lexicon.set().hasOwnWords()
                ? (known[token] & KnownPhrases.GRAMMAR_WORD) != 0
                : FUNCTION_WORDS.contains(lower[token]);
    }

    /** Whether a word joins two parts of a name. */
    boolean isJoining(int token) {
        return lexicon.set().hasOwnWords()
                ? (known[token] & KnownPhrases.JOINING_WORD) != 0
                : JOINING_WORDS.contains(lower[token]);
    }

    private void suffixes(String text, int token, int start, int end) {
        int hash = 19;
        for (int length = 1; length <= AFFIXES && end - length >= start; length++) {
            hash = hash * 31 + small(text.charAt(end - length));
            suffixes[token * AFFIXES + length - 1] = FeatureHash.spread(hash);
        }
    }

    /** The hash that a word of lower-case letters has in {@link #lower}. */
    static int hash(String word) {
        return hash(word, 0, word.length());
    }

    /** The hash that a part of a text has as a word in {@link #lower}. */
    static int hash(String text, int from, int to) {
        int hash = 17;
        for (int at = from; at < to; at++) {
            hash = hash * 31 + small(text.charAt(at));
        }
        return FeatureHash.spread(hash);
    }

    /** The hashes of words. */
    static IntHashSet hashes(Set<String> words) {
        return IntHashSet.from(words.stream().mapToInt(WordHashes::hash).toArray());
    }

    private static char plain(char unit) {
        return unit == '\u2019' ? '\'' : unit >= '0' && unit <= '9' ? '0' : unit;
    }

    static char small(char unit) {
        return SMALL[unit];
    }

    private static char toSmall(char unit) {
        if (unit < 0x80) {
            return unit >= 'A' && unit <= 'Z' ? (char) (unit + 32) : unit >= '0' && unit <= '9' ? '0' : unit;
        }
        return switch (unit) {
            case '\u2019' -> '\'';
            // Forms of alif, and of yaa at a word's end, that texts use for each other.
            case '\u0622', '\u0623', '\u0625' -> '\u0627';
            case '\u0649' -> '\u064a';
            default -> Character.toLowerCase(unit);
        };
    }

    private static int kind(char unit, char small) {
        if (unit < 0x80) {
            return unit != small && small != '0' ? 1 : unit >= 'a' && unit <= 'z' ? 2 : small == '0' ? 3 : 4;
        }
        return Character.isUpperCase(unit) ? 1 : Character.isLetter(unit) ? 2 : Character.isDigit(unit) ? 3 : 4;
    }
}
