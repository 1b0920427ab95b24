package io.wireroom.enrich.clean.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.wireroom.enrich.clean.page.PageParser;
import io.wireroom.text.FoldedText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The schema.org objects that a page embeds as JSON-LD, and the one among them that describes its article. */
public final class JsonLd {

    private static final int MAX_OBJECTS = 2_000;
    private static final Set<String> CONTAINERS =
            Set.of("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "isPartOf", "hasPart", "subjectOf");

    /** Containers of what belongs to a page or an article without being it. */
    private static final Set<String> PART_CONTAINERS = Set.of("hasPart", "isPartOf", "liveBlogUpdate", "subjectOf");

    /** Less of a headline in common than this, and no address, and the article is another one. */
    private static final double LEAST_LIKENESS = 0.34;

    private static final double SAME_TITLE = 0.6;
    private static final double ANOTHER = Double.NEGATIVE_INFINITY;
    private static final int MAX_NAME_DEPTH = 4;

    private final List<JsonNode> objects;
    private final Map<String, JsonNode> byId;
    private final JsonNode article;

    private JsonLd(List<JsonNode> objects, Set<JsonNode> parts, Map<String, JsonNode> byId, PageClaims page) {
        this.objects = objects;
        this.byId = byId;
        this.article = article(objects, parts, page);
    }

    /** Reads the scripts of a page of which nothing else is known. */
    public static JsonLd read(List<Element> scripts) {
        return read(scripts, PageClaims.NONE);
    }

    /** Reads the scripts of a page; the article is the one that the page claims to be. */
    public static JsonLd read(List<Element> scripts, PageClaims page) {
        var objects = new ArrayList<JsonNode>();
        var parts = Collections.newSetFromMap(new IdentityHashMap<JsonNode, Boolean>());
        var byId = new HashMap<String, JsonNode>();
        for (var script : scripts) {
            JsonLdScripts.values(script.data()).forEach(root -> flatten(root, objects, parts, byId));
        }
        return new JsonLd(objects, parts, byId, page);
    }

    /** The article that fits best to what the page claims to be; missing if all are others. */
    private static JsonNode article(List<JsonNode> objects, Set<JsonNode> parts, PageClaims page) {
        JsonNode best = MissingNode.getInstance();
        var most = Double.NEGATIVE_INFINITY;
        for (var object : objects) {
            var fit = isArticle(object) ? fit(object, page) - (parts.contains(object) ? 1 : 0) : ANOTHER;
            if (fit > most) {
                most = fit;
                best = object;
            }
        }
        return best;
    }

    /**
     * How well an article fits to what the page claims to be; {@link #ANOTHER} where its headline and address are stated
     * and neither is the page's.
     */
    private static double fit(JsonNode object, PageClaims page) {
        var addresses = addresses(object);
        var isAddressed = addresses.stream().anyMatch(page.addresses()::contains);
        var headline = headline(object);
        var likeness = headline.isEmpty() ? 0 : page.likeness(headline);
        if (!headline.isEmpty()
                && !page.titles().isEmpty()
                && likeness < LEAST_LIKENESS
                && !isAddressed
                && !addresses.isEmpty()) {
            return ANOTHER;
        }
        var fit = object.has("headline") || object.has("datePublished") ? 1.0 : 0;
        if (isAddressed) {
            fit += 3;
        } else if (!addresses.isEmpty()) {
            fit -= 1;
        }
        return fit + (likeness == 1 ? 4 : likeness >= SAME_TITLE ? 3 : 2 * likeness);
    }

    private static String headline(JsonNode object) {
        for (var property : List.of("headline", "name", "alternativeHeadline")) {
            var text = plainText(object.path(property));
            if (text.isPresent()) {
                return text.get();
            }
        }
        return "";
    }

    /** The normal forms of the addresses that an object states for itself. */
    private static List<String> addresses(JsonNode object) {
        var page = object.path("mainEntityOfPage");
        return Stream.of(
                        object.path("url"),
                        object.path("@id"),
                        page,
                        page.path("@id"),
                        page.path("url"),
                        object.path("mainEntityOfPage").path(0))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .distinct()
                .flatMap(address -> PageClaims.normal(address).stream())
                .toList();
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

    /** This property of the first object that has it, is of none of these types, and is not another article. */
    public Optional<JsonNode> firstWith(String property, Set<String> otherTypes) {
        return objects.stream()
                .filter(one -> one == article || !isArticle(one))
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
        return plainText(value);
    }

    private static Optional<String> plainText(JsonNode value) {
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

    /**
     * The persons and organisations of a property of the article: lists taken apart, references followed, roles
     * replaced by who has them.
     */
    public List<JsonNode> people(String property) {
        var people = new ArrayList<JsonNode>();
        addPeople(article.path(property), property, people, 0);
        return people;
    }

    private void addPeople(JsonNode value, String property, List<JsonNode> people, int depth) {
        if (depth > MAX_NAME_DEPTH || value.isMissingNode() || value.isNull()) {
            return;
        }
        var list = value.isObject()
                ? Stream.of("@list", "@set", "@graph", property, "0")
                        .map(value::path)
                        .filter(JsonNode::isContainerNode)
                        .findFirst()
                        .orElse(null)
                : null;
        if (value.isArray() || value.path("0").isContainerNode()) {
            value.forEach(one -> addPeople(one, property, people, depth + 1));
        } else if (list != null) {
            addPeople(list, property, people, depth + 1);
        } else {
            var known = byId.get(value.path("@id").asText(""));
            people.add(known != null && !hasName(value) ? known : value);
        }
    }

    private static boolean hasName(JsonNode value) {
        return value.has("name") || value.has("givenName") || value.has("familyName");
    }

    /** The names of a person or organisation: one, but for a list of names. */
    public List<String> names(JsonNode value) {
        var names = new ArrayList<String>();
        addNames(value, names, 0);
        return names;
    }

    private void addNames(JsonNode value, List<String> names, int depth) {
        if (depth > MAX_NAME_DEPTH) {
            return;
        }
        if (value.isArray()) {
            value.forEach(one -> addNames(one, names, depth + 1));
        } else if (value.isObject()) {
            var name = Stream.of("name", "@value", "en", "legalName")
                    .map(value::path)
                    .filter(one -> !one.isMissingNode()
                            && !one.isNull()
                            && !(one.isTextual() && one.asText().isBlank()))
                    .findFirst();
            if (name.isPresent()) {
                addNames(name.get(), names, depth + 1);
            } else if (hasName(value)) {
                var parts = Stream.of("givenName", "additionalName", "familyName")
                        .flatMap(part -> plain(value.path(part)).stream());
                names.add(String.join(" ", parts.toList()));
            } else {
                plain(value.has("alternateName") ? value.path("alternateName") : value.path("url"))
                        .ifPresent(names::add);
            }
        } else {
            plain(value).ifPresent(names::add);
        }
    }

    public static boolean isOf(JsonNode object, String type) {
        return isAnyOf(object, one -> one.equals(type));
    }

    private static boolean isAnyOf(JsonNode object, Predicate<String> wanted) {
        var types = object.path("@type");
        if (types.isArray()) {
            for (var one : types) {
                if (wanted.test(local(one.asText()))) {
                    return true;
                }
            }
            return false;
        }
        return wanted.test(local(types.asText()));
    }

    /** The name of a type without its vocabulary. */
    private static String local(String type) {
        var at = Math.max(type.lastIndexOf('/'), Math.max(type.lastIndexOf(':'), type.lastIndexOf('#')));
        return type.substring(at + 1).strip();
    }

    private static boolean isArticle(JsonNode object) {
        return isAnyOf(object, JsonLd::isArticleType);
    }

    private static boolean isArticleType(String type) {
        return type.endsWith("Article")
                || type.endsWith("BlogPosting")
                || type.equals("Report")
                || type.equals("SocialMediaPosting")
                || type.equalsIgnoreCase("NewsArticle");
    }

    // Entities are often escaped once more inside JSON.
    private static String unescape(String text) {
        if (text.indexOf('<') >= 0) {
            return PageParser.text(text);
        }
        return text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, false);
    }

    private static void flatten(
            JsonNode root, List<JsonNode> objects, Set<JsonNode> parts, Map<String, JsonNode> byId) {
        var open = new ArrayDeque<JsonNode>();
        open.add(root);
        while (!open.isEmpty() && objects.size() < MAX_OBJECTS) {
            var node = open.poll();
            if (node.isArray()) {
                node.forEach(open::add);
                if (parts.contains(node)) {
                    node.forEach(parts::add);
                }
            } else if (node.isObject()) {
                objects.add(node);
                if (node.has("@id") && node.size() > 1) {
                    byId.putIfAbsent(node.path("@id").asText(), node);
                }
                for (var name : CONTAINERS) {
                    var inner = node.path(name);
                    if (inner.isContainerNode()) {
                        open.add(inner);
                        if (PART_CONTAINERS.contains(name)) {
                            parts.add(inner);
                        }
                    }
                }
            }
        }
    }
}
