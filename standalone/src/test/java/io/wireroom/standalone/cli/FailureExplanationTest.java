package io.wireroom.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.InvalidPathException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class FailureExplanationTest {

    private static final Map<String, String> SERVERS = Map.of("KAFKA_BOOTSTRAP_SERVERS", "nowhere.example:9092");

    @Test
    void explainsCommonFailuresInOneLineWithTheCode() {
        var met = Stream.of(
                new SQLException("ERROR: relation \"article\" does not exist\n  Position: 15", "42P01"),
                new SQLException("ERROR: permission denied\n  Position: 15", "42501"),
                new InvalidPathException("\u00e4.opml", "Malformed input"),
                new KafkaException("Failed to construct", new ConfigException("No resolvable bootstrap urls given")),
                new KafkaException("Failed to construct", new ConfigException("Unknown protocol")),
                new KafkaException("Failed to construct"),
                new ExecutionException(new KafkaException(null, new IllegalStateException("no keys"))),
                new KafkaException((String) null));

        assertThat(met.map(error -> FailureExplanation.of(error, SERVERS).orElseThrow()))
                .extracting("exitCode", "message")
                .containsExactly(
                        tuple(69, "The store has no tables yet: start the sink once"),
                        tuple(69, "The store does not answer as expected: ERROR: permission denied   Position: 15"),
                        tuple(66, "'\u00e4.opml' cannot be the name of a file here: Malformed input"),
                        tuple(
                                69,
                                "Kafka cannot be found at KAFKA_BOOTSTRAP_SERVERS (nowhere.example:9092): No resolvable"
                                        + " bootstrap urls given"),
                        tuple(
                                64,
                                "Kafka refuses a setting: Unknown protocol; see KAFKA_BOOTSTRAP_SERVERS and"
                                        + " KAFKA_PROP_*"),
                        tuple(69, "Kafka does not answer as expected: Failed to construct"),
                        tuple(69, "Kafka does not answer as expected: no keys"),
                        tuple(69, "Kafka does not answer as expected: KafkaException"));
    }

    @Test
    void neverQuotesALoginThatKafkaCannotRead() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule topsecret1 username=\"u\";");
        var error = catchThrowable(() -> Admin.create(settings).close());

        var explained = FailureExplanation.of(error, Map.of()).orElseThrow();

        assertThat(explained.getMessage()).contains("sasl.jaas.config").doesNotContain("topsecret1");
        assertThat(explained.exitCode()).isEqualTo(64);
    }

    @Test
    void aMistakeOfOursIsNotExplainedAway() {
        assertThat(FailureExplanation.of(new IllegalStateException("a bug"), SERVERS))
                .isEmpty();
    }
}
