package io.wireroom.standalone.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** A plain Kafka client with one-partition topics. */
record KafkaProbe(String bootstrapServers) {
    private static final int SEVEN_MIB = 7 * 1024 * 1024;

    String clusterId() throws Exception {
        try (Admin admin = Admin.create(settings())) {
            return admin.describeCluster().clusterId().get(30, TimeUnit.SECONDS);
        }
    }

    List<String> topics() throws Exception {
        try (Admin admin = Admin.create(settings())) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
                    .sorted()
                    .toList();
        }
    }

    void createTopic(String topic) throws Exception {
        try (Admin admin = Admin.create(settings())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> admin.listOffsets(Map.of(new TopicPartition(topic, 0), OffsetSpec.latest()))
                                    .all()
                                    .get(5, TimeUnit.SECONDS)
                                    .size()
                            == 1);
        }
    }

    void sendInOneTransaction(String topic, byte[]... values) throws Exception {
        Map<String, Object> settings = settings();
        settings.put("transactional.id", "probe");
        settings.put("max.request.size", SEVEN_MIB);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
            }
            producer.commitTransaction();
        }
    }

    List<String> read(String topic, int count) {
        return readBytes(topic, count).stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }

    List<byte[]> readBytes(String topic, int count) {
        Map<String, Object> settings = settings();
        settings.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<byte[]> read = new ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(one -> read.add(one.value()));
                return read.size() >= count;
            });
            return read;
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] incompressible(int size) {
        byte[] value = new byte[size];
        new Random(7).nextBytes(value);
        return value;
    }

    static List<Thread> threadsThatKeepTheProcessAlive(List<Thread> besides) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && thread.isAlive() && !besides.contains(thread))
                .filter(thread -> !thread.getName().startsWith("awaitility"))
                .toList();
    }

    static List<Thread> threads() {
        Thread[] all = new Thread[Thread.activeCount() + 100];
        int count = Thread.enumerate(all);
        return IntStream.range(0, count).mapToObj(at -> all[at]).toList();
    }

    private Map<String, Object> settings() {
        return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
    }
}
