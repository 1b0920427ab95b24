package io.wireroom.enrich.clean;

import io.wireroom.contract.FeedEntry;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.tagging.lexicon.WordListFile;
import io.wireroom.text.FoldedText;
import io.wireroom.text.Scripts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a page that stands in the way of an article and came with the status of one: it asks for consent, age, money
 * or patience, or turns the reader away. It is short, states nothing of an article, speaks to its reader, and names several
 * things of one such kind ({@code wall-words.txt}); or it lacks the title and the text that its feed entry announced.
 */
final class WallPage {

    private static final String ADDRESS = "address";

    /** For each kind of wall, lists of words for each thing that such a page states. */
    private static final Map<String, List<List<String>>> KINDS = kinds();

    /** Things of a kind that have to be there. Consent and subscription are subjects of news as well. */
    private static final Map<String, Integer> LEAST = Map.of("consent", 4, "login", 3);

    private static final int LEAST_OF_OTHERS = 2;
    private static final int MAX_CHARS = 1_500;
    private static final int MAX_LINES = 24;
    private static final int FEW_CHARS = 1_200;
    private static final int FEW_LINES_CHARS = 700;
    private static final double MOST_ADDRESSED = 0.5;
    private static final int TITLE_WORDS = 3;
    private static final double ABSENT = 0.34;

    /** Such a page shows no more than a few words without the wall. */
    private static final int TINY_CHARS = 400;

    private WallPage() {}

    /**
     * Why the page is a wall; empty where it is none.
     *
     * @param title of the page; may be empty
     * @param lines that readers see
     * @param entry that announced the page; null where none did
     */
    static Optional<String> reason(String title, List<PageLine> lines, @Nullable FeedEntry entry) {
        var chars = lines.stream().mapToInt(PageLine::weight).sum();
        if (chars > MAX_CHARS || lines.size() > MAX_LINES) {
            return Optional.empty();
        }
        var page = new StringBuilder(" ").append(FoldedText.fold(title));
        lines.forEach(line -> page.append(' ').append(FoldedText.fold(line.text())));
        var text = page.append(' ').toString();
        var absent = isAbsent(entry, text);
        if (chars > FEW_LINES_CHARS && !absent && addressedShare(lines, chars) < MOST_ADDRESSED) {
            return Optional.empty();
        }
        var kind = kind(text, ' ' + FoldedText.fold(title) + ' ', absent);
        if (kind.isPresent()) {
            return kind.map(name -> "a wall (" + name + "): " + title);
        }
        return absent && chars < FEW_CHARS && (addresses(text) || chars < TINY_CHARS)
                ? Optional.of("the announced title is not on the page: " + title)
                : Optional.empty();
    }

    private static Optional<String> kind(String text, String title, boolean absent) {
        if (!addresses(text) && !absent) {
            return Optional.empty();
        }
        String best = null;
        var most = 0;
        for (var kind : KINDS.entrySet()) {
            if (!kind.getKey().equals(ADDRESS)) {
                var found = 0;
                var entitled = false;
                for (var thing : kind.getValue()) {
                    found += holds(text, thing) ? 1 : 0;
                    entitled |= holds(title, thing);
                }
                // The first thing of a kind names it; the others may stand on any page.
                var named = holds(text, kind.getValue().getFirst());
                var least = LEAST.getOrDefault(kind.getKey(), LEAST_OF_OTHERS);
                if (!LEAST.containsKey(kind.getKey()) && !named) {
                    least++;
                }
                if (absent || entitled) {
                    least = Math.max(LEAST_OF_OTHERS, least - 1);
                }
                if (found >= least && found > most) {
                    most = found;
                    best = kind.getKey();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Share of the characters in lines that speak to the reader: nearly all of a wall does, few of the lines of a report. */
    private static double addressedShare(List<PageLine> lines, int chars) {
        var addressed = lines.stream()
                .filter(line -> addresses(' ' + FoldedText.fold(line.text()) + ' '))
                .mapToInt(PageLine::weight)
                .sum();
        return (double) addressed / chars;
    }

    private static boolean addresses(String text) {
        return KINDS.getOrDefault(ADDRESS, List.of()).stream()
                .flatMap(List::stream)
                .anyMatch(word -> holdsWhole(text, word));
    }

    /** Whether neither the words of the title that the feed announced nor those of its text are on the page. */
    private static boolean isAbsent(@Nullable FeedEntry entry, String text) {
        if (entry == null || entry.title() == null) {
            return false;
        }
        var title = words(entry.title());
        if (title.size() < TITLE_WORDS) {
            return false;
        }
        var page = new HashSet<>(Arrays.asList(text.strip().split(" ")));
        var announced = EntryCleaner.text(entry);
        return share(title, page, text) < ABSENT && (announced == null || share(words(announced), page, text) < ABSENT);
    }

    private static Set<String> words(String text) {
        var words = new HashSet<String>();
        for (var word : FoldedText.fold(text).split(" ")) {
            if (word.length() > TITLE_WORDS || (!word.isEmpty() && Scripts.isUnspaced(word.charAt(0)))) {
                words.add(word);
            }
        }
        return words;
    }

    private static double share(Set<String> words, Set<String> page, String text) {
        if (words.isEmpty()) {
            return 0;
        }
        var found = words.stream()
                .filter(word -> page.contains(word) || (Scripts.isUnspaced(word.charAt(0)) && text.contains(word)))
                .count();
        return (double) found / words.size();
    }

    private static boolean holds(String text, List<String> thing) {
        for (var word : thing) {
            if (holds(text, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word of the text begins so; in scripts without spaces, whether it is anywhere. */
    private static boolean holds(String text, String word) {
        return Scripts.isUnspaced(word.charAt(0)) || Scripts.isHangul(word.charAt(0))
                ? text.contains(word)
                : text.contains(' ' + word);
    }

    private static boolean holdsWhole(String text, String word) {
        return Scripts.isUnspaced(word.charAt(0)) || Scripts.isHangul(word.charAt(0))
                ? text.contains(word)
                : text.contains(' ' + word + ' ');
    }

    private static Map<String, List<List<String>>> kinds() {
        // In a fixed order, so that the same page always gives the same kind.
        var kinds = new TreeMap<String, List<List<String>>>();
        WordListFile.sections(WallPage.class, "wall-words.txt").forEach((kind, lines) -> {
            var things = new ArrayList<List<String>>();
            for (var line : lines) {
                things.add(Arrays.stream(line.split("\\|"))
                        .map(FoldedText::fold)
                        .filter(word -> !word.isEmpty())
                        .toList());
            }
            kinds.put(kind, List.copyOf(things));
        });
        return Collections.unmodifiableMap(kinds);
    }
}
