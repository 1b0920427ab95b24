package io.wireroom.runtime;

import io.wireroom.contract.work.PipelineTopics;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a process reaches Kafka and where it keeps what must survive a restart.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param topicPrefix of all our topics
 * @param partitions of all our topics, fixed at install
 * @param replication of all our topics
 * @param dataDirectory member id and Streams state
 * @param timeouts how long Kafka waits for our processes
 * @param standbys copies of each task's state that other processes keep, ready to take over
 * @param extra raw Kafka client properties, for every client; win over everything of ours
 */
public record KafkaSettings(
        String bootstrapServers,
        String topicPrefix,
        int partitions,
        short replication,
        Path dataDirectory,
        KafkaTimeouts timeouts,
        int standbys,
        Map<String, String> extra) {

    static final String DATA_DIR = "DATA_DIR";

    public KafkaSettings {
        KafkaGroup.requireValid(topicPrefix);
        extra = Map.copyOf(extra);
    }

    /** The same with the time-outs of one machine. */
    public KafkaSettings(
            String bootstrapServers,
            String topicPrefix,
            int partitions,
            short replication,
            Path dataDirectory,
            Map<String, String> extra) {
        this(
                bootstrapServers,
                topicPrefix,
                partitions,
                replication,
                dataDirectory,
                KafkaTimeouts.Deployment.ONE_MACHINE.timeouts(),
                0,
                extra);
    }

    /** From the environment. */
    public static KafkaSettings from(Env env) {
        return new KafkaSettings(
                env.text(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "localhost:9092",
                        "Kafka brokers to connect to first: `host:port`, comma-separated."),
                env.choice(
                        "TOPIC_PREFIX",
                        "text",
                        "news.",
                        "Prefix of the names of topics and groups: words with a dot after each.",
                        KafkaGroup::requireValid),
                env.integer(
                        "TOPIC_PARTITIONS",
                        12,
                        1,
                        1000,
                        "Number of partitions of every topic. After installation, `wireroom topics --repartition` changes it."),
                (short) env.integer("TOPIC_REPLICATION", 1, 1, 9, "Number of replicas of every topic."),
                dataDirectory(env),
                KafkaTimeouts.from(env),
                env.integer(
                        "STREAMS_STANDBYS",
                        0,
                        0,
                        5,
                        "Copies of the state that other processes of the stage keep, so that they take over without a"
                                + " restore; needs that many more processes."),
                env.withPrefix(
                        "KAFKA_PROP_",
                        "Any property of the Kafka clients, in place of the built-in value: `KAFKA_PROP_SECURITY_PROTOCOL=SSL` sets `security.protocol`."));
    }

    static Path dataDirectory(Env env) {
        return env.path(
                DATA_DIR,
                "./data",
                "Directory for the member id and the state stores. Keep it on a volume; copies of a stage can share it.");
    }

    /** The same for an installation under another prefix, with another number of partitions, at the same Kafka. */
    public KafkaSettings of(String otherPrefix, int otherPartitions) {
        return new KafkaSettings(
                bootstrapServers, otherPrefix, otherPartitions, replication, dataDirectory, timeouts, standbys, extra);
    }

    /** The consumer group, Streams application id or start of transactional ids of one of our programs. */
    public String group(KafkaGroup group) {
        return group.id(topicPrefix);
    }

    /** The topics of this installation. */
    public PipelineTopics topics() {
        return new PipelineTopics(topicPrefix);
    }

    /** The settings without the values of {@code KAFKA_PROP_*}, which hold passwords. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", " + topicPrefix + ", partitions=" + partitions
                + ", replication="
                + replication + ", " + dataDirectory + ", " + timeouts + ", standbys=" + standbys + ", KAFKA_PROP_*: "
                + new TreeSet<>(extra.keySet())
                + "]";
    }
}
