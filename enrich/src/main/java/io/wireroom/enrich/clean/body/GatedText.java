package io.wireroom.enrich.clean.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.enrich.clean.page.PageElement;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The parts of a page that its data mark as text for subscribers, by {@code hasPart.cssSelector}. They are text even where
 * they are named for the paywall.
 */
public final class GatedText {

    /** The text of a page that marks none. */
    public static final GatedText NONE = new GatedText(Set.of());

    private static final int MOST_SELECTORS = 8;
    private static final int MOST_CHARS = 100;

    /** Selectors that end with a class or an id. Others are not used by publishers and may take long. */
    private static final Pattern SIMPLE =
            Pattern.compile("(?:[\\w-]*(?:[.#][\\w-]+)*\\s+){0,3}[\\w-]*(?:[.#][\\w-]+)+");

    private final Set<Element> elements;

    private GatedText(Set<Element> elements) {
        this.elements = elements;
    }

    /**
     * The elements that the parts of an article select.
     *
     * @param parts the values of {@code hasPart} of the article
     */
    public static GatedText of(List<JsonNode> parts, Document page) {
        var selectors = parts.stream()
                .filter(part -> part.has("isAccessibleForFree"))
                .flatMap(part -> selectors(part.path("cssSelector")))
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(one -> one.length() <= MOST_CHARS && SIMPLE.matcher(one).matches())
                .distinct()
                .limit(MOST_SELECTORS)
                .collect(Collectors.joining(", "));
        return selectors.isEmpty() ? NONE : new GatedText(Set.copyOf(page.select(selectors)));
    }

    private static Stream<String> selectors(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asText)
                : value.isTextual() ? Stream.of(value.asText()) : Stream.empty();
    }

    /** Whether an element is one of these parts. */
    boolean has(PageElement element) {
        return !elements.isEmpty() && elements.contains(element.node);
    }
}
