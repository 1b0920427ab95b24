package io.wireroom.training.places;

import io.wireroom.enrich.language.LanguageDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names of countries, continents and cities in many languages, from the Unicode CLDR of this JDK. */
final class Cldr {

    /** Continents and their parts (UN M.49) that people name. */
    private static final List<String> REGIONS =
            List.of("002", "003", "005", "009", "013", "029", "142", "143", "150", "419");

    /** Other scripts of a language, whose names are used too. */
    private static final Map<String, List<String>> SCRIPTS =
            Map.of("zh", List.of("zh", "zh-Hant"), "sr", List.of("sr", "sr-Latn"), "pt", List.of("pt", "pt-PT"));

    private static final String ORIGIN =
            "# From the Unicode CLDR, Unicode License V3; see NOTICE. Written by: wireroom bench gazetteer";

    private Cldr() {}

    /** Lines of {@code country-names.txt}. */
    static List<String> countryNames() {
        var lines = new ArrayList<String>();
        lines.add("# Countries (ISO 3166-1) and continents (UN M.49): @code, then names, each with its languages.");
        lines.add(ORIGIN);
        var codes = new TreeSet<>(List.of(Locale.getISOCountries()));
        codes.add("XK");
        codes.addAll(REGIONS);
        for (var code : codes) {
            var languages = new TreeMap<String, TreeSet<String>>();
            for (var language : LanguageDetector.DEFAULT_LANGUAGES) {
                for (var tag : SCRIPTS.getOrDefault(language, List.of(language))) {
                    var name = tidy(Locale.of("", code).getDisplayCountry(Locale.forLanguageTag(tag)));
                    if (!name.equals(code)) {
                        languages.computeIfAbsent(name, key -> new TreeSet<>()).add(language);
                    }
                }
            }
            addBlock(lines, code, languages);
        }
        return lines;
    }

    /** Lines of {@code zone-city-names.txt}: the known ones of the cities after which time zones are called. */
    static List<String> zoneCityNames(Set<String> cities) throws ReflectiveOperationException {
        var byCity = new TreeMap<String, TreeMap<String, TreeSet<String>>>();
        for (var language : LanguageDetector.DEFAULT_LANGUAGES) {
            for (var tag : SCRIPTS.getOrDefault(language, List.of(language))) {
                zoneCityNames(tag.replace('-', '_')).forEach((zone, name) -> {
                    var english = zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ');
                    if (!zone.startsWith("Etc/") && cities.contains(english) && !name.equals(english)) {
                        byCity.computeIfAbsent(english, key -> new TreeMap<>())
                                .computeIfAbsent(name, key -> new TreeSet<>())
                                .add(language);
                    }
                });
            }
        }
        var lines = new ArrayList<String>();
        lines.add("# Cities that time zones are called after: @English name, then names, each with its languages.");
        lines.add(ORIGIN);
        byCity.forEach((city, languages) -> addBlock(lines, city, languages));
        return lines;
    }

    private static void addBlock(List<String> lines, String head, Map<String, TreeSet<String>> languages) {
        if (!languages.isEmpty()) {
            lines.add("@" + head);
            languages.forEach((name, its) -> lines.add(name + "\t" + String.join(" ", its)));
        }
    }

    private static Map<String, String> zoneCityNames(String language) throws ReflectiveOperationException {
        var found = new TreeMap<String, String>();
        Class<?> bundle;
        try {
            bundle = Class.forName("sun.util.resources.cldr.ext.TimeZoneNames_" + language);
        } catch (ClassNotFoundException e) {
            return found;
        }
        var maker = bundle.getDeclaredConstructor();
        maker.setAccessible(true);
        var contents = bundle.getDeclaredMethod("getContents");
        contents.setAccessible(true);
        for (var entry : (Object[][]) contents.invoke(maker.newInstance())) {
            var key = entry[0].toString();
            if (key.startsWith("timezone.excity.")) {
                found.put(key.substring("timezone.excity.".length()), tidy(entry[1].toString()));
            }
        }
        return found;
    }

    /** Without soft hyphens and text in brackets. */
    private static String tidy(String name) {
        return name.replace("\u00ad", "").replaceAll("\\s*[(（].*?[)）]", "").strip();
    }
}
