package io.wireroom.enrich.clean;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * One element of a page as the rules see it: its names as bits, what is around it and within it as bits, and the sums of
 * its lines. One per element and page; not thread-safe.
 */
final class Box {

    static final int ARTICLE = 1;
    static final int MAIN = 1 << 1;
    static final int ASIDE = 1 << 2;
    static final int NAV = 1 << 3;
    static final int FOOTER = 1 << 4;
    static final int FIGURE = 1 << 5;
    static final int ITEM = 1 << 6;
    static final int HIDDEN = 1 << 7;
    static final int PARAGRAPH = 1 << 8;
    static final int HEADING1 = 1 << 9;
    static final int FACTS = 1 << 10;
    static final int AUTHOR_PROPERTY = 1 << 11;
    static final int NAME_PROPERTY = 1 << 12;
    static final int NAMED_BYLINE = 1 << 13;
    static final int NAMED_AUTHOR = 1 << 14;
    static final int NAMED_OTHERS = 1 << 15;
    static final int NAMED_CARD = 1 << 16;
    static final int NAMED_PUBLISH = 1 << 17;
    static final int VCARD = 1 << 18;
    static final int ADDRESS = 1 << 19;
    static final int BODY_PROPERTY = 1 << 20;
    static final int DATA_TABLE = 1 << 21;
    static final int HALF_HIDDEN = 1 << 22;
    static final int INVISIBLE = 1 << 23;
    static final int HEADER = 1 << 24;
    static final int PICTURE = 1 << 25;

    final Element element;
    final @Nullable Box parent;
    final String name;

    /** Bits of {@link Names}. */
    final int names;

    /** Place in document order. */
    final int order;

    /** What it is and what its ancestors are. */
    final int around;

    /** The innermost element around, or itself, that starts a line. */
    final Box block;

    /** What its descendants are. */
    int within;

    /** The place after its last descendant. */
    int end = Integer.MAX_VALUE;

    /** Characters of its lines. */
    int chars;

    /** Those of them inside links. */
    int linkChars;

    int lines;

    /** Weight of its lines that are prose. */
    int prose;

    double votes;
    boolean voted;
    boolean weighed;

    @Nullable
    Boolean furniture;

    Box(Element element, @Nullable Box parent, int names, int order, int own, boolean breaksLine) {
        this.element = element;
        this.parent = parent;
        this.name = element.normalName();
        this.names = names;
        this.order = order;
        this.around = parent == null ? own : own | parent.around;
        this.block = breaksLine || parent == null ? this : parent.block;
        for (Box up = parent; up != null && (up.within & own) != own; up = up.parent) {
            up.within |= own;
        }
    }

    boolean is(int name) {
        return (names & name) != 0;
    }

    /** Whether it or one of its ancestors is one of these. */
    boolean inside(int kinds) {
        return (around & kinds) != 0;
    }

    /** Whether one of its descendants is one of these. */
    boolean holds(int kinds) {
        return (within & kinds) != 0;
    }

    /** Whether the other one is this box or within it. */
    boolean contains(Box other) {
        return other.order >= order && other.order < end;
    }

    String attribute(String key) {
        return element.attr(key);
    }
}
