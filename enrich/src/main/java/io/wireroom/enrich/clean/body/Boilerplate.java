package io.wireroom.enrich.clean.body;

import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the parts of a page that are not its article: by tag, by role, and by the words of their class and id. A part that
 * holds most of the page's prose is not boilerplate, whatever its name.
 */
final class Boilerplate {

    private static final Set<String> TAGS = Set.of("aside", "menu", "figcaption", "dialog", "form", "label");
    private static final Set<String> ROLES = Set.of("""
            navigation banner contentinfo complementary search dialog alertdialog menu menubar tablist toolbar""".split("\\s+"));
    private static final ElementKind ARTICLE_HEADS =
            ElementKind.HEADING1.or(ElementKind.ARTICLE).or(ElementKind.MAIN);
    private static final ElementKind ARTICLES = ElementKind.ARTICLE_OR_MAIN.or(ElementKind.BODY_PROPERTY);
    private static final double STRONG_SHARE = 0.4;
    private static final double SOFT_SHARE = 0.12;
    private static final int SOFT_CHARS = 400;
    private static final int ENOUGH_PROSE = 600;
    private static final int GATED_PROSE = 300;
    private static final double GATED_LINKS = 0.2;

    private final ElementSums sums;
    private final GatedText gated;
    private final ArticleItems items;
    private final boolean[] known;
    private final boolean[] boilerplate;

    Boilerplate(ElementSums sums, GatedText gated, ArticleItems items, int elements) {
        this.sums = sums;
        this.gated = gated;
        this.items = items;
        known = new boolean[elements];
        boilerplate = new boolean[elements];
    }

    /** Marks an element as boilerplate regardless of its name. */
    void mark(PageElement element) {
        known[element.order] = true;
        boilerplate[element.order] = true;
    }

    /** Whether an element is boilerplate or within it. */
    boolean holds(PageElement element) {
        var from = element;
        while (from != null && !known[from.order]) {
            from = from.parent;
        }
        var above = from != null && boilerplate[from.order];
        // From the outermost element inwards: everything within boilerplate is boilerplate.
        var open = new ArrayDeque<PageElement>();
        for (PageElement up = element; up != from && up != null; up = up.parent) {
            open.push(up);
        }
        for (var one : open) {
            above = above || isBoilerplate(one);
            known[one.order] = true;
            boilerplate[one.order] = above;
        }
        return above;
    }

    private boolean isBoilerplate(PageElement element) {
        switch (element.name) {
            case "body", "html", "main" -> {
                return false;
            }
            case "nav", "footer" -> {
                return !element.holds(ARTICLE_HEADS);
            }
            default -> {}
        }
        if (items.are(element) || isCaptionOfItem(element)) {
            return false;
        }
        var prose = sums.prose(element);
        var allProse = sums.allProse();
        var share = allProse == 0 ? 0 : (double) prose / allProse;
        if (element.is(NameKind.COMMENTS) && allProse - prose >= ENOUGH_PROSE && !element.holds(ElementKind.HEADING1)) {
            return true;
        }
        if (share > STRONG_SHARE) {
            return false;
        }
        if (element.name.equals("figure")) {
            return !element.holds(ElementKind.FACTS);
        }
        if (gated.has(element) && isMostlyProse(element)) {
            return false;
        }
        if (TAGS.contains(element.name) || isRole(element)) {
            return true;
        }
        if (element.name.equals("header")) {
            return !element.inside(ARTICLES);
        }
        if (element.names == 0
                || element.name.equals("article")
                || element.attribute("itemprop").equals("articleBody")
                || element.attribute("hidden").equalsIgnoreCase("until-found")) {
            return false;
        }
        if (element.is(NameKind.STRONG)) {
            return !isGatedText(element);
        }
        return share < SOFT_SHARE && element.is(NameKind.SOFT) && sums.chars(element) < SOFT_CHARS;
    }

    private boolean isCaptionOfItem(PageElement element) {
        return (element.name.equals("figcaption") || element.is(NameKind.CAPTION)) && items.areText(element);
    }

    /** Text that subscribers read is named for the paywall, too; the paywall itself is short, or made of links. */
    private boolean isGatedText(PageElement element) {
        var prose = sums.prose(element);
        return element.is(NameKind.PAYWALL)
                && (element.name.equals("p") ? prose > 0 : prose >= GATED_PROSE && element.holds(ElementKind.PARAGRAPH))
                && isMostlyProse(element)
                && !element.is(NameKind.SOFT)
                && element.inside(ARTICLES);
    }

    private boolean isMostlyProse(PageElement element) {
        return sums.prose(element) > 0 && sums.linkChars(element) <= GATED_LINKS * sums.chars(element);
    }

    private static boolean isRole(PageElement element) {
        var role = element.attribute("role");
        return !role.isEmpty() && ROLES.contains(role.toLowerCase(Locale.ROOT));
    }
}
