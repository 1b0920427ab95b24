package io.wireroom.standalone.topics;

import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Writes records all or nothing. After {@link #open} it is the only writer of its name: a writer that is opened later
 * fences this one and aborts what this one has begun. What is read after opening is therefore valid until the write.
 * Not thread-safe.
 */
public final class AtomicWriter implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final KafkaProducer<String, byte[]> producer;
    private final String what;

    private AtomicWriter(KafkaProducer<String, byte[]> producer, String what) {
        this.producer = producer;
        this.what = what;
    }

    /**
     * Takes the name.
     *
     * @param name transactional id: one writer at a time
     * @param what is written, for messages
     * @throws Failure (69) when Kafka does not answer within 30 s
     */
    public static AtomicWriter open(KafkaClients clients, String name, String what) {
        var producer = clients.transactionalProducer(name, TIMEOUT);
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(CLOSE_LIMIT);
            throw Failure.unavailable(
                    "Cannot write " + what + ": " + e.getMessage()
                            + "; is the broker up and KAFKA_BOOTSTRAP_SERVERS right?",
                    e);
        }
        return new AtomicWriter(producer, what);
    }

    /**
     * Writes all of these in one transaction, or nothing if it throws.
     *
     * @throws Failure (69) when Kafka refuses, does not answer within 30 s, or another writer has taken the name
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit flushes, and throws if any of the sends failed
    public void write(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        try {
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw Failure.unavailable(
                    "Cannot write " + what + ": another command began to write them at the same time; what this one had"
                            + " not finished was not kept, run it again",
                    e);
        } catch (KafkaException e) {
            abort(e);
            throw Failure.unavailable(
                    "Cannot write " + what + ": " + e.getMessage()
                            + "; what was not finished was not kept, run it again",
                    e);
        }
    }

    /** Number of partitions of a topic; 0 if it does not exist. */
    public int partitions(String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (org.apache.kafka.common.errors.TimeoutException
                | org.apache.kafka.common.errors.UnknownTopicOrPartitionException e) {
            return 0;
        }
    }

    private void abort(KafkaException why) {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            // The broker aborts it after the time-out anyway.
            why.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
