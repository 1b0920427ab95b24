package io.wireroom.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.wireroom.contract.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text that PostgreSQL can store: without NUL, which neither {@code text} nor JSONB holds, and with U+FFFD for lone
 * surrogates, which UTF-8 cannot express.
 */
final class PgText {

    private static final char REPLACEMENT = '\uFFFD';

    private PgText() {}

    /** The text without NUL and lone surrogates; the same object if it has neither. */
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit == 0 || Character.isSurrogate(unit)) {
                return rebuild(text);
            }
        }
        return text;
    }

    /** As {@link #clean}; null stays null. */
    static @Nullable String cleanOrNull(@Nullable String text) {
        return text == null ? null : clean(text);
    }

    /**
     * JSON that JSONB accepts, from valid JSON in UTF-8. Unknown fields are kept. Only JSON with {@code \}{@code u}
     * escapes is parsed: nothing else can hide a NUL or a lone surrogate.
     */
    static String json(byte[] json) {
        var text = new String(json, StandardCharsets.UTF_8);
        if (!text.contains("\\u")) {
            return clean(text);
        }
        try {
            return JsonCodec.MAPPER.writeValueAsString(clean(JsonCodec.MAPPER.readTree(json)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read JSON from memory", e);
        }
    }

    private static JsonNode clean(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(clean(node.textValue()));
        }
        if (node.isArray()) {
            var copy = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> copy.add(clean(element)));
            return copy;
        }
        if (node.isObject()) {
            var copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> copy.set(clean(field.getKey()), clean(field.getValue())));
            return copy;
        }
        return node;
    }

    private static String rebuild(String text) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                kept.append(unit).append(text.charAt(++i));
            } else if (Character.isSurrogate(unit)) {
                kept.append(REPLACEMENT);
            } else if (unit != 0) {
                kept.append(unit);
            }
        }
        return kept.toString();
    }
}
