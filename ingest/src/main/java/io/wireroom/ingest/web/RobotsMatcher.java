package io.wireroom.ingest.web;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import io.wireroom.contract.RobotsRules;
import java.net.URI;

/** Whether robots rules let an address be fetched: the longest match wins (RFC 9309, section 2.2.2). Pure. */
public final class RobotsMatcher {

    private RobotsMatcher() {}

    /** Whether the address may be fetched; {@code /robots.txt} itself always may. */
    public static boolean allowed(RobotsRules rules, URI url) {
        return switch (rules.access()) {
            case ALLOW_ALL -> true;
            case DISALLOW_ALL -> "/robots.txt".equals(url.getRawPath());
            case RULES -> {
                var matcher = new SimpleRobotRules(RobotRulesMode.ALLOW_SOME);
                rules.rules().forEach(rule -> matcher.addRule(rule.path(), rule.allow()));
                matcher.sortRules();
                yield matcher.isAllowed(url.toString());
            }
        };
    }
}
