package io.wireroom.enrich.clean.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a page that holds its article, from the headline to the last paragraph. One per page. */
public final class ArticlePart {

    /** Where an element stands. */
    public enum Place {
        /** Near the headline, before the second paragraph. */
        HEAD,
        /** Between the paragraphs. */
        BODY,
        /** In the article, after its last paragraph. */
        FOOT,
        /** Somewhere else on the page. */
        OUTSIDE
    }

    private static final ElementKind OTHERS = ElementKind.ASIDE
            .or(ElementKind.NAV)
            .or(ElementKind.FOOTER)
            .or(ElementKind.NAMED_OTHERS)
            .or(ElementKind.INVISIBLE);

    /** An element that holds this share of the page's prose holds its article. */
    private static final double MOST_OF_PROSE = 0.5;

    /** Steps from the headline to the element that it shares with what stands above it. */
    private static final int STEPS_ABOVE = 4;

    private static final int LINES_ABOVE = 4;

    /** The head ends with this paragraph: leads and notes of the publisher may stand before the byline. */
    private static final int HEAD_LINES = 2;

    private static final int NEAR_LINES = 10;

    private final List<PageLine> lines;
    private final @Nullable PageElement headline;
    private final int headlineIndex;

    /** Null if it is the whole page. */
    private final @Nullable PageElement container;

    private final int headEnd;
    private final int nearHeadEnd;
    private final int bodyEnd;

    private ArticlePart(PageScan scan, int headlineIndex) {
        this.lines = scan.lines;
        this.headlineIndex = headlineIndex;
        this.headline = headlineIndex < 0 ? null : lines.get(headlineIndex).owner();
        var prose = lines.stream()
                .filter(line -> line.isProse() && !line.owner().inside(OTHERS))
                .toList();
        this.container = headline == null ? null : container(headline, prose);
        var own = prose.stream()
                .filter(line -> line.index() > headlineIndex && contains(line.owner()))
                .toList();
        headEnd = orderOf(own, HEAD_LINES);
        nearHeadEnd = orderOf(own, NEAR_LINES);
        bodyEnd = own.isEmpty() ? Integer.MAX_VALUE : own.getLast().owner().order;
    }

    /**
     * The part of the page around its headline.
     *
     * @param headline index of the headline's line; -1 without one
     */
    public static ArticlePart of(PageScan scan, int headline) {
        return new ArticlePart(scan, headline);
    }

    private static int orderOf(List<PageLine> paragraphs, int number) {
        return paragraphs.size() < number
                ? Integer.MAX_VALUE
                : paragraphs.get(number - 1).owner().order;
    }

    private static @Nullable PageElement container(PageElement headline, List<PageLine> prose) {
        for (var up = headline; up != null; up = up.parent) {
            if (up.name.equals("article") && holdsAny(up, prose)) {
                return up;
            }
        }
        var all = prose.stream().mapToInt(PageLine::weight).sum();
        for (var up = headline; up != null; up = up.parent) {
            var held = up;
            var own = prose.stream()
                    .filter(line -> held.contains(line.owner()))
                    .mapToInt(PageLine::weight)
                    .sum();
            if (own > 0 && own >= MOST_OF_PROSE * all) {
                return isWhole(up) ? null : up;
            }
        }
        return null;
    }

    private static boolean holdsAny(PageElement element, List<PageLine> lines) {
        return lines.stream().anyMatch(line -> element.contains(line.owner()));
    }

    private static boolean isWhole(PageElement element) {
        return element.name.equals("body") || element.name.equals("html");
    }

    /** Whether an element is in the element that holds the article; all are if that is the whole page. */
    public boolean contains(PageElement element) {
        return container == null || container.contains(element);
    }

    /** Whether the article has an element of its own, so that what is outside belongs to others. */
    public boolean isKnown() {
        return container != null;
    }

    /** Whether an element stands before the tenth paragraph. */
    public boolean isNearHead(PageElement element) {
        return element.order < nearHeadEnd;
    }

    /** Where an element stands. */
    public Place place(PageElement element) {
        if (headline != null && element.order < headline.order) {
            return isAbove(element, headline) ? Place.HEAD : Place.OUTSIDE;
        }
        if (!contains(element)) {
            return Place.OUTSIDE;
        }
        if (headline == null || element.order < headEnd) {
            return Place.HEAD;
        }
        return element.order > bodyEnd ? container == null ? Place.OUTSIDE : Place.FOOT : Place.BODY;
    }

    /** Whether an element is close above the headline, in an element with it that is not the whole page. */
    private boolean isAbove(PageElement element, PageElement heading) {
        PageElement shared = heading;
        var steps = 0;
        while (shared != null && !shared.contains(element)) {
            shared = shared.parent;
            steps++;
        }
        return shared != null && !isWhole(shared) && steps <= STEPS_ABOVE && isNear(element);
    }

    private boolean isNear(PageElement element) {
        for (int i = headlineIndex - 1; i >= Math.max(0, headlineIndex - LINES_ABOVE); i--) {
            var owner = lines.get(i).owner();
            if (owner.contains(element) || element.contains(owner)) {
                return true;
            }
        }
        return false;
    }
}
