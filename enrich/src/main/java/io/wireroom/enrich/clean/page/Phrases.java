package io.wireroom.enrich.clean.page;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongObjectHashMap;
import io.wireroom.tagging.lexicon.WordListFile;
import io.wireroom.text.Scripts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets of phrases in many languages, read from {@code phrases.txt}, found by their first word. Thread-safe. */
public final class Phrases {

    private static final String FILE = "phrases.txt";
    private static final long NOT_ASCII = 0;
    private static final long NUMBER = 1;

    /** The hash of the empty word (FNV-1a). */
    private static final long NO_WORD = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** A paragraph with this many characters before it asks its readers for something is not a request. */
    private static final int MAX_PREAMBLE_CHARS = 100;

    private static final Map<String, List<String>> SECTIONS = WordListFile.sections(Phrases.class, FILE);

    /** Points to another article. */
    public static final Phrases POINTER = section("pointer");

    /** Labels, prompts and credits that are not part of the article. */
    public static final Phrases PROMPT = section("prompt");

    /** Headings of what follows an article. */
    public static final Phrases TAIL = section("tail");

    /** Headings of what is never part of an article. */
    public static final Phrases END = section("end");

    /** First words of the phrases of these four. */
    private static final Set<String> LABEL_WORDS = Stream.of(POINTER, PROMPT, TAIL, END)
            .flatMap(phrases -> phrases.byFirstWord.keySet().stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final LongHashSet LABEL_HASHES = hashes(LABEL_WORDS);

    private static final Phrases ASK = section("ask");

    /** Words that ask readers where they begin a clause, and report a request in the middle of one. */
    private static final Phrases ASK_OR_REPORT = section("ask-or-report");

    private static final Pattern ADDRESS = Pattern.compile(
            "\\b(?:" + String.join("|", expressions("address")) + ")\\b", FLAGS | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern QUOTED = Pattern.compile("[\"“„«][^\"“”„«»]*[\"”“»]");

    private static final Phrases PAYWALL = section("paywall");

    private static final Phrases CLOSING = new Phrases(expressions("closing"));
    private static final Phrases CLOSING_START = new Phrases(expressions("closing-start"));

    private final Map<String, Pattern> byFirstWord = new HashMap<>();

    /** The same words by {@link #hash}. */
    private final LongObjectHashMap<Pattern> byHash = new LongObjectHashMap<>();

    private Phrases(List<String> expressions) {
        var buckets = new HashMap<String, List<String>>();
        for (var expression : expressions) {
            for (var word : firstWordsOf(expression)) {
                buckets.computeIfAbsent(word, key -> new ArrayList<>()).add(expression.replaceFirst("^#", "\\\\d+"));
            }
        }
        buckets.forEach((word, all) -> {
            var pattern = Pattern.compile(String.join("|", all), FLAGS);
            byFirstWord.put(word, pattern);
            var hash = hash(word, 0);
            if (hash != NOT_ASCII) {
                byHash.put(hash, pattern);
            }
        });
    }

    /**
     * Whether the text asks its readers to subscribe, follow, pay, install or write.
     *
     * @param sentence whether the text is a sentence in plain type, which may report what others are asked:
     *     {@code Residents can sign up for the shuttle until Friday.}
     */
    public static boolean asksReaders(String text, boolean sentence) {
        var asked = ASK.placeIn(text, 0);
        if (asked >= 0 && asked < MAX_PREAMBLE_CHARS) {
            return true;
        }
        var at = ASK_OR_REPORT.placeIn(text, 0);
        while (at >= 0 && at < MAX_PREAMBLE_CHARS) {
            if (!sentence
                    || beginsClause(text, at)
                    || ADDRESS.matcher(QUOTED.matcher(text).replaceAll(" ")).find()) {
                return true;
            }
            at = ASK_OR_REPORT.placeIn(text, at + 1);
        }
        return false;
    }

    private static LongHashSet hashes(Set<String> words) {
        var hashes = new LongHashSet();
        for (var word : words) {
            hashes.add(hash(word, 0));
        }
        return hashes;
    }

    private static boolean beginsClause(String text, int at) {
        var before = at - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before < 0 || !Character.isLetterOrDigit(text.charAt(before));
    }

    /** Whether the text states that the rest is for subscribers. */
    public static boolean sellsRest(String text) {
        return PAYWALL.placeIn(text, 0) >= 0;
    }

    /** Whether the text is a note that ends an article: where it came from, who helped, how to write to its author. */
    public static boolean closes(String text) {
        return CLOSING_START.begin(text) || CLOSING.placeIn(text, 0) >= 0;
    }

    /** Whether the text begins with one of the phrases. */
    public boolean begin(String text) {
        var at = start(text);
        var pattern = pattern(text, at);
        return pattern != null
                && pattern.matcher(text).region(at, text.length()).lookingAt();
    }

    /** Whether the whole text is one of the phrases. */
    public boolean are(String text) {
        var at = start(text);
        var end = text.length();
        while (end > at && ".!…:»›>→ ".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        var pattern = pattern(text, at);
        return pattern != null
                && (pattern.matcher(text).region(at, end).matches()
                        || pattern.matcher(text).region(at, text.length()).matches());
    }

    /** Whether a phrase of {@link #POINTER}, {@link #PROMPT}, {@link #TAIL} or {@link #END} begins as the text does. */
    public static boolean mayBeLabel(String text) {
        var at = start(text);
        if (at == text.length()) {
            return false;
        }
        var hash = hash(text, at);
        return hash == NOT_ASCII ? LABEL_WORDS.contains(firstWord(text, at)) : LABEL_HASHES.contains(hash);
    }

    /** The index where one of the phrases begins in the text from there on; -1 if there is none. */
    private int placeIn(String text, int from) {
        var inWord = from > 0 && Character.isLetter(text.charAt(from - 1));
        for (int at = from; at < text.length(); at++) {
            var c = text.charAt(at);
            var letter = Character.isLetter(c);
            if (letter && (!inWord || startsAnywhere(c))) {
                var pattern = pattern(text, at);
                if (pattern != null
                        && pattern.matcher(text).region(at, text.length()).lookingAt()) {
                    return at;
                }
            }
            inWord = letter;
        }
        return -1;
    }

    private @Nullable Pattern pattern(String text, int at) {
        if (at >= text.length()) {
            return null;
        }
        var hash = hash(text, at);
        return hash == NOT_ASCII ? byFirstWord.get(firstWord(text, at)) : byHash.get(hash);
    }

    /**
     * A number for the word that {@link #firstWord} returns, if it is of ASCII letters; another one for any number. The
     * words of phrases are few, so that 64 bits do not confuse them with others.
     */
    private static long hash(String text, int from) {
        if (Character.isDigit(text.charAt(from)) || text.charAt(from) == '#') {
            return NUMBER;
        }
        var hash = NO_WORD;
        for (int i = from; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 0x80) {
                return NOT_ASCII;
            }
            var lower = (char) (c | 0x20);
            if (lower < 'a' || lower > 'z') {
                return i == from ? NOT_ASCII : hash;
            }
            hash = (hash ^ lower) * PRIME;
        }
        return hash;
    }

    /** The index after leading symbols. */
    private static int start(String text) {
        var at = 0;
        while (at < text.length()
                && !Character.isLetterOrDigit(text.charAt(at))
                && "©ⓒ(".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at < text.length()
                && text.charAt(at) == '('
                && !text.startsWith("(c)", at)
                && !text.startsWith("(C)", at)) {
            return start(text, at + 1);
        }
        return at;
    }

    private static int start(String text, int from) {
        var at = from;
        while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String firstWord(String text, int from) {
        var first = text.charAt(from);
        if (Character.isDigit(first)) {
            return "#";
        }
        if (!Character.isLetter(first) || startsAnywhere(first)) {
            return String.valueOf(first);
        }
        var to = from + 1;
        while (to < text.length()
                && (Character.isLetter(text.charAt(to))
                        || Character.getType(text.charAt(to)) == Character.NON_SPACING_MARK)) {
            to++;
        }
        return text.substring(from, to).toLowerCase(java.util.Locale.ROOT);
    }

    /** Phrases of scripts without spaces, and of Hangul with its endings, are found by their first character. */
    private static boolean startsAnywhere(char c) {
        return Scripts.isUnspaced(c) || Scripts.isHangul(c);
    }

    /** The words that an expression can begin with: one, or with a trailing "s?" two, or those of a group. */
    private static List<String> firstWordsOf(String expression) {
        if (expression.startsWith("#")) {
            return List.of("#");
        }
        if (expression.startsWith("\\(")) {
            return List.of("(");
        }
        if (expression.startsWith("(?:")) {
            var words = new ArrayList<String>();
            for (var one : expression.substring(3, expression.indexOf(')')).split("\\|")) {
                if (!one.isBlank()) {
                    words.addAll(firstWordsOf(one.strip()));
                }
            }
            return words;
        }
        var word = firstWord(expression, 0);
        var rest = expression.substring(Math.min(word.length(), expression.length()));
        return rest.startsWith("?") ? List.of(word, word.substring(0, word.length() - 1)) : List.of(word);
    }

    private static Phrases section(String name) {
        return new Phrases(expressions(name));
    }

    private static List<String> expressions(String name) {
        var expressions = SECTIONS.get(name);
        if (expressions == null) {
            throw new IllegalStateException(FILE + " has no section " + name);
        }
        return expressions;
    }
}
