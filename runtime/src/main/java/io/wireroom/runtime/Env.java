package io.wireroom.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The environment as typed settings. Name, default and help of a setting are in the call that reads it. All
 * problems are collected and reported together by {@link #check()}. Not thread-safe.
 *
 * <p>Durations are {@code 250ms}, {@code 2s}, {@code 15m}, {@code 6h}, {@code 1d} or ISO 8601; sizes are plain bytes or
 * {@code 64KiB}, {@code 4MiB}, {@code 2GiB}.
 */
public final class Env {

    /** One setting as it is documented. */
    public record Setting(String name, String type, String defaultValue, String help) {}

    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*(B|KiB|MiB|GiB)?");

    private final Map<String, String> values;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** Settings from these values, by name. */
    public Env(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Settings from this process's environment. */
    public static Env ofProcess() {
        return new Env(Environment.ofProcess());
    }

    /** The same environment with one more value. */
    Env with(String name, String value) {
        var all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new Env(all);
    }

    /** Free text; an empty value counts as the default. */
    public String text(String name, String defaultValue, String help) {
        return read(name, "text", defaultValue, help, Function.identity(), defaultValue);
    }

    /** Free text that may be left out. */
    public @Nullable String optionalText(String name, String help) {
        var value = text(name, "", help);
        return value.isEmpty() ? null : value;
    }

    /** A secret: from the file named by {@code NAME_FILE}, else from {@code NAME}; never shown. */
    public String secret(String name, String defaultValue, String help) {
        document(
                name,
                "secret",
                defaultValue.isEmpty() ? "" : "(set)",
                help + " Or `" + name + "_FILE`: a file with it.");
        var file = values.get(name + "_FILE");
        if (file != null && !file.isBlank()) {
            try {
                return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                // The message of a file exception is often only the path: the class names the fault.
                problems.add(name + "_FILE: cannot read '" + file + "' ("
                        + e.getClass().getSimpleName() + ")");
                return defaultValue;
            }
        }
        return values.getOrDefault(name, defaultValue);
    }

    /** A whole number in [min, max]. */
    public int integer(String name, int defaultValue, int min, int max, String help) {
        return read(
                name,
                "number " + min + "–" + max,
                Integer.toString(defaultValue),
                help,
                text -> {
                    var number = Integer.parseInt(text);
                    if (number < min || number > max) {
                        throw new IllegalArgumentException("must be from " + min + " to " + max);
                    }
                    return number;
                },
                defaultValue);
    }

    /** True or false: {@code true, yes, 1, on} or {@code false, no, 0, off}. */
    public boolean flag(String name, boolean defaultValue, String help) {
        return read(
                name,
                "true or false",
                Boolean.toString(defaultValue),
                help,
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "1", "on" -> true;
                    case "false", "no", "0", "off" -> false;
                    default -> throw new IllegalArgumentException("must be true or false");
                },
                defaultValue);
    }

    /** A duration, not negative; the default is written as it is documented. */
    public Duration duration(String name, String defaultValue, String help) {
        return read(name, "duration", defaultValue, help, Env::parseDuration, parseDuration(defaultValue));
    }

    /** A duration, not negative; the default depends on other settings, and this is how it is documented. */
    public Duration durationOr(String name, String shownDefault, Duration defaultValue, String help) {
        return read(name, "duration", shownDefault, help, Env::parseDuration, defaultValue);
    }

    /** One of a few words. */
    public <T> T choice(String name, String words, String defaultValue, String help, Function<String, T> parser) {
        return read(name, words, defaultValue, help, parser, parser.apply(defaultValue));
    }

    /** A value that may be left out. */
    public <T> Optional<T> optional(String name, String type, String help, Function<String, T> parser) {
        return read(name, type, "", help, text -> Optional.of(parser.apply(text)), Optional.<T>empty());
    }

    /** A comma-separated list of durations, none of them negative; {@code none} for an empty one. */
    public List<Duration> durations(String name, String defaultValue, String help) {
        return read(name, "list of durations", defaultValue, help, Env::parseDurations, parseDurations(defaultValue));
    }

    private static List<Duration> parseDurations(String text) {
        if (text.equalsIgnoreCase("none")) {
            return List.of();
        }
        return Arrays.stream(text.split(",", -1))
                .filter(part -> !part.isBlank())
                .map(part -> parseDuration(part.strip()))
                .toList();
    }

    /** A number of bytes. */
    public long bytes(String name, String defaultValue, String help) {
        return read(name, "size", defaultValue, help, Env::parseBytes, parseBytes(defaultValue));
    }

    /** A path of this machine. */
    public Path path(String name, String defaultValue, String help) {
        return read(name, "path", defaultValue, help, Path::of, Path.of(defaultValue));
    }

    /**
     * A path, by default one that is part of the program: below the launcher's folder, or else the working directory.
     * Empty where nothing is set and the default does not exist.
     */
    public Optional<Path> bundled(String name, String defaultValue, String help) {
        var bundled = Path.of(values.getOrDefault("WIREROOM_HOME", "")).resolve(defaultValue);
        var found = Files.exists(bundled) ? Optional.of(bundled) : Optional.<Path>empty();
        return read(name, "path", defaultValue, help, text -> Optional.of(Path.of(text)), found);
    }

    /** A comma-separated list; empty by default. */
    public <T> List<T> list(String name, String type, String help, Function<String, T> element) {
        return read(
                name,
                "list of " + type,
                "",
                help,
                text -> {
                    var all = new ArrayList<T>();
                    for (var part : text.split(",", -1)) {
                        if (!part.isBlank()) {
                            all.add(element.apply(part.strip()));
                        }
                    }
                    return List.copyOf(all);
                },
                List.of());
    }

    /** All variables that begin with a prefix, by the rest of their names in lower case with dots for underscores. */
    public Map<String, String> withPrefix(String prefix, String help) {
        document(prefix + "*", "text", "", help);
        var found = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                found.put(
                        name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return Map.copyOf(found);
    }

    /** Adds a problem that no single value has. */
    public void problem(String text) {
        problems.add(text);
    }

    /** All settings that were read, in that order. */
    public List<Setting> settings() {
        return List.copyOf(settings.values());
    }

    /** Throws one {@link Failure} with every problem found so far. */
    public void check() {
        if (!problems.isEmpty()) {
            throw Failure.usage("Wrong settings:\n  " + String.join("\n  ", problems));
        }
    }

    /** {@code 250ms}, {@code 2s}, {@code 15m}, {@code 6h}, {@code 1d}, {@code 0} or ISO 8601. */
    public static Duration parseDuration(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        var matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            try {
                var number = Long.parseLong(matcher.group(1));
                return switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
            } catch (ArithmeticException | NumberFormatException e) {
                throw new IllegalArgumentException("is longer than any duration", e);
            }
        }
        Optional<Duration> iso;
        try {
            iso = Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            iso = Optional.empty();
        }
        return iso.filter(duration -> !duration.isNegative())
                .orElseThrow(() -> new IllegalArgumentException("must be a duration such as 500ms, 2s, 15m, 6h or 1d"));
    }

    private static long parseBytes(String text) {
        var matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a size such as 65536, 64KiB or 4MiB");
        }
        var number = Long.parseLong(matcher.group(1));
        var unit = matcher.group(2) == null ? "B" : matcher.group(2);
        var factor = switch (unit) {
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            default -> 1L;
        };
        return Math.multiplyExact(number, factor);
    }

    private <T> T read(
            String name, String type, String shownDefault, String help, Function<String, T> parser, T defaultValue) {
        document(name, type, shownDefault, help);
        var text = values.get(name);
        if (text == null || text.isBlank()) {
            return defaultValue;
        }
        try {
            return parser.apply(text.strip());
        } catch (RuntimeException e) {
            var problem = name + "='" + text + "': " + why(e);
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
            return defaultValue;
        }
    }

    private void document(String name, String type, String shownDefault, String help) {
        settings.put(name, new Setting(name, type, shownDefault, help));
    }

    private static String why(RuntimeException e) {
        return switch (e) {
            case NumberFormatException notANumber -> "must be a whole number in range";
            case ArithmeticException overflow -> "is too large";
            default -> String.valueOf(e.getMessage());
        };
    }
}
