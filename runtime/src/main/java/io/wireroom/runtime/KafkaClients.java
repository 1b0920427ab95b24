package io.wireroom.runtime;

import io.wireroom.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Creates Kafka clients with the settings that the flow's guarantees depend on; an operator's own properties win. */
public final class KafkaClients {

    /** A member that is silent this long has gone: short, for quick hand-over; the broker's own floor is 6 s. */
    public static final int SESSION_TIMEOUT_MILLIS = 8_000;

    private final KafkaSettings settings;

    /** Clients for this Kafka. */
    public KafkaClients(KafkaSettings settings) {
        this.settings = settings;
    }

    /** An admin client. */
    public Admin admin() {
        try {
            return createAdmin();
        } catch (KafkaException e) {
            throw KafkaRefusal.of(e, settings.bootstrapServers()).orElseThrow(() -> e);
        }
    }

    private Admin createAdmin() {
        return Admin.create(with(Map.of("default.api.timeout.ms", 30_000, "request.timeout.ms", 10_000)));
    }

    /**
     * Returns when a broker answers.
     *
     * @throws Failure (69) when none does within the limit; (64) when Kafka's client refuses a setting
     */
    public void reach(Duration limit) {
        try (var admin = admin()) {
            admin.describeCluster().nodes().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.INTERRUPTED, "Interrupted while connecting to Kafka", e);
        }
    }

    private Failure unreachable(Exception error) {
        return Failure.unavailable(
                "No Kafka broker answers at " + settings.bootstrapServers()
                        + "; is it up, and is KAFKA_BOOTSTRAP_SERVERS right?",
                error);
    }

    /** An idempotent producer, not transactional. */
    public KafkaProducer<String, byte[]> producer(String clientId) {
        return new KafkaProducer<>(with(producerBase(clientId)), new StringSerializer(), new ByteArraySerializer());
    }

    /** A transactional producer; the same id fences its predecessor. */
    public KafkaProducer<String, byte[]> transactionalProducer(String transactionalId, int timeoutMillis) {
        var properties = producerBase(transactionalId);
        properties.put("transactional.id", transactionalId);
        properties.put("transaction.timeout.ms", timeoutMillis);
        properties.put("delivery.timeout.ms", timeoutMillis);
        properties.put("request.timeout.ms", Math.max(1_000, timeoutMillis / 2));
        properties.put("max.block.ms", timeoutMillis);
        return new KafkaProducer<>(with(properties), new StringSerializer(), new ByteArraySerializer());
    }

    /** A static member of a group that reads committed records and commits nothing by itself. */
    public KafkaConsumer<String, byte[]> groupConsumer(
            String group, MemberId member, String offsetReset, int maxPollRecords) {
        var properties = consumerBase(offsetReset, maxPollRecords);
        properties.put("group.id", group);
        properties.put("group.instance.id", member.value());
        properties.put("group.protocol", "classic");
        properties.put("session.timeout.ms", SESSION_TIMEOUT_MILLIS);
        properties.put("heartbeat.interval.ms", SESSION_TIMEOUT_MILLIS / 4);
        // Not the cooperative one: that moves a partition in two rebalances, and when a static member restarts between
        // them, the second one never comes: the partition stays without an owner (docs/rationale.md).
        properties.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.StickyAssignor");
        return new KafkaConsumer<>(with(properties), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer without a group, that reads committed records. */
    public KafkaConsumer<String, byte[]> reader(int maxPollRecords) {
        return new KafkaConsumer<>(
                with(consumerBase("earliest", maxPollRecords)), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Properties of a Streams application. */
    Properties streamsProperties(Map<String, Object> own) {
        var properties = new Properties();
        properties.putAll(with(own));
        return properties;
    }

    private static Map<String, Object> producerBase(String clientId) {
        var properties = new HashMap<String, Object>();
        properties.put("client.id", clientId);
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        properties.put("max.in.flight.requests.per.connection", 1); // docs/rationale.md
        properties.put("compression.type", "zstd");
        properties.put("linger.ms", 5);
        properties.put("batch.size", 131_072);
        properties.put("max.request.size", Topics.MAX_REQUEST_BYTES);
        return properties;
    }

    private static Map<String, Object> consumerBase(String offsetReset, int maxPollRecords) {
        var properties = new HashMap<String, Object>();
        properties.put("allow.auto.create.topics", false);
        properties.put("enable.auto.commit", false);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", offsetReset);
        properties.put("max.poll.records", maxPollRecords);
        return properties;
    }

    private Map<String, Object> with(Map<String, Object> own) {
        var all = new HashMap<String, Object>();
        all.put("bootstrap.servers", settings.bootstrapServers());
        all.putAll(own);
        all.putAll(settings.extra());
        return all;
    }
}
