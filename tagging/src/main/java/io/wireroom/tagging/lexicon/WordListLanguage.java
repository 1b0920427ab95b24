package io.wireroom.tagging.lexicon;

import java.util.Locale;
import java.util.Map;

/** Which language's word lists serve an article. */
final class WordListLanguage {

    /** Languages that use the lists of another one. */
    private static final Map<String, String> SAME = Map.of("nb", "no", "nn", "no", "und", "en");

    private WordListLanguage() {}

    /** The language of the lists for a BCP 47 tag. */
    static String of(String tag) {
        var primary = tag.toLowerCase(Locale.ROOT).split("-", 2)[0];
        return SAME.getOrDefault(primary, primary);
    }
}
