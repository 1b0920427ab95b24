package io.wireroom.tagging.entities;

import io.wireroom.tagging.lexicon.Letters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Word lists about names in English text: titles, organisation words, particles. Immutable. */
final class NameWords {

    private static final String LIST = "; ";

    /** Titles as their words without full stops, joined by blanks, lower case. */
    private final Set<String> titles;

    private final int longestTitle;
    private final Set<String> titleBeginnings = new HashSet<>();
    private final Set<String> titleEndings = new HashSet<>();
    private final Map<String, Set<String>> organisationWords;
    private final Map<String, Set<String>> particles;

    private NameWords(
            Set<String> titles, Map<String, Set<String>> organisationWords, Map<String, Set<String>> particles) {
        this.titles = titles;
        this.longestTitle =
                titles.stream().mapToInt(title -> title.split(" ").length).max().orElse(0);
        for (var title : titles) {
            titleBeginnings.add(title.substring(0, (title + " ").indexOf(' ')));
            titleEndings.add(title.substring(title.lastIndexOf(' ') + 1));
        }
        this.organisationWords = organisationWords;
        this.particles = particles;
    }

    /** Reads the lists. */
    static NameWords read() {
        var titles = new HashSet<String>();
        for (var line : lines("titles.txt")) {
            for (var title : line.split(LIST)) {
                titles.add(title.replace("-", " - "));
            }
        }
        return new NameWords(titles, sections("organisation-words.txt"), sections("name-particles.txt"));
    }

    /** The lines of a file that are no comments. */
    static List<String> lines(String file) {
        try (InputStream in = NameWords.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the class path");
            }
            try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return reader.lines()
                        .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " from the class path", e);
        }
    }

    /** Number of tokens from this one on that are one title; 0 if none. */
    int titleLength(Line line, int token, int last) {
        if (!titleBeginnings.contains(line.plain(token))) {
            return 0;
        }
        var words = new StringBuilder();
        int found = 0;
        for (int at = token; at < last && at - token < longestTitle; at++) {
            if (at > token) {
                words.append(' ');
            }
            words.append(line.plain(at));
            if (titles.contains(words.toString())) {
                found = at + 1 - token;
            }
        }
        // A full stop that the tokens keep apart belongs to the abbreviation.
        return found > 0 && token + found < last && line.is(token + found, ".") ? found + 1 : found;
    }

    /** Number of tokens before this one that are one title; 0 if none. */
    int titleLengthBefore(Line line, int token) {
        int end = token > 0 && line.is(token - 1, ".") ? token - 1 : token;
        if (end == 0 || !titleEndings.contains(line.plain(end - 1))) {
            return 0;
        }
        for (int length = Math.min(longestTitle, end); length > 0; length--) {
            var words = new ArrayList<String>();
            for (int at = end - length; at < end; at++) {
                words.add(line.plain(at));
            }
            if (titles.contains(String.join(" ", words))) {
                return token - end + length;
            }
        }
        return 0;
    }

    /** Whether organisations' names end with this word. */
    boolean endsOrganisation(String word) {
        return is(organisationWords, "last", withoutStop(word));
    }

    /** Whether organisations' names begin with this word before "of" or "for". */
    boolean beginsOrganisation(String word) {
        return is(organisationWords, "first", word);
    }

    /** Whether this is another language's word for a kind of organisation, with which its name begins. */
    boolean isForeignOrganisation(String word) {
        return is(organisationWords, "foreign", word.replace('’', '\''));
    }

    /** Whether this is a company's legal form. */
    boolean isCompanyForm(String word) {
        return is(organisationWords, "form", withoutStop(word));
    }

    private static String withoutStop(String word) {
        return word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    }

    /** Whether this is joined by a hyphen to the name behind it. */
    boolean isHyphenParticle(String word) {
        return is(particles, "hyphen", word);
    }

    /** Whether this small word stands inside people's names. */
    boolean isParticle(String word) {
        return is(particles, "word", word);
    }

    /** Whether people's names begin with this word, and another follows. */
    boolean isNamePrefix(String word) {
        return is(particles, "prefix", word);
    }

    private static boolean is(Map<String, Set<String>> sections, String section, String word) {
        return sections.getOrDefault(section, Set.of()).contains(word);
    }

    private static Map<String, Set<String>> sections(String file) {
        var sections = new HashMap<String, Set<String>>();
        Set<String> words = new HashSet<>();
        for (var line : lines(file)) {
            if (line.charAt(0) == '@') {
                words = new HashSet<>();
                sections.put(line.substring(1), words);
            } else {
                words.addAll(List.of(line.split(LIST)));
            }
        }
        return sections;
    }

    /** A word made alike, without full stops and apostrophes. */
    static String plain(String word) {
        var alike = Letters.alike(word);
        return alike.indexOf('.') < 0 && alike.indexOf('\'') < 0
                ? alike
                : alike.replace(".", "").replace("'", "");
    }
}
