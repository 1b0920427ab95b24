package io.wireroom.enrich.clean.metadata;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Reads the values of a JSON-LD script as publishers write it: wrapped in comments, CDATA or an assignment, with a byte
 * order mark, with escaped quotes, several values one after another, with faults of JSON that have one meaning.
 */
final class JsonLdScripts {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_VALUES = 200;
    private static final ObjectMapper LENIENT = lenient();
    private static final String VOCABULARY = "schema.org/";

    /** A prefix of the vocabulary before the name of a property. */
    private static final Pattern PREFIX = Pattern.compile("^(?:schema:|https?://(?:www\\.)?schema\\.org/)");

    private JsonLdScripts() {}

    /** The values of a script; empty if it has none that can be read. */
    static List<JsonNode> values(String script) {
        var json = content(script);
        if (json.isEmpty()) {
            return List.of();
        }
        var values = read(json);
        if (values.isEmpty()) {
            values = read(JsonRepair.repaired(json));
        }
        return json.contains("\"schema:") || json.contains("\"http") && json.contains(VOCABULARY)
                ? values.stream().map(value -> withoutPrefixes(value, 0)).toList()
                : values;
    }

    /** What stands from the first bracket to the last. */
    private static String content(String script) {
        var text =
                script.contains("&quot;") && !script.contains("\"") ? Parser.unescapeEntities(script, false) : script;
        var from = first(text, '{', '[');
        if (text.startsWith("<![CDATA[", Math.max(0, from - 8)) || text.startsWith("[CDATA[", Math.max(0, from))) {
            from = first(text, '{', '{');
            var array = text.indexOf('[', text.indexOf("CDATA[") + "CDATA[".length());
            from = array >= 0 && array < from ? array : from;
        }
        var to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
        while (to > 0 && text.startsWith("]]>", to - 1)) {
            to = Math.max(text.lastIndexOf('}', to - 2), text.lastIndexOf(']', to - 2));
        }
        return from < 0 || to < from ? "" : text.substring(from, to + 1);
    }

    private static int first(String text, char one, char other) {
        var a = text.indexOf(one);
        var b = text.indexOf(other);
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }

    /** The values of a text, as many as can be read. */
    private static List<JsonNode> read(String json) {
        var values = new ArrayList<JsonNode>();
        try (var parser = LENIENT.createParser(json)) {
            while (values.size() < MAX_VALUES) {
                JsonNode value = LENIENT.readTree(parser);
                if (value == null) {
                    return values;
                }
                values.add(value);
            }
        } catch (IOException e) {
            return values;
        }
        return values;
    }

    private static JsonNode withoutPrefixes(JsonNode value, int depth) {
        if (depth > MAX_DEPTH) {
            return value;
        }
        if (value instanceof ArrayNode array) {
            var plain = array.arrayNode();
            array.forEach(one -> plain.add(withoutPrefixes(one, depth + 1)));
            return plain;
        }
        if (value instanceof ObjectNode object) {
            var plain = object.objectNode();
            object.properties()
                    .forEach(field -> plain.set(
                            PREFIX.matcher(field.getKey()).replaceFirst(""),
                            withoutPrefixes(field.getValue(), depth + 1)));
            return plain;
        }
        return value;
    }

    private static ObjectMapper lenient() {
        var mapper = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        return mapper;
    }
}
