package io.wireroom.standalone.repartition;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the partitions of an installation begin and end.
 *
 * @param begins the first offset that is kept
 * @param ends the next offset
 */
record PartitionEnds(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {

    PartitionEnds {
        begins = Map.copyOf(begins);
        ends = Map.copyOf(ends);
    }

    /** The partitions of a topic, in order. */
    List<TopicPartition> partitions(String topic) {
        return ends.keySet().stream()
                .filter(one -> one.topic().equals(topic))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    long begin(TopicPartition partition) {
        return begins.getOrDefault(partition, 0L);
    }

    long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** A reader's position, within what is kept; the beginning if it has none. */
    long position(TopicPartition partition, Map<TopicPartition, Long> positions) {
        return Math.clamp(positions.getOrDefault(partition, 0L), begin(partition), end(partition));
    }
}
