package io.wireroom.tagging.lexicon;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words around direct speech in one language, in lower case.
 *
 * @param reporting verbs that take speech
 * @param describing verbs that take a part of speech
 * @param addressing verbs whose object is the hearer
 * @param naming verbs before a mere name in quotation marks
 * @param he pronouns for a man
 * @param she pronouns for a woman
 * @param possessives pronouns of a man's or a woman's things
 * @param fillers words between a subject and its verb
 * @param prepositions make the name after them an object
 * @param authors prepositions before whoever speaks or writes
 * @param sources phrases before a source: {@code according to}
 * @param namedSources words that are a source phrase before a name or a noun only: German {@code so}
 * @param relatives relative pronouns
 * @param conjunctions join two verbs of one subject
 * @param indefinites begin a sentence about somebody who has no name
 * @param maleTitles words before the name of a man
 * @param femaleTitles words before the name of a woman
 * @param titles all words before a name
 */
public record SpeechWords(
        Set<String> reporting,
        Set<String> describing,
        Set<String> addressing,
        Set<String> naming,
        Set<String> he,
        Set<String> she,
        Set<String> possessives,
        Set<String> fillers,
        Set<String> prepositions,
        Set<String> authors,
        PhraseDictionary<String> sources,
        Set<String> namedSources,
        Set<String> relatives,
        Set<String> conjunctions,
        Set<String> indefinites,
        Set<String> maleTitles,
        Set<String> femaleTitles,
        Set<String> titles) {

    private static final Pattern SPACES = Pattern.compile(" +");

    private static final SpeechWords NONE = of(Map.of());

    /** The words of all languages that {@code speech-words.txt} has, by language. */
    public static Map<String, SpeechWords> read() {
        var languages = new HashMap<String, SpeechWords>();
        WordListFile.sections(SpeechWords.class, "speech-words.txt").forEach((language, lines) -> {
            var lists = new HashMap<String, Set<String>>();
            for (var line : lines) {
                var colon = line.indexOf(':');
                var words = line.substring(colon + 1).strip();
                lists.put(
                        line.substring(0, colon),
                        words.isEmpty() ? Set.of() : WordListFile.entries(List.of(words), SPACES));
            }
            languages.put(language, of(lists));
        });
        return Map.copyOf(languages);
    }

    /** The words of a language, by its BCP 47 tag; empty lists if they are not known. */
    public static SpeechWords in(Map<String, SpeechWords> languages, String tag) {
        return languages.getOrDefault(WordListLanguage.of(tag), NONE);
    }

    private static SpeechWords of(Map<String, Set<String>> lists) {
        var titles = new HashSet<>(set(lists, "title"));
        titles.addAll(set(lists, "title.male"));
        titles.addAll(set(lists, "title.female"));
        var sources = set(lists, "source").stream()
                .map(phrase -> new PhraseDictionary.Entry<>(List.of(phrase.split("_")), phrase))
                .toList();
        return new SpeechWords(
                set(lists, "reporting"),
                set(lists, "describing"),
                set(lists, "addressing"),
                set(lists, "naming"),
                set(lists, "he"),
                set(lists, "she"),
                set(lists, "possessive"),
                set(lists, "filler"),
                set(lists, "preposition"),
                set(lists, "author"),
                PhraseDictionary.of(PhraseDictionary.At.FIRST_WORD, true, sources),
                set(lists, "source.named"),
                set(lists, "relative"),
                set(lists, "conjunction"),
                set(lists, "indefinite"),
                set(lists, "title.male"),
                set(lists, "title.female"),
                Set.copyOf(titles));
    }

    private static Set<String> set(Map<String, Set<String>> lists, String name) {
        return lists.getOrDefault(name, Set.of());
    }

    /** Whether a verb takes speech or a part of it. */
    public boolean isVerb(String word) {
        return reporting.contains(word) || addressing.contains(word) || describing.contains(word);
    }

    /** Whether the language is not known. */
    public boolean isEmpty() {
        return reporting.isEmpty();
    }
}
