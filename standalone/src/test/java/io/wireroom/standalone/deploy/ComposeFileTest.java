package io.wireroom.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.enrich.EnrichSettings;
import io.wireroom.ingest.IngestSettings;
import io.wireroom.runtime.Env;
import io.wireroom.sink.SinkSettings;
import io.wireroom.standalone.SettingsCatalogue;
import io.wireroom.standalone.SettingsCatalogue.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docker-compose.yml and .env must have, as a checklist. */
class ComposeFileTest {

    private static final Path ENV = Path.of("..", ".env");
    private static final String COMMAND = "mvn -pl standalone -am test -Ddocs.update=true";
    private static final Pattern LINE = Pattern.compile("#?([A-Z][A-Z_]+)=(.*)");
    /** Before the defaults of other deployments and stages: {@code 20s, ingest 10s; cluster 60s}. */
    private static final Pattern OTHER_DEFAULTS = Pattern.compile("[,;] ");

    private static final String GENERATED = "# ---- All other settings of the stages";

    /** Settings that the containers fix, and why. */
    private static final Map<String, String> FIXED = Map.of(
            "ADMIN_HOST", "Prometheus reaches the port from another container",
            "ADMIN_PORT", "the image's health check and Prometheus ask it",
            "DATA_DIR", "the volume",
            "WIREROOM_JAVA_HOME", "the image has one Java",
            "SINK_JDBC_PASSWORD", "a file, written by the service secrets",
            "KAFKA_PROP_*", "those for TLS and SASL by their names");

    /** Settings of the launcher, which every stage has for itself: INGEST_HEAP and so on. */
    private static final Map<String, String> OF_EACH_STAGE =
            Map.of("JAVA_OPTS", "_JAVA_OPTS", "WIREROOM_HEAP", "_HEAP");

    /** One-shots that write into volumes of root. */
    private static final Set<String> AS_ROOT = Set.of("secrets", "broker-metrics");

    /** Their images have the health check. */
    private static final Set<String> STAGES = Set.of("ingest", "ingest-demo", "enrich", "sink");

    private static ComposeFile compose =
            new ComposeFile("", com.fasterxml.jackson.databind.node.NullNode.getInstance());

    @BeforeAll
    static void read() throws IOException {
        compose = ComposeFile.read();
    }

    @ParameterizedTest
    @EnumSource(
            value = Program.class,
            names = {"INGEST", "ENRICH", "SINK"})
    void everySettingOfAStageCanBeSetInTheEnvFile(Program stage) {
        var name = stage.name().toLowerCase(Locale.ROOT);
        var environment = compose.environment(name);

        assertThat(SettingsCatalogue.of(stage))
                .filteredOn(setting -> !FIXED.containsKey(setting.name()))
                .extracting(Env.Setting::name)
                .allSatisfy(setting -> assertThat(environment).containsKey(setting))
                .allSatisfy(setting -> {
                    var suffix = OF_EACH_STAGE.get(setting);
                    var variable = suffix == null ? setting : stage.name() + suffix;
                    var value = environment.getOrDefault(setting, compose.root());
                    assertThat(value.isNull() || value.asText().contains("${" + variable + ":-"))
                            .as(setting)
                            .isTrue();
                });
    }

