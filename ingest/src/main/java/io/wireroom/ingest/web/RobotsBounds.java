package io.wireroom.ingest.web;

import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.RobotsRules.Access;
import io.wireroom.contract.work.RobotsRules.Rule;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Bounds what one robots.txt can cost at every request to its host. Too many rules become fewer and coarser ones, which
 * never allow what the file forbids. Pure.
 */
final class RobotsBounds {

    static final int MAX_RULES = 2_000;
    static final int MAX_CHARACTERS = 64 * 1024;
    private static final int MAX_SITEMAPS = 10;
    private static final int LONGEST_PREFIX = 64;

    private RobotsBounds() {}

    /** Rules within the bounds: the same, or coarser ones. */
    static RobotsRules within(RobotsRules rules) {
        var sitemaps = rules.sitemaps().stream().limit(MAX_SITEMAPS).toList();
        if (fits(rules.rules())) {
            return new RobotsRules(rules.access(), rules.rules(), rules.crawlDelay(), sitemaps);
        }
        for (var length = LONGEST_PREFIX; length > 0; length /= 2) {
            var coarse = prefixes(rules.rules(), length);
            if (fits(coarse)) {
                return new RobotsRules(Access.RULES, coarse, rules.crawlDelay(), sitemaps);
            }
        }
        return new RobotsRules(Access.DISALLOW_ALL, List.of(), rules.crawlDelay(), sitemaps);
    }

    private static boolean fits(List<Rule> rules) {
        return rules.size() <= MAX_RULES
                && rules.stream().mapToInt(rule -> rule.path().length()).sum() <= MAX_CHARACTERS;
    }

    /** Each refusal by its first characters alone: that forbids all it forbade. Without exceptions none is too long. */
    private static List<Rule> prefixes(List<Rule> rules, int length) {
        var coarse = new LinkedHashMap<String, Rule>();
        for (var rule : rules) {
            if (!rule.allow()) {
                var path = prefix(rule.path(), length);
                coarse.putIfAbsent(path, new Rule(path, false, rule.line()));
            }
        }
        return List.copyOf(coarse.values());
    }

    /** Half an escape would match what the whole one does not. */
    private static String prefix(String path, int length) {
        if (path.length() <= length) {
            return path;
        }
        var escape = path.lastIndexOf('%', length - 1);
        return path.substring(0, escape >= 0 && escape + 3 > length ? escape : length);
    }
}
