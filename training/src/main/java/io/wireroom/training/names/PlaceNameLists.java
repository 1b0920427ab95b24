package io.wireroom.training.names;

import io.wireroom.tagging.ner.features.KnownPhrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Places and languages by name, from open lists and from the JDK's own (Unicode CLDR). */
final class PlaceNameLists {

    private static final List<String> COUNTRY_COLUMNS =
            List.of("official_name_en", "UNTERM English Short", "CLDR display name", "UNTERM English Formal");

    private PlaceNameLists() {}

    /** The project's general lists with the places of a folder's two files; either may be missing. */
    static KnownPhrases read(Path folder) throws IOException {
        var lexicon = KnownPhrases.known();
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
        return lexicon;
    }

    /** {@code Bolivia (Plurinational State of)} and {@code the Republic of …} without what is not said. */
    private static String plain(String name) {
        return name.replaceAll("\\(.*\\)", "")
                .replaceAll("^[tT]he ", "")
                .replace("*", "")
                .strip();
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var lines = Files.readAllLines(file);
        var heading = cells(lines.getFirst());
        var rows = new ArrayList<Map<String, String>>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = cells(line);
            var row = new HashMap<String, String>();
            for (int at = 0; at < Math.min(cells.size(), heading.size()); at++) {
                row.put(heading.get(at), cells.get(at));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (int at = 0; at < line.length(); at++) {
            var sign = line.charAt(at);
            if (sign == '"') {
                quoted = !quoted;
            } else if (sign == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(sign);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
