package io.wireroom.standalone.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import io.wireroom.enrich.EnrichSettings;
import io.wireroom.ingest.IngestSettings;
import io.wireroom.runtime.AdminServer;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.Telemetry;
import io.wireroom.sink.SinkSettings;
import io.wireroom.standalone.SettingsCatalogue;
import io.wireroom.standalone.SettingsCatalogue.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the Helm chart makes of three files of values, checked against the code: no cluster is needed. */
@Tag("crash")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class HelmChartTest {

    private static final List<String> MAY_HOLD_SECRETS = List.of("PASSWORD", "JAAS", "SECRET", "TOKEN");

    enum Example {
        SMALL,
        CLUSTER,
        OPERATORS;

        Path file() {
            return RenderedChart.CHART.resolve("examples").resolve(name().toLowerCase(Locale.ROOT) + ".yaml");
        }

        RenderedChart rendered() throws IOException {
            return RenderedChart.of(file());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStageIsAStatefulSetWithAVolumeAndAService(Example example) throws IOException {
        var chart = example.rendered();

        for (var stage : RenderedChart.STAGES) {
            var name = "wire-wireroom-" + stage;
            var set = chart.object("StatefulSet", name).path("spec");
            var service = chart.object("Service", name).path("spec");
            assertThat(set.path("serviceName").asText()).isEqualTo(name);
            assertThat(set.at("/volumeClaimTemplates/0/metadata/name").asText()).isEqualTo("data");
            assertThat(set.at("/volumeClaimTemplates/0/spec/accessModes/0").asText())
                    .isEqualTo("ReadWriteOnce");
            assertThat(mountOf(chart.container(stage), "data")).isEqualTo(value(chart.container(stage), "DATA_DIR"));
            assertThat(set.at("/selector/matchLabels")).isEqualTo(service.path("selector"));
            assertSelects(service.path("selector"), set.at("/template/metadata/labels"));
        }
        assertThat(chart.object("Job", "wire-wireroom-topics-1").isObject()).isTrue();
        assertThat(RenderedChart.withoutHooks(example.file()).ofKind("Job")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everySettingIsOneOfItsProgram(Example example) throws IOException {
        for (var container : example.rendered().containers()) {
            var known = known(container.component());
            assertThat(container.environment().keySet())
                    .as(container.component())
                    .allSatisfy(name -> assertThat(known.contains(name) || name.matches("KAFKA_PROP_[A-Z0-9_]+"))
                            .as(name)
                            .isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStagesAcceptTheirSettings(Example example, @TempDir Path secrets) throws IOException {
        var chart = example.rendered();
        var readers = Map.<String, Consumer<Env>>of(
                "ingest", IngestSettings::from, "enrich", EnrichSettings::from, "sink", SinkSettings::from);
        for (var stage : RenderedChart.STAGES) {
            var env = new Env(environment(chart.container(stage), secrets));
            requireNonNull(readers.get(stage)).accept(env);
            env.check();
        }
    }

    @ParameterizedTest
    @EnumSource
    void kafkaPropertiesReachEveryClient(Example example, @TempDir Path secrets) throws IOException {
        var values = new YAMLMapper().readTree(Files.readString(example.file())).path("kafka");
        var expected = new LinkedHashSet<String>();
        values.path("properties").fieldNames().forEachRemaining(expected::add);
        values.path("secretProperties").fieldNames().forEachRemaining(expected::add);

        assertThat(example.rendered().containers()).allSatisfy(container -> {
            var kafka = KafkaSettings.from(new Env(environment(container, secrets)));
            assertThat(kafka.extra().keySet()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(kafka.bootstrapServers())
                    .isEqualTo(values.path("bootstrapServers").asText());
        });
    }

    @ParameterizedTest
    @EnumSource
    void noSecretIsInTheChart(Example example) throws IOException {
        var chart = example.rendered();

        assertThat(chart.ofKind("Secret")).isEmpty();
        for (var container : chart.containers()) {
            container.environment().forEach((name, variable) -> {
                if (MAY_HOLD_SECRETS.stream().anyMatch(name::contains) && !name.endsWith("_FILE")) {
                    assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                            .as(name)
                            .isNotEmpty();
                    assertThat(variable.has("value")).as(name).isFalse();
                }
            });
        }
        var file = value(chart.container("sink"), "SINK_JDBC_PASSWORD_FILE");
        assertThat(file).isEqualTo(mountOf(chart.container("sink"), "database") + "/password");
    }

    @ParameterizedTest
    @EnumSource
    void probesAskEndpointsThatExist(Example example) throws IOException, InterruptedException {
        var paths = new LinkedHashSet<String>();
        for (var stage : RenderedChart.STAGES) {
            var container = example.rendered().container(stage);
            assertThat(container.probes()).hasSize(3).allSatisfy(probe -> {
                assertThat(portOf(container, probe.at("/httpGet/port").asText()))
                        .isEqualTo(value(container, "ADMIN_PORT"));
                paths.add(probe.at("/httpGet/path").asText());
            });
            assertThat(value(container, "ADMIN_HOST")).isEqualTo("0.0.0.0");
        }
        example.rendered()
                .ofKind("ServiceMonitor")
                .forEach(monitor ->
                        paths.add(monitor.at("/spec/endpoints/0/path").asText()));

        assertThat(paths).contains("/health/live", "/health/ready");
        try (var server = new AdminServer("127.0.0.1", 0, new Telemetry());
                var client = HttpClient.newHttpClient()) {
            server.start();
            for (var path : paths) {
                var address = URI.create("http://127.0.0.1:" + server.port() + path);
                assertThat(client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .as(path)
                        .isIn(200, 503);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyContainerIsConfined(Example example) throws IOException {
        assertThat(example.rendered().containers())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(container -> {
                    var pod = container.pod();
                    assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                            .isFalse();
                    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean())
                            .isTrue();
                    assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
                    assertThat(pod.at("/securityContext/fsGroup").asInt()).isEqualTo(10001);
                    assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                            .isEqualTo("RuntimeDefault");
                    assertThat(pod.has("hostNetwork") || pod.has("hostPID")).isFalse();
                    var security = container.container().path("securityContext");
                    assertThat(security.path("readOnlyRootFilesystem").asBoolean())
                            .isTrue();
                    assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                            .isFalse();
                    assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                    assertThat(security.has("privileged")).isFalse();
                    assertThat(container
                                    .container()
                                    .at("/resources/limits/memory")
                                    .asText())
                            .isNotEmpty();
                    assertThat(mountOf(container, "tmp")).isEqualTo("/tmp");
                });
    }

    @ParameterizedTest
    @EnumSource
    void everyMountHasItsVolume(Example example) throws IOException {
        var chart = example.rendered();

        assertThat(chart.containers()).allSatisfy(container -> {
            var volumes = names(container.pod().path("volumes"));
            if (RenderedChart.STAGES.contains(container.component())) {
                volumes.add("data");
            }
            assertThat(volumes)
                    .containsExactlyInAnyOrderElementsOf(
                            names(container.container().path("volumeMounts")));
            container.pod().path("volumes").forEach(volume -> {
                assertThat(volume.has("hostPath")).isFalse();
                var map = volume.at("/configMap/name").asText("");
                assertThat(map.isEmpty() || chart.object("ConfigMap", map).isObject())
                        .as(map)
                        .isTrue();
            });
        });
    }

    @Test
    void aClusterHasSeveralPodsWithBudgetsAndClosedNetworks() throws IOException {
        var chart = Example.CLUSTER.rendered();

        assertThat(chart.object("StatefulSet", "wire-wireroom-enrich")
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(3);
        assertThat(value(chart.container("enrich"), "STREAMS_STANDBYS")).isEqualTo("1");
        assertThat(value(chart.container("ingest"), "INGEST_HOST_DELAY")).isEqualTo("5s");
        assertThat(value(chart.container("ingest"), "INGEST_RULES"))
                .isEqualTo(mountOf(chart.container("ingest"), "rules"));
        assertThat(value(chart.container("tools"), "LEDGER_DEADLINE")).isEqualTo("48h");
        assertThat(chart.ofKind("PodDisruptionBudget"))
                .hasSize(3)
                .allSatisfy(budget ->
                        assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1));
        assertThat(chart.ofKind("NetworkPolicy")).hasSize(6).allSatisfy(policy -> {
            assertThat(policy.at("/spec/policyTypes")).hasSize(2);
            assertThat(policy.at("/spec/egress")).isNotEmpty();
        });
        assertThat(openEverywhere(chart)).containsExactlyInAnyOrder("ingest", "tools");
        assertThat(chart.ofKind("ServiceMonitor")).hasSize(1);
    }

    @Test
    void whatIsSwitchedOffIsNotThere() throws IOException {
        var chart = Example.OPERATORS.rendered();

        assertThat(chart.ofKind("Deployment")).isEmpty();
        assertThat(chart.ofKind("PodDisruptionBudget")).isEmpty();
        assertThat(chart.ofKind("NetworkPolicy")).isEmpty();
        assertThat(chart.ofKind("ServiceMonitor")).isEmpty();
        assertThat(chart.object("Job", "wire-wireroom-sources-1").isMissingNode())
                .isTrue();
        assertThat(value(chart.container("enrich"), "STREAMS_STANDBYS")).isEqualTo("0");
    }

    @Test
    void subscriptionsAreMountedFromASecretInIngestOnly() throws IOException {
        var chart = Example.OPERATORS.rendered();
        var ingest = chart.container("ingest");

        assertThat(value(ingest, "INGEST_SUBSCRIPTIONS"))
                .isEqualTo(mountOf(ingest, "subscriptions") + "/subscriptions.yaml");
        assertThat(chart.containers())
                .filteredOn(container ->
                        names(container.container().path("volumeMounts")).contains("subscriptions"))
                .hasSize(1);
        assertThat(Example.SMALL.rendered().container("ingest").environment())
                .doesNotContainKey("INGEST_SUBSCRIPTIONS");
    }

    @Test
    void whatOnlyTheOperatorKnowsIsRequired() {
        var template = new Helm(RenderedChart.CHART).template().withName("wire");

        assertThatThrownBy(template::call).hasMessageContaining("kafka.bootstrapServers is required");
        assertThatThrownBy(template.set("kafka.bootstrapServers", "kafka:9092")::call)
                .hasMessageContaining("database.");
        assertThatThrownBy(template.set("database.url", "jdbc:postgresql://db/wireroom")::call)
                .hasMessageContaining("database.passwordSecret.name is required");
    }

    @Test
    void aValueThatTheChartDoesNotKnowIsRefused(@TempDir Path folder) throws IOException {
        for (var wrong : List.of(
                "kafkas: {}",
                "stages: {ingest: {settings: {SINK_JDBC_PASSWORD: x}}}",
                "stages: {ingest: {settings: {INGEST_ATTEMPTS: 3}}}",
                "stages: {serve: {replicas: 1}}")) {
            var values = Files.writeString(
                    folder.resolve("values.yaml"), Files.readString(Example.SMALL.file()) + wrong + "\n");
            assertThatThrownBy(() -> RenderedChart.of(values)).as(wrong).hasMessageContaining("schema");
        }
    }

    @Test
    void theVersionIsThatOfThePoms() throws IOException {
        var chart = new YAMLMapper().readTree(Files.readString(RenderedChart.CHART.resolve("Chart.yaml")));
        var pom = Files.readString(Path.of("..", "pom.xml"));
        var version = chart.path("version").asText();

        assertThat(pom).contains("<artifactId>wireroom</artifactId>\n  <version>" + version + "</version>");
        assertThat(chart.path("appVersion").asText()).isEqualTo(version);
    }

    private static Set<String> known(String component) {
        var program = switch (component) {
            case "ingest" -> Program.INGEST;
            case "enrich" -> Program.ENRICH;
            case "sink" -> Program.SINK;
            case "tools", "topics", "sources" -> Program.TOOLS;
            default -> throw new AssertionError(component);
        };
        var names = new LinkedHashSet<String>();
        for (var setting : SettingsCatalogue.of(program)) {
            names.add(setting.name());
            if (setting.type().equals("secret")) {
                names.add(setting.name() + "_FILE");
            }
        }
        return names;
    }

    /** The environment that the container gets; each secret is a made-up one. */
    private static Map<String, String> environment(RenderedChart.Container container, Path secrets) throws IOException {
        var password = Files.writeString(secrets.resolve("password"), "made-up");
        var subscriptions = Files.writeString(secrets.resolve("subscriptions.yaml"), "# none");
        var rules = Files.createDirectories(secrets.resolve("rules"));
        var all = new HashMap<String, String>();
        container.environment().forEach((name, variable) -> {
            var value = variable.path("value").asText("made-up");
            all.put(name, name.endsWith("_FILE") ? password.toString() : value);
            if (name.endsWith("_RULES")) {
                all.put(name, rules.toString());
            } else if (name.equals("INGEST_SUBSCRIPTIONS")) {
                all.put(name, subscriptions.toString());
            }
        });
        return all;
    }

    private static String value(RenderedChart.Container container, String name) {
        return requireNonNull(container.environment().get(name)).path("value").asText();
    }

    private static String mountOf(RenderedChart.Container container, String volume) {
        for (var mount : container.container().path("volumeMounts")) {
            if (mount.path("name").asText().equals(volume)) {
                return mount.path("mountPath").asText();
            }
        }
        throw new AssertionError(container + " does not mount " + volume);
    }

    private static String portOf(RenderedChart.Container container, String name) {
        for (var port : container.container().path("ports")) {
            if (port.path("name").asText().equals(name)) {
                return port.path("containerPort").asText();
            }
        }
        throw new AssertionError(container + " has no port " + name);
    }

    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        list.forEach(element -> names.add(element.path("name").asText()));
        return names;
    }

    private static void assertSelects(JsonNode selector, JsonNode labels) {
        assertThat(selector).isNotEmpty();
        selector.fields()
                .forEachRemaining(
                        label -> assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
    }

    /** Components with a rule that opens every address of the web. */
    private static Set<String> openEverywhere(RenderedChart chart) {
        return chart.ofKind("NetworkPolicy").stream()
                .filter(policy -> policy.toString().contains("0.0.0.0/0"))
                .map(policy -> policy.at("/spec/podSelector/matchLabels/app.kubernetes.io~1component")
                        .asText())
                .collect(Collectors.toSet());
    }
}
