package io.wireroom.ingest.web;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import io.wireroom.contract.RobotsRules;
import io.wireroom.contract.RobotsRules.Access;
import io.wireroom.contract.RobotsRules.Rule;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a robots.txt to the rules for our agent (RFC 9309), by crawler-commons. Pure and thread-safe. */
public final class RobotsParser {

    /** The product token that site owners address us by. */
    public static final String AGENT = "Wireroom";

    /** RFC 9309, section 2.5: at least this much is read; we read no more. */
    private static final int MAX_BYTES = 500 * 1024;

    private static final int MAX_SITEMAPS = 100;
    private static final int MAX_PATH = 2_048;
    private static final Duration MAX_DELAY = Duration.ofDays(1);

    private RobotsParser() {}

    /**
     * The rules in an answer to a get of robots.txt.
     *
     * @param status 2xx: the body is read; 4xx: everything may be fetched (section 2.3.1.3); anything else: nothing
     *     may (section 2.3.1.4), and how long that holds is the caller's decision
     */
    public static RobotsRules parse(URI robotsUrl, int status, byte[] body) {
        if (status >= 400 && status < 500) {
            return RobotsRules.ALLOW_ALL;
        }
        if (status < 200 || status >= 300) {
            return RobotsRules.DISALLOW_ALL;
        }
        var text = body.length > MAX_BYTES ? Arrays.copyOf(body, lastLineEnd(body)) : body;
        var parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
        // The content type decides about byte order marks and markup only, and wrong types are common.
        var rules = parser.parseContent(
                robotsUrl.toString(), text, "text/plain", List.of(AGENT.toLowerCase(java.util.Locale.ROOT)));
        var sitemaps = rules.getSitemaps().stream()
                .filter(sitemap -> sitemap.length() <= MAX_PATH)
                .limit(MAX_SITEMAPS)
                .toList();
        return new RobotsRules(access(rules), paths(rules), delay(rules.getCrawlDelay()), sitemaps);
    }

    private static Access access(SimpleRobotRules rules) {
        if (rules.isAllowAll()) {
            return Access.ALLOW_ALL;
        }
        return rules.isAllowNone() ? Access.DISALLOW_ALL : Access.RULES;
    }

    private static List<Rule> paths(SimpleRobotRules rules) {
        return rules.isAllowAll() || rules.isAllowNone()
                ? List.of()
                : rules.getRobotRules().stream()
                        .map(rule -> new Rule(rule.getPrefix(), rule.isAllow()))
                        .toList();
    }

    private static @Nullable Duration delay(long millis) {
        if (millis <= 0) { // crawler-commons' "unset" is the smallest long
            return null;
        }
        var delay = Duration.ofMillis(millis);
        return delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
    }

    private static int lastLineEnd(byte[] body) {
        var end = MAX_BYTES;
        while (end > 0 && body[end - 1] != '\n') {
            end--;
        }
        return end == 0 ? MAX_BYTES : end;
    }
}
