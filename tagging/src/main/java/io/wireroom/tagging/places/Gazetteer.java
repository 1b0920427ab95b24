package io.wireroom.tagging.places;

import io.wireroom.tagging.lexicon.NameTrie;
import io.wireroom.text.Scripts;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Countries with their adjectives, continents, states, cities and regions, found in a text by name: all places with
 * that name. Names begin and end at word boundaries, in scripts that have them, and begin with a capital, if the name
 * does. Immutable and thread-safe.
 */
public final class Gazetteer {

    private static final String ENGLISH = "en";
    private static final char FIRST_WITHOUT_CAPITALS = 0x0590;

    private final NameTrie trie;
    private final List<List<PlaceName>> names;
    private final Map<Place, Map<String, String>> translations;
    private final Map<String, String> regions;
    private final Map<String, String> states;
    private final CaseEndings endings;

    private Gazetteer(PlaceFiles files, CaseEndings endings) {
        var sorted = files.names().keySet().toArray(String[]::new);
        Arrays.sort(sorted);
        this.trie = NameTrie.of(List.of(sorted));
        this.names = new ArrayList<>(sorted.length);
        for (var name : sorted) {
            names.add(files.names().get(name));
        }
        this.translations = files.translations();
        this.regions = files.regions();
        this.states = files.states();
        this.endings = endings;
    }

    /**
     * One occurrence of a name.
     *
     * @param start first UTF-16 unit
     * @param end after the last, a case ending included
     * @param names all names that it may be, at least one
     * @param qualifiers names that it may be after a city
     */
    public record Match(int start, int end, List<PlaceName> names, List<PlaceName> qualifiers) {

        public Match {
            names = List.copyOf(names);
            qualifiers = List.copyOf(qualifiers);
        }

        /** Whether only a finder of names can show that it is a place. */
        boolean needsSupport() {
            return names.stream().allMatch(PlaceName::needsSupport);
        }

        /** Whether it is a word for people and things of a country. */
        boolean isDemonym() {
            return names.getFirst().form() == PlaceName.Form.DEMONYM;
        }
    }

    /** Reads the files; once per process. */
    public static Gazetteer load() {
        var endings = CaseEndings.read();
        return new Gazetteer(PlaceFiles.read(endings), endings);
    }

    /** Number of different names; accents and capitals do not count. */
    public int size() {
        return names.size();
    }

    /**
     * Names in the order of the text, the longest at each position, without overlaps.
     *
     * @param language BCP 47; names of other languages are not searched for; {@code und} counts as English
     */
    public List<Match> find(CharSequence text, String language) {
        return search(text, language).matches();
    }

    /**
     * What the gazetteer knows of a text.
     *
     * @param matches names in the order of the text, the longest at each position, without overlaps
     * @param phrases phrases that contain the name of a place and mean something else
     */
    record Search(List<Match> matches, List<Match> phrases) {}

    /** Names of places in a text, and phrases that mean something else. */
    Search search(CharSequence text, String language) {
        var finder = new Finder(text, primary(language));
        int length = text.length();
        for (int at = 0; at < length; ) {
            int end = finder.isStart(at) ? finder.longest(at) : -1;
            at = end > at ? end : at + 1;
        }
        return new Search(finder.matches, finder.phrases);
    }

    /** What a word alone is in the gazetteer. */
    public enum Word {
        /** The name of a country, or of a state or city that its name alone means. */
        KNOWN_PLACE,
        /** Another name of a place, or an adjective of one. */
        OTHER,
        /** Nothing. */
        NONE
    }

    /** What a word is in a language. */
    public Word word(String word, String language) {
        var found = find(word, language);
        if (found.isEmpty()) {
            return Word.NONE;
        }
        var match = found.getFirst();
        boolean isKnown = found.size() == 1
                && match.end() - match.start() == word.length()
                && !match.isDemonym()
                && match.names().stream()
                        .anyMatch(name ->
                                name.place().isWellKnown() || name.place().isCapital());
        return isKnown ? Word.KNOWN_PLACE : Word.OTHER;
    }

