package io.wireroom.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * A part of a schema file, so that references can be followed.
 *
 * @param files schema by its name, such as {@code article.v1}
 * @param file name of the file that the part is in
 */
record SchemaPart(Function<String, JsonNode> files, String file, JsonNode node) {

    private static final String SUFFIX = ".schema.json";

    static SchemaPart root(Function<String, JsonNode> files, String file) {
        return new SchemaPart(files, file, files.apply(file));
    }

    /** Another part of the same file. */
    SchemaPart with(JsonNode other) {
        return new SchemaPart(files, file, other);
    }

    SchemaPart at(String name) {
        return with(node.path(name));
    }

    /** The part that the references lead to; this one if it is no reference. */
    SchemaPart resolved() {
        var ref = node.path("$ref").asText("");
        if (ref.isEmpty()) {
            return this;
        }
        var hash = ref.indexOf('#');
        var target = hash < 0 ? ref : ref.substring(0, hash);
        var pointer = hash < 0 ? "" : ref.substring(hash + 1);
        var targetFile = target.isEmpty() ? file : target.replace(SUFFIX, "");
        return new SchemaPart(files, targetFile, files.apply(targetFile).at(pointer)).resolved();
    }
}
