package io.wireroom.tagging.places;

import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.lexicon.WordListFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds names of places that are common words where they stand: at the beginning of a sentence, with a noun after them,
 * as in "Turkey prices rose". English only. Immutable and thread-safe.
 */
final class PlaceHomographs {

    private static final Pattern LIST = Pattern.compile("; ");

    private final Set<String> names;
    private final Set<String> nouns;

    private PlaceHomographs(Set<String> names, Set<String> nouns) {
        this.names = names;
        this.nouns = nouns;
    }

    /** Reads the words. */
    static PlaceHomographs read() {
        var lists = WordListFile.sets(PlaceHomographs.class, "common-words.txt", LIST);
        var names = lists.getOrDefault("names", Set.of()).stream()
                .map(CharFolding::fold)
                .collect(Collectors.toUnmodifiableSet());
        return new PlaceHomographs(names, lists.getOrDefault("nouns", Set.of()));
    }

    /**
     * The names that are common words in a text, by their offset. A name is one at the beginning of every sentence if
     * a noun shows it once.
     */
    Set<Integer> in(String text, List<Gazetteer.Match> matches) {
        var context = new NameSurroundings(text);
        var words = new HashSet<String>();
        for (var match : matches) {
            if (isBeforeNoun(text, match, context)) {
                words.add(folded(text, match));
            }
        }
        var starts = new HashSet<Integer>();
        if (words.isEmpty()) {
            return starts;
        }
        for (var match : matches) {
            var word = folded(text, match);
            if (words.contains(word)) {
                if (isBeforeNoun(text, match, context)
                        || context.startsSentence(match.start()) && isBeforeSmallLetter(text, match.end())) {
                    starts.add(match.start());
                }
            }
        }
        return starts;
    }

    private boolean isBeforeNoun(String text, Gazetteer.Match match, NameSurroundings context) {
        return names.contains(folded(text, match))
                && context.startsSentence(match.start())
                && nouns.contains(context.wordAfter(match.end()));
    }

    private static boolean isBeforeSmallLetter(String text, int end) {
        return end + 1 < text.length() && text.charAt(end) == ' ' && Character.isLowerCase(text.charAt(end + 1));
    }

    private static String folded(String text, Gazetteer.Match match) {
        return CharFolding.fold(text.substring(match.start(), match.end()));
    }
}
