package io.wireroom.tagging.lexicon;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** First names, by the rule that uses them. All come from {@code given-names.txt}. */
public enum GivenNames {
    /** Names that only women have. */
    FEMALE("female"),
    /** Names that only men have. */
    MALE("male"),
    /** Names of places that are first names too. */
    OF_PLACES("place"),
    /** Words that follow the name of a place, and are no family names. */
    NOT_FAMILY("not family");

    private final Set<String> names;

    GivenNames(String heading) {
        names = Lists.SECTIONS.getOrDefault(heading, Set.of());
    }

    /** Whether the list has this name; case and accents do not count. */
    public boolean contains(String name) {
        return names.contains(CharFolding.fold(name).replace(' ', '-'));
    }

    /** The file, read once for both lists. */
    private static final class Lists {

        private static final Map<String, Set<String>> SECTIONS =
                WordListFile.sets(GivenNames.class, "given-names.txt", Pattern.compile(" "));
    }
}
