package io.wireroom.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reaches Kafka's clients, by the rules of Kafka's own configuration classes. */
class KafkaTimeoutsTest {

    private static final MemberId MEMBER = new MemberId("member-1");

    @ParameterizedTest
    @CsvSource({"one-machine, 8000, 2000, 20000, 10000", "cluster, 30000, 5000, 60000, 60000"})
    void theDefaultsAreThoseOfTheDeployment(String deployment, int session, int heartbeat, int pages, int requests) {
        var settings = settings(Map.of("KAFKA_TIMEOUTS", deployment));

        assertThat(mainConsumer(settings, "session.timeout.ms")).isEqualTo(session);
        assertThat(mainConsumer(settings, "heartbeat.interval.ms")).isEqualTo(heartbeat);
        assertThat(groupConsumer(settings, "session.timeout.ms")).isEqualTo(session);
        assertThat(groupConsumer(settings, "heartbeat.interval.ms")).isEqualTo(heartbeat);
        assertThat(streamsProducer(settings, "transaction.timeout.ms")).isEqualTo(pages);
        assertThat(producer(settings, "transaction.timeout.ms")).isEqualTo(requests);
    }

    @Test
    void settingsReplaceTheDefaults() {
        var settings = settings(Map.of(
                "KAFKA_SESSION_TIMEOUT", "24s",
                "KAFKA_TRANSACTION_TIMEOUT", "45s",
                "KAFKA_POLL_TIMEOUT", "10m"));

        assertThat(groupConsumer(settings, "session.timeout.ms")).isEqualTo(24_000);
        assertThat(mainConsumer(settings, "session.timeout.ms")).isEqualTo(24_000);
        assertThat(groupConsumer(settings, "max.poll.interval.ms")).isEqualTo(600_000);
        assertThat(mainConsumer(settings, "max.poll.interval.ms")).isEqualTo(600_000);
        assertThat(streamsProducer(settings, "transaction.timeout.ms")).isEqualTo(45_000);
        assertThat(producer(settings, "transaction.timeout.ms")).isEqualTo(45_000);
        assertThat(producer(settings, "delivery.timeout.ms")).isEqualTo(45_000);
    }

    @Test
    void aHeartbeatTooSlowForItsSessionIsRefused() {
        assertThatThrownBy(() -> settings(Map.of("KAFKA_SESSION_TIMEOUT", "9s", "KAFKA_HEARTBEAT_INTERVAL", "4s")))
                .hasMessageContaining("KAFKA_HEARTBEAT_INTERVAL")
                .hasMessageContaining("at most a third of the session");
    }

    @Test
    void theOperatorsPropertiesReachEveryClient() {
        var settings = settings(Map.of(
                "KAFKA_PROP_SESSION_TIMEOUT_MS", "45000",
                "KAFKA_PROP_HEARTBEAT_INTERVAL_MS", "15000",
                "KAFKA_PROP_TRANSACTION_TIMEOUT_MS", "60000",
                "KAFKA_PROP_MAX_REQUEST_SIZE", "1000000",
                "KAFKA_PROP_COMPRESSION_TYPE", "lz4",
                "KAFKA_PROP_AUTO_OFFSET_RESET", "latest",
                "KAFKA_PROP_REQUEST_TIMEOUT_MS", "25000"));

        assertThat(mainConsumer(settings, "session.timeout.ms")).isEqualTo(45_000);
        assertThat(mainConsumer(settings, "heartbeat.interval.ms")).isEqualTo(15_000);
        assertThat(mainConsumer(settings, "auto.offset.reset")).isEqualTo("latest");
        assertThat(mainConsumer(settings, "request.timeout.ms")).isEqualTo(25_000);
        assertThat(groupConsumer(settings, "session.timeout.ms")).isEqualTo(45_000);
        assertThat(groupConsumer(settings, "heartbeat.interval.ms")).isEqualTo(15_000);
        assertThat(streamsProducer(settings, "transaction.timeout.ms")).isEqualTo(60_000);
        assertThat(streamsProducer(settings, "max.request.size")).isEqualTo(1_000_000);
        assertThat(streamsProducer(settings, "compression.type")).isEqualTo("lz4");
        assertThat(producer(settings, "transaction.timeout.ms")).isEqualTo(60_000);
        assertThat(producer(settings, "compression.type")).isEqualTo("lz4");
        assertThat(producer(settings, "delivery.timeout.ms")).isEqualTo(60_000);
        assertThat(new KafkaClients(settings).adminProperties()).containsEntry("request.timeout.ms", "25000");
    }

