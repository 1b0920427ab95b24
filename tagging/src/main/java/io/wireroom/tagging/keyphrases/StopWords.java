package io.wireroom.tagging.keyphrases;

import io.wireroom.tagging.TagInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Words that never begin or end a phrase, by language, from {@code stopwords.txt}. Immutable. */
final class StopWords {

    private static final String FILE = "stopwords.txt";

    /** Languages whose words are another one's. */
    private static final Map<String, String> SAME = Map.of("nb", "no", "nn", "no", "und", "en");

    private final Map<String, Set<String>> languages;

    private StopWords(Map<String, Set<String>> languages) {
        this.languages = Map.copyOf(languages);
    }

    /** The words on the class path. */
    static StopWords read() {
        var languages = new HashMap<String, Set<String>>();
        try (var in = StopWords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            Set<String> open = new HashSet<>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    open = new HashSet<>();
                    languages.put(line.substring(1, line.length() - 1), open);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    open.addAll(Arrays.asList(line.split(" +")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        return new StopWords(languages);
    }

    /** Words of a story's language, lower case; none if they are not known. */
    Set<String> of(TagInput story) {
        var primary = story.language().toLowerCase(Locale.ROOT).split("-", 2)[0];
        return languages.getOrDefault(SAME.getOrDefault(primary, primary), Set.of());
    }
}
