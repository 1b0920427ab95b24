package io.wireroom.ingest.schedule.pace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wireroom.contract.address.Host;
import io.wireroom.runtime.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operator's rules for single hosts, {@code hosts.yaml} in the folder of rules. Strict: what is not understood is a
 * problem, never ignored.
 */
public final class HostRules {

    /** No rules. */
    public static final HostRules NONE = new HostRules(Map.of());

    private static final String FILE = "hosts.yaml";
    private static final long MAX_BYTES = 4 << 20;
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+]");
    private static final Pattern QUIET = Pattern.compile("(\\d{2}:\\d{2})-(\\d{2}:\\d{2})(?: (\\S+))?");
    private static final ObjectReader YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build()
            .readerForListOf(Entry.class);

    private final Map<String, HostRule> byName;

    private HostRules(Map<String, HostRule> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** An entry as it is written. */
    private record Entry(
            @Nullable String host,
            @Nullable String delay,
            @Nullable List<String> quiet,
            @Nullable Boolean never) {}

    /** From the environment; what is wrong with them is a problem of the setting. */
    static HostRules from(Env env) {
        var folder = env.bundled(
                "INGEST_RULES",
                "rules",
                "Folder of the operators' rules: `hosts.yaml`; read at the start (docs/rules.md).");
        if (folder.isEmpty()) {
            return NONE;
        }
        var problems = new ArrayList<String>();
        var rules = read(folder.get(), problems);
        problems.forEach(problem -> env.problem("INGEST_RULES: " + problem));
        return rules;
    }

    /**
     * Reads the rules of this folder, which need not have any.
     *
     * @param problems gets a line for everything that is wrong
     */
    public static HostRules read(Path folder, List<String> problems) {
        var file = folder.resolve(FILE);
        if (!Files.isDirectory(folder)) {
            problems.add(folder + ": there is no such folder");
            return NONE;
        }
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(file + ": larger than " + (MAX_BYTES >> 20) + " MiB");
                return NONE;
            }
            return of(entries(Files.readString(file)), file, problems);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            problems.add(file + (at == null ? "" : ":" + at.getLineNr()) + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse("broken YAML"));
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e);
        }
        return NONE;
    }

    /** A file with comments alone has no document. */
    private static List<Entry> entries(String text) throws IOException {
        var bare = text.lines()
                .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
        return bare ? List.of() : YAML.readValue(text);
    }

    private static HostRules of(List<Entry> entries, Path file, List<String> problems) {
        var byName = new HashMap<String, HostRule>();
        for (var number = 0; number < entries.size(); number++) {
            var place = file + ": entry " + (number + 1) + ": ";
            var entry = entries.get(number);
            if (entry == null || entry.host == null) {
                problems.add(place + "'host' is missing");
                continue;
            }
            var name = entry.host.toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches()) {
                problems.add(place + "'" + entry.host + "' is no host name");
            }
            try {
                if (byName.put(name, rule(entry)) != null) {
                    problems.add(place + "'" + name + "' has a rule already");
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                problems.add(place + name + ": " + e.getMessage());
            }
        }
        return new HostRules(byName);
    }

    private static HostRule rule(Entry entry) {
        var delay = entry.delay == null ? null : Env.parseDuration(entry.delay);
        if (delay != null && (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0)) {
            throw new IllegalArgumentException("the delay must lie between 0s and 1d");
        }
        var quiet = entry.quiet == null
                ? List.<HostRule.Quiet>of()
                : entry.quiet.stream().map(HostRules::quiet).toList();
        if (delay == null && quiet.isEmpty() && entry.never == null) {
            throw new IllegalArgumentException("one of delay, quiet and never is needed");
        }
        return new HostRule(delay, quiet, Boolean.TRUE.equals(entry.never));
    }

    private static HostRule.Quiet quiet(String text) {
        var parts = QUIET.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time such as 08:00-18:00 or 22:00-06:00 Europe/Berlin");
        }
        var zone = parts.group(3) == null ? "UTC" : parts.group(3);
        return new HostRule.Quiet(LocalTime.parse(parts.group(1)), LocalTime.parse(parts.group(2)), ZoneId.of(zone));
    }

    /** The rule for a host: its own, else that of the nearest domain above it. */
    public HostRule of(Host host) {
        if (byName.isEmpty()) {
            return HostRule.NONE;
        }
        var authority = host.authority();
        var port = authority.lastIndexOf(':');
        var name = port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
        while (true) {
            var rule = byName.get(name);
            var dot = name.indexOf('.');
            if (rule != null || dot < 0) {
                return rule == null ? HostRule.NONE : rule;
            }
            name = name.substring(dot + 1);
        }
    }
}
