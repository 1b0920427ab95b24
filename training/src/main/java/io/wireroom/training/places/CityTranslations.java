package io.wireroom.training.places;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Names of cities in other languages than English, from the alternate names of GeoNames as the Debian package
 * libgeonames-common has them: {@code <language>/LC_MESSAGES/geonames.mo}, message catalogues from GeoNames ids to names.
 */
public final class CityTranslations {

    private static final int MAGIC = 0x950412de;
    /** Languages with a name for a city: so many show that the whole world knows it. */
    private static final int KNOWN_EVERYWHERE = 20;
    /** The same for a city of a country where the language is spoken. */
    private static final int KNOWN_AT_HOME = 8;

    /** The same for a name of few letters, which is often another word too. */
    private static final int KNOWN_BY_SHORT_NAME = 60;

    /** Letters of a short name, outside Han and Hangul. */
    private static final int SHORT = 3;

    private static final List<String> INDIA = List.of("IN");
    private static final List<String> RUSSIA = List.of("RU", "BY", "KZ", "KG");
    private static final List<String> ARABIA = List.of(
            "AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN",
            "YE");

    /** The languages, each with the countries whose smaller cities its news names. */
    private static final Map<String, List<String>> HOMES = Map.ofEntries(
            Map.entry("ar", ARABIA),
            Map.entry("be", List.of("BY")),
            Map.entry("bg", List.of("BG")),
            Map.entry("bn", List.of("BD", "IN")),
            Map.entry("el", List.of("GR", "CY")),
            Map.entry("fa", List.of("IR", "AF")),
            Map.entry("gu", INDIA),
            Map.entry("he", List.of("IL", "PS")),
            Map.entry("hi", INDIA),
            Map.entry("hy", List.of("AM")),
            Map.entry("ja", List.of("JP")),
            Map.entry("ka", List.of("GE")),
            Map.entry("kk", List.of("KZ")),
            Map.entry("kn", INDIA),
            Map.entry("ko", List.of("KR", "KP")),
            Map.entry("ky", List.of("KG")),
            Map.entry("mk", List.of("MK")),
            Map.entry("ml", INDIA),
            Map.entry("mn", List.of("MN")),
            Map.entry("mr", INDIA),
            Map.entry("ne", List.of("NP", "IN")),
            Map.entry("pa", List.of("IN", "PK")),
            Map.entry("ps", List.of("AF", "PK")),
            Map.entry("ru", RUSSIA),
            Map.entry("si", List.of("LK")),
            Map.entry("sr", List.of("RS", "BA", "ME")),
            Map.entry("ta", List.of("IN", "LK")),
            Map.entry("te", INDIA),
            Map.entry("tg", List.of("TJ")),
            Map.entry("th", List.of("TH")),
            Map.entry("uk", List.of("UA")),
            Map.entry("ur", List.of("PK", "IN")),
            Map.entry("zh", List.of("CN", "TW", "HK", "MO", "SG")));

    /** The same for languages in Latin letters that a finder of names reads. Their small cities are known as they are. */
    private static final Map<String, List<String>> LATIN_HOMES = Map.of(
            "da", List.of("DK"),
            "de", List.of("DE", "AT", "CH", "LI"),
            "fi", List.of("FI"),
            "hr", List.of("HR", "BA", "RS", "ME"),
            "hu", List.of("HU"),
            "pt", List.of("PT", "BR", "AO", "MZ"),
            "sv", List.of("SE", "FI"));

