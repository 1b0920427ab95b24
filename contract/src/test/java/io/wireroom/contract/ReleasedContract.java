package io.wireroom.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.wireroom.contract.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas of the last release and messages recorded with it: {@code src/test/resources/released}. */
final class ReleasedContract {

    static final Path FOLDER = Path.of("src", "test", "resources", "released");
    static final Path SCHEMAS = FOLDER.resolve("schemas");
    static final Path MESSAGES = FOLDER.resolve("messages");

    private static final String SUFFIX = ".schema.json";
    private static final String PLACE = "https://released.invalid/";

    private ReleasedContract() {}

    /** Topics without their prefix, in the order of their names. */
    static List<String> topics() {
        try (var files = Files.list(SCHEMAS)) {
            return files.map(file -> file.getFileName().toString().replace(SUFFIX, ""))
                    .filter(name -> !name.equals("common"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode schema(String name) {
        try {
            return JsonCodec.MAPPER.readTree(read(SCHEMAS.resolve(name + SUFFIX)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** JSON of the recorded values of a topic; for raw pages, of their capture headers. */
    static List<String> messages(String topic) {
        return read(MESSAGES.resolve(topic + ".jsonl")).lines().toList();
    }

    /** What a reader of the last release finds wrong with some JSON; constants that it does not know are not wrong. */
    static List<String> complaints(String topic, String json) {
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(ReleasedContract::openSchema));
        return registry.getSchema(SchemaLocation.of(PLACE + topic + SUFFIX)).validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static String openSchema(String location) {
        var name = location.substring(PLACE.length()).replace(SUFFIX, "");
        var schema = schema(name);
        openConstants(schema);
        return schema.toString();
    }

    private static void openConstants(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("enum").isArray()) {
            object.remove("enum");
            object.put("type", "string");
        }
        node.forEach(ReleasedContract::openConstants);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
