package io.wireroom.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the changes of a schema that break readers or writers of its released version. Allowed are new optional fields, new
 * constants of a closed list (a reader takes an unknown one as "other") and other words. Every other change breaks old
 * readers with new messages, or new readers with old messages. A keyword that this class does not know is reported, too.
 */
final class SchemaChanges {

    private static final Set<String> WORDS = Set.of("$schema", "$id", "$defs", "title", "description");

    /** What must stay as it is: a narrower value breaks new readers of old messages, a wider one old readers of new ones. */
    private static final Set<String> FIXED = Set.of(
            "type",
            "format",
            "pattern",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "const",
            "uniqueItems");

    private final List<String> breaks = new ArrayList<>();

    /** The pairs that are being compared: a schema may refer to a part that it is in. */
    private final Set<Pair> open = new HashSet<>();

    private record Pair(JsonNode released, JsonNode current) {}

    private SchemaChanges() {}

    /** What breaks, one sentence each that begins with the path of the field; empty if nothing does. */
    static List<String> breaks(SchemaPart released, SchemaPart current) {
        var changes = new SchemaChanges();
        changes.compare(released, current, released.file());
        return changes.breaks;
    }

    private void compare(SchemaPart releasedPart, SchemaPart currentPart, String path) {
        checkReference(releasedPart.node(), path);
        checkReference(currentPart.node(), path);
        var released = releasedPart.resolved();
        var current = currentPart.resolved();
        var pair = new Pair(released.node(), current.node());
        if (open.add(pair)) {
            names(pair.released(), pair.current()).forEach(keyword -> compareKeyword(keyword, released, current, path));
            open.remove(pair);
        }
    }

    private void compareKeyword(String keyword, SchemaPart released, SchemaPart current, String path) {
        if (WORDS.contains(keyword)) {
            return;
        } else if (FIXED.contains(keyword)) {
            compareFixed(keyword, released, current, path);
            return;
        }
        switch (keyword) {
            case "properties" -> compareProperties(released, current, path);
            case "required" -> compareRequired(released.node(), current.node(), path);
            case "enum" ->
                compareConstants(released.node().path("enum"), current.node().path("enum"), path);
            case "items" -> compareInner("items", released, current, path + "[]");
            case "additionalProperties" -> compareInner("additionalProperties", released, current, path + ".*");
            case "anyOf" -> compareAlternatives(released.at("anyOf"), current.at("anyOf"), path);
            default -> breaks.add(path + ": this check does not know the keyword " + keyword);
        }
    }

    private void compareFixed(String keyword, SchemaPart released, SchemaPart current, String path) {
        var before = released.node().path(keyword);
        var now = current.node().path(keyword);
        if (!before.equals(now)) {
            breaks.add(path + ": " + keyword + " was " + shown(before) + " and is " + shown(now));
        }
    }

    private void compareProperties(SchemaPart released, SchemaPart current, String path) {
        var before = released.at("properties");
        var now = current.at("properties");
        for (var name : names(before.node(), now.node())) {
            var field = path + "." + name;
            if (!now.node().has(name)) {
                breaks.add(field + ": the field is gone");
            } else if (before.node().has(name)) {
                compare(before.at(name), now.at(name), field);
            } else if (!released.node().path("additionalProperties").asBoolean(true)) {
                breaks.add(field + ": the released schema allows no further field here");
            }
        }
    }

    private void compareRequired(JsonNode released, JsonNode current, String path) {
        var before = texts(released.path("required"));
        var now = texts(current.path("required"));
        for (var name : before) {
            if (!now.contains(name)) {
                breaks.add(path + "." + name + ": was required and no longer is, so old readers can miss it");
            }
        }
        for (var name : now) {
            if (!before.contains(name)) {
                breaks.add(path + "." + name + ": is required and was not, so old messages lack it");
            }
        }
    }

    private void compareConstants(JsonNode released, JsonNode current, String path) {
        if (released.isMissingNode() || current.isMissingNode()) {
            breaks.add(path + ": enum was " + shown(released) + " and is " + shown(current));
            return;
        }
        var now = texts(current);
        for (var constant : texts(released)) {
            if (!now.contains(constant)) {
                breaks.add(path + ": the constant " + constant + " is gone");
            }
        }
    }

    private void compareInner(String keyword, SchemaPart released, SchemaPart current, String path) {
        if (released.node().path(keyword).isObject()
                && current.node().path(keyword).isObject()) {
            compare(released.at(keyword), current.at(keyword), path);
        } else {
            compareFixed(keyword, released, current, path);
        }
    }

    private void compareAlternatives(SchemaPart released, SchemaPart current, String path) {
        if (released.node().size() != current.node().size()) {
            breaks.add(path + ": there were " + released.node().size() + " alternatives and are "
                    + current.node().size());
            return;
        }
        for (int at = 0; at < released.node().size(); at++) {
            compare(
                    released.with(released.node().get(at)),
                    current.with(current.node().get(at)),
                    path + "(" + at + ")");
        }
    }

    /** Beside a reference stand words alone; anything else would be lost when the reference is followed. */
    private void checkReference(JsonNode node, String path) {
        if (node.has("$ref")) {
            for (var name : names(node, node)) {
                if (!name.equals("$ref") && !WORDS.contains(name)) {
                    breaks.add(path + ": this check does not know the keyword " + name + " beside $ref");
                }
            }
        }
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "absent" : node.toString();
    }

    private static Set<String> names(JsonNode one, JsonNode other) {
        var names = new LinkedHashSet<String>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new LinkedHashSet<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