    @Test
    void everySettingIsOneOfItsStage() {
        for (var stage : List.of(Program.INGEST, Program.ENRICH, Program.SINK)) {
            var known = SettingsCatalogue.of(stage).stream()
                    .map(Env.Setting::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            known.addAll(Set.of("SINK_JDBC_PASSWORD_FILE", "POSTGRES_DB", "POSTGRES_USER"));
            assertThat(compose.environment(stage.name().toLowerCase(Locale.ROOT))
                            .keySet())
                    .allSatisfy(name -> assertThat(known.contains(name) || isKafkaProperty(name))
                            .as(name)
                            .isTrue());
        }
    }

    private static boolean isKafkaProperty(String name) {
        return name.startsWith("KAFKA_PROP_")
                && AdminClientConfig.configNames()
                        .contains(name.substring("KAFKA_PROP_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'));
    }

    @Test
    void theEnvFileHasEveryVariableOfTheComposeFileAndNoOther() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(ENV, withGeneratedPart(Files.readString(ENV)));
        }

        assertThat(ENV).as("stale: run %s", COMMAND).content().isEqualTo(withGeneratedPart(Files.readString(ENV)));
        assertThat(envFile().keySet()).containsExactlyInAnyOrderElementsOf(compose.variables());
    }

    @Test
    void theDefaultsOfTheEnvFileAreThoseOfTheCode() throws IOException {
        var defaults = new LinkedHashMap<String, String>();
        for (var program : List.of(Program.INGEST, Program.ENRICH, Program.SINK)) {
            SettingsCatalogue.of(program).forEach(setting -> defaults.put(setting.name(), setting.defaultValue()));
        }
        // The images of the stages log as JSON; what the containers must find is theirs.
        defaults.keySet().removeAll(Set.of("LOG_FORMAT", "KAFKA_BOOTSTRAP_SERVERS", "SINK_JDBC_URL"));

        envFile().forEach((name, value) -> {
            if (defaults.containsKey(name) && Files.exists(ENV) && isSet(name)) {
                assertThat(value).as(name).isEqualTo(defaults.get(name));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Program.class,
            names = {"INGEST", "ENRICH", "SINK"})
    void theEnvFileIsAcceptedWithAllSettingsTaken(Program stage) throws IOException {
        var values = new LinkedHashMap<>(envFile());
        values.keySet()
                .retainAll(SettingsCatalogue.of(stage).stream()
                        .map(Env.Setting::name)
                        .toList());
        values.values().removeIf(String::isEmpty);
        values.put("INGEST_CONTACT", "https://operator.example/bot");
        // The working directory of the images has the folder.
        values.replaceAll((name, value) -> name.endsWith("_RULES") ? "../" + value : value);

        var env = new Env(values);
        switch (stage) {
            case INGEST -> IngestSettings.from(env);
            case ENRICH -> EnrichSettings.from(env);
            case SINK, TOOLS -> SinkSettings.from(env);
        }
        assertThatCode(env::check).doesNotThrowAnyException();
    }

    @Test
    void everyServiceIsConfined() {
        compose.services().forEach((name, service) -> {
            assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
            assertThat(texts(service.path("cap_drop"))).as(name).containsExactly("ALL");
            assertThat(service.has("cap_add") || service.has("privileged") || service.has("pid"))
                    .as(name)
                    .isFalse();
            assertThat(texts(service.path("security_opt"))).as(name).containsExactly("no-new-privileges:true");
            assertThat(service.path("pids_limit").asInt()).as(name).isPositive();
            assertThat(service.path("mem_limit").asText()).as(name).isNotEmpty();
            assertThat(service.at("/logging/options/max-size").asText())
                    .as(name)
                    .isNotEmpty();
            assertThat(service.path("user").asText("").equals("root")).as(name).isEqualTo(AS_ROOT.contains(name));
            assertThat(texts(service.path("tmpfs")))
                    .as(name)
                    .allSatisfy(folder -> assertThat(folder).contains("size="));
        });
    }

    @Test
    void onlyKafkaAndTheMonitorsPublishPortsAndByDefaultToThisMachineAlone() {
        var published = new LinkedHashSet<String>();
        compose.services()
                .forEach((name, service) -> service.path("ports").forEach(port -> {
                    published.add(name);
                    assertThat(port.asText())
                            .as(name)
                            .matches("(127\\.0\\.0\\.1|\\$\\{KAFKA_BIND:-127\\.0\\.0\\.1}):.*");
                }));

        assertThat(published).containsExactlyInAnyOrder("kafka", "prometheus", "alertmanager", "grafana");
    }

    @Test
    void noPasswordHasADefaultOrIsInAnEnvironmentButThatOfTheServiceThatWritesTheFiles() throws IOException {
        for (var service : compose.services().keySet()) {
            compose.environment(service).forEach((name, value) -> {
                if (name.contains("PASSWORD") && !name.endsWith("_FILE")) {
                    assertThat(value.isNull() || value.asText().matches("\\$\\{[A-Z_]+:-}"))
                            .as(service + " " + name)
                            .isTrue();
                    assertThat(service.equals("secrets") || name.startsWith("KAFKA_PROP_"))
                            .as(service + " " + name)
                            .isTrue();
                }
            });
        }
        envFile().forEach((name, value) -> {
            if (name.contains("PASSWORD")) {
                assertThat(value).as(name).isEmpty();
            }
        });
        assertThat(compose.environment("postgres")).containsKey("POSTGRES_PASSWORD_FILE");
        assertThat(compose.environment("sink")).containsKey("SINK_JDBC_PASSWORD_FILE");
        assertThat(compose.environment("tools")).containsKey("SINK_JDBC_PASSWORD_FILE");
    }

    @Test
    void everyServiceThatStaysHasAHealthCheckThatAsksForAnAnswer() throws IOException {
        assertThat(Files.readString(Path.of("..", "Dockerfile"))).contains("HEALTHCHECK", "CMD [\"healthy\"]");
        compose.services().forEach((name, service) -> {
            if (service.has("restart") && !STAGES.contains(name)) {
                var test = String.join(" ", texts(service.at("/healthcheck/test")));
                // A connection alone says nothing: the port is open before and after the service works.
                assertThat(test).as(name).containsPattern("healthy|http://|HTTP/1");
            }
        });
    }

    @Test
    void noNetworkHasAFixedAddress() {
        assertThat(compose.text()).doesNotContain("subnet", "ipv4_address", "ipam");
    }

    @Test
    void everyImageHasAVersion() {
        compose.services()
                .forEach((name, service) -> assertThat(service.path("image").asText())
                        .as(name)
                        .matches(".+:(v?\\d[\\w.-]*|\\$\\{WIREROOM_VERSION:-local})"));
    }

    /** Values by name; of a line with # in front, its default. */
    private static Map<String, String> envFile() throws IOException {
        var all = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(ENV)) {
            var matcher = LINE.matcher(line);
            if (matcher.matches()) {
                assertThat(all.put(matcher.group(1), matcher.group(2)))
                        .as("twice: " + matcher.group(1))
                        .isNull();
            }
        }
        return all;
    }

    private static boolean isSet(String name) {
        try {
            return Files.readAllLines(ENV).stream().anyMatch(line -> line.startsWith(name + "="));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The file with its last part made anew: the settings of stages that are not set above. */
    private static String withGeneratedPart(String text) {
        var own = text.contains(GENERATED) ? text.substring(0, text.indexOf(GENERATED)) : text + "\n";
        var lines = new ArrayList<String>();
        lines.add(GENERATED + "; take away the # to set one " + "-".repeat(52));
        lines.add("# Written by: " + COMMAND);
        var done = new TreeSet<String>();
        own.lines()
                .map(LINE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .forEach(found -> done.add(found.group(1)));
        for (var program : List.of(Program.INGEST, Program.ENRICH, Program.SINK)) {
            for (var setting : SettingsCatalogue.of(program)) {
                var name = setting.name();
                if (!FIXED.containsKey(name) && !OF_EACH_STAGE.containsKey(name) && done.add(name)) {
                    lines.add("#" + name + "=" + OTHER_DEFAULTS.split(setting.defaultValue(), 2)[0]);
                }
            }
        }
        return own + String.join("\n", lines) + "\n";
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
