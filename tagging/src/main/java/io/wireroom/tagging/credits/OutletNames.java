package io.wireroom.tagging.credits;

import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.PhraseDictionary;
import io.wireroom.tagging.lexicon.PhraseDictionary.At;
import io.wireroom.tagging.lexicon.PhraseDictionary.Entry;
import io.wireroom.tagging.lexicon.WordListFile;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of outlets, and the words by which articles credit them, from {@code outlets.txt}. Immutable. */
final class OutletNames {

    private static final Pattern SPACES = Pattern.compile(" +");

    private static final Cues NO_CUES = new Cues(phrases(Set.of()), Set.of(), Set.of());

    /** Characters of an agency's acronym, which may be printed in small letters. */
    private static final int LONGEST_ACRONYM = 5;

    /**
     * The meaning of one form of a name.
     *
     * @param full the outlet's full name
     * @param plain whether the form is also a word, so that it needs an article or a word for an outlet beside it
     */
    record Name(String full, boolean plain) {}

    /**
     * The words around a credit in one language.
     *
     * @param before phrases before a name
     * @param after verbs after a name
     * @param skip words between a phrase or verb and a name
     */
    record Cues(PhraseDictionary<String> before, Set<String> after, Set<String> skip) {}

    private final PhraseDictionary<Name> names;
    private final Set<String> not;
    private final Map<String, Set<String>> sets = new HashMap<>();
    private final Map<String, Cues> cues = new HashMap<>();
    private final PhraseDictionary<String> published;

    private OutletNames(Map<String, List<String>> sections) {
        var forms = new ArrayList<Entry<Name>>();
        sections.getOrDefault("names", List.of()).forEach(line -> addOutlet(line, forms));
        names = PhraseDictionary.of(At.FIRST_WORD, false, forms);
        not = Set.copyOf(sections.getOrDefault("not", List.of()));
        sections.forEach((section, lines) -> sets.put(section, WordListFile.entries(lines, SPACES)));
        published = phrases(set("published"));
        for (var section : sections.keySet()) {
            if (section.matches("before [a-z]{2}")) {
                var language = section.substring("before ".length());
                var skip = new HashSet<>(set("skip"));
                skip.addAll(set("skip " + language));
                cues.put(language, new Cues(phrases(set(section)), set("after " + language), Set.copyOf(skip)));
            }
        }
    }

    /** The names on the class path. */
    public static OutletNames read() {
        return new OutletNames(WordListFile.sections(OutletNames.class, "outlets.txt"));
    }

    private static void addOutlet(String line, List<Entry<Name>> forms) {
        var parts = line.split(" *\\| *");
        var full = withoutTilde(parts[0]);
        for (var part : parts) {
            var form = withoutTilde(part);
            var bare = form.startsWith("The ") ? form.substring(4) : form;
            var words = words(bare);
            var plain = part.startsWith("~") || (words.size() == 1 && !bare.equals(form));
            forms.add(new Entry<>(words, new Name(full, plain)));
        }
    }

    private static String withoutTilde(String name) {
        return name.startsWith("~") ? name.substring(1) : name;
    }

    private static List<String> words(String text) {
        var tokens = Tokens.of(text);
        var words = new ArrayList<String>();
        for (int token = 0; token < tokens.size(); token++) {
            words.add(tokens.word(token));
        }
        return List.copyOf(words);
    }

    private static PhraseDictionary<String> phrases(Set<String> all) {
        return PhraseDictionary.of(
                At.LAST_WORD,
                true,
                all.stream()
                        .map(phrase -> new Entry<>(words(phrase.replace('_', ' ')), phrase))
                        .toList());
    }

    /** Words of a section of the file. */
    Set<String> set(String section) {
        return sets.getOrDefault(section, Set.of());
    }

    /** Words of an article's language; English if it is unknown, empty if it is not supported. */
    Cues cues(TagInput input) {
        var tag = input.language().toLowerCase(Locale.ROOT);
        var primary = tag.equals("und") ? "en" : tag.split("-", 2)[0];
        return cues.getOrDefault(primary, NO_CUES);
    }

    /** Phrases before the name of a publication. */
    PhraseDictionary<String> published() {
        return published;
    }

    /** Whether a name is known not to be an outlet. */
    boolean isNone(String name) {
        return not.contains(name);
    }

    /** The longest known name that begins at a token, or null. */
    @Nullable
    Entry<Name> at(Tokens tokens, int token) {
        return names.find(tokens, token);
    }

    /** The known name that a text is, in any case, or null. */
    @Nullable
    String whole(String text) {
        var tokens = Tokens.of(text);
        if (tokens.size() == 0) {
            return null;
        }
        var first = tokens.isIgnoringCase(0, "the") && tokens.size() > 1 ? 1 : 0;
        var form = at(tokens, first);
        if (form == null) {
            var capitals = text.toUpperCase(Locale.ROOT);
            var agency = text.length() <= LONGEST_ACRONYM && text.equals(text.toLowerCase(Locale.ROOT));
            return agency && !capitals.equals(text) ? whole(capitals) : null;
        }
        var isWhole = first + form.words().size() == tokens.size();
        return isWhole && !form.value().plain() ? form.value().full() : null;
    }
}
