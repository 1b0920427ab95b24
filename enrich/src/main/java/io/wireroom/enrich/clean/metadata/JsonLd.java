package io.wireroom.enrich.clean.metadata;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.wireroom.enrich.clean.page.PageParser;
import io.wireroom.text.FoldedText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The schema.org objects that a page embeds as JSON-LD, and the one among them that describes its article. */
public final class JsonLd {

    private static final int MAX_OBJECTS = 2_000;
    private static final Set<String> CONTAINERS =
            Set.of("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "isPartOf", "hasPart", "subjectOf");
    private static final ObjectMapper LENIENT = lenient();

    private final List<JsonNode> objects;
    private final Map<String, JsonNode> byId;
    private final JsonNode article;

    private JsonLd(List<JsonNode> objects, Map<String, JsonNode> byId) {
        this.objects = objects;
        this.byId = byId;
        this.article = objects.stream()
                .filter(one -> isArticle(one) && (one.has("headline") || one.has("datePublished")))
                .findFirst()
                .or(() -> objects.stream().filter(JsonLd::isArticle).findFirst())
                .orElse(MissingNode.getInstance());
    }

    public static JsonLd read(List<Element> scripts) {
        var objects = new ArrayList<JsonNode>();
        var byId = new HashMap<String, JsonNode>();
        for (var script : scripts) {
            parse(script.data()).ifPresent(root -> flatten(root, objects, byId));
        }
        return new JsonLd(objects, byId);
    }

    /** The object that describes the article; a missing node when there is none. */
    public JsonNode article() {
        return article;
    }

    /** Whether any object has this type. */
    boolean has(String type) {
        return objects.stream().anyMatch(one -> isOf(one, type));
    }

    /** The first object of this type. */
    public Optional<JsonNode> first(String type) {
        return objects.stream().filter(one -> isOf(one, type)).findFirst();
    }

    /** This property of the first object that has it and is of none of these types. */
    public Optional<JsonNode> firstWith(String property, Set<String> otherTypes) {
        return objects.stream()
                .filter(one -> one.has(property) && otherTypes.stream().noneMatch(type -> isOf(one, type)))
                .findFirst()
                .map(one -> one.path(property));
    }

    /** The plain text of a property of the article, unescaped; empty if it is absent or not a text. */
    public Optional<String> text(String property) {
        return plain(article.path(property));
    }

    /** The plain text of a value: itself, its first element, or its name or {@code @value}. */
    public Optional<String> plain(JsonNode value) {
        var one = value.isArray() ? value.path(0) : value;
        if (one.isObject()) {
            one = one.has("name") ? one.path("name") : one.has("@value") ? one.path("@value") : one.path("url");
        }
        if (one.isArray()) {
            one = one.path(0);
        }
        if (!one.isTextual() && !one.isNumber()) {
            return Optional.empty();
        }
        var text = FoldedText.tidy(unescape(one.asText()));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The values of a property of the article as a list, references to other objects followed. */
    public List<JsonNode> values(String property) {
        var value = article.path(property);
        var all = new ArrayList<JsonNode>();
        if (value.isArray()) {
            value.forEach(all::add);
        } else if (!value.isMissingNode() && !value.isNull()) {
            all.add(value);
        }
        all.replaceAll(one -> {
            var id = one.path("@id").asText("");
            var known = byId.get(id);
            return known != null && !one.has("name") ? known : one;
        });
        return all;
    }

    public static boolean isOf(JsonNode object, String type) {
        var types = object.path("@type");
        if (types.isArray()) {
            for (var one : types) {
                if (one.asText().equals(type)) {
                    return true;
                }
            }
            return false;
        }
        return types.asText().equals(type);
    }

    private static boolean isArticle(JsonNode object) {
        var types = object.path("@type");
        if (types.isArray()) {
            for (var one : types) {
                if (isArticleType(one.asText())) {
                    return true;
                }
            }
            return false;
        }
        return isArticleType(types.asText());
    }

    private static boolean isArticleType(String type) {
        return type.endsWith("Article") || type.endsWith("BlogPosting") || type.equals("Report");
    }

    // Entities are often escaped once more inside JSON.
    private static String unescape(String text) {
        if (text.indexOf('<') >= 0) {
            return PageParser.text(text);
        }
        return text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, false);
    }

    private static void flatten(JsonNode root, List<JsonNode> objects, Map<String, JsonNode> byId) {
        var open = new ArrayDeque<JsonNode>();
        open.add(root);
        while (!open.isEmpty() && objects.size() < MAX_OBJECTS) {
            var node = open.poll();
            if (node.isArray()) {
                node.forEach(open::add);
            } else if (node.isObject()) {
                objects.add(node);
                if (node.has("@id") && node.size() > 1) {
                    byId.putIfAbsent(node.path("@id").asText(), node);
                }
                for (var name : CONTAINERS) {
                    if (node.path(name).isContainerNode()) {
                        open.add(node.path(name));
                    }
                }
            }
        }
    }

    private static Optional<JsonNode> parse(String script) {
        var json = script.strip();
        if (json.startsWith("<!--") || json.startsWith("//<![CDATA[") || json.startsWith("<![CDATA[")) {
            var from = Math.max(json.indexOf('{'), 0);
            var to = Math.max(json.lastIndexOf('}') + 1, from);
            json = json.substring(from, to);
        }
        try {
            return Optional.ofNullable(LENIENT.readTree(json));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ObjectMapper lenient() {
        var mapper = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100).build());
        return mapper;
    }
}
