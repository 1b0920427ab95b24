package io.wireroom.tagging.places;

import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.lexicon.WordListFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads places and their names from the files of this package. */
final class PlaceFiles {

    private static final String ENGLISH = "en";
    private static final String COUNTRY_NAMES = "country-names.txt";
    private static final String OTHER_COUNTRY_NAMES = "other-country-names.txt";
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern LIST = Pattern.compile("; ");
    private static final Pattern ARABIC_ARTICLE = Pattern.compile("A[dlnrstz][ -](?=\\p{Lu}\\p{L}{3})");
    private static final int SHORTEST_SUBDIVISION = 4;

    private final Map<String, Place> countries = new LinkedHashMap<>();
    private final Map<String, Place> subdivisions = new HashMap<>();
    private final Map<String, List<Place>> cities = new HashMap<>();
    private final Map<String, Place> citiesById = new HashMap<>();
    /** Names by their folded form; a name of several languages is there once. */
    private final Map<String, List<PlaceName>> names = new HashMap<>(1 << 17);

    private final Map<Place, Map<String, String>> translations = new HashMap<>();
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, String> regions = new HashMap<>();

    private final CaseEndings endings;

    private PlaceFiles(CaseEndings endings) {
        this.endings = endings;
    }

    /** Reads all files. */
    static PlaceFiles read(CaseEndings endings) {
        var files = new PlaceFiles(endings);
        var english = files.englishNames();
        var capitals = files.readCountries(english);
        files.readSubdivisionCodes();
        files.readCities(capitals);
        files.readNames(COUNTRY_NAMES, files.countries::get);
        files.readNames(OTHER_COUNTRY_NAMES, files.countries::get);
        files.readDemonyms();
        files.readRegions();
        files.readNoPlaces();
        files.readOtherCityNames();
        files.readNames("zone-city-names.txt", name -> files.mostKnown(name, ""));
        files.readNames("other-translated-city-names.txt", name -> files.mostKnown(name, ""));
        files.readNames("translated-city-names.txt", files.citiesById::get);
        files.readSupportedNames("latin-city-names.txt");
        files.citiesById.clear();
        return files;
    }

    /** Names by their folded form. */
    Map<String, List<PlaceName>> names() {
        return names;
    }

    /** A place's name by language, if it differs from English. */
    Map<Place, Map<String, String>> translations() {
        return translations;
    }

    /** Names of states by country and code, joined by a hyphen. */
    Map<String, String> states() {
        return states;
    }

    /** UN M.49 sub-region by country. */
    Map<String, String> regions() {
        return regions;
    }

    private static List<String> lines(String file) {
        return WordListFile.lines(PlaceFiles.class, file);
    }

    /** The names of countries, continents and parts of countries in tags. */
    private Map<String, String> englishNames() {
        var found = new HashMap<String, String>();
        for (var file : List.of(COUNTRY_NAMES, OTHER_COUNTRY_NAMES)) {
            String code = "";
            for (var line : lines(file)) {
                if (line.charAt(0) == '@') {
                    code = line.substring(1);
                } else if (line.charAt(0) == '*') {
                    found.put(code, line.substring(1, line.indexOf('\t')));
                } else if (!found.containsKey(code) && isEnglish(line)) {
                    found.put(code, line.substring(0, line.indexOf('\t')));
                }
            }
        }
        return found;
    }

    private static boolean isEnglish(String line) {
        int at = line.indexOf(ENGLISH, line.indexOf('\t'));
        return at > 0
                && line.charAt(at - 1) <= ' '
                && (at + ENGLISH.length() == line.length() || line.charAt(at + ENGLISH.length()) == ' ');
    }

    private Map<String, String> readCountries(Map<String, String> english) {
        english.forEach((code, name) -> {
            var isContinent = Character.isDigit(code.charAt(0));
            var isPart = code.indexOf('-') > 0;
            var place = new Place(
                    isContinent ? Place.Kind.REGION : isPart ? Place.Kind.SUBDIVISION : Place.Kind.COUNTRY,
                    name,
                    isContinent ? null : "iso3166:" + code,
                    isContinent ? "" : code.substring(0, 2),
                    "",
                    false,
                    true);
            countries.put(code, place);
        });
        var capitals = new HashMap<String, String>();
        for (var line : lines("countries.txt")) {
            var fields = line.split("\t", -1);
            regions.put(fields[0], fields[1]);
            if (fields.length > 3) {
                capitals.put(fields[3], fields[0]);
            }
        }
        return capitals;
    }

