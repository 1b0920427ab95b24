package io.wireroom.training.places;

import io.wireroom.runtime.ExitCode;
import io.wireroom.training.csv.CsvTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench gazetteer}: writes the derived files that the gazetteer is read from. */
@Command(
        name = "gazetteer",
        mixinStandardHelpOptions = true,
        description = {
            "Write the lists of place names, cities.txt, countries.txt, country-names.txt, zone-city-names.txt,"
                    + " translated-city-names.txt and latin-city-names.txt, from world-cities.csv (GeoNames), country-codes.csv, the CLDR data of"
                    + " this JDK and the message catalogues of the Debian package libgeonames-common.",
            "Needs JAVA_OPTS='--add-opens java.base/sun.util.resources.cldr=ALL-UNNAMED --add-opens"
                    + " jdk.localedata/sun.util.resources.cldr.ext=ALL-UNNAMED'."
        })
public final class GazetteerCommand implements Callable<Integer> {

    /** Names in world-cities.csv that are missing in country-codes.csv and CLDR. */
    private static final Map<String, String> OLD_COUNTRY_NAMES = Map.ofEntries(
            Map.entry("Bolivia, Plurinational State of", "BO"),
            Map.entry("Congo, The Democratic Republic of the", "CD"),
            Map.entry("Côte d'Ivoire", "CI"),
            Map.entry("Falkland Islands (Malvinas)", "FK"),
            Map.entry("Micronesia, Federated States of", "FM"),
            Map.entry("Iran, Islamic Republic of", "IR"),
            Map.entry("Korea, Democratic People's Republic of", "KP"),
            Map.entry("Korea, Republic of", "KR"),
            Map.entry("Moldova, Republic of", "MD"),
            Map.entry("Saint Martin (French part)", "MF"),
            Map.entry("Palestine, State of", "PS"),
            Map.entry("Saint Helena, Ascension and Tristan da Cunha", "SH"),
            Map.entry("Svalbard and Jan Mayen", "SJ"),
            Map.entry("Taiwan, Province of China", "TW"),
            Map.entry("Tanzania, United Republic of", "TZ"),
            Map.entry("Holy See (Vatican City State)", "VA"),
            Map.entry("Venezuela, Bolivarian Republic of", "VE"),
            Map.entry("Virgin Islands, British", "VG"),
            Map.entry("Virgin Islands, U.S.", "VI"),
            Map.entry("Wallis and Futuna", "WF"),
            Map.entry("No country found for alpha-2 code: XK", "XK"));

    /** Capitals whose name in country-codes.csv differs from the city's name in world-cities.csv. */
    private static final Map<String, String> CAPITALS =
            Map.of("KZ", "Astana", "MN", "Ulan Bator", "MO", "Macau", "XK", "Pristina");

    @Option(names = "--cities", paramLabel = "FILE", required = true, description = "The file world-cities.csv.")
    @SuppressWarnings("NullAway.Init") // required
    private Path cities;

    @Option(names = "--countries", paramLabel = "FILE", required = true, description = "The file country-codes.csv.")
    @SuppressWarnings("NullAway.Init") // required
    private Path countries;

    @Option(
            names = "--translations",
            paramLabel = "DIR",
            required = true,
            description = "The folder usr/share/locale of libgeonames-common.")
    @SuppressWarnings("NullAway.Init") // required
    private Path translations;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the lists.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    /** One line of world-cities.csv with the country's code. */
    private record City(String name, String country, String subdivision, String geonameId) {}

