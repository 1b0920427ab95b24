package io.wireroom.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Renews {@link ReleasedContract} at a release: copies the schemas, and records messages of a running {@code wireroom demo},
 * whose texts are invented. A message is kept if it has a field or a constant that no kept message of its topic has.
 */
final class ContractRecorder {

    private static final Path CURRENT_SCHEMAS = Path.of("src", "main", "resources", "schemas");
    private static final int MAX_MESSAGES = 12;
    private static final Duration POLL = Duration.ofSeconds(2);

    private ContractRecorder() {}

    static void renew(String bootstrapServers, List<SchemasTest.Published> examples) throws IOException {
        Files.createDirectories(ReleasedContract.SCHEMAS);
        Files.createDirectories(ReleasedContract.MESSAGES);
        try (var schemas = Files.list(CURRENT_SCHEMAS)) {
            for (var schema : schemas.toList()) {
                Files.copy(
                        schema,
                        ReleasedContract.SCHEMAS.resolve(schema.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        for (var topic : new PipelineTopics("news.").all()) {
            var name = topic.name().replaceFirst("^news\\.((ingest|enrich|sink)\\.)?", "");
            var kept = new Kept(name);
            // What the demo does not show: each kind of record has an example.
            for (var example : examples) {
                if (example.topic().equals(name)) {
                    kept.offer(example.json());
                }
            }
            record(bootstrapServers, topic.name(), kept);
            if (!kept.lines.isEmpty()) {
                Files.writeString(
                        ReleasedContract.MESSAGES.resolve(name + ".jsonl"),
                        String.join("\n", kept.lines) + "\n",
                        StandardCharsets.UTF_8);
            }
        }
    }

    private static void record(String bootstrapServers, String topic, Kept kept) throws JsonProcessingException {
        var settings = new HashMap<String, Object>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (var records = consumer.poll(POLL); !records.isEmpty(); records = consumer.poll(POLL)) {
                for (var record : records) {
                    var json = json(record);
                    if (json != null) {
                        kept.offer(json);
                    }
                }
            }
        }
    }

    /** The JSON that the topic's schema describes; null for a removal and for a dead letter. */
    private static @Nullable String json(ConsumerRecord<byte[], byte[]> record) {
        var capture = record.headers().lastHeader(RawPage.CAPTURE_HEADER);
        if (record.topic().contains("dead-letter")) {
            return null;
        } else if (capture != null) {
            return new String(capture.value(), StandardCharsets.UTF_8);
        }
        return record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
    }

    /** The messages of a topic that are kept, each with something that those before it have not. */
    private static final class Kept {

        private final String topic;
        private final List<String> lines = new ArrayList<>();
        private final Set<String> shown = new HashSet<>();

        Kept(String topic) {
            this.topic = topic;
        }

        void offer(String json) throws JsonProcessingException {
            var message = JsonCodec.MAPPER.readTree(json);
            var shape = new HashSet<String>();
            addShape(message, SchemaPart.root(PublishedSchemas::schema, topic), "", shape);
            if (lines.size() < MAX_MESSAGES && shown.addAll(shape)) {
                lines.add(message.toString());
            }
        }

        /** Paths of the fields that are there, with the constants of closed lists. */
        private static void addShape(JsonNode message, SchemaPart unresolved, String path, Set<String> shape) {
            var schema = unresolved.resolved();
            shape.add(schema.node().has("enum") ? path + '=' + message.asText() : path);
            message.forEach(element -> {
                if (message.isArray()) {
                    addShape(element, schema.at("items"), path + "[]", shape);
                }
            });
            message.fields().forEachRemaining(field -> {
                if (schema.node().path("properties").has(field.getKey())) {
                    addShape(
                            field.getValue(),
                            schema.at("properties").at(field.getKey()),
                            path + '.' + field.getKey(),
                            shape);
                }
            });
        }
    }
}
