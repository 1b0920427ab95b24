package io.wireroom.ingest.web;

import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.RobotsRules.Access;
import io.wireroom.contract.work.RobotsRules.OtherAgents;
import io.wireroom.contract.work.RobotsRules.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what one robots.txt can cost at every request to its host. Too many rules become fewer and coarser ones, which
 * never allow what the file forbids. Pure.
 */
final class RobotsBounds {

    static final int MAX_RULES = 2_000;
    static final int MAX_CHARACTERS = 64 * 1024;
    private static final int MAX_SITEMAPS = 10;
    private static final int LONGEST_PREFIX = 64;
    private static final int MAX_RULES_OF_OTHERS = 50;
    private static final int MAX_CHARACTERS_OF_OTHERS = 2 * 1024;

    private RobotsBounds() {}

    /** Rules within the bounds: the same, or coarser ones. */
    static RobotsRules within(RobotsRules rules) {
        var sitemaps = rules.sitemaps().stream().limit(MAX_SITEMAPS).toList();
        var others = others(rules.others());
        if (fits(rules.rules(), MAX_RULES, MAX_CHARACTERS)) {
            return new RobotsRules(rules.access(), rules.rules(), rules.crawlDelay(), sitemaps, others);
        }
        for (var length = LONGEST_PREFIX; length > 0; length /= 2) {
            var coarse = prefixes(rules.rules(), length);
            if (fits(coarse, MAX_RULES, MAX_CHARACTERS)) {
                return new RobotsRules(Access.RULES, coarse, rules.crawlDelay(), sitemaps, others);
            }
        }
        return new RobotsRules(Access.DISALLOW_ALL, List.of(), rules.crawlDelay(), sitemaps, others);
    }

    /** Rules for other agents are a statement to pass on and not for us to obey: too many become one about the whole site. */
    private static @Nullable List<OtherAgents> others(@Nullable List<OtherAgents> others) {
        return others == null
                ? null
                : others.stream().flatMap(one -> bounded(one).stream()).toList();
    }

    private static Optional<OtherAgents> bounded(OtherAgents others) {
        if (fits(others.rules(), MAX_RULES_OF_OTHERS, MAX_CHARACTERS_OF_OTHERS)) {
            return Optional.of(others);
        }
        var ofSite = RobotsMatcher.decide(new RobotsRules(Access.RULES, others.rules(), null, List.of()), "/");
        return ofSite.allowed() || ofSite.rule() == null
                ? Optional.empty()
                : Optional.of(new OtherAgents(others.agents(), List.of(ofSite.rule())));
    }

    private static boolean fits(List<Rule> rules, int most, int characters) {
        return rules.size() <= most
                && rules.stream().mapToInt(rule -> rule.path().length()).sum() <= characters;
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
