package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TorturedWire;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that nobody can read, on a topic. */
public record PoisonedTopic(String topic, int partition) implements Disturbance {

    /** The key of such records. */
    public static final String KEY = "poison";

    @Override
    public String description() {
        return "poison on " + topic + ", partition " + partition;
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        var value = "{\"poison\": [\u0000".getBytes(StandardCharsets.UTF_8);
        try (var producer = wire.clients().producer("poison")) {
            producer.send(new ProducerRecord<>(topic, partition, KEY, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot write to " + topic, e);
        }
    }
}
