package io.wireroom.runtime;

import io.wireroom.contract.work.PipelineTopics;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a process reaches Kafka and where it keeps what must survive a restart.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param topicPrefix of all our topics
 * @param partitions of all our topics, fixed at install
 * @param replication of all our topics
 * @param dataDirectory member id and Streams state
 * @param extra raw Kafka client properties, for every client
 */
public record KafkaSettings(
        String bootstrapServers,
        String topicPrefix,
        int partitions,
        short replication,
        Path dataDirectory,
        Map<String, String> extra) {

    public KafkaSettings {
        extra = Map.copyOf(extra);
    }

    /** From the environment. */
    public static KafkaSettings from(Env env) {
        return new KafkaSettings(
                env.text(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "localhost:9092",
                        "Brokers to start from, `host:port`, comma-separated."),
                env.text("TOPIC_PREFIX", "news.", "Prefix of all topic names."),
                env.integer("TOPIC_PARTITIONS", 12, 1, 1000, "Partitions of every topic; fixed at install."),
                (short) env.integer("TOPIC_REPLICATION", 1, 1, 9, "Replicas of every topic."),
                env.path(
                        "DATA_DIR", "./data", "Directory for the member id and the state stores; keep it on a volume."),
                env.withPrefix(
                        "KAFKA_PROP_",
                        "Any Kafka client property, for every client: `KAFKA_PROP_SECURITY_PROTOCOL=SSL` sets `security.protocol`."));
    }

    /** What the names of our consumer groups and Streams applications begin with: the topic prefix, with a hyphen. */
    public String groupPrefix() {
        return topicPrefix.replace('.', '-');
    }

    /** The topics of this installation. */
    public PipelineTopics topics() {
        return new PipelineTopics(topicPrefix);
    }
}
