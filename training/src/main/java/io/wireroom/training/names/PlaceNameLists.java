package io.wireroom.training.names;

import io.wireroom.tagging.ner.features.KnownPhrases;
import io.wireroom.training.csv.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of places and languages from open lists and from the JDK (Unicode CLDR). */
final class PlaceNameLists {

    private static final List<String> COUNTRY_COLUMNS =
            List.of("official_name_en", "UNTERM English Short", "CLDR display name", "UNTERM English Formal");

    private PlaceNameLists() {}

    /** The project's general lists with the places of a folder's two files; either may be missing. */
    static KnownPhrases read(Path folder) throws IOException {
        var lexicon = KnownPhrases.known();
        addTo(lexicon, folder);
        return lexicon;
    }

    /** Adds the places of a folder's two files; either may be missing. */
    static void addTo(KnownPhrases lexicon, Path folder) throws IOException {
        for (var row : rows(folder.resolve("country-codes.csv"))) {
            for (var column : COUNTRY_COLUMNS) {
                lexicon.add(plain(row.getOrDefault(column, "")), KnownPhrases.COUNTRY);
            }
            lexicon.add(row.getOrDefault("Capital", ""), KnownPhrases.CAPITAL_CITY);
        }
        for (var row : rows(folder.resolve("world-cities.csv"))) {
            lexicon.add(row.getOrDefault("name", ""), KnownPhrases.CITY);
            lexicon.add(row.getOrDefault("subcountry", ""), KnownPhrases.REGION);
            lexicon.add(row.getOrDefault("country", ""), KnownPhrases.COUNTRY);
        }
        for (var code : Locale.getISOCountries()) {
            lexicon.add(Locale.of("", code).getDisplayCountry(Locale.ENGLISH), KnownPhrases.COUNTRY);
        }
        for (var code : Locale.getISOLanguages()) {
            lexicon.add(Locale.of(code).getDisplayLanguage(Locale.ENGLISH), KnownPhrases.PEOPLE_OR_LANGUAGE);
        }
    }

    /** {@code Bolivia (Plurinational State of)} and {@code the Republic of …} without the parts that texts leave out. */
    private static String plain(String name) {
        return name.replaceAll("\\(.*\\)", "")
                .replaceAll("^[tT]he ", "")
                .replace("*", "")
                .strip();
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        return Files.exists(file) ? CsvTable.read(file) : List.of();
    }
}
