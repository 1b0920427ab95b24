package io.wireroom.standalone.newsroom;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the placeholders of a resource file.
 *
 * <ul>
 *   <li>{@code {{harbour}}}, {@code {{lantern}}}, {@code {{pictures}}}: the address of a host, without a slash at the
 *       end
 *   <li>{@code {{date:-3h|long}}}: an instant counted back from the creation of the newsroom in {@code m}, {@code h} or
 *       {@code d}, in one of {@link #FORMATS}, {@code iso} by default; always UTC
 *   <li>{@code {{corrected|long}}}: when the correction was published
 *   <li>{@code {{#corrected}}…{{/corrected}}}, {@code {{^corrected}}…{{/corrected}}}: only after, only before the
 *       correction
 * </ul>
 */
final class Template {

    private static final Map<String, DateTimeFormatter> FORMATS = Map.ofEntries(
            Map.entry("iso", format("uuuu-MM-dd'T'HH:mm:ss'Z'", "en")),
            Map.entry("offset", format("uuuu-MM-dd'T'HH:mm:ssxxx", "en")),
            Map.entry("rfc", format("EEE, dd MMM uuuu HH:mm:ss 'GMT'", "en")),
            Map.entry("day", format("uuuu-MM-dd", "en")),
            Map.entry("clock", format("HH:mm", "en")),
            Map.entry("year", format("uuuu", "en")),
            Map.entry("long", format("d MMMM uuuu", "en")),
            Map.entry("us", format("MMMM d, uuuu", "en")),
            Map.entry("de", format("d. MMMM uuuu", "de")),
            Map.entry("es", format("d 'de' MMMM 'de' uuuu", "es")),
            Map.entry("fr", format("d MMMM uuuu", "fr")),
            Map.entry("ru", format("d MMMM uuuu", "ru")),
            Map.entry("ar", format("d MMMM uuuu", "ar")),
            Map.entry("ja", format("uuuu年M月d日", "ja")));

    private static final Pattern CONDITION =
            Pattern.compile("\\{\\{([#^])corrected}}(.*?)\\{\\{/corrected}}", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{(?:date:-(\\d+)([mhd])|([a-z]+))(?:\\|([a-z]+))?}}");

    private final Map<NewsroomHost, URI> bases = new EnumMap<>(NewsroomHost.class);

    Template(Placement placement) {
        for (var host : NewsroomHost.values()) {
            bases.put(host, Addresses.base(placement, host));
        }
    }

    /** Whether the filled text depends on the correction. */
    static boolean changesWithCorrection(String text) {
        return CONDITION.matcher(text).find();
    }

    /**
     * The text with every placeholder replaced.
     *
     * @throws IllegalArgumentException if a placeholder is unknown
     */
    String fill(String text, NewsroomState state) {
        var kept = CONDITION
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).equals("#") == state.correction().corrected() ? match.group(2) : ""));
        var filled = PLACEHOLDER.matcher(kept).replaceAll(match -> {
            var name = match.group(3);
            var format = match.group(4) == null ? "iso" : match.group(4);
            if (name == null) {
                return date(state.created().minus(back(match.group(1), match.group(2))), format);
            }
            return name.equals("corrected")
                    ? date(state.correctedAt().orElseThrow(), format)
                    : String.valueOf(bases.get(NewsroomHost.valueOf(name.toUpperCase(Locale.ROOT))));
        });
        if (filled.contains("{{")) {
            var at = filled.indexOf("{{");
            throw new IllegalArgumentException(
                    "Unknown placeholder: " + filled.substring(at, Math.min(filled.length(), at + 40)));
        }
        return filled;
    }

    /** The duration that an offset such as {@code -3h} means, as a positive one. */
    static Duration back(String offset) {
        return back(offset.substring(1, offset.length() - 1), offset.substring(offset.length() - 1));
    }

    private static Duration back(String amount, String unit) {
        return Duration.parse(unit.equals("d") ? "P" + amount + "D" : "PT" + amount + unit.toUpperCase(Locale.ROOT));
    }

    private static String date(Instant instant, String format) {
        var formatter = FORMATS.get(format);
        if (formatter == null) {
            throw new IllegalArgumentException("Unknown date format: " + format);
        }
        return formatter.format(instant);
    }

    private static DateTimeFormatter format(String pattern, String language) {
        return DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(language))
                .withZone(ZoneOffset.UTC);
    }
}