    private void readSubdivisionCodes() {
        for (var line : lines("subdivision-codes.txt")) {
            var country = line.substring(0, 2);
            for (var entry : LIST.split(line.substring(3))) {
                int blank = entry.indexOf(' ');
                var name = entry.substring(blank + 1);
                var place = new Place(
                        Place.Kind.SUBDIVISION,
                        name,
                        "iso3166:" + country + "-" + entry.substring(0, blank),
                        country,
                        "",
                        false,
                        true);
                subdivisions.put(country + place.areaName(), place);
                states.put(country + "-" + entry.substring(0, blank), place.areaName());
                add(new PlaceName(place, name, PlaceName.Form.NAME, Set.of()));
                if (!name.equals(place.areaName())) {
                    // "Washington state", and "Seattle, Washington"
                    add(new PlaceName(place, place.areaName() + " state", PlaceName.Form.NAME, Set.of()));
                    add(new PlaceName(place, place.areaName(), PlaceName.Form.QUALIFIER, Set.of()));
                }
            }
        }
    }

    private void readCities(Map<String, String> capitals) {
        var wellKnown = new HashMap<String, List<String>>();
        for (var line : lines("well-known-cities.txt")) {
            var country = line.substring(0, 2);
            for (var entry : LIST.split(line.substring(3))) {
                int bracket = entry.indexOf(" (");
                var name = bracket < 0 ? entry : entry.substring(0, bracket);
                wellKnown.computeIfAbsent(name, key -> new ArrayList<>(1)).add(country + entry);
            }
        }
        String country = "";
        String subdivision = "";
        for (var line : lines("cities.txt")) {
            int tab = line.indexOf('\t');
            if (line.charAt(0) == '@') {
                country = line.substring(1, tab);
                subdivision = line.substring(tab + 1);
                subdivision(country, subdivision);
                continue;
            }
            var name = line.substring(0, tab);
            var id = line.substring(tab + 1);
            var city = new Place(
                    Place.Kind.CITY,
                    name,
                    "geonames:" + id,
                    country,
                    subdivision,
                    capitals.containsKey(id),
                    isAmong(wellKnown.get(name), country + name, subdivision));
            addCity(city);
            citiesById.put(id, city);
        }
    }

    private static boolean isAmong(@Nullable List<String> entries, String city, String subdivision) {
        return entries != null && (entries.contains(city) || entries.contains(city + " (" + subdivision + ")"));
    }

    private void addCity(Place city) {
        cities.computeIfAbsent(city.name(), key -> new ArrayList<>(1)).add(city);
        if (city.isWellKnown() && ARABIC_ARTICLE.matcher(city.name()).lookingAt()) {
            var bare = city.name().substring(3);
            add(new PlaceName(city, bare, PlaceName.Form.NAME, Set.of()));
        }
        int slash = city.name().indexOf(" / ");
        if (slash > 0) {
            add(new PlaceName(city, city.name().substring(0, slash), PlaceName.Form.NAME, Set.of()));
            add(new PlaceName(city, city.name().substring(slash + 3), PlaceName.Form.NAME, Set.of()));
        } else if (city.name().indexOf('(') < 0) {
            add(new PlaceName(city, city.name(), PlaceName.Form.NAME, Set.of()));
        }
    }

    private void subdivision(String country, String name) {
        if (name.length() >= SHORTEST_SUBDIVISION && !subdivisions.containsKey(country + name)) {
            var place = new Place(Place.Kind.SUBDIVISION, name, null, country, "", false, false);
            subdivisions.put(country + name, place);
            add(new PlaceName(place, name, PlaceName.Form.NAME, Set.of()));
        }
    }

    private void readNames(String file, Function<String, @Nullable Place> places) {
        readNames(file, places, false);
    }

    private void readSupportedNames(String file) {
        readNames(file, citiesById::get, true);
    }

