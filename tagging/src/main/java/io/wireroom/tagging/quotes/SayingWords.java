package io.wireroom.tagging.quotes;

import io.wireroom.tagging.TagInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words that stand around direct speech in one language, lower case, from {@code saying.txt}.
 *
 * @param say verbs that take speech
 * @param describe verbs that take a part of speech
 * @param tell verbs whose object is the hearer
 * @param name verbs before a mere name in quotation marks
 * @param fill stand between a subject and its verb
 * @param of make the name behind them an object
 * @param per phrases before a source, as lists of words
 * @param who relative pronouns
 * @param and join two verbs of one subject
 * @param one begin a sentence about somebody who has no name
 * @param man stand before the name of a man
 * @param woman stand before the name of a woman
 * @param titles all that stand before a name
 */
public record SayingWords(
        Set<String> say,
        Set<String> describe,
        Set<String> tell,
        Set<String> name,
        Set<String> he,
        Set<String> she,
        Set<String> fill,
        Set<String> of,
        List<List<String>> per,
        Set<String> who,
        Set<String> and,
        Set<String> one,
        Set<String> man,
        Set<String> woman,
        Set<String> titles) {

    private static final String FILE = "saying.txt";

    /** Languages whose words are another one's. */
    private static final Map<String, String> SAME = Map.of("nb", "no", "nn", "no", "und", "en");

    private static final SayingWords NONE = of(Map.of());

    /** Words of all languages that the file holds. */
    static Map<String, SayingWords> read() {
        var languages = new HashMap<String, SayingWords>();
        try (var in = SayingWords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            var language = "";
            var lists = new HashMap<String, List<String>>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    languages.put(language, of(lists));
                    language = line.substring(1, line.length() - 1);
                    lists = new HashMap<>();
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    var colon = line.indexOf(':');
                    var words = line.substring(colon + 1).strip();
                    lists.put(line.substring(0, colon), words.isEmpty() ? List.of() : List.of(words.split(" +")));
                }
            }
            languages.put(language, of(lists));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        return Map.copyOf(languages);
    }

    /** The words of a story's language; none if they are not known. */
    static SayingWords in(Map<String, SayingWords> languages, TagInput story) {
        var tag = story.language().toLowerCase(Locale.ROOT);
        var hyphen = tag.indexOf('-');
        var primary = hyphen < 0 ? tag : tag.substring(0, hyphen);
        return languages.getOrDefault(SAME.getOrDefault(primary, primary), NONE);
    }

    private static SayingWords of(Map<String, List<String>> lists) {
        var titles = new HashSet<>(lists.getOrDefault("title", List.of()));
        titles.addAll(lists.getOrDefault("title.m", List.of()));
        titles.addAll(lists.getOrDefault("title.f", List.of()));
        var per = lists.getOrDefault("per", List.of()).stream()
                .map(phrase -> Arrays.asList(phrase.split("_")))
                .toList();
        return new SayingWords(
                set(lists, "say"),
                set(lists, "describe"),
                set(lists, "tell"),
                set(lists, "name"),
                set(lists, "he"),
                set(lists, "she"),
                set(lists, "fill"),
                set(lists, "of"),
                per,
                set(lists, "who"),
                set(lists, "and"),
                set(lists, "one"),
                set(lists, "title.m"),
                set(lists, "title.f"),
                Set.copyOf(titles));
    }

    private static Set<String> set(Map<String, List<String>> lists, String name) {
        return Set.copyOf(new HashSet<>(lists.getOrDefault(name, List.of())));
    }

    /** Whether a verb takes speech. */
    boolean isVerb(String word) {
        return say.contains(word) || tell.contains(word) || describe.contains(word);
    }

    /** Whether these words can tell who speaks at all. */
    boolean isEmpty() {
        return say.isEmpty();
    }
}