    @Override
    public Integer call() throws IOException, ReflectiveOperationException {
        var codes = new HashMap<>(OLD_COUNTRY_NAMES);
        for (var code : Locale.getISOCountries()) {
            codes.put(Locale.of("", code).getDisplayCountry(Locale.ENGLISH), code);
        }
        var capitals = new TreeMap<String, String>();
        var regions = new TreeMap<String, String>();
        for (var row : CsvTable.read(countries)) {
            var code = row.get("ISO3166-1-Alpha-2");
            for (var column : List.of("CLDR display name", "official_name_en", "UNTERM English Short")) {
                codes.putIfAbsent(row.get(column), code);
            }
            regions.put(code, row.get("Sub-region Code"));
            capitals.put(code, CAPITALS.getOrDefault(code, field(row, "Capital").strip()));
        }
        regions.put("XK", regions.get("RS"));
        capitals.put("XK", "Pristina");
        var all = new ArrayList<City>();
        for (var row : CsvTable.read(cities)) {
            var code = codes.get(row.get("country"));
            if (code == null) {
                throw new IllegalArgumentException("no code for the country " + row.get("country"));
            }
            all.add(new City(field(row, "name"), code, field(row, "subcountry"), field(row, "geonameid")));
        }
        write("cities.txt", cityLines(all));
        write("countries.txt", countryLines(regions, capitals(all, capitals)));
        write("country-names.txt", Cldr.countryNames());
        write(
                "zone-city-names.txt",
                Cldr.zoneCityNames(all.stream().map(City::name).collect(Collectors.toSet())));
        var byId = all.stream().collect(Collectors.toMap(City::geonameId, City::country));
        write("translated-city-names.txt", CityTranslations.lines(translations, byId));
        write(
                "latin-city-names.txt",
                CityTranslations.latinLines(
                        translations, byId, all.stream().collect(Collectors.toMap(City::geonameId, City::name))));
        return ExitCode.OK;
    }

    /** Lower-case letters only, without accents. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^\\p{L}]", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String field(Map<String, String> row, String name) {
        return Objects.requireNonNullElse(row.get(name), "");
    }

    private static List<String> cityLines(List<City> all) {
        var groups = new TreeMap<String, TreeSet<String>>();
        for (var city : all) {
            groups.computeIfAbsent(city.country() + "\t" + city.subdivision(), key -> new TreeSet<>())
                    .add(city.name() + "\t" + city.geonameId());
        }
        var lines = new ArrayList<String>();
        lines.add("# Cities of over 15,000 people: @country and subdivision, then name and GeoNames id.");
        lines.add("# (c) GeoNames, CC BY 4.0; see NOTICE. Written by: wireroom bench gazetteer");
        groups.forEach((group, names) -> {
            lines.add("@" + group);
            lines.addAll(names);
        });
        return lines;
    }

    private static TreeMap<String, City> capitals(List<City> all, Map<String, String> names) {
        var chosen = new TreeMap<String, City>();
        for (var city : all) {
            var capital = names.get(city.country());
            if (capital == null || !plain(capital).equals(plain(city.name()))) {
                continue;
            }
            // The name of a capital is in that of its district, or it is the only city of its name.
            var known = chosen.get(city.country());
            if (known == null
                    || city.subdivision().equals("District of Columbia")
                    || plain(city.subdivision()).contains(plain(capital))
                            && !known.subdivision().equals("District of Columbia")) {
                chosen.put(city.country(), city);
            }
        }
        return chosen;
    }

    private static List<String> countryLines(Map<String, String> regions, Map<String, City> capitals) {
        var lines = new ArrayList<String>();
        lines.add("# Countries: ISO 3166-1 code, UN M.49 sub-region, the capital's name and GeoNames id where known.");
        lines.add(
                "# From country-codes.csv (PDDL) and GeoNames (CC BY 4.0); see NOTICE. Written by: wireroom bench gazetteer");
        regions.forEach((code, region) -> {
            var capital = capitals.get(code);
            lines.add(
                    code + "\t" + region + (capital == null ? "" : "\t" + capital.name() + "\t" + capital.geonameId()));
        });
        return lines;
    }

    private void write(String name, List<String> lines) throws IOException {
        Files.createDirectories(out);
        Files.write(out.resolve(name), lines, StandardCharsets.UTF_8);
    }
}
