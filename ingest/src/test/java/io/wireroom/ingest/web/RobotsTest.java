package io.wireroom.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.RobotsRules;
import io.wireroom.contract.RobotsRules.Access;
import io.wireroom.contract.RobotsRules.Rule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RobotsTest {

    private static final URI ROBOTS = URI.create("https://harbour.example/robots.txt");

    @Test
    void keepsTheRulesForOurAgentOnly() {
        var rules = parse("""
                User-agent: *
                Disallow: /

                User-agent: wireroom
                Allow: /news/
                Disallow: /news/drafts/
                Crawl-delay: 4
                Sitemap: https://harbour.example/sitemap.xml
                """);

        assertThat(rules)
                .isEqualTo(new RobotsRules(
                        Access.RULES,
                        List.of(new Rule("/news/drafts/", false), new Rule("/news/", true)),
                        Duration.ofSeconds(4),
                        List.of("https://harbour.example/sitemap.xml")));
    }

    @ParameterizedTest
    @CsvSource({
        "/,true",
        "/private/a,false",
        "/private/open/a,true",
        "/a.pdf,false",
        "/a.pdf?x,true",
        "/search?q=a,false",
        "/private,true",
        "/robots.txt,true",
        "/PRIVATE/a,true",
        "/%70rivate/a,false"
    })
    void theLongestMatchWins(String path, boolean allowed) {
        var rules = parse("""
                User-agent: *
                Disallow: /private/
                Allow: /private/open/
                Disallow: /*.pdf$
                Disallow: /search?q=
                Disallow: /robots.txt
                """);

        assertThat(RobotsMatcher.allowed(rules, ROBOTS.resolve(path))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 429, 451})
    void noRobotsFileAllowsAll(int status) {
        assertThat(RobotsParser.parse(ROBOTS, status, "User-agent: *\nDisallow: /".getBytes(UTF_8)))
                .isEqualTo(RobotsRules.ALLOW_ALL);
    }

    @Test
    void aBrokenServerAllowsNothing() {
        var rules = RobotsParser.parse(ROBOTS, 503, new byte[0]);

        assertThat(rules).isEqualTo(RobotsRules.DISALLOW_ALL);
        assertThat(RobotsMatcher.allowed(rules, ROBOTS.resolve("/a"))).isFalse();
        assertThat(RobotsMatcher.allowed(rules, ROBOTS)).isTrue();
    }

    @Test
    void anEmptyFileAllowsAllAndAFullStopAllowsNothing() {
        assertThat(parse("")).isEqualTo(RobotsRules.ALLOW_ALL);
        assertThat(RobotsMatcher.allowed(parse("User-agent: *\nDisallow: /"), ROBOTS.resolve("/a")))
                .isFalse();
    }

    @Test
    void readsWholeLinesOfTheFirstHalfMegabyte() {
        var rules = parse("User-agent: *\n" + "Disallow: /a\n".repeat(1)
                + "#".repeat(99).concat("\n").repeat(5_200) + "Disallow: /late\n");

        assertThat(RobotsMatcher.allowed(rules, ROBOTS.resolve("/a"))).isFalse();
        assertThat(RobotsMatcher.allowed(rules, ROBOTS.resolve("/late"))).isTrue();
    }

    @Test
    void aHugeCrawlDelayIsADayAndNotARefusal() {
        var rules = parse("User-agent: *\nCrawl-delay: 999999\nDisallow: /x");

        assertThat(rules.crawlDelay()).isEqualTo(Duration.ofDays(1));
        assertThat(RobotsMatcher.allowed(rules, ROBOTS.resolve("/a"))).isTrue();
    }

    private static RobotsRules parse(String text) {
        return RobotsParser.parse(ROBOTS, 200, text.getBytes(UTF_8));
    }
}
