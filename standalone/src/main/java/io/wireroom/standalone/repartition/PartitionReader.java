package io.wireroom.standalone.repartition;

import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads a range of a partition, committed records only. Not thread-safe. */
final class PartitionReader implements AutoCloseable {

    private static final int AT_ONCE = 500;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;

    PartitionReader(KafkaClients clients) {
        consumer = clients.byteReader(AT_ONCE);
    }

    /**
     * Passes on the records of [from, to) in order; {@code from} is at or after the beginning.
     *
     * @throws Failure (69) when Kafka is silent for 30 s
     */
    void read(TopicPartition partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        if (from >= to) {
            return;
        }
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            var reached = from;
            var deadline = System.nanoTime() + SILENCE.toNanos();
            while (reached < to) {
                for (var record : consumer.poll(POLL)) {
                    if (record.offset() < to) {
                        visitor.accept(record);
                    }
                }
                // The position, not a record, shows the end: the last offsets may be markers of transactions.
                var position = consumer.position(partition, SILENCE);
                if (position > reached) {
                    deadline = System.nanoTime() + SILENCE.toNanos();
                    reached = position;
                } else if (System.nanoTime() >= deadline) {
                    throw silent(partition, null);
                }
            }
        } catch (TimeoutException e) {
            throw silent(partition, e);
        }
    }

    private static Failure silent(TopicPartition partition, @Nullable Throwable cause) {
        return Failure.unavailable(
                "Cannot read " + partition + ": Kafka did not answer for " + SILENCE.toSeconds() + " s", cause);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
