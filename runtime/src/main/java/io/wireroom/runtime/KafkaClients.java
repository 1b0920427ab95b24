package io.wireroom.runtime;

import io.wireroom.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

/** Creates Kafka clients with the settings that the flow's guarantees depend on; an operator's own properties win. */
public final class KafkaClients {

    private static final String SESSION_TIMEOUT = "session.timeout.ms";
    private static final String HEARTBEAT_INTERVAL = "heartbeat.interval.ms";
    private static final String TRANSACTION_TIMEOUT = "transaction.timeout.ms";
    private static final String REQUEST_TIMEOUT = "request.timeout.ms";
    private static final int LINGER_MILLIS = 5;

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
        return Admin.create(adminProperties());
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
        return new KafkaProducer<>(
                with(Kind.PRODUCER, producerBase(clientId)), new StringSerializer(), new ByteArraySerializer());
    }

    /** A transactional producer; the same id fences its predecessor. */
    public KafkaProducer<String, byte[]> transactionalProducer(String transactionalId, Duration timeout) {
        return new KafkaProducer<>(
                transactionalProperties(transactionalId, timeout), new StringSerializer(), new ByteArraySerializer());
    }

    /** A static member of a group that reads committed records and commits nothing by itself. */
    public KafkaConsumer<String, byte[]> groupConsumer(
            String group, MemberId member, String offsetReset, int maxPollRecords) {
        return new KafkaConsumer<>(
                groupProperties(group, member, offsetReset, maxPollRecords),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A consumer without a group, that reads committed records. */
    public KafkaConsumer<String, byte[]> reader(int maxPollRecords) {
        return new KafkaConsumer<>(
                with(Kind.CONSUMER, consumerBase("earliest", maxPollRecords)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A consumer without a group, of raw bytes, that reads committed records. */
    public KafkaConsumer<byte[], byte[]> byteReader(int maxPollRecords) {
        return new KafkaConsumer<>(
                with(Kind.CONSUMER, consumerBase("earliest", maxPollRecords)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** An idempotent producer of raw bytes, not transactional. */
    public KafkaProducer<byte[], byte[]> byteProducer(String clientId) {
        return new KafkaProducer<>(
                with(Kind.PRODUCER, producerBase(clientId)), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A consumer without a group, of raw bytes and of the records of all transactions. */
    KafkaConsumer<byte[], byte[]> rawReader() {
        var properties = consumerBase("earliest", 1_000);
        properties.put("isolation.level", "read_uncommitted");
        return new KafkaConsumer<>(
                with(Kind.CONSUMER, properties), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A member without a heartbeat for this time has left its group; from the settings that are in effect. */
    Duration session() {
        return Duration.ofMillis(
                effective(Kind.CONSUMER, SESSION_TIMEOUT, settings.timeouts().session()));
    }

    /**
     * How long a group's coordinator may be silent before a member must stop its work: half the session, at least two
     * heartbeats, and in any case before the session ends. From the settings that are in effect.
     */
    public Duration longestSilence() {
        var session = session().toMillis();
        var heartbeat =
                effective(Kind.CONSUMER, HEARTBEAT_INTERVAL, settings.timeouts().heartbeat());
        return Duration.ofMillis(Math.min(session - session / 10, Math.max(session / 2, 2L * heartbeat)));
    }

    Map<String, Object> adminProperties() {
        return with(Kind.ADMIN, Map.of("default.api.timeout.ms", 30_000, REQUEST_TIMEOUT, 10_000));
    }

    Map<String, Object> transactionalProperties(String transactionalId, Duration timeout) {
        // The rest follows from the time-out in effect: Kafka refuses what does not fit together.
        var transaction = effective(Kind.PRODUCER, TRANSACTION_TIMEOUT, timeout);
        var request = effective(Kind.PRODUCER, REQUEST_TIMEOUT, Duration.ofMillis(Math.max(1_000, transaction / 2)));
        var linger = effective(Kind.PRODUCER, "linger.ms", Duration.ofMillis(LINGER_MILLIS));
        var properties = producerBase(transactionalId);
        properties.put("transactional.id", transactionalId);
        properties.put(TRANSACTION_TIMEOUT, transaction);
        properties.put("delivery.timeout.ms", Math.max(transaction, request + linger));
        properties.put(REQUEST_TIMEOUT, request);
        properties.put("max.block.ms", transaction);
        return with(Kind.PRODUCER, properties);
    }

    Map<String, Object> groupProperties(String group, MemberId member, String offsetReset, int maxPollRecords) {
        var timeouts = settings.timeouts();
        var properties = consumerBase(offsetReset, maxPollRecords);
        properties.put("group.id", group);
        properties.put("group.instance.id", member.value());
        properties.put("group.protocol", "classic");
        properties.put(SESSION_TIMEOUT, millis(timeouts.session()));
        properties.put(HEARTBEAT_INTERVAL, millis(timeouts.heartbeat()));
        properties.put("max.poll.interval.ms", millis(timeouts.poll()));
        // Not the cooperative one: that moves a partition in two rebalances, and when a static member restarts between
        // them, the second one never comes: the partition stays without an owner (docs/rationale.md).
        properties.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.StickyAssignor");
        return with(Kind.CONSUMER, properties);
    }

    /**
     * Properties of a Streams application. Streams prefers a property with a client's prefix to one without; ours give
     * way to an operator's of the same name either way.
     */
    Properties streamsProperties(Map<String, Object> own) {
        var all = new HashMap<>(own);
        all.keySet().removeIf(name -> settings.extra().keySet().stream().anyMatch(theirs -> overrides(theirs, name)));
        all.put("bootstrap.servers", settings.bootstrapServers());
        all.putAll(settings.extra());
        var properties = new Properties();
        properties.putAll(all);
        return properties;
    }

    private static boolean overrides(String theirs, String ours) {
        for (var kind : Kind.values()) {
            for (var prefix : kind.prefixes) {
                if (ours.startsWith(prefix)) {
                    var bare = ours.substring(prefix.length());
                    return theirs.equals(bare) || theirs.equals(kind.prefixes.getFirst() + bare);
                }
            }
        }
        return theirs.equals(ours);
    }

    private static Map<String, Object> producerBase(String clientId) {
        var properties = new HashMap<String, Object>();
        properties.put("client.id", clientId);
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        properties.put("max.in.flight.requests.per.connection", 1); // docs/rationale.md
        properties.put("compression.type", "zstd");
        properties.put("linger.ms", LINGER_MILLIS);
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

    /** Ours, and over them the operator's: without a prefix, then those with the prefix of this kind of client. */
    private Map<String, Object> with(Kind kind, Map<String, Object> own) {
        var all = new HashMap<String, Object>();
        all.put("bootstrap.servers", settings.bootstrapServers());
        all.putAll(own);
        settings.extra().forEach((name, value) -> {
            if (Kind.ofPrefixed(name) == null) {
                all.put(name, value);
            }
        });
        settings.extra().forEach((name, value) -> {
            if (Kind.ofPrefixed(name) == kind && name.startsWith(kind.prefixes.getFirst())) {
                all.put(name.substring(kind.prefixes.getFirst().length()), value);
            }
        });
        return all;
    }

    private int effective(Kind kind, String name, Duration ours) {
        var theirs = with(kind, Map.of(name, millis(ours))).get(name);
        try {
            return Integer.parseInt(String.valueOf(theirs).strip());
        } catch (NumberFormatException e) {
            throw Failure.usage("KAFKA_PROP_* sets " + name + " to '" + theirs + "': must be milliseconds");
        }
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    /** A kind of client, with the prefixes that Streams gives its properties; the first is for all of the kind. */
    private enum Kind {
        CONSUMER("consumer.", "main.consumer.", "restore.consumer.", "global.consumer."),
        PRODUCER("producer."),
        ADMIN("admin.");

        private final List<String> prefixes;

        Kind(String... prefixes) {
            this.prefixes = List.of(prefixes);
        }

        static @Nullable Kind ofPrefixed(String name) {
            for (var kind : values()) {
                if (kind.prefixes.stream().anyMatch(name::startsWith)) {
                    return kind;
                }
            }
            return null;
        }
    }
}
