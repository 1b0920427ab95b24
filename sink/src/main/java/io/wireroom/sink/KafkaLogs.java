package io.wireroom.sink;

import io.wireroom.store.PartitionLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Reads the current state of partition logs from the broker. Thread-safe. */
final class KafkaLogs implements PartitionLog.Describer {

    private static final long LIMIT_SECONDS = 10;

    private final Admin admin;

    /** Uses this client; the caller closes it. */
    KafkaLogs(Admin admin) {
        this.admin = admin;
    }

    @Override
    public Map<TopicPartition, PartitionLog> describe(Set<TopicPartition> partitions) {
        var cluster = get(admin.describeCluster().clusterId());
        var names = partitions.stream().map(TopicPartition::topic).collect(Collectors.toCollection(TreeSet::new));
        var topics = get(admin.describeTopics(names).allTopicNames());
        var begin = offsets(partitions, OffsetSpec.earliest());
        var end = offsets(partitions, OffsetSpec.latest());
        var logs = new HashMap<TopicPartition, PartitionLog>();
        for (var partition : partitions) {
            var topic = topics.get(partition.topic());
            var first = begin.get(partition);
            var last = end.get(partition);
            if (topic == null || first == null || last == null) {
                throw new KafkaException("Kafka did not describe " + partition);
            }
            logs.put(partition, new PartitionLog(cluster, topic.topicId().toString(), first, last));
        }
        return logs;
    }

    /** All partitions of these topics. */
    Set<TopicPartition> partitions(Set<String> topics) {
        return get(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toSet());
    }

    /** Offsets for a reader of committed records; -1 if the time is after the last record. */
    Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
        var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        var answer = get(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all());
        return answer.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
    }

    /** The offsets that a group has committed in these partitions; without those where it has none. */
    Map<TopicPartition, Long> committed(String group, Set<TopicPartition> partitions) {
        var answer = get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group));
        var known = new HashMap<TopicPartition, Long>();
        answer.forEach((partition, offset) -> {
            if (offset != null && partitions.contains(partition)) {
                known.put(partition, offset.offset());
            }
        });
        return known;
    }

    private static long offset(ListOffsetsResultInfo info) {
        return info.offset();
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known
                    ? known
                    : new KafkaException("Kafka did not answer: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "Kafka did not answer within " + LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
