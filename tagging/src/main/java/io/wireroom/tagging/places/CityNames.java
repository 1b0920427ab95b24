package io.wireroom.tagging.places;

import io.wireroom.tagging.lexicon.WordListFile;
import io.wireroom.text.FoldedText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of cities in all languages that the lists have, for a question about a whole name. Thread-safe. */
public final class CityNames {

    private static final List<String> TRANSLATIONS =
            List.of("zone-city-names.txt", "other-city-names.txt", "other-translated-city-names.txt");

    private CityNames() {}

    /** Whether a text is the name of a city and nothing else; capitals and marks do not count. */
    public static boolean isCity(String name) {
        return Names.FOLDED.contains(FoldedText.fold(name));
    }

    /** Loaded with the first question. */
    private static final class Names {

        static final Set<String> FOLDED = read();

        private Names() {}

        private static Set<String> read() {
            var names = new HashSet<String>();
            for (var line : WordListFile.lines(CityNames.class, "cities.txt")) {
                add(names, line);
            }
            for (var file : TRANSLATIONS) {
                for (var line : WordListFile.lines(CityNames.class, file)) {
                    add(names, line);
                }
            }
            return Set.copyOf(names);
        }

        private static void add(Set<String> names, String line) {
            if (line.startsWith("@") && line.indexOf('\t') >= 0) {
                return;
            }
            var equal = line.indexOf(" = ");
            var text = equal > 0 ? line.substring(equal + 3) : line.startsWith("@") ? line.substring(1) : line;
            for (var name : text.split("\t", 2)[0].split("; ")) {
                var folded = FoldedText.fold(name);
                if (!folded.isEmpty()) {
                    names.add(folded);
                }
            }
        }
    }
}
