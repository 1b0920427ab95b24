package io.wireroom.store;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The state of a partition's log on the broker.
 *
 * @param clusterId of the Kafka cluster
 * @param topicId changes when a topic is deleted and created again
 * @param begin first offset that still exists
 * @param end first offset that no committed record can have yet
 */
public record PartitionLog(String clusterId, String topicId, long begin, long end) {

    /** Describes logs. */
    @FunctionalInterface
    public interface Describer {

        /** The logs of all these partitions; throws a {@link org.apache.kafka.common.KafkaException} when it cannot. */
        Map<TopicPartition, PartitionLog> describe(Set<TopicPartition> partitions);
    }
}
