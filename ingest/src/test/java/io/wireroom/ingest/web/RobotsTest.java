package io.wireroom.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.RobotsRules.Access;
import io.wireroom.contract.work.RobotsRules.OtherAgents;
import io.wireroom.contract.work.RobotsRules.Rule;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
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
                        List.of(new Rule("/news/", true, 5), new Rule("/news/drafts/", false, 6)),
                        Duration.ofSeconds(4),
                        List.of("https://harbour.example/sitemap.xml")));
    }

    @Test
    void keepsTheRulesForAgentsOfLanguageModelsApart() {
        var rules = parse("""
                User-agent: *
                Disallow: /drafts/

                User-agent: GPTBot
                User-agent: ccbot/2.0
                Disallow: /

                User-agent: Google-Extended
                Disallow: /paid/
                Allow: /paid/samples/

                User-agent: ClaudeBot
                Allow: /

                User-agent: SomeBot
                Disallow: /
                """);

        assertThat(rules.rules()).containsExactly(new Rule("/drafts/", false, 2));
        assertThat(rules.others())
                .containsExactly(
                        new OtherAgents(List.of("GPTBot", "CCBot"), List.of(new Rule("/", false, 6))),
                        new OtherAgents(
                                List.of("Google-Extended"),
                                List.of(new Rule("/paid/", false, 9), new Rule("/paid/samples/", true, 10))));
        assertThat(refused(rules, "/news/1")).containsExactly("GPTBot", "CCBot");
        assertThat(refused(rules, "/paid/1")).containsExactly("GPTBot", "CCBot", "Google-Extended");
        assertThat(refused(rules, "/paid/samples/1")).containsExactly("GPTBot", "CCBot");
    }

    @Test
    void manyRulesForOtherAgentsBecomeOneForTheWholeSite() {
        var many = new StringBuilder("User-agent: GPTBot\n");
        for (int i = 0; i < 60; i++) {
            many.append("Disallow: /").append(i).append('\n');
        }

        var some = RobotsParser.parse(ROBOTS, 200, many.toString().getBytes(UTF_8));
        var all = RobotsParser.parse(ROBOTS, 200, (many + "Disallow: /\n").getBytes(UTF_8));

        assertThat(some.others()).isNull();
        assertThat(all.others()).containsExactly(new OtherAgents(List.of("GPTBot"), List.of(new Rule("/", false, 62))));
    }

    private static List<String> refused(RobotsRules rules, String path) {
        return RobotsMatcher.refused(rules, ROBOTS.resolve(path));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "robots.csv", delimiter = '|', quoteCharacter = '\'', numLinesToSkip = 2)
    void decidesAsTheStandardAndTheBigCrawlersDo(
            String section,
            String claim,
            @Nullable String robots,
            String agent,
            String url,
            boolean allowed,
            @Nullable Integer line) {
        var rules = RobotsParser.parse(ROBOTS, octets(robots == null ? "" : robots), agent);

        var decision = RobotsMatcher.decide(rules, new String(octets(url), UTF_8));

        assertThat(decision.allowed()).isEqualTo(allowed);
        assertThat(decision.rule() == null ? null : decision.rule().line()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 451})
    void noRobotsFileAllowsAll(int status) {
        assertThat(RobotsParser.parse(ROBOTS, status, "User-agent: *\nDisallow: /".getBytes(UTF_8)))
                .isEqualTo(RobotsRules.ALLOW_ALL);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aServerThatFailsAllowsNothing(int status) {
        var rules = RobotsParser.parse(ROBOTS, status, new byte[0]);

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

    @Test
    void keepsLinesOfAnyLengthFromGrowingTheRules() {
        var rules = parse("User-agent: *\nDisallow: /" + "x".repeat(100_000) + "/a\nDisallow: /b");

        assertThat(rules.rules().getFirst().path()).hasSizeLessThan(16_663);
        assertThat(RobotsMatcher.allowed(rules, ROBOTS.resolve("/b"))).isFalse();
    }

    @Test
    void readsUtf16ByItsMark() {
        var rules = RobotsParser.parse(ROBOTS, 200, "\ufeffUser-agent: *\nDisallow: /é".getBytes(UTF_16LE));

        assertThat(rules.rules()).containsExactly(new Rule("/%C3%A9", false, 2));
    }

    @Test
    void takesTheLongestDelayAndEachSitemapOnce() {
        var rules = parse("""
                Sitemap: /map.xml
                User-agent: *
                Crawl-delay: 2.5
                Crawl-delay: 1
                Sitemap: https://harbour.example/map.xml
                Sitemap: ftp://harbour.example/map.xml
                User-agent: other
                Crawl-delay: 90
                """);

        assertThat(rules)
                .isEqualTo(new RobotsRules(
                        Access.ALLOW_ALL,
                        List.of(),
                        Duration.ofMillis(2_500),
                        List.of("https://harbour.example/map.xml")));
    }

    @Test
    void aRulesFileMadeToCostTimeIsLinear() {
        var rules = parse("User-agent: *\n" + ("Disallow: /" + "*a".repeat(8_000) + "b\n").repeat(30));

        assertThat(rules.rules()).hasSize(1);
        assertThat(RobotsMatcher.allowed(rules, ROBOTS.resolve("/" + "a".repeat(4_000))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "404,NOT_FOUND,true",
        "403,FORBIDDEN,true",
        "429,OVERLOADED,false",
        "503,OVERLOADED,false",
        "302,REDIRECTS,true",
        ",UNREACHABLE,false",
        ",FORBIDDEN_ADDRESS,false"
    })
    void aFailedGetAllowsAllOrMustBeTriedAgain(@Nullable Integer status, FetchReason reason, boolean allowed) {
        assertThat(RobotsParser.withoutFile(new WebAnswer.Failed(reason, status, ROBOTS, null, "")))
                .isEqualTo(allowed ? Optional.of(RobotsRules.ALLOW_ALL) : Optional.empty());
    }

    /** {@code \\n}, {@code \\r}, {@code \\t}, {@code \\u} and four digits for a letter in UTF-8, {@code \\x} and two for one octet. */
    private static byte[] octets(String escaped) {
        var out = new ByteArrayOutputStream();
        var escape = Pattern.compile("\\\\(?:([nrt])|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
                .matcher(escaped);
        var from = 0;
        while (escape.find()) {
            out.writeBytes(escaped.substring(from, escape.start()).getBytes(UTF_8));
            if (escape.group(1) != null) {
                out.write("\n\r\t".charAt("nrt".indexOf(escape.group(1))));
            } else if (escape.group(2) != null) {
                out.writeBytes(Character.toString(Integer.parseInt(escape.group(2), 16))
                        .getBytes(UTF_8));
            } else {
                out.write(Integer.parseInt(escape.group(3), 16));
            }
            from = escape.end();
        }
        out.writeBytes(escaped.substring(from).getBytes(UTF_8));
        return out.toByteArray();
    }

    private static RobotsRules parse(String text) {
        return RobotsParser.parse(ROBOTS, 200, text.getBytes(UTF_8));
    }
}
