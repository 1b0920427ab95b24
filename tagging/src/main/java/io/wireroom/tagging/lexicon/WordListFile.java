package io.wireroom.tagging.lexicon;

import io.wireroom.text.ResourceLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the word lists and tables on the class path: UTF-8 text files beside the class that owns them. Empty lines are
 * skipped, and so are comments: lines that are {@code #} or begin with {@code "# "}.
 */
public final class WordListFile {

    private WordListFile() {}

    /**
     * The lines of a file, in its order.
     *
     * @throws IllegalStateException if the file is missing
     */
    public static List<String> lines(Class<?> owner, String file) {
        return ResourceLines.of(owner, file);
    }

    /** The lines of each section of a file. A line like {@code [heading]} begins a section. */
    public static Map<String, List<String>> sections(Class<?> owner, String file) {
        var sections = new HashMap<String, List<String>>();
        List<String> open = new ArrayList<>();
        for (var line : lines(owner, file)) {
            if (line.charAt(0) == '[') {
                open = new ArrayList<>();
                sections.put(line.substring(1, line.length() - 1), open);
            } else {
                open.add(line.strip());
            }
        }
        return sections;
    }

    /** The entries of each section of a file, whose lines are lists of entries. */
    public static Map<String, Set<String>> sets(Class<?> owner, String file, Pattern separator) {
        var sets = new HashMap<String, Set<String>>();
        sections(owner, file).forEach((heading, lines) -> sets.put(heading, entries(lines, separator)));
        return sets;
    }

    /** The entries of lines that are lists. */
    public static Set<String> entries(List<String> lines, Pattern separator) {
        var entries = new HashSet<String>();
        lines.forEach(line -> entries.addAll(Arrays.asList(separator.split(line))));
        return Set.copyOf(entries);
    }

    /** The words of a file with this mark. A line is a word and its marks, with spaces between. */
    static Set<String> marked(String file, String mark) {
        var words = new HashSet<String>();
        for (var line : lines(WordListFile.class, file)) {
            var parts = line.split(" ");
            if (Arrays.asList(parts).subList(1, parts.length).contains(mark)) {
                words.add(parts[0]);
            }
        }
        return Set.copyOf(words);
    }
}
