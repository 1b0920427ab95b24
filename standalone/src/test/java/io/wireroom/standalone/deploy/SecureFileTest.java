package io.wireroom.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What deploy/secure.yml must have, as a checklist. */
class SecureFileTest {

    private static final String PASSWORD_FILE = "${file:/run/wireroom/kafka/user.properties:jaas}";

    /** The services that are clients of Kafka, and the user of each. */
    private static final Map<String, String> USERS = Map.of(
            "ingest", "ingest",
            "ingest-demo", "ingest",
            "enrich", "enrich",
            "sink", "sink",
            "topics", "tools",
            "sources", "tools",
            "newsroom-sources", "tools",
            "tools", "tools");

    private final ComposeFile plain = ComposeFile.read();
    private final ComposeFile secure = ComposeFile.read("deploy", "secure.yml");

    SecureFileTest() throws IOException {}

    @Test
    void everyClientOfKafkaIsAUserOfItsOwnWithTlsAndItsPasswordAlone() {
        assertThat(plain.services().keySet())
                .filteredOn(service -> plain.environment(service).containsKey("KAFKA_BOOTSTRAP_SERVERS"))
                .containsExactlyInAnyOrderElementsOf(USERS.keySet());
        USERS.forEach((service, user) -> {
            var environment = secure.environment(service);
            assertThat(environment
                            .getOrDefault("KAFKA_PROP_SECURITY_PROTOCOL", secure.root())
                            .asText())
                    .as(service)
                    .isEqualTo("SASL_SSL");
            assertThat(environment
                            .getOrDefault("KAFKA_PROP_SASL_JAAS_CONFIG", secure.root())
                            .asText())
                    .as(service)
                    .isEqualTo("$" + PASSWORD_FILE);
            assertThat(texts(secure.services()
                            .getOrDefault(service, secure.root())
                            .path("volumes")))
                    .as(service)
                    .containsExactly("kafka-" + user + ":/run/wireroom/kafka:ro", "kafka-ca:/run/wireroom/kafka-ca:ro");
        });
    }

    @Test
    void noPasswordIsInAnEnvironment() {
        for (var service : secure.services().keySet()) {
            secure.environment(service).forEach((name, value) -> {
                if (name.contains("PASSWORD")) {
                    assertThat(value.asText()).as(service + " " + name).matches("\\$\\$\\{file:.*}");
                }
            });
        }
    }

    @Test
    void onlyTheHealthCheckComesInWithoutAPasswordOrACertificate() {
        for (var node : List.of("kafka", "controller")) {
            var environment = secure.environment(node);
            var protocols = environment
                    .getOrDefault("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", secure.root())
                    .asText();
            assertThat(Stream.of(protocols.split(",")))
                    .as(node)
                    .allMatch(listener ->
                            listener.matches("PROBE:PLAINTEXT|(CONTROLLER|BROKER):SSL|(INTERNAL|EXTERNAL):SASL_SSL"));
            assertThat(environment
                            .getOrDefault("KAFKA_LISTENERS", secure.root())
                            .asText())
                    .as(node)
                    .contains("PROBE://127.0.0.1:");
            assertThat(environment
                            .getOrDefault("KAFKA_AUTHORIZER_CLASS_NAME", secure.root())
                            .asText())
                    .endsWith("StandardAuthorizer");
            assertThat(environment
                            .getOrDefault("KAFKA_SUPER_USERS", secure.root())
                            .asText())
                    .isEqualTo("User:CN=kafka");
        }
    }

    @Test
    void theKeyOfKafkaIsWhereItIsNeededAlone() {
        assertThat(secure.services().entrySet())
                .filteredOn(service -> texts(service.getValue().path("volumes")).stream()
                        .anyMatch(volume -> volume.startsWith("kafka-tls:")))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("kafka-secrets", "controller", "kafka", "kafka-users");
    }

    @Test
    void newServicesAreConfined() {
        secure.services().forEach((name, service) -> {
            if (!plain.services().containsKey(name)) {
                assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
                assertThat(texts(service.path("cap_drop"))).as(name).containsExactly("ALL");
                assertThat(texts(service.path("security_opt"))).as(name).containsExactly("no-new-privileges:true");
                assertThat(service.path("pids_limit").asInt()).as(name).isPositive();
                assertThat(service.path("mem_limit").asText()).as(name).isNotEmpty();
            }
        });
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
