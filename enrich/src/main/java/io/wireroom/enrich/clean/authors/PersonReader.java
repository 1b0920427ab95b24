package io.wireroom.enrich.clean.authors;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the names of persons in the texts of one page, each text once. Not thread-safe. */
final class PersonReader {

    private record Texts(List<String> texts, boolean small) {}

    private final Collection<String> organisations;
    private final @Nullable String language;
    private final Map<Texts, List<String>> persons = new HashMap<>();

    /**
     * A reader for a page.
     *
     * @param organisations folded names that are not persons'; complete when the first text is read
     * @param language of the page, a BCP 47 tag in lower case; null if it is unknown
     */
    PersonReader(Collection<String> organisations, @Nullable String language) {
        this.organisations = organisations;
        this.language = language;
    }

    /** The persons in a text. */
    List<String> in(String text) {
        return in(List.of(text), false);
    }

    /** The persons in these texts, as {@link PersonNames#in}. */
    List<String> in(List<String> texts, boolean small) {
        return persons.computeIfAbsent(
                new Texts(texts, small), one -> PersonNames.in(texts, organisations, language, small));
    }
}