    /** The name of a place in a language; in English if it is not known. */
    public String nameIn(Place place, String language) {
        var own = translations.get(place);
        return own == null ? place.name() : own.getOrDefault(primary(language), place.name());
    }

    /** A state by its country and postal code, as ISO 3166-2 has it; empty if there is none. */
    String stateName(String country, String code) {
        return states.getOrDefault(country + "-" + code, "");
    }

    /** Whether two countries are of one region of the world (UN M.49). */
    boolean areNeighbours(String country, String other) {
        var region = regions.get(country);
        return region != null && region.equals(regions.get(other));
    }

    /** A language's code without script and region. */
    static String primary(String language) {
        int hyphen = language.indexOf('-');
        var code = hyphen < 0 ? language : language.substring(0, hyphen);
        return switch (code) {
            case "und", "" -> ENGLISH;
            case "no" -> "nb";
            default -> code;
        };
    }

    /** The search of one text; keeps the longest name at the current position. */
    private final class Finder implements NameTrie.Found {

        private final CharSequence text;
        private final String language;
        private final List<Match> matches = new ArrayList<>();
        private final List<Match> phrases = new ArrayList<>();
        private int start;
        private @Nullable Match best;

        Finder(CharSequence text, String language) {
            this.text = text;
            this.language = language;
        }

        boolean isStart(int at) {
            char unit = text.charAt(at);
            // Names begin with a capital in the alphabets that have them (those before Hebrew).
            if (unit < FIRST_WITHOUT_CAPITALS && Character.isLowerCase(unit)) {
                return false;
            }
            if (!Character.isLetter(unit) && unit != '\'' && unit != '‘' && unit != '’') {
                return false;
            }
            if (at == 0) {
                return true;
            }
            char before = text.charAt(at - 1);
            if (!CaseEndings.isOfWord(before) || isFree(before, unit)) {
                return true;
            }
            return CaseEndings.isPrefix(language, before)
                    && (at == 1
                            || !CaseEndings.isOfWord(text.charAt(at - 2))
                            || CaseEndings.isPrefix(language, text.charAt(at - 2))
                                    && (at == 2 || !CaseEndings.isOfWord(text.charAt(at - 3))));
        }

        int longest(int at) {
            start = at;
            best = null;
            trie.find(text, at, this);
            if (best == null) {
                return -1;
            }
            if (best.names().getFirst().form() == PlaceName.Form.NO_PLACE) {
                phrases.add(best);
            } else {
                matches.add(best);
            }
            return best.end();
        }

        @Override
        public void at(int name, int end) {
            boolean isWhole = end == text.length()
                    || !CaseEndings.isOfWord(text.charAt(end))
                    || isFree(text.charAt(end - 1), text.charAt(end))
                    || UnicodeScript.of(text.charAt(end - 1)) == UnicodeScript.HANGUL;
            int withEnding = isWhole ? -1 : endings.endOfEnding(language, text, start, end);
            if (!isWhole && withEnding < 0) {
                return;
            }
            var fitting = new ArrayList<PlaceName>(2);
            var qualifiers = new ArrayList<PlaceName>(1);
            for (var one : names.get(name)) {
                var isInForm = isWhole
                        ? one.form() != PlaceName.Form.STEM
                        : one.form() != PlaceName.Form.DEMONYM
                                && (!one.languages().isEmpty()
                                        || one.place().isWellKnown()
                                        || one.place().isCapital());
                if (isInForm && one.isIn(language) && one.isWrittenIn(text, start)) {
                    (one.form() == PlaceName.Form.QUALIFIER ? qualifiers : fitting).add(one);
                }
            }
            if (!fitting.isEmpty()) {
                best = new Match(start, isWhole ? end : withEnding, fitting, qualifiers);
            }
        }

        /** Whether a word may end between two units without a space. */
        private boolean isFree(char before, char after) {
            if (Scripts.isUnspaced(before) || Scripts.isUnspaced(after)) {
                var isKatakana = UnicodeScript.of(before) == UnicodeScript.KATAKANA
                        && UnicodeScript.of(after) == UnicodeScript.KATAKANA;
                return !isKatakana;
            }
            return false;
        }
    }
}
