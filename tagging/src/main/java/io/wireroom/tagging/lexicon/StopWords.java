package io.wireroom.tagging.lexicon;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that never begin or end a key phrase, by language, from {@code stopwords.txt}. Immutable. */
public final class StopWords {

    private final Map<String, Set<String>> languages;

    private StopWords(Map<String, Set<String>> languages) {
        this.languages = Map.copyOf(languages);
    }

    /** The words on the class path. */
    public static StopWords read() {
        return new StopWords(WordListFile.sets(StopWords.class, "stopwords.txt", Pattern.compile(" +")));
    }

    /** Words of a language, by its BCP 47 tag, in lower case; none if the language is not known. */
    public Set<String> of(String tag) {
        return languages.getOrDefault(WordListLanguage.of(tag), Set.of());
    }
}
