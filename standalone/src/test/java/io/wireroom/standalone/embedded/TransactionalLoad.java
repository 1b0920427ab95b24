package io.wireroom.standalone.embedded;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Producers that write small transactions to all partitions of a topic until they are stopped. */
final class TransactionalLoad implements AutoCloseable {

    static final int PARTITIONS = 6;
    private static final int PRODUCERS = 3;

    private final String bootstrapServers;
    private final String topic;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    TransactionalLoad(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    void createTopic(short replication) throws Exception {
        try (var admin = Admin.create(settings())) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, replication)
                            .configs(Map.of("min.insync.replicas", Integer.toString(Math.max(1, replication - 1))))))
                    .all()
                    .get();
            var latest = new HashMap<TopicPartition, OffsetSpec>();
            partitions().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            await().ignoreExceptions()
                    .until(() -> admin.listOffsets(latest).all().get().size() == PARTITIONS);
        }
    }

    void start() {
        for (var number = 0; number < PRODUCERS; number++) {
            var id = "news-enrich-" + number;
            threads.add(Thread.ofPlatform().name(id).start(() -> {
                var life = 0;
                while (!stopped) {
                    produce(id, life++);
                }
            }));
        }
    }

    /** Runs until a transaction fails; its records are neither known to be there nor known not to be. */
    private void produce(String id, int life) {
        var settings = settings();
        settings.put("transactional.id", id);
        settings.put("transaction.timeout.ms", 10_000);
        settings.put("delivery.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 5_000);
        settings.put("max.block.ms", 10_000);
        settings.put("linger.ms", 0);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            for (var number = 0; !stopped; number++) {
                var value = id + '/' + life + '/' + number;
                producer.beginTransaction();
                for (var partition = 0; partition < PARTITIONS; partition++) {
                    producer.send(new ProducerRecord<>(topic, partition, "k", value));
                }
                refused.add(value);
                producer.commitTransaction();
                committed.add(value);
                refused.remove(value);
            }
        } catch (KafkaException | IllegalStateException e) {
            // The next life begins with the same id. The second comes from a close while a commit has no answer.
        }
    }

    long committed() {
        return committed.size();
    }

    /** Values that every partition must have exactly once. */
    Set<String> certain() {
        return Set.copyOf(committed);
    }

    /** Values whose commit was not acknowledged: all partitions have them once, or none. */
    Set<String> uncertain() {
        return Set.copyOf(refused);
    }

    /** Ends the load; returns when all producers have ended. */
    void stop() throws InterruptedException {
        stopped = true;
        for (var thread : threads) {
            thread.join();
        }
    }

    /** The committed values of each partition, in order. */
    Map<TopicPartition, List<String>> read(Duration limit) {
        var settings = settings();
        settings.put("isolation.level", "read_committed");
        var values = new HashMap<TopicPartition, List<String>>();
        try (var admin = Admin.create(settings());
                var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            await().atMost(limit)
                    .ignoreExceptions()
                    .until(() -> endsOfLog(admin).equals(consumer.endOffsets(partitions())));
            var ends = consumer.endOffsets(partitions());
            consumer.assign(partitions());
            consumer.seekToBeginning(partitions());
            partitions().forEach(partition -> values.put(partition, new ArrayList<>()));
            while (partitions().stream()
                    .anyMatch(partition -> consumer.position(partition) < requireNonNull(ends.get(partition)))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    requireNonNull(values.get(new TopicPartition(record.topic(), record.partition())))
                            .add(record.value());
                }
            }
        }
        return values;
    }

    private Map<TopicPartition, Long> endsOfLog(Admin admin) throws Exception {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        partitions().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private List<TopicPartition> partitions() {
        var all = new ArrayList<TopicPartition>();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            all.add(new TopicPartition(topic, partition));
        }
        return all;
    }

    private Map<String, Object> settings() {
        return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
