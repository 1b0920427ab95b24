package io.wireroom.tagging.topics;

import io.wireroom.tagging.lexicon.WordListFile;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The IPTC Media Topics as of 2023-10-24: their names, their parents, and the section names that mean them. */
final class Vocabulary {

    private final Map<String, Term> terms = new HashMap<>();
    private final Map<String, Term> byName = new HashMap<>();
    private final Map<String, Term> bySection = new HashMap<>();

    /**
     * One topic.
     *
     * @param code such as {@code medtop:20000170}
     * @param top its topic of level 1, which may be itself
     * @param second its topic of level 2, which may be itself; null for one of level 1
     * @param name in English
     */
    record Term(String code, String top, @Nullable String second, String name) {}

    private Vocabulary() {}

    static Vocabulary load() {
        var vocabulary = new Vocabulary();
        for (var line : WordListFile.lines(Vocabulary.class, "mediatopics.tsv")) {
            var fields = line.split("\t", -1);
            var term = new Term(fields[0], fields[1], fields[2].isEmpty() ? null : fields[2], fields[3]);
            vocabulary.terms.put(term.code(), term);
            for (var name : fields[4].split("\\|")) {
                vocabulary.byName.merge(name, term, Vocabulary::higher);
            }
        }
        for (var line : WordListFile.lines(Vocabulary.class, "sections.tsv")) {
            var fields = line.split("\t");
            var term = vocabulary.terms.get(fields[0]);
            if (term == null) {
                throw new IllegalStateException("sections.tsv names an unknown topic " + fields[0]);
            }
            for (var name : fields[1].split("\\|")) {
                vocabulary.bySection.put(name, term);
            }
        }
        return vocabulary;
    }

    /** Of two terms with the same name in two languages, the more general one. */
    private static Term higher(Term one, Term other) {
        return one.second() == null || other.second() != null ? one : other;
    }

    /** The term of a code; null if it is unknown or retired. */
    @Nullable
    Term term(String code) {
        return terms.get(code);
    }

    /** The topic of a section with this name, in any of the languages; null if it has no topic. */
    @Nullable
    Term ofSection(@Nullable String section) {
        if (section == null) {
            return null;
        }
        var name = section.strip().toLowerCase(Locale.ROOT);
        var known = bySection.get(name);
        return known == null ? byName.get(name) : known;
    }

    /** The topic with exactly this name, in any of the 13 languages; null if there is none. */
    @Nullable
    Term ofKeyword(String keyword) {
        return byName.get(keyword.strip().toLowerCase(Locale.ROOT));
    }
}
