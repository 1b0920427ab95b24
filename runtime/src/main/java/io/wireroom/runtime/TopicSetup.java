package io.wireroom.runtime;

import io.wireroom.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing, refuses those that do not fit, and waits until every partition has a leader:
 * producing to a topic without one loses records (KAFKA-15591, docs/rationale.md). May be run again at any time.
 */
public final class TopicSetup {

    /** A topic that must exist. */
    public record Wanted(String name, Map<String, String> config, Topic.Partitions partitions) {

        /** By then a changelog is compacted, and text that was deleted from its store is gone. */
        private static final Duration STATE_COMPACTED = Duration.ofDays(7);

        /** One of our topics. */
        public static Wanted of(Topic<?> topic) {
            return new Wanted(topic.name(), topic.config(), topic.partitions());
        }

        /** The changelog of a state store whose tasks read topics with these partitions. */
        public static Wanted changelog(String applicationId, String store, Topic.Partitions partitions) {
            return new Wanted(
                    StreamsRunner.changelog(applicationId, store),
                    Map.of(
                            "cleanup.policy",
                            "compact",
                            "message.timestamp.after.max.ms",
                            Long.toString(Long.MAX_VALUE),
                            "segment.bytes",
                            Integer.toString(32 << 20),
                            "min.cleanable.dirty.ratio",
                            "0.2",
                            "max.compaction.lag.ms",
                            Long.toString(STATE_COMPACTED.toMillis())),
                    partitions);
        }
    }

    /** Which topics were created, which existed, and how these differ from what is wanted. */
    public record Report(List<String> created, List<String> present, List<TopicDeviation> deviations) {

