package io.wireroom.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.work.RobotsRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RobotsBoundsTest {

    private static final URI ROBOTS = URI.create("http://harbour.example/robots.txt");

    private static RobotsRules parse(String text) {
        return RobotsParser.parse(ROBOTS, 200, text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean allows(RobotsRules rules, String path) {
        return RobotsMatcher.allowed(rules, URI.create("http://harbour.example" + path));
    }

    @Test
    void anOrdinaryFileKeepsItsRules() {
        var rules = parse("User-agent: *\nDisallow: /private\nAllow: /private/open\n");

        assertThat(rules.rules()).hasSize(2);
        assertThat(allows(rules, "/private/open")).isTrue();
    }

    @Test
    void tooManyRulesBecomeFewerAndForbidAllTheyForbade() {
        var text = new StringBuilder("User-agent: *\nCrawl-delay: 3\nAllow: /a/1/open\n");
        for (var number = 0; number < 30_000; number++) {
            text.append("Disallow: /")
                    .append((char) ('a' + number % 26))
                    .append('/')
                    .append(number)
                    .append("%C3%A4\n");
        }
        var rules = parse(text.toString());

        assertThat(rules.rules())
                .hasSizeLessThanOrEqualTo(RobotsBounds.MAX_RULES)
                .isNotEmpty();
        assertThat(rules.rules())
                .noneMatch(RobotsRules.Rule::allow)
                .noneMatch(rule -> rule.path().endsWith("%C"));
        assertThat(rules.crawlDelay()).hasSeconds(3);
        for (var number = 0; number < 30_000; number += 997) {
            assertThat(allows(rules, "/" + (char) ('a' + number % 26) + "/" + number + "%C3%A4/x"))
                    .isFalse();
        }
        assertThat(allows(rules, "/news/1")).isTrue();
    }

    @Test
    void rulesOfAnySizeAreBounded() {
        var text = new StringBuilder("User-agent: *\n");
        for (var number = 0; number < 30; number++) {
            text.append("Disallow: /").append("x".repeat(10_000)).append(number).append('\n');
        }
        var rules = parse(text.toString());

        assertThat(rules.rules().stream().mapToInt(rule -> rule.path().length()).sum())
                .isLessThanOrEqualTo(RobotsBounds.MAX_CHARACTERS);
        assertThat(allows(rules, "/" + "x".repeat(10_000) + "7")).isFalse();
    }
}
