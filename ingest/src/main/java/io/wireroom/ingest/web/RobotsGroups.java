package io.wireroom.ingest.web;

import io.wireroom.contract.work.AiAgent;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.RobotsRules.Access;
import io.wireroom.contract.work.RobotsRules.OtherAgents;
import io.wireroom.contract.work.RobotsRules.Rule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the lines of one robots.txt for one agent (RFC 9309, section 2.2): groups that name the agent are merged; those
 * for {@code *} count only when none names it. Groups that name agents of language models are kept apart. For one file on one
 * thread.
 */
final class RobotsGroups {

    private static final int MAX_LINE = 16_663;
    private static final int MAX_SITEMAPS = 100;
    private static final int MAX_SITEMAP = 2_048;
    private static final Duration MAX_DELAY = Duration.ofDays(1);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,3})?");
    private static final List<String> AGENT_KEYS = List.of("user-agent", "useragent", "user agent");
    private static final List<String> DISALLOW_KEYS =
            List.of("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw");
    private static final List<String> ALLOW_KEYS = List.of("allow");
    private static final List<String> SITEMAP_KEYS = List.of("sitemap", "site-map");
    private static final List<String> DELAY_KEYS = List.of("crawl-delay", "crawldelay", "crawl delay");

    /** What one set of groups states. */
    private static final class Group {
        private boolean seen;
        private final Map<String, Rule> rules = new LinkedHashMap<>();
        private @Nullable Duration delay;
    }

    private final String agent;
    private final @Nullable URI base;
    private final Group ours = new Group();
    private final Group everyones = new Group();
    private final Map<AiAgent, Group> others = new EnumMap<>(AiAgent.class);
    private final List<Group> current = new ArrayList<>();
    private final List<Group> delayed = new ArrayList<>();
    private final Set<String> sitemaps = new LinkedHashSet<>();
    private boolean rulesBegan;
    private boolean delayBegan;

    RobotsGroups(String agent, @Nullable URI base) {
        var slash = agent.indexOf('/');
        var token = slash < 0 ? agent : agent.substring(0, slash);
        this.agent = TOKEN.matcher(token).matches() ? token : "";
        this.base = base;
    }

    /** Takes the next line, without its end. */
    void line(int number, byte[] octets) {
        // One char an octet: what the octets mean is decided where it matters.
        var text = new String(octets, 0, Math.min(octets.length, MAX_LINE), StandardCharsets.ISO_8859_1);
        var comment = text.indexOf('#');
        var line = strip(comment < 0 ? text : text.substring(0, comment));
        var colon = separator(line);
        if (colon <= 0) {
            return;
        }
        var key = strip(line.substring(0, colon)).toLowerCase(Locale.ROOT);
        var value = strip(line.substring(colon + 1));
        if (begins(key, AGENT_KEYS)) {
            agent(value);
        } else if (begins(key, DISALLOW_KEYS)) {
            rule(number, value, false);
        } else if (begins(key, ALLOW_KEYS)) {
            rule(number, value, true);
        } else if (begins(key, DELAY_KEYS)) {
            delay(value);
        } else if (begins(key, SITEMAP_KEYS)) {
            sitemap(value);
        }
    }

    /** The rules that count for the agent. */
    RobotsRules rules() {
        var group = ours.seen ? ours : everyones;
        return new RobotsRules(
                group.rules.isEmpty() ? Access.ALLOW_ALL : Access.RULES,
                List.copyOf(group.rules.values()),
                group.delay,
                List.copyOf(sitemaps),
                otherAgents());
    }

    /** Agents of language models that are refused something; those with the same rules together. */
    private List<OtherAgents> otherAgents() {
        var agents = new LinkedHashMap<List<Rule>, List<String>>();
        others.forEach((agent, group) -> {
            var rules = List.copyOf(group.rules.values());
            if (rules.stream().anyMatch(rule -> !rule.allow())) {
                agents.computeIfAbsent(rules, key -> new ArrayList<>()).add(agent.token());
            }
        });
        return agents.entrySet().stream()
                .map(one -> new OtherAgents(one.getValue(), one.getKey()))
                .toList();
    }

    private void agent(String value) {
        if (rulesBegan) {
            current.clear();
        }
        if (rulesBegan || delayBegan) {
            delayed.clear();
        }
        rulesBegan = false;
        delayBegan = false;
        var named = value.startsWith("*") && (value.length() == 1 || isBlank(value.charAt(1)))
                ? everyones
                : isOurs(value) ? ours : null;
        if (named != null) {
            named.seen = true;
            current.add(named);
            delayed.add(named);
        }
        for (var token : value.split(",", -1)) {
            aiAgent(strip(token)).ifPresent(agent -> current.add(others.computeIfAbsent(agent, key -> new Group())));
        }
    }

    private static Optional<AiAgent> aiAgent(String token) {
        var end = 0;
        while (end < token.length() && (isTokenChar(token.charAt(end)) || Character.isDigit(token.charAt(end)))) {
            end++;
        }
        return AiAgent.of(token.substring(0, end));
    }

    /**
     * A product token of the value is the agent's, in any case (section 2.2.1). Several on one line, between commas, are
     * not in the RFC; what is meant is clear.
     */
    private boolean isOurs(String value) {
        return Arrays.stream(value.split(",", -1)).anyMatch(one -> isOur(strip(one)));
    }

    private boolean isOur(String token) {
        return !agent.isEmpty()
                && token.regionMatches(true, 0, agent, 0, agent.length())
                && (token.length() == agent.length() || !isTokenChar(token.charAt(agent.length())));
    }

    private void rule(int line, String value, boolean allow) {
        if (current.isEmpty()) {
            return;
        }
        rulesBegan = true;
        if (value.isEmpty()) {
            return; // an empty Disallow closes nothing
        }
        add(line, value, allow);
        var slash = value.lastIndexOf('/');
        if (allow && slash >= 0 && value.startsWith("/index.htm", slash)) {
            add(line, value.substring(0, slash + 1) + "$", true); // the folder is the same page
        }
    }

    private void add(int line, String value, boolean allow) {
        var path = RobotsPath.ofPattern(value.getBytes(StandardCharsets.ISO_8859_1));
        for (var group : current) {
            group.rules.putIfAbsent((allow ? "+" : "-") + path, new Rule(path, allow, line));
        }
    }

    /**
     * Not in the RFC, but widely meant. It ends no group of rules (section 2.2.4), yet it is meant for the agents just
     * above it only: many files hold nothing but delays. The longest of several counts.
     */
    private void delay(String value) {
        delayBegan = true;
        var number = SECONDS.matcher(value);
        if (!number.lookingAt()) {
            return;
        }
        var asked = Duration.ofMillis(Math.round(Double.parseDouble(number.group()) * 1_000));
        var delay = asked.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : asked;
        for (var group : delayed) {
            if (!delay.isZero() && (group.delay == null || delay.compareTo(group.delay) > 0)) {
                group.delay = delay;
            }
        }
    }

    private void sitemap(String value) {
        if (sitemaps.size() < MAX_SITEMAPS && value.length() <= MAX_SITEMAP) {
            Reference.web(base, value).map(URI::toString).ifPresent(sitemaps::add);
        }
    }

    /** The colon; where it was forgotten, the blank between two words; -1 if the line has no rule. */
    private static int separator(String line) {
        var colon = line.indexOf(':');
        if (colon >= 0) {
            return colon;
        }
        var blank = 0;
        while (blank < line.length() && !isBlank(line.charAt(blank))) {
            blank++;
        }
        if (blank == line.length() || strip(line.substring(blank)).chars().anyMatch(RobotsGroups::isBlank)) {
            return -1;
        }
        return blank;
    }

    private static boolean begins(String key, List<String> known) {
        return known.stream().anyMatch(key::startsWith);
    }

    /** RFC 9309, section 2.2.1: a product token is made of these. */
    private static boolean isTokenChar(char c) {
        return c == '-' || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isBlank(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static String strip(String text) {
        var from = 0;
        var end = text.length();
        while (from < end && isBlank(text.charAt(from))) {
            from++;
        }
        while (end > from && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(from, end);
    }
}
