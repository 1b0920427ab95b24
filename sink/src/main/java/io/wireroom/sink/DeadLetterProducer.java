package io.wireroom.sink;

import io.wireroom.store.BatchWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Sends dead letters to Kafka. It throws unless Kafka has acknowledged all of them. */
final class DeadLetterProducer implements BatchWriter.DeadLetterSender {

    private static final long LIMIT_SECONDS = 30;

    private final Producer<String, byte[]> producer;

    DeadLetterProducer(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void send(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var letter : letters) {
            sent.add(producer.send(asText(letter)));
        }
        for (var acknowledgement : sent) {
            try {
                acknowledgement.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof KafkaException known
                        ? known
                        : new KafkaException("a dead letter was not sent", e);
            } catch (TimeoutException e) {
                throw new org.apache.kafka.common.errors.TimeoutException("a dead letter was not acknowledged", e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    @SuppressWarnings("NullAway") // Kafka's own signature knows no null markers; keys and values may be null
    private static ProducerRecord<String, byte[]> asText(ProducerRecord<byte @Nullable [], byte @Nullable []> letter) {
        var key = letter.key() == null ? null : new String(letter.key(), StandardCharsets.UTF_8);
        return new ProducerRecord<>(letter.topic(), null, key, letter.value(), letter.headers());
    }
}
