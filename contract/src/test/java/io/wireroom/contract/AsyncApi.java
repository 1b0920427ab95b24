package io.wireroom.contract;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published {@code asyncapi.yaml}, from the class path. */
final class AsyncApi {

    private static final YAMLMapper YAML = new YAMLMapper();

    private AsyncApi() {}

    static JsonNode document() {
        return YAML.readTree(PublishedSchemas.resource("/asyncapi.yaml"));
    }

    /** The channel of a topic with the default prefix. */
    static Optional<JsonNode> channel(String address) {
        return document().path("channels").values().stream()
                .filter(channel -> channel.path("address").asString("").equals(address))
                .findFirst();
    }
}