    private void readNames(String file, Function<String, @Nullable Place> places, boolean needsSupport) {
        Place place = null;
        for (var line : lines(file)) {
            if (line.charAt(0) == '@') {
                place = places.apply(line.substring(1));
            } else if (place != null) {
                int tab = line.indexOf('\t');
                var written = line.substring(line.charAt(0) == '*' ? 1 : 0, tab);
                var languages = BLANK.split(line.substring(tab + 1));
                add(new PlaceName(place, written, PlaceName.Form.NAME, Set.of(languages), needsSupport));
                if (written.indexOf('&') > 0) {
                    add(new PlaceName(place, written.replace("&", "and"), PlaceName.Form.NAME, Set.of(languages)));
                }
                for (var language : languages) {
                    translate(place, language, written);
                    addStem(place, language, written, needsSupport);
                }
            }
        }
    }

    private void translate(Place place, String language, String name) {
        if (!language.equals(ENGLISH)) {
            translations.computeIfAbsent(place, key -> new HashMap<>()).putIfAbsent(language, name);
        }
    }

    private void readDemonyms() {
        for (var line : lines("demonyms.txt")) {
            var code = code(line);
            var place = countries.containsKey(code)
                    ? countries.get(code)
                    : subdivisions.get(code.substring(0, 2) + states.getOrDefault(code, ""));
            if (place == null) {
                throw new IllegalStateException("demonyms.txt: no country " + code);
            }
            for (var form : LIST.split(line.substring(code.length() + 1))) {
                add(new PlaceName(place, form, PlaceName.Form.DEMONYM, Set.of(ENGLISH)));
            }
        }
    }

    private void readRegions() {
        for (var name : lines("regions.txt")) {
            var place = new Place(Place.Kind.REGION, name, null, "", "", false, true);
            add(new PlaceName(place, name, PlaceName.Form.NAME, Set.of(ENGLISH)));
        }
    }

    private void readNoPlaces() {
        var nowhere = new Place(Place.Kind.REGION, "", null, "", "", false, false);
        for (var phrase : lines("not-places.txt")) {
            add(new PlaceName(nowhere, phrase, PlaceName.Form.NO_PLACE, Set.of(ENGLISH)));
        }
    }

    private void readOtherCityNames() {
        for (var line : lines("other-city-names.txt")) {
            int equals = line.indexOf(" = ");
            var country = line.substring(0, 2);
            var city = mostKnown(line.substring(3, equals), country);
            if (city == null) {
                throw new IllegalStateException("other-city-names.txt: no city " + line.substring(0, equals));
            }
            for (var name : LIST.split(line.substring(equals + 3))) {
                add(new PlaceName(city, name, PlaceName.Form.NAME, Set.of()));
            }
        }
    }

    private @Nullable Place mostKnown(String name, String country) {
        Place best = null;
        for (var city : cities.getOrDefault(name, List.of())) {
            var isThere = country.isEmpty() || city.country().equals(country);
            if (isThere && (city.isCapital() || city.isWellKnown() && (best == null || !best.isCapital()))) {
                best = city;
            }
        }
        if (best != null || country.isEmpty()) {
            return best;
        }
        return cities.getOrDefault(name, List.of()).stream()
                .filter(city -> city.country().equals(country))
                .findFirst()
                .orElse(null);
    }

    private void add(PlaceName name) {
        var alike = names.computeIfAbsent(CharFolding.fold(name.written()), key -> new ArrayList<>(1));
        for (int i = 0; i < alike.size(); i++) {
            var other = alike.get(i);
            if (other.place() == name.place()
                    && other.form() == name.form()
                    && other.needsSupport() == name.needsSupport()
                    && other.written().equals(name.written())) {
                if (!other.languages().isEmpty() && !name.languages().isEmpty()) {
                    var both = new TreeSet<>(other.languages());
                    both.addAll(name.languages());
                    alike.set(i, new PlaceName(name.place(), name.written(), name.form(), both, name.needsSupport()));
                }
                return;
            }
        }
        alike.add(name);
    }

    private void addStem(Place place, String language, String written, boolean needsSupport) {
        var stem = endings.stem(language, written);
        if (stem != null) {
            add(new PlaceName(place, stem, PlaceName.Form.STEM, Set.of(language), needsSupport));
        }
    }

    private static String code(String line) {
        return line.substring(0, line.indexOf('\t'));
    }
}
