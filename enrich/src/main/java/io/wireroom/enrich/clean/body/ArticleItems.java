package io.wireroom.enrich.clean.body;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.Phrases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items that an article is made of: products, the pictures of a gallery or the like, side by side below the headline in
 * the article's element, each with a linked heading or a picture and with text. They look like teasers, but most of the text
 * is theirs.
 */
final class ArticleItems {

    /** A page whose article is no list of items. */
    static final ArticleItems NONE = new ArticleItems(Set.of(), false);

    private static final ElementKind NEVER = ElementKind.NAMED_OTHERS.or(ElementKind.ASIDE);
    private static final NameKind OTHERS = NameKind.COMMENTS.or(NameKind.TEASER);

    /** Names of boilerplate, as products have. */
    private static final NameKind NAMED = NameKind.SOFT.or(NameKind.STRONG);

    private static final int LEAST = 3;
    private static final int MOST_WEIGHT = 1_200;
    private static final int MAX_STEPS = 6;
    private static final double LINKED = 0.5;

    /** Share of the prose of the article's element that is in the items. */
    private static final double LEAST_SHARE = 0.6;

    /** The same where the items are pictures and their text is the captions. */
    private static final double LEAST_CAPTIONS = 0.75;

    private record Kind(PageElement parent, String name, String className) {}

    private final Set<PageElement> items;
    private final boolean areCaptions;

    private ArticleItems(Set<PageElement> items, boolean areCaptions) {
        this.items = items;
        this.areCaptions = areCaptions;
    }

    /**
     * Finds them.
     *
     * @param lines of the page that readers see, in order
     */
    static ArticleItems in(List<PageLine> lines, ElementSums sums) {
        var headline = headline(lines);
        if (headline < 0) {
            return NONE;
        }
        var article = article(lines.get(headline));
        return article == null ? NONE : in(lines.subList(headline + 1, lines.size()), article, sums);
    }

    private static ArticleItems in(List<PageLine> below, PageElement article, ElementSums sums) {
        var groups = new HashMap<Kind, List<PageElement>>();
        for (var line : below) {
            if (!article.contains(line.owner())) {
                break;
            }
            if (!line.owner().inside(NEVER)) {
                note(line, article, sums, groups);
            }
        }
        var best = NONE;
        var most = 0;
        for (var group : groups.values()) {
            var prose = group.stream().mapToInt(sums::prose).sum();
            if (group.size() >= LEAST && prose > most && prose <= group.size() * MOST_WEIGHT) {
                var areCaptions = areCaptions(group, below);
                if (prose >= (areCaptions ? LEAST_CAPTIONS : LEAST_SHARE) * sums.prose(article)
                        && areIntroduced(group.getFirst(), below)) {
                    best = new ArticleItems(new HashSet<>(group), areCaptions);
                    most = prose;
                }
            }
        }
        return best;
    }

    /** Adds the elements around a line that may be items to those of their kind. */
    private static void note(
            PageLine line, PageElement article, ElementSums sums, HashMap<Kind, List<PageElement>> groups) {
        var isTitle = line.kind() == BlockKind.HEADING;
        var isLinked = isTitle && line.linkShare() >= LINKED;
        PageElement up = line.owner();
        for (int i = 0; i < MAX_STEPS && up != null && up != article; i++, up = up.parent) {
            var parent = up.parent;
            var mayBeItem = isLinked || isTitle && up.is(NAMED) || up.holds(ElementKind.PICTURE);
            if (parent == null || !mayBeItem || up.is(OTHERS) || sums.prose(up) == 0) {
                continue;
            }
            var group =
                    groups.computeIfAbsent(new Kind(parent, up.name, up.attribute("class")), kind -> new ArrayList<>());
            if (group.isEmpty() || group.getLast() != up) {
                group.add(up);
            }
        }
    }

    private static int headline(List<PageLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).owner().inside(ElementKind.HEADING1)) {
                return i;
            }
        }
        return -1;
    }

    /** The element of the article around a headline; null without one. */
    private static @Nullable PageElement article(PageLine headline) {
        if (!headline.owner().inside(ElementKind.ARTICLE)) {
            return null;
        }
        PageElement up = headline.owner();
        while (up != null && !up.name.equals("article")) {
            up = up.parent;
        }
        return up;
    }

    /** Whether all text of the items is in captions. */
    private static boolean areCaptions(List<PageElement> group, List<PageLine> lines) {
        return lines.stream()
                .filter(PageLine::isProse)
                .filter(line -> group.stream().anyMatch(item -> item.contains(line.owner())))
                .allMatch(ArticleItems::isInCaption);
    }

    private static boolean isInCaption(PageLine line) {
        for (PageElement up = line.owner(); up != null && !up.name.equals("article"); up = up.parent) {
            if (up.name.equals("figcaption") || up.is(NameKind.CAPTION)) {
                return true;
            }
        }
        return false;
    }

    /** Whether text stands before the first item, and no line right before it announces other articles. */
    private static boolean areIntroduced(PageElement first, List<PageLine> lines) {
        PageLine before = null;
        var isIntroduced = false;
        for (var line : lines) {
            if (first.contains(line.owner())) {
                break;
            }
            before = line;
            isIntroduced |= line.isProse();
        }
        return isIntroduced && !announcesOthers(before);
    }

    private static boolean announcesOthers(@Nullable PageLine line) {
        return line != null
                && !line.isProse()
                && (Phrases.TAIL.are(line.text())
                        || Phrases.END.are(line.text())
                        || Phrases.POINTER.begin(line.text()));
    }

    /** Whether an element is one of them. */
    boolean are(PageElement element) {
        return items.contains(element);
    }

    /** Whether an element is in one of them. */
    boolean hold(PageElement element) {
        if (!items.isEmpty()) {
            for (PageElement up = element; up != null; up = up.parent) {
                if (items.contains(up)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether an element in one of them, named as a caption, holds their text. */
    boolean areText(PageElement caption) {
        return areCaptions && hold(caption);
    }
}
