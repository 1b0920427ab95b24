package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.work.PipelineTopics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AsyncApiTest {

    private static final PipelineTopics TOPICS = new PipelineTopics("news.");
    private static final int DEFAULT_PARTITIONS = 12;

    @Test
    void everyTopicIsAChannelInTheOrderOfTheFlow() {
        var document = AsyncApi.document();

        assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(document.path("channels").values().stream()
                        .map(channel -> channel.path("address").asString()))
                .containsExactlyElementsOf(
                        TOPICS.all().stream().map(Topic::name).toList());
    }

    @Test
    void theKafkaBindingOfEveryChannelIsHowTheTopicIsCreated() {
        for (var topic : TOPICS.all()) {
            var binding = AsyncApi.channel(topic.name()).orElseThrow().at("/bindings/kafka");
            var expected = new LinkedHashMap<>(topic.config());
            expected.remove("message.timestamp.type"); // not a key of the binding

            assertThat(binding.path("topic").asString()).isEqualTo(topic.name());
            assertThat(binding.path("partitions").asInt())
                    .as(topic.name())
                    .isEqualTo(topic.partitions().count(DEFAULT_PARTITIONS));
            assertThat(configuration(binding.path("topicConfiguration")))
                    .as(topic.name())
                    .isEqualTo(expected);
        }
    }

    @Test
    void everyChannelStatesItsKeyAndPlace() {
        for (var topic : TOPICS.all()) {
            var channel = AsyncApi.channel(topic.name()).orElseThrow();

            assertThat(channel.path("x-key").asString("")).as(topic.name()).isNotBlank();
            assertThat(channel.path("x-placed-by").asString(""))
                    .as(topic.name())
                    .isNotBlank();
        }
    }

    @Test
    void everyReferenceResolves() {
        var document = AsyncApi.document();
        var references = new ArrayList<String>();
        collectReferences(document, references);

        assertThat(references).hasSizeGreaterThan(30).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                var schema =
                        JsonMapper.shared().readTree(PublishedSchemas.resource(reference.replaceFirst("^\\./", "/")));
                assertThat(schema.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            }
        });
    }

    @Test
    void theWritersHeadersAreTheDescribedOnes() {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.addCloudEvent(
                headers,
                "io.wireroom.article.v1",
                "/wireroom/enrich",
                "a1/2",
                "a1",
                java.time.Instant.EPOCH,
                "application/json");
        var described = AsyncApi.document().at("/components/schemas/recordHeaders/properties");

        assertThat(headers.toArray())
                .extracting(header -> header.key())
                .containsExactlyInAnyOrderElementsOf(described.propertyNames());
    }

    private static Map<String, String> configuration(JsonNode node) {
        return node.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().isArray()
                                ? entry.getValue().values().stream()
                                        .map(JsonNode::asString)
                                        .collect(Collectors.joining(","))
                                : entry.getValue().asString()));
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        if (node.isObject() && node.path("$ref").isString()) {
            references.add(node.path("$ref").asString());
        }
        node.values().forEach(child -> collectReferences(child, references));
    }
}
