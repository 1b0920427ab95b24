package io.wireroom.standalone.repartition;

import io.wireroom.contract.Topic;
import io.wireroom.contract.work.StoredPlace;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Writes copies into empty topics, in order for each partition. It counts what it writes: the count of a partition is the
 * offset of its next record. Not thread-safe.
 */
final class CopyWriter implements AutoCloseable {

    /** A record on its way; its time is the new broker's where the topic says so. */
    record Copy(long timestamp, byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {}

    private final KafkaProducer<byte[], byte[]> producer;
    private final int before;
    private final int after;
    private final AtomicReference<@Nullable Exception> error = new AtomicReference<>();
    private final TreeMap<String, long[]> written = new TreeMap<>();

    /**
     * A writer.
     *
     * @param before number of partitions of the topics that are read
     * @param after number of partitions of the topics that are written
     */
    CopyWriter(KafkaClients clients, int before, int after) {
        this.producer = clients.byteProducer("wireroom-repartition");
        this.before = before;
        this.after = after;
    }

    /**
     * The partitions of a record: one, or all that may hold its site.
     *
     * @param was the partition that it is read from
     */
    List<Integer> partitions(StoredPlace place, int was) {
        return switch (place) {
            case StoredPlace.OfSite(var hash) -> List.of(Topic.partitionOfHash(hash, after));
            case StoredPlace.OnlyOne only -> List.of(0);
            case StoredPlace.Unreadable unreadable -> List.of(was);
            case StoredPlace.Nowhere nowhere -> List.of();
            case StoredPlace.Unknown unknown ->
                IntStream.range(0, after)
                        // Of a multiple, only these: h mod (k·n) mod n = h mod n.
                        .filter(partition -> after % before != 0 || partition % before == was)
                        .boxed()
                        .toList();
        };
    }

    /** Writes a copy to each of these partitions. */
    void write(String topic, List<Integer> partitions, Copy copy) {
        for (var partition : partitions) {
            var record =
                    new ProducerRecord<>(topic, partition, copy.timestamp(), copy.key(), copy.value(), copy.headers());
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure != null) {
                    error.compareAndSet(null, failure);
                }
            });
            counts(topic)[partition]++;
        }
        check();
    }

    private long[] counts(String topic) {
        return written.computeIfAbsent(topic, unwritten -> new long[after]);
    }

    /** Records written to a partition so far. */
    long written(TopicPartition partition) {
        return counts(partition.topic())[partition.partition()];
    }

    /** Records written to a topic so far. */
    long written(String topic) {
        return IntStream.range(0, after)
                .mapToLong(partition -> counts(topic)[partition])
                .sum();
    }

    /** Returns when everything is acknowledged by all replicas. */
    void flush() {
        producer.flush();
        check();
    }

    private void check() {
        var failure = error.get();
        if (failure != null) {
            throw Failure.unavailable("Cannot write the copies: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            producer.close();
        } catch (KafkaException e) {
            error.compareAndSet(null, e);
        }
    }
}
