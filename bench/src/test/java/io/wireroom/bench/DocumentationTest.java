package io.wireroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.standalone.cli.WireroomMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** The pages for people point to what exists: files, headings, commands with their options, settings. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final CommandLine WIREROOM = WireroomMain.commandLine();
    private static final CommandLine BENCH = BenchMain.commandLine();

    /** What may stand before the program's name: variables, {@code time}, an output of a prompt. */
    private static final String BEFORE = "(?:\\$ )?(?:time )?(?:[A-Z_]+=(?:'[^']*'|\\S+) +)*";

    private static final Pattern COMMAND =
            Pattern.compile(BEFORE + "(?:(?:\\./|bin/)?wireroom|docker[ -]compose run --rm tools)((?: +.*)?)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern SETTING = Pattern.compile(
            "(?:INGEST|ENRICH|SINK|KAFKA|TOPIC|LOG|ADMIN|LEDGER|NEWSROOM|WIREROOM|POSTGRES|GRAFANA|SOURCES|RULES|DATA)_[A-Z_]+");
    private static final Pattern PATH_OF_REPOSITORY =
            Pattern.compile("(?:docs|deploy|rules|\\.ci|\\.github|[a-z]+/src)/[\\w./-]+");

    /** A setting of the checks, and the former name of a setting, in CHANGELOG.md. */
    private static final Set<String> OTHER_NAMES = Set.of("WIREROOM_CI_WITHOUT_DOCKER", "INGEST_LOOKS");

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsToAFileAndAHeading() throws IOException {
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(name(page), () -> {
                    var wrong = new ArrayList<String>();
                    for (var link : page.links()) {
                        if (!leadsSomewhere(page, link)) {
                            wrong.add(link);
                        }
                    }

                    assertThat(wrong)
                            .as("links of %s that lead nowhere", name(page))
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyPrintedCommandExists() throws IOException {
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(name(page), () -> {
                    var wrong = new ArrayList<String>();
                    page.blockLines().forEach(line -> problem(line, true).ifPresent(wrong::add));
                    page.inlineCode().forEach(code -> problem(code, false).ifPresent(wrong::add));

                    assertThat(wrong)
                            .as("commands of %s that do not exist", name(page))
                            .isEmpty();
                }));
    }

    @Test
    @Timeout(60)
    void everyCommandExplainsItself() {
        var wireroom = helps(WIREROOM, List.of()).toList();
        assertThat(wireroom).hasSizeGreaterThan(20).allSatisfy(words -> explains(WIREROOM, words));

        var bench = helps(BENCH, List.of()).toList();
        assertThat(bench).hasSizeGreaterThan(10).allSatisfy(words -> explains(BENCH, words));
    }

    @Test
    void theRecordInTheReadmeIsTheExample() throws IOException {
        var json = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        var example = ROOT.resolve("contract/src/main/resources/examples/article.v1.json");

        assertContains(JsonCodec.MAPPER.readTree(Files.readString(example)), JsonCodec.MAPPER.readTree(json), "");
    }

    /** Every field of {@code part} is in {@code whole}; a text may be cut, with an ellipsis at its end. */
    private static void assertContains(JsonNode whole, JsonNode part, String at) {
        if (part.isObject()) {
            part.properties()
                    .forEach(field ->
                            assertContains(whole.path(field.getKey()), field.getValue(), at + "/" + field.getKey()));
        } else if (part.isArray()) {
            for (var i = 0; i < part.size(); i++) {
                assertContains(whole.path(i), part.get(i), at + "/" + i);
            }
        } else if (part.asText().endsWith("…")) {
            assertThat(whole.asText()).as(at).startsWith(part.asText().replaceFirst(" ?…$", ""));
        } else {
            assertThat(whole).as(at).isEqualTo(part);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyNamedSettingExists() throws IOException {
        var known = new TreeSet<>(OTHER_NAMES);
        for (var file : List.of("docs/configuration.md", ".env", "docker-compose.yml", "wireroom")) {
            SETTING.matcher(Files.readString(ROOT.resolve(file))).results().forEach(name -> known.add(name.group()));
        }
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(
                        name(page),
                        () -> assertThat(Stream.concat(page.inlineCode().stream(), page.blockLines().stream())
                                        .flatMap(code -> SETTING.matcher(code).results())
                                        .map(found -> found.group())
                                        .filter(name -> !known.contains(name) && !name.startsWith("KAFKA_PROP_")))
                                .as("settings of %s that do not exist", name(page))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyNamedPathExists() throws IOException {
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(
                        name(page),
                        () -> assertThat(page.inlineCode().stream()
                                        .filter(code ->
                                                PATH_OF_REPOSITORY.matcher(code).matches())
                                        .filter(code -> Files.notExists(ROOT.resolve(code))))
                                .as("paths of %s that do not exist", name(page))
                                .isEmpty()));
    }

    private static List<MarkdownPage> pages() throws IOException {
        var pages = new ArrayList<MarkdownPage>();
        for (var folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve(".github"))) {
            try (var files = Files.list(folder)) {
                for (var file : files.filter(file -> file.toString().endsWith(".md"))
                        .sorted()
                        .toList()) {
                    pages.add(MarkdownPage.read(file));
                }
            }
        }
        assertThat(pages).hasSizeGreaterThan(12);
        return pages;
    }

    private static String name(MarkdownPage page) {
        return ROOT.relativize(page.file()).toString();
    }

    // ---- links ------------------------------------------------------------------------------------------------------

    private static boolean leadsSomewhere(MarkdownPage page, String link) throws IOException {
        if (link.startsWith("https://")) {
            return true; // not requested: tests use no public network
        }
        var hash = link.indexOf('#');
        var path = URLDecoder.decode(hash < 0 ? link : link.substring(0, hash), StandardCharsets.UTF_8);
        var target =
                path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
        if (Files.notExists(target)) {
            return false;
        }
        return hash < 0 || MarkdownPage.read(target).anchors().contains(link.substring(hash + 1));
    }

    // ---- commands ---------------------------------------------------------------------------------------------------

    /** What is wrong with a command of ours in this line; empty when there is none, or nothing is wrong with it. */
    private static Optional<String> problem(String line, boolean complete) {
        var found = COMMAND.matcher(withoutComment(line));
        return found.matches()
                ? Optional.ofNullable(wrongIn(words(found.group(1)), complete)).map(why -> line + ": " + why)
                : Optional.empty();
    }

    /** Null when picocli understands these words. A command that is only mentioned may lack its parameters. */
    private static @Nullable String wrongIn(List<String> words, boolean complete) {
        var bench = !words.isEmpty() && words.getFirst().equals("bench");
        var commandLine = bench ? BENCH : WIREROOM;
        var rest = new ArrayList<>(bench ? words.subList(1, words.size()) : words);
        rest.removeAll(List.of("COMMAND", "NAME", "&"));
        try {
            commandLine.parseArgs(rest.toArray(String[]::new));
            return null;
        } catch (MissingParameterException e) {
            return complete ? e.getMessage() : null;
        } catch (ParameterException e) {
            return e.getMessage();
        }
    }

    /** The words of a shell, without the brackets of what is optional, and without redirections. */
    private static List<String> words(String arguments) {
        var plain = arguments
                .replaceAll("[\\[\\]]", "")
                .replaceAll(" +(?:[|>]|&&) .*", "")
                .replace("\\|", "|");
        return WORD.matcher(plain)
                .results()
                .map(word -> Stream.of(word.group(1), word.group(2), word.group(3))
                        .filter(group -> group != null)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static String withoutComment(String line) {
        return line.replaceFirst("\\s+#\\s.*$", "").strip();
    }

    /** The words that print the help of this command, and of each command below it. */
    private static Stream<List<String>> helps(CommandLine command, List<String> path) {
        var own = Stream.of(Stream.concat(path.stream(), Stream.of("--help")).toList());
        var below = command.getSubcommands().entrySet().stream()
                .flatMap(sub -> helps(
                        sub.getValue(),
                        Stream.concat(path.stream(), Stream.of(sub.getKey())).toList()));
        return Stream.concat(own, below);
    }

    private static void explains(CommandLine commandLine, List<String> words) {
        var printed = new StringWriter();
        commandLine.setOut(new PrintWriter(printed, true));

        assertThat(commandLine.execute(words.toArray(String[]::new))).isZero();
    }
}
