package io.wireroom.ingest.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * The children of one element by the names of {@link Names}, each list in document order. Those in a
 * {@code media:group} count as its own.
 */
final class Children {

    /** A child under its name. */
    record Child(String name, Element element) {}

    private static final Set<String> DATES = Set.of(
            "pubdate",
            "lastbuilddate",
            "published",
            "issued",
            "updated",
            "modified",
            "created",
            "dc:date",
            "dcterms:issued",
            "dcterms:created",
            "dcterms:modified",
            "dcterms:available",
            "expirationdate");

    private final Element parent;
    private final @Nullable URI base;
    private final List<Child> all = new ArrayList<>();
    private final Map<String, List<Element>> byName = new HashMap<>();

    /**
     * An index of the element's children as they are now.
     *
     * @param outer base of the element's own parent
     */
    Children(Element parent, @Nullable URI outer, Names names) {
        this.parent = parent;
        this.base = own(outer, parent);
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

    /** Takes the dates out of the tree; here they stay. */
    void detachDates() {
        for (var child : all) {
            if (DATES.contains(child.name)) {
                child.element.detach();
            }
        }
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

    /** What links of a child mean, absolute where a base is known. */
    String absolute(Element child, String reference) {
        return Links.absolute(base(child), reference);
    }

    /** The first of these names that has text, cut; null when none has. */
    @Nullable
    String text(String... names) {
        for (var name : names) {
            for (var child : of(name)) {
                var text = Texts.nonBlank(child.getValue());
                if (text != null) {
                    return Texts.cut(text, Limits.ID);
                }
            }
        }
        return null;
    }

    private static @Nullable URI own(@Nullable URI outer, Element element) {
        return element.hasAttributes()
                ? Links.base(outer, element.getAttributeValue("base", Namespace.XML_NAMESPACE))
                : outer;
    }
}
