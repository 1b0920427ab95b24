package io.wireroom.enrich.clean.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.enrich.clean.page.PageElement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Parts of an article are few. For more elements than these, the ancestors of each would take long. */
    private static final int MOST_ELEMENTS = 1_000;

    /** Selectors that end with a class or an id. Others are not used by publishers and may take long. */
    private static final Pattern SIMPLE =
            Pattern.compile("(?:[\\w-]*+(?:[.#][\\w-]++)*+\\s++){0,3}+(?<own>[\\w-]*+(?:[.#][\\w-]++)++)");

    private final Set<Element> elements;

    private GatedText(Set<Element> elements) {
        this.elements = Set.copyOf(elements);
    }

    /**
     * The elements that the parts of an article select.
     *
     * @param parts the values of {@code hasPart} of the article
     */
    public static GatedText of(List<JsonNode> parts, Document page) {
        var elements = new HashSet<Element>();
        parts.stream()
                .filter(part -> part.has("isAccessibleForFree"))
                .flatMap(part -> selectors(part.path("cssSelector")))
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(one -> one.length() <= MOST_CHARS)
                .map(SIMPLE::matcher)
                .filter(Matcher::matches)
                .limit(MOST_SELECTORS)
                .forEach(simple -> {
                    var selected = page.select(simple.group("own"));
                    if (selected.size() <= MOST_ELEMENTS) {
                        selected.stream()
                                .filter(element -> element.is(simple.group()))
                                .forEach(elements::add);
                    }
                });
        return elements.isEmpty() ? NONE : new GatedText(elements);
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