        /** The same without what was mended. */
        Report without(List<TopicDeviation> mended) {
            var left = new ArrayList<>(deviations);
            left.removeAll(mended);
            return new Report(created, present, List.copyOf(left));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final Duration VERIFY_LIMIT = Duration.ofSeconds(60);
    private static final long RETRY_MILLIS = 200;

    private final Admin admin;
    private final int partitions;
    private final short replication;

    /** Works with this admin client, which stays the caller's. */
    public TopicSetup(Admin admin, int partitions, short replication) {
        this.admin = admin;
        this.partitions = partitions;
        this.replication = replication;
    }

    /**
     * Makes sure that all these topics exist, fit and have leaders; differences that allow a start are in the report.
     * What an older version has created with other settings is altered.
     *
     * @throws Failure (64) when a topic does not fit; (69) when the broker does not answer or no leader is found in time
     */
    public Report ensure(Collection<Wanted> wanted, Duration limit) {
        var report = create(wanted, limit);
        var older = report.deviations().stream()
                .filter(TopicDeviation::isOfOlderVersion)
                .toList();
        var left = refuseUnfit(report.without(older));
        alter(older, wanted, limit);
        for (var deviation : older) {
            LOG.atInfo()
                    .addKeyValue("topic", deviation.topic())
                    .addKeyValue("property", deviation.property())
                    .addKeyValue("before", deviation.found())
                    .log("A setting of an older version was replaced");
        }
        return left;
    }

    /** The same, after altering what can be altered at the broker. */
    public Report repair(Collection<Wanted> wanted, Duration limit) {
        var report = create(wanted, limit);
        var alterable =
                report.deviations().stream().filter(TopicDeviation::isAlterable).toList();
        alter(alterable, wanted, limit);
        return refuseUnfit(report.without(alterable));
    }

    private void alter(List<TopicDeviation> deviations, Collection<Wanted> wanted, Duration limit) {
        if (deviations.isEmpty()) {
            return;
        }
        var byName = wanted.stream().collect(Collectors.toMap(Wanted::name, topic -> topic));
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (var deviation : deviations) {
            var ofTopic = changes.computeIfAbsent(
                    new ConfigResource(ConfigResource.Type.TOPIC, deviation.topic()), topic -> new ArrayList<>());
            deviation
                    .repairs(Objects.requireNonNull(byName.get(deviation.topic())))
                    .forEach((property, value) ->
                            ofTopic.add(new AlterConfigOp(new ConfigEntry(property, value), AlterConfigOp.OpType.SET)));
        }
        within(
                limit,
                "alter the topics",
                deadline ->
                        admin.incrementalAlterConfigs(changes).all().get(remaining(deadline), TimeUnit.MILLISECONDS));
    }

    /**
     * Compares the topics of a stage with what it expects before the stage starts, and logs what is less safe than it
     * should be.
     *
     * @throws Failure (64) when a topic does not fit; (69) when one is missing or the broker does not answer
     */
    public static void verify(KafkaSettings kafka, Collection<Wanted> wanted) {
        var admin = new KafkaClients(kafka).admin();
        try {
            var setup = new TopicSetup(admin, kafka.partitions(), kafka.replication());
            var report = refuseUnfit(new Report(
                    List.of(),
                    List.of(),
                    setup.within(VERIFY_LIMIT, "describe the topics", deadline -> setup.deviations(wanted, deadline))));
            for (var deviation : report.deviations()) {
                LOG.atWarn().log(deviation.sentence());
            }
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static Report refuseUnfit(Report report) {
        var refused = report.deviations().stream()
                .filter(deviation -> deviation.severity() == TopicDeviation.Severity.REFUSED)
                .map(TopicDeviation::sentence)
                .toList();
        if (!refused.isEmpty()) {
            throw Failure.usage(String.join("\n", refused));
        }
        return report;
    }

    private Report create(Collection<Wanted> wanted, Duration limit) {
        return within(limit, "make the topics ready", deadline -> attempt(wanted, deadline));
    }

    private interface Attempt<T> {
        T run(long deadline) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private <T> T within(Duration limit, String what, Attempt<T> attempt) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return attempt.run(deadline);
            } catch (ExecutionException | TimeoutException e) {
                var cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
                if (System.nanoTime() >= deadline) {
                    throw Failure.unavailable(
                            "Kafka did not " + what + " within " + limit.toSeconds() + " s: "
                                    + (cause.getMessage() == null ? "no answer" : cause.getMessage())
                                    + "; is the broker up and KAFKA_BOOTSTRAP_SERVERS right, and did `wireroom topics`"
                                    + " run?",
                            cause);
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure(ExitCode.INTERRUPTED, "Interrupted while waiting for the topics", e);
            }
        }
    }

    private Report attempt(Collection<Wanted> wanted, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        var existing = admin.listTopics().names().get(remaining(deadline), TimeUnit.MILLISECONDS);
        var created = new ArrayList<String>();
        var present = new ArrayList<String>();
        var missing = new ArrayList<NewTopic>();
        for (var topic : wanted) {
            if (existing.contains(topic.name())) {
                present.add(topic.name());
            } else {
                missing.add(new NewTopic(topic.name(), topic.partitions().count(partitions), replication)
                        .configs(created(topic)));
                created.add(topic.name());
            }
        }
        for (var result : admin.createTopics(missing).values().entrySet()) {
            try {
                result.getValue().get(remaining(deadline), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        var deviations = deviations(wanted, deadline);
        awaitLeaders(wanted, deadline);
        return new Report(created, present, deviations);
    }

    private Map<String, String> created(Wanted topic) {
        var config = new HashMap<>(topic.config());
        config.put(TopicDeviation.MIN_INSYNC, Integer.toString(TopicDeviation.minInsync(replication)));
        return config;
    }

    private void awaitLeaders(Collection<Wanted> wanted, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        describe(wanted, deadline)
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(one ->
                                latest.put(new TopicPartition(topic.name(), one.partition()), OffsetSpec.latest())));
        admin.listOffsets(latest).all().get(remaining(deadline), TimeUnit.MILLISECONDS);
    }

    private Map<String, TopicDescription> describe(Collection<Wanted> wanted, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        var names = wanted.stream().map(Wanted::name).toList();
        return admin.describeTopics(names).allTopicNames().get(remaining(deadline), TimeUnit.MILLISECONDS);
    }

    private List<TopicDeviation> deviations(Collection<Wanted> wanted, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        var described = describe(wanted, deadline);
        var configs = configsIfAllowed(wanted, deadline);
        var all = new ArrayList<TopicDeviation>();
        for (var topic : wanted) {
            var description = described.get(topic.name());
            if (description == null) {
                throw new KafkaException("Kafka did not describe " + topic.name());
            }
            var partitionsFound = description.partitions();
            var replicas = partitionsFound.stream()
                    .mapToInt(one -> one.replicas().size())
                    .min()
                    .orElse(0);
            var found = new TopicDeviation.Found(
                    partitionsFound.size(), replicas, configs.getOrDefault(topic.name(), Map.of()));
            all.addAll(TopicDeviation.of(topic, found, partitions, replication));
        }
        return all;
    }

    /** The settings in effect; empty where this client may not read them. */
    private Map<String, Map<String, String>> configsIfAllowed(Collection<Wanted> wanted, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        var resources = wanted.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        var configs = new HashMap<String, Map<String, String>>();
        try {
            admin.describeConfigs(resources)
                    .all()
                    .get(remaining(deadline), TimeUnit.MILLISECONDS)
                    .forEach((topic, config) -> {
                        var values = new HashMap<String, String>();
                        config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
                        configs.put(topic.name(), values);
                    });
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.atWarn()
                    .addKeyValue("why", e.getCause().getMessage())
                    .log("The settings of the topics are not checked: this client may not describe them");
        }
        return configs;
    }

    private static long remaining(long deadline) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
