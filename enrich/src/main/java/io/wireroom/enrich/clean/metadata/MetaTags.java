package io.wireroom.enrich.clean.metadata;

import io.wireroom.text.FoldedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** The contents of a page's {@code <meta>} elements by lower-case name. */
public final class MetaTags {

    private static final List<String> NAME_ATTRIBUTES = List.of("property", "name", "itemprop", "http-equiv");

    private final Map<String, List<String>> contents = new HashMap<>();

    public MetaTags(List<Element> elements) {
        for (var meta : elements) {
            var content = FoldedText.tidy(meta.attr("content"));
            for (var attribute : NAME_ATTRIBUTES) {
                var name = meta.attr(attribute).strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !content.isEmpty() && !(attribute.equals("itemprop") && isOfPart(meta, name))) {
                    contents.computeIfAbsent(name, key -> new ArrayList<>(1)).add(content);
                }
            }
        }
    }

    /** Whether microdata state the date or the author of a part of the page: its place tells if that is the article. */
    private static boolean isOfPart(Element meta, String property) {
        return (property.startsWith("date") || property.contains("author")) && meta.closest("[itemscope]") != null;
    }

    /** All contents of the meta elements of this lower-case name. */
    public List<String> all(String name) {
        return contents.getOrDefault(name, List.of());
    }

    /** The first content among these names. */
    public Optional<String> first(String... names) {
        for (var name : names) {
            var found = all(name);
            if (!found.isEmpty()) {
                return Optional.of(found.getFirst());
            }
        }
        return Optional.empty();
    }
}
