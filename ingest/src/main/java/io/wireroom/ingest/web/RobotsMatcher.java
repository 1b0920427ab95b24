package io.wireroom.ingest.web;

import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.RobotsRules.Rule;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether robots rules let an address be fetched (RFC 9309, section 2.2.2): the longest matching pattern wins, Allow
 * wins a tie, and without a match everything may be fetched. Pure; linear in the rules and the address.
 */
public final class RobotsMatcher {

    private static final String ROBOTS = "/robots.txt";

    private RobotsMatcher() {}

    /**
     * What the rules state about one address.
     *
     * @param rule that decided; null when none did
     */
    public record Decision(boolean allowed, @Nullable Rule rule) {}

    /** Whether the address may be fetched; {@code /robots.txt} itself always may. */
    public static boolean allowed(RobotsRules rules, URI url) {
        return decide(rules, url.toString()).allowed();
    }

    /** As {@link #allowed}, with the rule that decided; the address may be one that is no URI, or only a path. */
    public static Decision decide(RobotsRules rules, String url) {
        var path = RobotsPath.ofAddress(url);
        if (ROBOTS.equals(path)) {
            return new Decision(true, null);
        }
        return switch (rules.access()) {
            case ALLOW_ALL -> new Decision(true, null);
            case DISALLOW_ALL, OTHER -> new Decision(false, null);
            case RULES -> decideByRules(rules.rules(), path);
        };
    }

    /** Tokens of the other agents that the rules refuse the address. */
    public static List<String> refused(RobotsRules rules, URI url) {
        if (rules.others() == null) {
            return List.of();
        }
        var path = RobotsPath.ofAddress(url.toString());
        return rules.others().stream()
                .filter(others -> !decideByRules(others.rules(), path).allowed())
                .flatMap(others -> others.agents().stream())
                .toList();
    }

    private static Decision decideByRules(List<Rule> rules, String path) {
        Rule best = null;
        for (var rule : rules) {
            var wins = best == null
                    || rule.path().length() > best.path().length()
                    || (rule.path().length() == best.path().length() && rule.allow() && !best.allow());
            if (wins && matches(rule.path(), path)) {
                best = rule;
            }
        }
        return best == null ? new Decision(true, null) : new Decision(best.allow(), best);
    }

    /** {@code *} stands for any octets, {@code $} at the end for the end; each part is searched from the left once. */
    private static boolean matches(String pattern, String path) {
        var anchored = pattern.endsWith("$");
        var end = pattern.length() - (anchored ? 1 : 0);
        var star = pattern.indexOf('*');
        if (star < 0) {
            return anchored
                    ? path.length() == end && path.startsWith(pattern.substring(0, end))
                    : path.startsWith(pattern);
        }
        if (!path.regionMatches(0, pattern, 0, star)) {
            return false;
        }
        var at = star;
        while (true) {
            var from = star + 1;
            star = pattern.indexOf('*', from);
            if (star < 0) {
                var last = pattern.substring(from, end);
                return anchored
                        ? path.length() - last.length() >= at && path.endsWith(last)
                        : path.indexOf(last, at) >= 0;
            }
            var part = pattern.substring(from, star);
            var found = path.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
    }
}
