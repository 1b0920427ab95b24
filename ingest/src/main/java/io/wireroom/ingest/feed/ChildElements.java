package io.wireroom.ingest.feed;

import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.text.SingleLine;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdom2.Content;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * The children of one element by the names of {@link ElementNames}, each list in document order. Those in a
 * {@code media:group} count as its own.
 */
final class ChildElements {

    /** A child under its name. */
    record Child(String name, Element element) {}

    private static final Set<String> DATES = Set.of("""
            pubdate lastbuilddate published issued updated modified created dc:date dcterms:issued
            dcterms:created dcterms:modified dcterms:available expirationdate""".split("\\s+"));

    private static final Set<String> MARKED = Set.of("title", "summary", "content");

    private final Element parent;
    private final ElementNames names;
    private final @Nullable URI base;
    private final List<Child> all = new ArrayList<>();
    private final Map<String, List<Element>> byName = new HashMap<>();

    /**
     * An index of the element's children as they are now.
     *
     * @param outer base of the element's own parent
     */
    ChildElements(Element parent, @Nullable URI outer, ElementNames names) {
        this.parent = parent;
        this.names = names;
        this.base = own(outer, parent);
        ParsingLimit.check();
        for (var child : parent.getChildren()) {
            var name = names.of(child);
            add(name, child);
            if (name.equals("media:group")) {
                for (var inner : child.getChildren()) {
                    add(names.of(inner), inner);
                }
            }
        }
    }

    private void add(String name, Element child) {
        all.add(new Child(name, child));
        var same = byName.get(name);
        if (same == null) {
            byName.put(name, List.of(child));
        } else if (same instanceof ArrayList<Element>) {
            same.add(child);
        } else {
            byName.put(name, new ArrayList<>(List.of(same.getFirst(), child)));
        }
    }

    /**
     * Removes from the tree what Rome need not see; this index keeps all of it. Rome tries each date against dozens of
     * formats, which takes half of its time, and reads fewer than we do. It clones elements that it does not know, and
     * writes markup as text without its base.
     */
    void withholdFromRome() {
        var kept = new ArrayList<Content>();
        for (var content : parent.removeContent()) {
            if (content instanceof Element child && isForRome(names.of(child), child)) {
                kept.add(child);
            }
        }
        parent.addContent(kept);
    }

    private static boolean isForRome(String name, Element child) {
        var colon = name.indexOf(':');
        var known = colon < 0 || name.startsWith("dc:") || name.startsWith("content:");
        // Rome gives up a whole feed for base64 that it cannot read.
        return known
                && !DATES.contains(name)
                && !"base64".equalsIgnoreCase(child.getAttributeValue("mode"))
                && !(MARKED.contains(name) && !child.getChildren().isEmpty());
    }

    Element parent() {
        return parent;
    }

    List<Child> all() {
        return all;
    }

    List<Element> of(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** The base of the element itself (RFC 4287, section 2). */
    @Nullable
    URI base() {
        return base;
    }

    /** The base of a child. */
    @Nullable
    URI base(Element child) {
        return own(base, child);
    }

    /** A link of a child, absolute where a base is known. */
    String absolute(Element child, String reference) {
        return RelativeLinks.absolute(base(child), reference);
    }

    /** The address of a page that a child states, absolute where a base is known. */
    String page(Element child, String reference) {
        return RelativeLinks.page(base(child), reference);
    }

    /** The first of these names that has text, cut; null when none has. */
    @Nullable
    String text(String... names) {
        for (var name : names) {
            for (var child : of(name)) {
                var text = MarkupText.nonBlank(child.getValue());
                if (text != null) {
                    return SingleLine.cut(text, FeedLimits.ID);
                }
            }
        }
        return null;
    }

    private static @Nullable URI own(@Nullable URI outer, Element element) {
        return element.hasAttributes()
                ? RelativeLinks.base(outer, element.getAttributeValue("base", Namespace.XML_NAMESPACE))
                : outer;
    }
}