    @Test
    void propertiesForOneKindOfClientReachOnlyThatKind() {
        var settings = settings(Map.of(
                "KAFKA_PROP_CONSUMER_SESSION_TIMEOUT_MS", "45000",
                "KAFKA_PROP_MAIN_CONSUMER_MAX_POLL_RECORDS", "7",
                "KAFKA_PROP_PRODUCER_LINGER_MS", "50",
                "KAFKA_PROP_ADMIN_REQUEST_TIMEOUT_MS", "9000"));

        assertThat(mainConsumer(settings, "session.timeout.ms")).isEqualTo(45_000);
        assertThat(groupConsumer(settings, "session.timeout.ms")).isEqualTo(45_000);
        assertThat(mainConsumer(settings, "max.poll.records")).isEqualTo(7);
        assertThat(groupConsumer(settings, "max.poll.records")).isEqualTo(10);
        assertThat(streamsProducer(settings, "linger.ms")).isEqualTo(50L);
        assertThat(producer(settings, "linger.ms")).isEqualTo(50L);
        assertThat(producer(settings, "request.timeout.ms")).isEqualTo(5_000);
        assertThat(new KafkaClients(settings).adminProperties()).containsEntry("request.timeout.ms", "9000");
    }

    @ParameterizedTest
    @CsvSource({"8000, 2000, 4000", "45000, 15000, 30000", "30000, 10000, 20000", "8000, 4000, 7200"})
    void theLongestSilenceFollowsFromTheSettingsInEffect(String session, String heartbeat, long longest) {
        var settings = settings(Map.of(
                "KAFKA_PROP_SESSION_TIMEOUT_MS", session,
                "KAFKA_PROP_HEARTBEAT_INTERVAL_MS", heartbeat));

        assertThat(new KafkaClients(settings).longestSilence()).isEqualTo(Duration.ofMillis(longest));
    }

    @Test
    void noPasswordIsShown() {
        var settings = settings(Map.of("KAFKA_PROP_SASL_JAAS_CONFIG", "a module required password=\"sesame\";"));

        assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("sesame");
    }

    private static Object mainConsumer(KafkaSettings settings, String name) {
        var consumer = streams(settings).getMainConsumerConfigs("group", "client", 0);
        return requireNonNull(new ConsumerConfig(with(consumer, "key.deserializer", "value.deserializer", DESERIALIZER))
                .values()
                .get(name));
    }

    private static Object streamsProducer(KafkaSettings settings, String name) {
        var producer = streams(settings).getProducerConfigs("client");
        return requireNonNull(new ProducerConfig(with(producer, "key.serializer", "value.serializer", SERIALIZER))
                .values()
                .get(name));
    }

    private static Object groupConsumer(KafkaSettings settings, String name) {
        var consumer = new KafkaClients(settings).groupProperties("group", MEMBER, "earliest", 10);
        return requireNonNull(new ConsumerConfig(with(consumer, "key.deserializer", "value.deserializer", DESERIALIZER))
                .values()
                .get(name));
    }

    private static Object producer(KafkaSettings settings, String name) {
        var producer = new KafkaClients(settings)
                .transactionalProperties("id", settings.timeouts().requestsTransaction());
        return requireNonNull(new ProducerConfig(with(producer, "key.serializer", "value.serializer", SERIALIZER))
                .values()
                .get(name));
    }

    private static final String SERIALIZER = "org.apache.kafka.common.serialization.StringSerializer";
    private static final String DESERIALIZER = "org.apache.kafka.common.serialization.StringDeserializer";

    private static Map<String, Object> with(Map<String, Object> base, String key, String value, String type) {
        var all = new HashMap<>(base);
        all.put(key, type);
        all.put(value, type);
        return all;
    }

    @SuppressWarnings("NullAway") // no record is processed, so no policy is asked
    private static StreamsConfig streams(KafkaSettings settings) {
        var own = new HashMap<>(StreamsRunner.properties("app", MEMBER, settings, null, Map.of()));
        own.values().removeIf(value -> value == null);
        Properties properties = new KafkaClients(settings).streamsProperties(own);
        return new StreamsConfig(properties);
    }

    private static KafkaSettings settings(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("DATA_DIR", Path.of("unused").toString());
        var env = new Env(all);
        var settings = KafkaSettings.from(env);
        env.check();
        return settings;
    }
}
