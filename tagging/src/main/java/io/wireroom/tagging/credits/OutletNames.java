package io.wireroom.tagging.credits;

import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.tokens.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of outlets, and the words by which articles credit them, from {@code outlets.txt}. Immutable. */
public final class OutletNames {

    private static final String FILE = "outlets.txt";

    /** Letters of an agency that signs in small ones. */
    private static final int LONGEST_ACRONYM = 5;

    /**
     * One form of a name.
     *
     * @param full the outlet's full name
     * @param plain whether it is also a word, so that it needs an article or a word for an outlet beside it
     * @param words without an article
     */
    record Form(String full, boolean plain, List<String> words) {}

    /**
     * The words around a credit in one language.
     *
     * @param before phrases before a name, by their last word
     * @param after verbs behind a name
     * @param skip between a phrase or verb and a name
     */
    record Cues(Map<String, List<List<String>>> before, Set<String> after, Set<String> skip) {}

    private final Map<String, List<Form>> forms = new HashMap<>();
    private final Set<String> not;
    private final Map<String, Set<String>> sets = new HashMap<>();
    private final Map<String, Cues> cues = new HashMap<>();
    private final Map<String, List<List<String>>> published;

    private OutletNames(Map<String, List<String>> sections) {
        sections.getOrDefault("names", List.of()).forEach(this::addOutlet);
        forms.values()
                .forEach(all -> all.sort(
                        Comparator.comparingInt((Form form) -> form.words().size())
                                .reversed()));
        not = Set.copyOf(new HashSet<>(sections.getOrDefault("not", List.of())));
        published = phrases(words(sections, "published"));
        for (var section : sections.keySet()) {
            sets.put(section, words(sections, section));
        }
        for (var section : sections.keySet()) {
            if (section.matches("before [a-z]{2}")) {
                var language = section.substring("before ".length());
                var skip = new HashSet<>(words(sections, "skip"));
                skip.addAll(words(sections, "skip " + language));
                cues.put(
                        language,
                        new Cues(phrases(words(sections, section)), set("after " + language), Set.copyOf(skip)));
            }
        }
    }

    /** The names on the class path. */
    public static OutletNames read() {
        var sections = new HashMap<String, List<String>>();
        try (var in = OutletNames.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<String> open = new ArrayList<>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    open = new ArrayList<>();
                    sections.put(line.substring(1, line.length() - 1), open);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    open.add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        return new OutletNames(sections);
    }

    private void addOutlet(String line) {
        var parts = line.split(" *\\| *");
        var full = parts[0].startsWith("~") ? parts[0].substring(1) : parts[0];
        for (var part : parts) {
            var form = part.startsWith("~") ? part.substring(1) : part;
            var bare = form.startsWith("The ") ? form.substring(4) : form;
            var words = words(bare);
            var plain = part.startsWith("~") || (words.size() == 1 && !bare.equals(form));
            forms.computeIfAbsent(words.getFirst(), first -> new ArrayList<>()).add(new Form(full, plain, words));
        }
    }

    private static List<String> words(String text) {
        var tokens = Tokens.of(text);
        var words = new ArrayList<String>();
        for (int token = 0; token < tokens.size(); token++) {
            words.add(tokens.word(token));
        }
        return List.copyOf(words);
    }

    private static Set<String> words(Map<String, List<String>> sections, String section) {
        var words = new HashSet<String>();
        sections.getOrDefault(section, List.of()).forEach(line -> words.addAll(List.of(line.split(" +"))));
        return Set.copyOf(words);
    }

    private static Map<String, List<List<String>>> phrases(Set<String> all) {
        var byLast = new HashMap<String, List<List<String>>>();
        for (var phrase : all) {
            var words = words(phrase.replace('_', ' '));
            byLast.computeIfAbsent(words.getLast(), last -> new ArrayList<>()).add(words);
        }
        return byLast;
    }

    /** Words of a section of the file. */
    Set<String> set(String section) {
        return sets.getOrDefault(section, Set.of());
    }

    /** Words of a story's language; English ones where it is unknown, none where it is not served. */
    Cues cues(TagInput story) {
        var tag = story.language().toLowerCase(Locale.ROOT);
        var primary = tag.equals("und") ? "en" : tag.split("-", 2)[0];
        return cues.getOrDefault(primary, new Cues(Map.of(), Set.of(), Set.of()));
    }

    /** Phrases before the name of a publication, by their last word. */
    Map<String, List<List<String>>> published() {
        return published;
    }

    /** Whether a name is known to be no outlet's. */
    boolean isNone(String name) {
        return not.contains(name);
    }

    /** The longest known name that begins at a token, or null. */
    @Nullable
    Form at(Tokens tokens, int token) {
        if (tokens.length(token) > 30) {
            return null;
        }
        for (var form : forms.getOrDefault(tokens.word(token), List.of())) {
            var words = form.words();
            var matches = token + words.size() <= tokens.size();
            for (int i = 1; matches && i < words.size(); i++) {
                matches = tokens.is(token + i, words.get(i));
            }
            if (matches) {
                return form;
            }
        }
        return null;
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
        return form.plain() || first + form.words().size() != tokens.size() ? null : form.full();
    }
}
