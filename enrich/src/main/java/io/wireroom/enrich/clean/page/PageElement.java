package io.wireroom.enrich.clean.page;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * One element of a page: the kinds of its names, and the kinds of the elements around it and within it, as bits. One per
 * element and page; not thread-safe.
 */
public final class PageElement {

    public final Element node;
    public final @Nullable PageElement parent;
    public final String name;

    /** Bits of {@link NameKind}. */
    public final int names;

    /** Place in document order. */
    public final int order;

    /** Bits of {@link ElementKind} of it and its ancestors. */
    final int around;

    /** The innermost element around, or itself, that starts a line. */
    final PageElement block;

    /** Bits of {@link ElementKind} of its descendants. */
    int within;

    /** The place after its last descendant. */
    public int end = Integer.MAX_VALUE;

    private final boolean hasAttributes;

    PageElement(
            Element node,
            @Nullable PageElement parent,
            boolean hasAttributes,
            int names,
            int order,
            int own,
            boolean breaksLine) {
        this.node = node;
        this.parent = parent;
        this.hasAttributes = hasAttributes;
        this.name = node.normalName();
        this.names = names;
        this.order = order;
        this.around = parent == null ? own : own | parent.around;
        this.block = breaksLine || parent == null ? this : parent.block;
        for (PageElement up = parent; up != null && (up.within & own) != own; up = up.parent) {
            up.within |= own;
        }
    }

    /** Whether its names are of one of these kinds. */
    public boolean is(NameKind kinds) {
        return (names & kinds.bits()) != 0;
    }

    /** Whether it or one of its ancestors is one of these. */
    public boolean inside(ElementKind kinds) {
        return (around & kinds.bits()) != 0;
    }

    /** Whether one of its descendants is one of these. */
    public boolean holds(ElementKind kinds) {
        return (within & kinds.bits()) != 0;
    }

    /** Whether the other element is this one or within it. */
    public boolean contains(PageElement other) {
        return other.order >= order && other.order < end;
    }

    /** The value of an attribute, by its name in lower case; empty if it has none. */
    public String attribute(String key) {
        return hasAttributes ? node.attributes().get(key) : "";
    }
}
