package io.wireroom.enrich.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.address.Site;
import io.wireroom.tagging.topics.TopicRule;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFolderTest {

    /** The files that come along, as comments. */
    private static final Path EXAMPLES = Path.of("..", "rules");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void anEmptyFolderHoldsNoRules() {
        assertThat(RulesFolder.read(folder)).isEqualTo(new RulesFolder.Loaded(OperatorRules.NONE, List.of()));
    }

    @Test
    void aFileOfNothingButCommentsHoldsNoRules() throws IOException {
        sites("# none yet\n");

        assertThat(RulesFolder.read(folder)).isEqualTo(new RulesFolder.Loaded(OperatorRules.NONE, List.of()));
    }

    @Test
    void readsSitesWithOneSelectorOrSeveral() throws IOException {
        sites("""
                - site: www.Courier.example
                  keep: .story
                  drop: [.newsletter, "#related > li"]
                  title: h1
                  date: "time[datetime]"
                  author: .byline a
                - {site: blog.lantern.example, drop: .ad}
                """);

        var loaded = RulesFolder.read(folder);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.rules().sites().values())
                .containsExactlyInAnyOrder(
                        new SiteRule(
                                "courier.example",
                                selectors(".story"),
                                selectors(".newsletter", "#related > li"),
                                selectors("h1"),
                                selectors("time[datetime]"),
                                selectors(".byline a")),
                        new SiteRule(
                                "blog.lantern.example", List.of(), selectors(".ad"), List.of(), List.of(), List.of()));
    }

    @Test
    void theRuleOfAHostComesBeforeThatOfItsDomain() throws IOException {
        sites("""
                - {site: courier.example, drop: .ad}
                - {site: sport.courier.example, drop: .score}
                """);

        var rules = RulesFolder.read(folder).rules();

        assertThat(rules.of(URI.create("https://www.courier.example/1"))
                        .orElseThrow()
                        .host())
                .isEqualTo("courier.example");
        assertThat(rules.of(URI.create("https://live.sport.courier.example/1"))
                        .orElseThrow()
                        .host())
                .isEqualTo("sport.courier.example");
        assertThat(rules.of(URI.create("https://notcourier.example/1"))).isEmpty();
    }

    @Test
    void readsTopics() throws IOException {
        topics("""
                - topic: medtop:04000000
                  phrase: house prices
                  weight: 1.5
                - {topic: "medtop:15000000", phrase: match report, weight: -2}
                """);

        var loaded = RulesFolder.read(folder);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.rules().topics())
                .containsExactly(
                        new TopicRule("medtop:04000000", "house prices", 1.5),
                        new TopicRule("medtop:15000000", "match report", -2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
            - {site: a.example, tilte: h1}                       | 1 | unknown key 'tilte'; known are author, date, drop, keep, site, title
            - {drop: .ad}                                        | 1 | an entry without 'site'
            - {site: a.example}                                  | 1 | 'a.example' has no rule; add one of author, date, drop, keep, title
            - {site: https://a.example/x, drop: .ad}             | 1 | site 'https://a.example/x' is no host name, such as courier.example
            - {site: a..example, drop: .ad}                      | 1 | site 'a..example' is no host name, such as courier.example
            - {site: a.example, drop: "p["}                      | 1 | 'p[' is no CSS selector
            - {site: a.example, drop: 5}                         | 1 | 'drop' must be a CSS selector or a list of them
            - {site: a.example, drop: {p: b}}                    | 1 | 'drop' must be a CSS selector or a list of them
            - {site: a.example, drop: [p, [b]]}                  | 1 | 'drop' must be a CSS selector or a list of them
            - {site: a.example, drop: }                          | 1 | 'drop' must be a CSS selector or a list of them
            - {site: a.example, drop: []}                        | 1 | 'drop' is an empty list
            - {site: a.example, drop: [p, p]}                    | 1 | 'p' stands in 'drop' twice
            - {site: a.example, drop: p, drop: b}                | 1 | 'drop' stands there twice
            - {site: 5, drop: p}                                 | 1 | 'site' must be a text
            - a.example                                          | 1 | an entry must look like: {site: courier.example, drop: .newsletter}
            site: a.example                                      | 1 | the file must be a list, such as: {site
            - {site: a.example, drop: &x p, keep: *x}            | 1 | anchors and aliases are not for rules
            - {site: a.example, drop: p                          | 1 | broken YAML
            - {site: a.example, drop: p}~---~- {}                | 3 | more than one document
            - {site: a.example, drop: p}~# ~- {site: www.A.example, keep: b} | 3 | site 'a.example' stands there twice, first in line 1
            """)
    void whatIsWrongWithASiteIsToldWithFileAndLine(String yaml, int line, String problem) throws IOException {
        sites(yaml.replace('~', '\n') + "\n");

        assertThat(RulesFolder.read(folder).problems())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("sites.yaml") + ":" + line + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
            - {topic: sport, phrase: a match, weight: 1}                     | topic 'sport' is no Media Topic
            - {topic: "medtop:15000000", phrase: "", weight: 1}              | 'phrase' must be a text
            - {topic: "medtop:15000000", phrase: a match}                    | an entry without 'weight'
            - {topic: "medtop:15000000", phrase: a match, weight: much}      | 'weight' must be a number
            - {topic: "medtop:15000000", phrase: a match, weight: 0}         | 'weight' must be a number
            - {topic: "medtop:15000000", phrase: a match, weight: .inf}      | 'weight' must be a number
            - {topic: "medtop:15000000", phrase: a match, weight: 1, x: 2}   | unknown key 'x'; known are phrase, topic, weight
            """)
    void whatIsWrongWithATopicIsToldWithFileAndLine(String yaml, String problem) throws IOException {
        topics("# first\n" + yaml + "\n");

        assertThat(RulesFolder.read(folder).problems())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("topics.yaml") + ":2: " + problem);
    }

    @Test
    void aPhraseStandsForATopicOnce() throws IOException {
        topics("""
                - {topic: "medtop:15000000", phrase: A match, weight: 1}
                - {topic: "medtop:15000000", phrase: a match, weight: 2}
                """);

        assertThat(RulesFolder.read(folder).problems())
                .containsExactly(folder.resolve("topics.yaml")
                        + ":2: 'a match' stands for medtop:15000000 twice, first in line 1");
    }

    @Test
    void allProblemsOfAllFilesAreToldTogether() throws IOException {
        sites("""
                - {site: a.example, drop: "p["}
                - {site: b.example, titel: h1, drop: p}
                """);
        topics("- {}\n");
        Files.writeString(folder.resolve("site.yml"), "");

        assertThat(RulesFolder.read(folder).problems()).hasSize(6);
    }

    @Test
    void otherFilesAreRefusedIfTheyAreYaml() throws IOException {
        Files.writeString(folder.resolve("README.md"), "anything");
        Files.writeString(folder.resolve("adresses.yaml"), "");

        assertThat(RulesFolder.read(folder).problems())
                .containsExactly(folder.resolve("adresses.yaml")
                        + ": unknown file; known are hosts.yaml, sites.yaml and topics.yaml");
    }

    @Test
    void aMissingFolderAndAFileThatIsNoTextAreProblems() throws IOException {
        Files.write(folder.resolve("sites.yaml"), new byte[] {'-', (byte) 0xFF});

        assertThat(RulesFolder.read(folder).problems())
                .containsExactly(folder.resolve("sites.yaml") + ": not UTF-8 text");
        assertThat(RulesFolder.read(folder.resolve("none")).problems())
                .containsExactly(folder.resolve("none") + ": there is no such folder");
    }

    @Test
    void theHashTellsRulesFromOthersWhateverTheirOrderAndComments() throws IOException {
        sites("""
                - {site: a.example, drop: .ad}
                - {site: b.example, drop: .ad}
                """);
        var one = RulesFolder.read(folder).rules();
        sites("""
                # the same
                - site: b.example
                  drop: [.ad]
                - {site: a.example, drop: .ad}
                """);
        var same = RulesFolder.read(folder).rules();
        sites("""
                - {site: a.example, drop: .ads}
                - {site: b.example, drop: .ad}
                """);
        var other = RulesFolder.read(folder).rules();

        assertThat(OperatorRules.NONE.hash()).isEqualTo("none");
        assertThat(one.hash()).hasSize(32).isEqualTo(same.hash()).isNotEqualTo(other.hash());
        assertThat(one.hashOf(new Site("b.example"))).isEqualTo(other.hashOf(new Site("b.example")));
        assertThat(one.hashOf(new Site("a.example"))).isNotEqualTo(other.hashOf(new Site("a.example")));
        assertThat(one.hashOf(new Site("c.example"))).isEqualTo("none");
    }

    @Test
    void theExamplesThatComeAlongAreRulesOnceTheyAreNoComments() throws IOException {
        assertThat(RulesFolder.read(EXAMPLES)).isEqualTo(new RulesFolder.Loaded(OperatorRules.NONE, List.of()));
        for (var name : List.of("sites.yaml", "topics.yaml")) {
            var lines = Files.readAllLines(EXAMPLES.resolve(name)).stream()
                    .map(line -> line.startsWith("#- ") || line.startsWith("#  ") ? line.substring(1) : line)
                    .collect(Collectors.joining("\n"));
            Files.writeString(folder.resolve(name), lines + "\n", StandardCharsets.UTF_8);
        }

        var loaded = RulesFolder.read(folder);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.rules().sites()).isNotEmpty();
        assertThat(loaded.rules().topics()).isNotEmpty();
    }

    private static List<PageSelector> selectors(String... css) {
        return java.util.Arrays.stream(css)
                .map(one -> PageSelector.parse(one).orElseThrow())
                .toList();
    }

    private void sites(String yaml) throws IOException {
        Files.writeString(folder.resolve("sites.yaml"), yaml, StandardCharsets.UTF_8);
    }

    private void topics(String yaml) throws IOException {
        Files.writeString(folder.resolve("topics.yaml"), yaml, StandardCharsets.UTF_8);
    }
}
