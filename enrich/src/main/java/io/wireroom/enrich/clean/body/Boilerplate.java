package io.wireroom.enrich.clean.body;

import io.wireroom.enrich.clean.page.AttributeWords;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells the parts of a page that are not its article: by tag, by role, and by the words that their class and id are made
 * of. No part that holds most of the page's prose is boilerplate, whatever it is called.
 */
final class Boilerplate {

    private static final Set<String> TAGS = Set.of("aside", "menu", "figcaption", "dialog", "form", "label");
    private static final Set<String> ROLES = Set.of(
            "navigation",
            "banner",
            "contentinfo",
            "complementary",
            "search",
            "dialog",
            "alertdialog",
            "menu",
            "menubar",
            "tablist",
            "toolbar");
    private static final double STRONG_SHARE = 0.4;
    private static final double SOFT_SHARE = 0.12;
    private static final int SOFT_CHARS = 400;
    private static final int ENOUGH_PROSE = 600;

    private final int allProse;

    /** Knows how much prose each element holds. */
    Boilerplate(List<PageLine> lines, Deadline deadline) {
        var all = 0;
        for (var line : lines) {
            deadline.check();
            var weight = line.isProse() ? line.weight() : 0;
            all += weight;
            for (PageElement up = line.owner(); up != null; up = up.parent) {
                up.prose += weight;
                up.chars += line.length();
                up.linkChars += line.linkChars();
                up.lines++;
            }
        }
        allProse = all;
    }

    /** Whether this line stands in boilerplate. */
    boolean holds(PageLine line) {
        return holds(line.owner());
    }

    private boolean holds(PageElement box) {
        var from = box;
        while (from != null && from.boilerplate == null) {
            from = from.parent;
        }
        var above = from != null && Boolean.TRUE.equals(from.boilerplate);
        // Judged from the outside in: what is within boilerplate is boilerplate.
        var open = new java.util.ArrayDeque<PageElement>();
        for (PageElement up = box; up != from && up != null; up = up.parent) {
            open.push(up);
        }
        for (var one : open) {
            above = above || isBoilerplate(one);
            one.boilerplate = above;
        }
        return above;
    }

    private boolean isBoilerplate(PageElement box) {
        switch (box.name) {
            case "body", "html", "main" -> {
                return false;
            }
            case "nav", "footer" -> {
                return !box.holds(PageElement.HEADING1 | PageElement.ARTICLE | PageElement.MAIN);
            }
            default -> {}
        }
        var share = allProse == 0 ? 0 : (double) box.prose / allProse;
        if (box.is(AttributeWords.COMMENTS)
                && allProse - box.prose >= ENOUGH_PROSE
                && !box.holds(PageElement.HEADING1)) {
            return true;
        }
        if (share > STRONG_SHARE) {
            return false;
        }
        if (box.name.equals("figure")) {
            return !box.holds(PageElement.FACTS);
        }
        if (TAGS.contains(box.name) || isRole(box)) {
            return true;
        }
        if (box.name.equals("header")) {
            return !box.inside(PageElement.ARTICLE | PageElement.MAIN | PageElement.BODY_PROPERTY);
        }
        if (box.names == 0
                || box.name.equals("article")
                || box.attribute("itemprop").equals("articleBody")) {
            return false;
        }
        if (box.is(AttributeWords.STRONG)) {
            return true;
        }
        return share < SOFT_SHARE && box.is(AttributeWords.SOFT) && isSmall(box);
    }

    private static boolean isRole(PageElement box) {
        var role = box.attribute("role");
        return !role.isEmpty() && ROLES.contains(role.toLowerCase(Locale.ROOT));
    }

    private static boolean isSmall(PageElement box) {
        return box.chars < SOFT_CHARS;
    }
}
