package io.wireroom.tagging.places;

import io.wireroom.contract.Article.Span;
import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.lexicon.WordListFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which place a name means in its article, or that it is not a place: by the words after the name ("Paris,
 * Texas"), by the countries and states in the article, and by how well known the places are. Leaves the place
 * undecided if there is too little evidence. Immutable and thread-safe.
 */
public final class PlaceSenses {

    private static final String ENGLISH = "en";
    private static final char LATIN_END = 0x0250;
    private static final double QUALIFIED = 6;
    private static final double COUNTRY = 2.5;
    private static final double CAPITAL = 2.5;
    private static final double WELL_KNOWN = 2;
    private static final double PER_NAMING = 0.7;
    private static final double MOST_FOR_COUNTRY = 2;
    private static final double FOR_SUBDIVISION = 0.8;
    private static final double FOR_STATE_WORD = 1.5;
    private static final double FOR_FIRST_NAME = 3;
    private static final double FOR_LISTED_CITY = 1;
    /** Words before "of" in which an office stands: "Senator Ann Roe of Georgia". */
    private static final int OFFICE = 6;

    private static final double PER_NEIGHBOUR = 0.3;
    private static final double MOST_FOR_NEIGHBOURS = 1;
    /** The lead over the next sense that is enough to decide. */
    private static final double CLEAR = 0.6;

    private final Gazetteer gazetteer;
    private final Map<String, Set<String>> doubtful;
    private final Map<String, Set<String>> locatives;
    private final Map<String, Set<String>> stateWords;
    private final PlaceHomographs commonWords;

    private PlaceSenses(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
        this.stateWords = WordListFile.sets(PlaceSenses.class, "state-words.txt", Pattern.compile("; "));
        this.commonWords = PlaceHomographs.read();
        this.doubtful = wordsByLanguage("doubtful-names.txt", "; ");
        this.locatives = wordsByLanguage("locatives.txt", " ");
    }

    /** Senses of the gazetteer's names. */
    public static PlaceSenses of(Gazetteer gazetteer) {
        return new PlaceSenses(gazetteer);
    }

    /** The result of the name finder for a range of the text. */
    public enum Support {
        /** It is a place. */
        PLACE,
        /** No name. */
        NONE,
        /** It is, or is in, the name of something else. */
        OTHER
    }

    /** Gives the result of the name finder for a range of the text. */
    @FunctionalInterface
    public interface Supports {

        /** For the range from start to end. */
        Support of(int start, int end);
    }

    /**
     * A name that means a place.
     *
     * @param start first UTF-16 unit
     * @param end after the last
     * @param place null if it is undecided which place
     * @param isDemonym whether it is a word for people and things of the place
     * @param isQualified whether the words beside it say where it lies
     * @param confidence in (0, 1]
     */
    public record Sense(
            int start, int end, @Nullable Place place, boolean isDemonym, boolean isQualified, double confidence) {}

    /**
     * The names of a text.
     *
     * @param senses names that mean places, in the order of the text
     * @param isLocated whether a word like "in" stands before each of them
     * @param others ranges of names that mean no place: common words, and phrases such as "Brussels sprouts"
     */
    public record Reading(List<Sense> senses, List<Boolean> isLocated, List<Span> others) {}

    /**
     * The places named in a text, in its order.
     *
     * @param title only as evidence
     * @param language BCP 47
     */
    public List<Sense> find(String title, String text, String language, Supports supports) {
        return read(title, text, language, supports).senses();
    }

    /**
     * The places named in a text, and the names of places that mean something else there.
     *
     * @param title only as evidence
     * @param language BCP 47
     */
    public Reading read(String title, String text, String language, Supports supports) {
        var code = Gazetteer.primary(language);
        var evidence = new CountryEvidence();
        var ofTitle = gazetteer.find(title, language);
        var notOfTitle = commonWords(title, code, ofTitle);
        for (var match : ofTitle) {
            evidence.add(match, notOfTitle.contains(match.start()) || isDoubtful(title, match, code));
        }
        var search = gazetteer.search(text, language);
        var matches = search.matches();
        var common = commonWords(text, code, matches);
        for (var match : matches) {
            evidence.add(match, common.contains(match.start()) || isDoubtful(text, match, code));
        }
        var names = new NamesOfText(text, code, evidence, matches);
        var senses = new ArrayList<Sense>();
        var located = new ArrayList<Boolean>();
        var others = new ArrayList<Span>();
        search.phrases().forEach(phrase -> others.add(new Span(phrase.start(), phrase.end())));
        for (int i = 0; i < matches.size(); i++) {
            var match = matches.get(i);
            if (common.contains(match.start()) && !evidence.isOf(match)) {
                others.add(new Span(match.start(), match.end()));
                continue;
            }
            var support = supports.of(match.start(), match.end());
            var sense = support == Support.OTHER ? null : names.sense(i, support);
            if (sense != null) {
                senses.add(sense);
                located.add(names.isLocated(match));
            }
        }
        return new Reading(senses, located, others);
    }

    private Set<Integer> commonWords(String text, String code, List<Gazetteer.Match> matches) {
        return code.equals(ENGLISH) ? commonWords.in(text, matches) : Set.of();
    }

    private boolean isDoubtful(String text, Gazetteer.Match match, String language) {
        var names = doubtful.get(language);
        return match.needsSupport()
                || names != null && names.contains(CharFolding.fold(text.substring(match.start(), match.end())));
    }

    private static Map<String, Set<String>> wordsByLanguage(String file, String separator) {
        var byLanguage = new HashMap<String, Set<String>>();
        WordListFile.sets(PlaceSenses.class, file, Pattern.compile(separator))
                .forEach((language, words) -> byLanguage.put(
                        language, words.stream().map(CharFolding::fold).collect(Collectors.toUnmodifiableSet())));
        return byLanguage;
    }

    /** The names of one text, under the same evidence. */
    private final class NamesOfText {

        private final String text;
        private final NameSurroundings context;
        private final String language;
        private final CountryEvidence evidence;
        private final List<Gazetteer.Match> matches;

        NamesOfText(String text, String language, CountryEvidence evidence, List<Gazetteer.Match> matches) {
            this.text = text;
            this.context = new NameSurroundings(text);
            this.language = language;
            this.evidence = evidence;
            this.matches = matches;
        }

        @Nullable
        Sense sense(int index, Support support) {
            var match = matches.get(index);
            if (match.isDemonym()) {
                var place = ofDemonym(match);
                boolean isOther = isLanguageName(match) || isDoubtfulDemonym(match, place, support);
                return isOther ? null : sense(match, place, true, false, 0.9);
            }
            if (support != Support.PLACE && isShoutedPronoun(match)) {
                return null;
            }
            var stateOfCity = stateAfterCity(index);
            if (stateOfCity != null) {
                return sense(match, stateOfCity, false, true, confidence(stateOfCity, QUALIFIED, support));
            }
            Place best = null;
            double bestScore = -1;
            double nextScore = -1;
            boolean isQualified = false;
            boolean isBestQualified = false;
            for (var name : match.names()) {
                if (name.place() == best) {
                    continue;
                }
                boolean qualified = isQualified(index, name.place());
                double score = score(name.place()) + beside(index, name.place()) + (qualified ? QUALIFIED : 0);
                isQualified |= qualified;
                if (best != null && (isCountryOf(best, name.place()) || isCountryOf(name.place(), best))) {
                    // Singapore is a country, with a capital of the same name: the country is meant.
                    best = best.kind() == Place.Kind.COUNTRY ? best : name.place();
                    bestScore = Math.max(score, bestScore);
                } else if (score > bestScore) {
                    nextScore = bestScore;
                    bestScore = score;
                    best = name.place();
                    isBestQualified = qualified;
                } else {
                    nextScore = Math.max(nextScore, score);
                }
            }
            boolean isRefused = match.needsSupport() && support != Support.PLACE;
            if (best == null || isRefused || !isQualified && !isPlace(match, best, support)) {
                return null;
            }
            boolean isClear = bestScore - Math.max(0, nextScore) >= CLEAR
                    || match.names().size() == 1 && isCredibleAlone(best, match);
            return isClear
                    ? sense(match, best, false, isBestQualified, confidence(best, bestScore, support))
                    : sense(match, null, false, false, 0.6);
        }

        /** The place of an adjective that several places have: the first, unless the article clearly shows another. */
        private Place ofDemonym(Gazetteer.Match match) {
            var best = match.names().getFirst().place();
            for (var name : match.names()) {
                if (name.place() != best && score(name.place()) - score(best) >= CLEAR) {
                    best = name.place();
                }
            }
            return best;
        }

        /** The state that a name means after a city in it, or after "state of": "Albany, New York"; null otherwise. */
        private @Nullable Place stateAfterCity(int index) {
            var match = matches.get(index);
            if (match.qualifiers().isEmpty()) {
                return null;
            }
            if (isBesideStateWord(match)) {
                return match.qualifiers().getFirst().place();
            }
            if (index == 0) {
                return null;
            }
            var before = matches.get(index - 1);
            for (var name : match.qualifiers()) {
                boolean isAround = before.names().stream()
                        .anyMatch(city -> name.place().contains(city.place()) && city.place() != name.place());
                if (isAround && context.isLocatedBy(before.end(), match.start())) {
                    return name.place();
                }
            }
            return null;
        }

        private static boolean isCountryOf(Place country, Place place) {
            return country.kind() == Place.Kind.COUNTRY && country.contains(place);
        }

        private static Sense sense(
                Gazetteer.Match match,
                @Nullable Place place,
                boolean isDemonym,
                boolean isQualified,
                double confidence) {
            return new Sense(match.start(), match.end(), place, isDemonym, isQualified, confidence);
        }

        private double confidence(Place place, double score, Support support) {
            if (place.kind() == Place.Kind.COUNTRY) {
                return 0.98;
            }
            double base = support == Support.PLACE ? 0.7 : 0.6;
            return Math.min(0.95, base + 0.06 * score);
        }

        private double score(Place place) {
            double known = place.kind() == Place.Kind.COUNTRY
                    ? COUNTRY
                    : place.isCapital() ? CAPITAL : place.isWellKnown() ? WELL_KNOWN : 0;
            double spokenOf = Math.min(MOST_FOR_COUNTRY, PER_NAMING * evidence.of(place.country()));
            double state = evidence.namesSubdivisionOf(place) || evidence.namesCityIn(place) ? FOR_SUBDIVISION : 0;
            return known + spokenOf + state + neighbours(place);
        }

        /** What the words and names beside a name add for a place. */
        private double beside(int index, Place place) {
            double sum = place.kind() == Place.Kind.SUBDIVISION && isBesideStateWord(matches.get(index))
                    ? FOR_STATE_WORD
                    : 0;
            if (place.kind() == Place.Kind.CITY) {
                sum += isListedWith(index - 1, index, place) || isListedWith(index + 1, index, place)
                        ? FOR_LISTED_CITY
                        : 0;
                sum += isLocatedByFirst(index, place) ? FOR_FIRST_NAME : 0;
            }
            return sum;
        }

        private boolean isBesideStateWord(Gazetteer.Match match) {
            if (!language.equals(ENGLISH)) {
                return false;
            }
            if (isStateWord("after", context.wordAfter(match.end()))) {
                return true;
            }
            var before = context.wordsBefore(match.start(), OFFICE);
            boolean isOf = before.size() > 1
                    && (before.getFirst().equals("of") || before.getFirst().equals("for"));
            return isOf
                    && (isStateWord("before", before.get(1) + " " + before.getFirst())
                            || before.stream().anyMatch(word -> isStateWord("office", word)));
        }

        private boolean isStateWord(String list, String word) {
            return stateWords.getOrDefault(list, Set.of()).contains(word);
        }

        /** Whether the city beside this one in a list lies in the same country, whichever city it is. */
        private boolean isListedWith(int other, int index, Place place) {
            if (other < 0 || other >= matches.size()) {
                return false;
            }
            var one = matches.get(Math.min(other, index));
            var next = matches.get(Math.max(other, index));
            return context.isList(one.end(), next.start())
                    && matches.get(other).names().stream()
                            .allMatch(name -> name.place().kind() == Place.Kind.CITY
                                    && name.place().country().equals(place.country()));
        }

        private boolean isLocatedByFirst(int index, Place place) {
            return index > 0
                    && context.isLocatedByFirst(
                            matches.get(index - 1).end(), matches.get(index).start())
                    && matches.get(index - 1).names().stream()
                            .anyMatch(name -> name.place().contains(place));
        }

        private double neighbours(Place place) {
            if (place.kind() != Place.Kind.COUNTRY) {
                return 0;
            }
            double sum = 0;
            for (var country : evidence.countries()) {
                if (!country.equals(place.country()) && gazetteer.areNeighbours(country, place.country())) {
                    sum += PER_NEIGHBOUR * evidence.of(country);
                }
            }
            return Math.min(MOST_FOR_NEIGHBOURS, sum);
        }

        /** Whether the next name or letters qualify the place, as in "Paris, Texas". */
        private boolean isQualified(int index, Place place) {
            var match = matches.get(index);
            if (place.kind() != Place.Kind.CITY) {
                return false;
            }
            var code = context.codeAfter(match.end());
            if (!code.isEmpty() && place.subdivision().equals(gazetteer.stateName(place.country(), code))) {
                return true;
            }
            if (index + 1 == matches.size()) {
                return false;
            }
            var next = matches.get(index + 1);
            return context.isLocatedBy(match.end(), next.start())
                    && (next.names().stream().anyMatch(name -> name.place().contains(place))
                            || next.qualifiers().stream()
                                    .anyMatch(name -> name.place().contains(place)));
        }

        /** Whether a name without a qualifier is a place at all. */
        private boolean isPlace(Gazetteer.Match match, Place place, Support support) {
            if (support == Support.PLACE) {
                return true;
            }
            boolean isDoubtful = isDoubtful(text, match, language);
            boolean isPart =
                    context.followsName(match.start()) && !isLocatedAtFirst(match) || context.leadsToName(match.end());
            if (place.kind() == Place.Kind.COUNTRY) {
                return !isDoubtful || !isPart && (isLocated(match) || evidence.ofOthers("") > 0);
            }
            boolean isLongRegion = place.kind() == Place.Kind.REGION
                    && text.substring(match.start(), match.end()).indexOf(' ') > 0;
            if (isPart && !isLongRegion && !language.equals("de")) {
                return false;
            }
            if (context.isBeforePersonWord(match.end())) {
                return false;
            }
            if (place.isCapital() || place.isWellKnown() || isKnownInScript(match, place)) {
                // In other languages short names are also common words ("Jos", "Van"), and there is no name finder.
                isDoubtful |= !language.equals(ENGLISH) && isLatin(match.start()) && match.end() - match.start() < 4;
                boolean isNamedState = place.kind() == Place.Kind.SUBDIVISION
                        && (evidence.of(place.country()) > 0 || isBesideStateWord(match));
                return !isDoubtful || isNamedState || isLocated(match);
            }
            return !isDoubtful
                    && match.end() - match.start() > 3
                    && isLocated(match)
                    && (evidence.of(place.country()) >= 0.5 || evidence.namesSubdivisionOf(place));
        }

        /** Whether a city is known by its own name in a script without capitals. */
        private boolean isKnownInScript(Gazetteer.Match match, Place place) {
            return place.kind() == Place.Kind.CITY
                    && !Character.isUpperCase(text.charAt(match.start()))
                    && match.names().stream()
                            .anyMatch(name ->
                                    name.place() == place && !name.languages().isEmpty());
        }

        /** "Pole" and "Finn" count only if the article mentions the country otherwise. */
        private boolean isDoubtfulDemonym(Gazetteer.Match match, Place place, Support support) {
            return support != Support.PLACE && isDoubtful(text, match, language) && evidence.of(place.country()) == 0;
        }

        /** Whether the only known place of a name is likely meant: the article has no evidence against it. */
        private boolean isCredibleAlone(Place place, Gazetteer.Match match) {
            return place.isWellKnown()
                    || place.isCapital()
                    || isKnownInScript(match, place)
                    || evidence.of(place.country()) > 0
                    || evidence.ofOthers(place.country()) == 0 && match.end() - match.start() > 4;
        }

        private boolean isLatin(int at) {
            return text.charAt(at) < LATIN_END;
        }

        boolean isLocated(Gazetteer.Match match) {
            var words = locatives.get(language);
            return words != null
                    && words.contains(
                            CharFolding.fold(context.wordBefore(match.start()).toLowerCase(Locale.ROOT)));
        }

        /** "In Paris" at the beginning of a sentence; elsewhere "De" with a capital is part of a name. */
        private boolean isLocatedAtFirst(Gazetteer.Match match) {
            return isLocated(match) && context.followsFirstWord(match.start());
        }

        /** "GIVE US A BREAK": among words in capitals, the pronoun. */
        private boolean isShoutedPronoun(Gazetteer.Match match) {
            return match.end() - match.start() == 2
                    && text.startsWith("US", match.start())
                    && (NameSurroundings.isShouted(context.wordBefore(match.start()))
                            || NameSurroundings.isShouted(context.wordAfter(match.end())));
        }

        /** Whether an adjective is the name of a language: "speaks French", "in Dutch,". */
        private boolean isLanguageName(Gazetteer.Match match) {
            var before = context.wordBefore(match.start());
            return switch (before) {
                case "speak", "speaks", "speaking", "spoke", "spoken" -> !context.leadsToName(match.end());
                case "in" -> match.end() == text.length() || ",.;".indexOf(text.charAt(match.end())) >= 0;
                default -> false;
            };
        }
    }
}
