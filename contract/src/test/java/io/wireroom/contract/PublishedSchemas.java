package io.wireroom.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.wireroom.contract.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The schemas and examples as they are published, from the class path. */
final class PublishedSchemas {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private PublishedSchemas() {}

    /** What is wrong with some JSON by the schema of a topic; empty when nothing is. */
    static List<String> complaints(String schema, String json) {
        return REGISTRY.getSchema(location(schema)).validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    static String example(String topic) {
        return resource("/examples/" + topic + ".json");
    }

    /** The schema of a topic, or {@code common}, as a tree. */
    static JsonNode schema(String name) {
        try {
            return JsonCodec.MAPPER.readTree(resource("/schemas/" + name + ".schema.json"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static String resource(String path) {
        try (var in = Objects.requireNonNull(PublishedSchemas.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static SchemaLocation location(String schema) {
        return SchemaLocation.of("classpath:schemas/" + schema + ".schema.json");
    }
}
