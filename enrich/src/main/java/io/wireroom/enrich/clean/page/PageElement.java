package io.wireroom.enrich.clean.page;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * One element of a page as the rules see it: its names as bits, what is around it and within it as bits, and the sums of
 * its lines. One per element and page; not thread-safe.
 */
public final class PageElement {

    public static final int ARTICLE = 1;
    public static final int MAIN = 1 << 1;
    public static final int ASIDE = 1 << 2;
    public static final int NAV = 1 << 3;
    public static final int FOOTER = 1 << 4;
    public static final int FIGURE = 1 << 5;
    public static final int ITEM = 1 << 6;
    public static final int HIDDEN = 1 << 7;
    public static final int PARAGRAPH = 1 << 8;
    public static final int HEADING1 = 1 << 9;
    public static final int FACTS = 1 << 10;
    public static final int AUTHOR_PROPERTY = 1 << 11;
    public static final int NAME_PROPERTY = 1 << 12;
    public static final int NAMED_BYLINE = 1 << 13;
    public static final int NAMED_AUTHOR = 1 << 14;
    public static final int NAMED_OTHERS = 1 << 15;
    public static final int NAMED_CARD = 1 << 16;
    public static final int NAMED_PUBLISH = 1 << 17;
    public static final int VCARD = 1 << 18;
    public static final int ADDRESS = 1 << 19;
    public static final int BODY_PROPERTY = 1 << 20;
    static final int DATA_TABLE = 1 << 21;
    public static final int HALF_HIDDEN = 1 << 22;
    public static final int INVISIBLE = 1 << 23;
    static final int HEADER = 1 << 24;
    public static final int PICTURE = 1 << 25;

    public final Element element;
    public final @Nullable PageElement parent;
    public final String name;

    /** Bits of {@link AttributeWords}. */
    public final int names;

    /** Place in document order. */
    public final int order;

    /** What it is and what its ancestors are. */
    final int around;

    /** The innermost element around, or itself, that starts a line. */
    final PageElement block;

    /** What its descendants are. */
    int within;

    /** The place after its last descendant. */
    public int end = Integer.MAX_VALUE;

    /** Characters of its lines. */
    public int chars;

    /** Those of them inside links. */
    public int linkChars;

    public int lines;

    /** Weight of its lines that are prose. */
    public int prose;

    public double votes;
    public boolean voted;
    public boolean weighed;

    public @Nullable Boolean boilerplate;

    PageElement(Element element, @Nullable PageElement parent, int names, int order, int own, boolean breaksLine) {
        this.element = element;
        this.parent = parent;
        this.name = element.normalName();
        this.names = names;
        this.order = order;
        this.around = parent == null ? own : own | parent.around;
        this.block = breaksLine || parent == null ? this : parent.block;
        for (PageElement up = parent; up != null && (up.within & own) != own; up = up.parent) {
            up.within |= own;
        }
    }

    public boolean is(int name) {
        return (names & name) != 0;
    }

    /** Whether it or one of its ancestors is one of these. */
    public boolean inside(int kinds) {
        return (around & kinds) != 0;
    }

    /** Whether one of its descendants is one of these. */
    public boolean holds(int kinds) {
        return (within & kinds) != 0;
    }

    /** Whether the other one is this box or within it. */
    public boolean contains(PageElement other) {
        return other.order >= order && other.order < end;
    }

    public String attribute(String key) {
        return element.attr(key);
    }
}
