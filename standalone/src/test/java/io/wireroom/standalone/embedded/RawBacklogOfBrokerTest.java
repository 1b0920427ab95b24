package io.wireroom.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wireroom.ingest.schedule.gate.RawBacklog;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.testkit.process.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the gate before page requests learns from a real broker. */
@Tag("crash")
@Timeout(120)
class RawBacklogOfBrokerTest {

    private static final int CAP = 1_000_000;

    @Test
    void aFullPartitionOfATopicOfOtherSizeThanSetIsClosed(@TempDir Path directory) throws Exception {
        var ports = FreePorts.two();
        try (var broker = new EmbeddedBroker(directory, ports[0], ports[1])) {
            broker.start();
            var settings =
                    new KafkaSettings(broker.bootstrapServers(), "news.", 12, (short) 1, Path.of("unused"), Map.of());
            var raw = settings.topics().raw().name();
            try (var admin = new KafkaClients(settings).admin()) {
                admin.createTopics(List.of(new NewTopic(raw, 2, (short) 1)
                                .configs(Map.of("retention.bytes", Integer.toString(CAP)))))
                        .all()
                        .get();
                admin.alterConsumerGroupOffsets(
                                settings.group(KafkaGroup.ENRICH),
                                Map.of(new TopicPartition(raw, 0), new OffsetAndMetadata(0)))
                        .all()
                        .get();
            }
            write(settings, new TopicPartition(raw, 1), CAP * 3 / 4);

            try (var gate = new RawBacklog(settings)) {
                gate.start();

                await().atMost(Duration.ofSeconds(60)).until(() -> !gate.open(1));
                assertThat(gate.open(0)).isTrue();
            }
        }
    }

    private static void write(KafkaSettings settings, TopicPartition partition, int bytes) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", settings.bootstrapServers());
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var left = bytes; left > 0; left -= 10_000) {
                producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[10_000]))
                        .get();
            }
        }
    }
}
