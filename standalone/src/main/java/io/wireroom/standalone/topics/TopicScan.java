package io.wireroom.standalone.topics;

import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics from their beginning to the ends that they had when it began, committed records only. It has no consumer
 * group and leaves no offsets on the broker. Waits at most 30 s for the next answer of the broker.
 */
public final class TopicScan {

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;

    /** A scan with these clients. Connections are opened on demand. */
    public TopicScan(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Passes on every record of these topics, in order within a partition.
     *
     * @param atOnce records held in memory at a time
     * @return the partitions that were read
     * @throws Failure (69) when a topic is missing or the broker is silent
     */
    public List<TopicPartition> read(
            List<String> topics, int atOnce, Consumer<? super ConsumerRecord<String, byte[]>> visitor) {
        try (var consumer = clients.reader(atOnce)) {
            var partitions = partitions(consumer, topics);
            readToEnd(consumer, partitions, visitor);
            return partitions;
        } catch (TimeoutException e) {
            throw silent(topics, e);
        }
    }

    /**
     * The record at a place of a topic, if it still exists.
     *
     * @throws Failure (69) when the topic is missing or the broker is silent
     */
    public Optional<ConsumerRecord<String, byte[]>> at(TopicPartition partition, long offset) {
        try (var consumer = clients.reader(1)) {
            if (!partitions(consumer, List.of(partition.topic())).contains(partition)) {
                return Optional.empty();
            }
            var only = List.of(partition);
            consumer.assign(only);
            var begin = consumer.beginningOffsets(only, SILENCE).getOrDefault(partition, 0L);
            var end = consumer.endOffsets(only, SILENCE).getOrDefault(partition, 0L);
            if (offset < begin || offset >= end) {
                return Optional.empty();
            }
            consumer.seek(partition, offset);
            var deadline = System.nanoTime() + SILENCE.toNanos();
            while (consumer.position(partition, SILENCE) <= offset) {
                for (var record : consumer.poll(POLL)) {
                    // A transaction's marker has an offset but is no record: the next record is another one.
                    return Optional.of(record).filter(found -> found.offset() == offset);
                }
                if (System.nanoTime() >= deadline) {
                    throw silent(List.of(partition.topic()), null);
                }
            }
            return Optional.empty();
        } catch (TimeoutException e) {
            throw silent(List.of(partition.topic()), e);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, List<String> topics) {
        var all = new ArrayList<TopicPartition>();
        for (var topic : topics) {
            var infos = consumer.partitionsFor(topic, SILENCE);
            if (infos == null || infos.isEmpty()) {
                throw Failure.unavailable(
                        "Cannot read topic '" + topic + "': it is not there; run `wireroom topics` first", null);
            }
            infos.forEach(info -> all.add(new TopicPartition(topic, info.partition())));
        }
        return all;
    }

    private static void readToEnd(
            KafkaConsumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            Consumer<? super ConsumerRecord<String, byte[]>> visitor) {
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions, SILENCE);
        consumer.seekToBeginning(partitions);
        var open = new HashSet<>(partitions);
        var positions = 0L;
        var deadline = System.nanoTime() + SILENCE.toNanos();
        while (true) {
            // Positions, not records, show the end: the last offsets may be markers of transactions.
            open.removeIf(one -> consumer.position(one, SILENCE) >= ends.getOrDefault(one, 0L));
            if (open.isEmpty()) {
                return;
            }
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    visitor.accept(record);
                }
            }
            var reached = partitions.stream()
                    .mapToLong(one -> consumer.position(one, SILENCE))
                    .sum();
            if (reached != positions) {
                positions = reached;
                deadline = System.nanoTime() + SILENCE.toNanos();
            } else if (System.nanoTime() >= deadline) {
                throw silent(
                        partitions.stream()
                                .map(TopicPartition::topic)
                                .distinct()
                                .toList(),
                        null);
            }
        }
    }

    private static Failure silent(List<String> topics, @Nullable Throwable cause) {
        return Failure.unavailable(
                "Cannot read " + String.join(", ", topics) + ": Kafka did not answer for " + SILENCE.toSeconds()
                        + " s; is the broker up and KAFKA_BOOTSTRAP_SERVERS right?",
                cause);
    }
}