    private static final Pattern DENSE = Pattern.compile("[\\p{IsHan}\\p{IsHangul}]");
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}|\\d");
    private static final Pattern LATIN_NAME = Pattern.compile("\\p{Lu}[\\p{IsLatin}\\p{M} .'’-]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}&&[^\\u200c\\u200d]]|\\s*[(（].*");
    /** "City", "county" and the like at the end of a name, which texts write without them too. */
    private static final Pattern HAN_KIND = Pattern.compile("(?<=\\p{IsHan}{2}|\\p{IsKatakana}{2})(?:市|縣|县|區|区|町|村)$");

    private static final Pattern HANGUL_KIND = Pattern.compile("(?<=\\p{IsHangul}{2})(?:특별자치시|특별시|광역시|시|군|구)$");

    private CityTranslations() {}

    /**
     * Lines of {@code translated-city-names.txt}.
     *
     * @param countries country of each city by its GeoNames id
     */
    static List<String> lines(Path folder, Map<String, String> countries) throws IOException {
        return lines(
                folder,
                countries,
                HOMES,
                (id, name) -> !LATIN.matcher(name).find(),
                "# Cities in languages of other scripts: @GeoNames id, then names, each with its languages.");
    }

    /**
     * Lines of {@code latin-city-names.txt}.
     *
     * @param countries country of each city by its GeoNames id
     * @param own its name in the gazetteer, which all languages know, by its GeoNames id
     */
    static List<String> latinLines(Path folder, Map<String, String> countries, Map<String, String> own)
            throws IOException {
        return lines(
                folder,
                countries,
                LATIN_HOMES,
                (id, name) -> name.length() > SHORT && LATIN_NAME.matcher(name).matches() && !name.equals(own.get(id)),
                "# Cities in languages in Latin letters with a finder of names: @GeoNames id, then names, each with its languages.");
    }

    private static List<String> lines(
            Path folder,
            Map<String, String> countries,
            Map<String, List<String>> homes,
            BiPredicate<String, String> isWanted,
            String heading)
            throws IOException {
        var byCity = new TreeMap<Integer, TreeMap<String, TreeSet<String>>>();
        var known = new HashMap<String, Set<String>>();
        for (var language : languages(folder)) {
            var plain = language.replaceAll("[_@].*", "");
            read(folder.resolve(language).resolve("LC_MESSAGES").resolve("geonames.mo"))
                    .forEach((id, name) -> {
                        if (countries.containsKey(id)) {
                            known.computeIfAbsent(id, key -> new TreeSet<>()).add(plain);
                            var tidy = tidy(name);
                            if (homes.containsKey(plain) && tidy.length() > 1 && isWanted.test(id, tidy)) {
                                byCity.computeIfAbsent(Integer.valueOf(id), key -> new TreeMap<>())
                                        .computeIfAbsent(tidy, key -> new TreeSet<>())
                                        .add(plain);
                            }
                        }
                    });
        }
        var lines = new ArrayList<String>();
        lines.add(heading);
        lines.add("# (c) GeoNames, CC BY 4.0; see NOTICE. Written by: wireroom bench gazetteer");
        byCity.forEach((id, names) -> {
            var key = String.valueOf(id);
            var country = countries.getOrDefault(key, "");
            int languages = known.getOrDefault(key, Set.of()).size();
            var its = new ArrayList<String>();
            names.forEach((name, spoken) -> {
                if (isShort(name) && languages < KNOWN_BY_SHORT_NAME) {
                    return;
                }
                var kept = spoken.stream()
                        .filter(language -> languages >= KNOWN_EVERYWHERE
                                || languages >= KNOWN_AT_HOME
                                        && homes.getOrDefault(language, List.of())
                                                .contains(country))
                        .toList();
                if (!kept.isEmpty()) {
                    its.add(name + "\t" + String.join(" ", kept));
                }
            });
            if (!its.isEmpty()) {
                lines.add("@" + key);
                lines.addAll(its);
            }
        });
        return lines;
    }

    /** All names in one language, in any script; none if the package has no catalogue of it. */
    public static Collection<String> names(Path folder, String language) throws IOException {
        var file = folder.resolve(language).resolve("LC_MESSAGES").resolve("geonames.mo");
        return Files.exists(file) ? read(file).values() : List.of();
    }

    private static List<String> languages(Path folder) throws IOException {
        try (var found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString())
                    .filter(name -> Files.exists(folder.resolve(name).resolve("LC_MESSAGES/geonames.mo")))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isShort(String name) {
        return name.length() <= SHORT && !DENSE.matcher(name).find() && !Character.isUpperCase(name.charAt(0));
    }

    private static String tidy(String name) {
        var bare = INVISIBLE.matcher(name).replaceAll("").strip();
        return HANGUL_KIND.matcher(HAN_KIND.matcher(bare).replaceAll("")).replaceAll("");
    }

    /** The messages of a GNU catalogue, little endian. */
    private static Map<String, String> read(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (data.getInt(0) != MAGIC) {
            throw new IOException(file + " is not a little-endian message catalogue");
        }
        int count = data.getInt(8);
        int keys = data.getInt(12);
        int values = data.getInt(16);
        var messages = new TreeMap<String, String>();
        for (int i = 0; i < count; i++) {
            messages.put(string(bytes, data, keys + 8 * i), string(bytes, data, values + 8 * i));
        }
        return messages;
    }

    private static String string(byte[] bytes, ByteBuffer data, int at) {
        return new String(bytes, data.getInt(at + 4), data.getInt(at), StandardCharsets.UTF_8);
    }
}
