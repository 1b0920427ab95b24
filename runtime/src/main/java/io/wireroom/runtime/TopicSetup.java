package io.wireroom.runtime;

import io.wireroom.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that are missing, refuses those that do not fit, and waits until every partition has a leader:
 * producing to a topic without one loses records (KAFKA-15591, docs/rationale.md). May be run again at any time.
 */
public final class TopicSetup {

    /** A topic that must exist. */
    public record Wanted(String name, Map<String, String> config) {

        /** One of our topics. */
        public static Wanted of(Topic<?> topic) {
            return new Wanted(topic.name(), topic.config());
        }

        /** The changelog of a state store. */
        public static Wanted changelog(String applicationId, String store) {
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
                            "0.2"));
        }
    }

    /** Which topics were created and which existed. */
    public record Report(List<String> created, List<String> present) {}

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
     * Makes sure that all these topics exist and have leaders.
     *
     * @throws Failure (64) when a topic has another number of partitions; (69) when the broker does not answer or no
     *     leader is found in time
     */
    public Report ensure(Collection<Wanted> wanted, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return attempt(wanted, deadline);
            } catch (ExecutionException | TimeoutException e) {
                var cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
                if (System.nanoTime() >= deadline) {
                    throw Failure.unavailable(
                            "Kafka did not make the topics ready within " + limit.toSeconds() + " s: "
                                    + (cause.getMessage() == null ? "no answer" : cause.getMessage())
                                    + "; is the broker up and KAFKA_BOOTSTRAP_SERVERS right?",
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
                missing.add(new NewTopic(topic.name(), partitions, replication).configs(topic.config()));
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
        var names = wanted.stream().map(Wanted::name).toList();
        var described = admin.describeTopics(names).allTopicNames().get(remaining(deadline), TimeUnit.MILLISECONDS);
        refuseOtherPartitions(described);
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        described
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(one ->
                                latest.put(new TopicPartition(topic.name(), one.partition()), OffsetSpec.latest())));
        admin.listOffsets(latest).all().get(remaining(deadline), TimeUnit.MILLISECONDS);
        return new Report(created, present);
    }

    private void refuseOtherPartitions(Map<String, TopicDescription> described) {
        var wrong = new TreeMap<String, Integer>();
        described.forEach((name, topic) -> {
            if (topic.partitions().size() != partitions) {
                wrong.put(name, topic.partitions().size());
            }
        });
        if (!wrong.isEmpty()) {
            throw Failure.usage("TOPIC_PARTITIONS is " + partitions + ", but these topics have another number: " + wrong
                    + "; set TOPIC_PARTITIONS to what the installation was made with");
        }
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
