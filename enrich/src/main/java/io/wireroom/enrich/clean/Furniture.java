package io.wireroom.enrich.clean;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells the parts of a page that are not its article: by tag, by role, and by the words that their class and id are made
 * of. No part that holds most of the page's prose is furniture, whatever it is called.
 */
final class Furniture {

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
    Furniture(List<PageLine> lines, Deadline deadline) {
        var all = 0;
        for (var line : lines) {
            deadline.check();
            var weight = line.isProse() ? line.weight() : 0;
            all += weight;
            for (Box up = line.owner(); up != null; up = up.parent) {
                up.prose += weight;
                up.chars += line.length();
                up.linkChars += line.linkChars();
                up.lines++;
            }
        }
        allProse = all;
    }

    /** Whether this line stands in furniture. */
    boolean holds(PageLine line) {
        return holds(line.owner());
    }

    private boolean holds(Box box) {
        var from = box;
        while (from != null && from.furniture == null) {
            from = from.parent;
        }
        var above = from != null && Boolean.TRUE.equals(from.furniture);
        // Judged from the outside in: what is within furniture is furniture.
        var open = new java.util.ArrayDeque<Box>();
        for (Box up = box; up != from && up != null; up = up.parent) {
            open.push(up);
        }
        for (var one : open) {
            above = above || isFurniture(one);
            one.furniture = above;
        }
        return above;
    }

    private boolean isFurniture(Box box) {
        switch (box.name) {
            case "body", "html", "main" -> {
                return false;
            }
            case "nav", "footer" -> {
                return !box.holds(Box.HEADING1 | Box.ARTICLE | Box.MAIN);
            }
            default -> {}
        }
        var share = allProse == 0 ? 0 : (double) box.prose / allProse;
        if (box.is(Names.COMMENTS) && allProse - box.prose >= ENOUGH_PROSE && !box.holds(Box.HEADING1)) {
            return true;
        }
        if (share > STRONG_SHARE) {
            return false;
        }
        if (box.name.equals("figure")) {
            return !box.holds(Box.FACTS);
        }
        if (TAGS.contains(box.name) || isRole(box)) {
            return true;
        }
        if (box.name.equals("header")) {
            return !box.inside(Box.ARTICLE | Box.MAIN | Box.BODY_PROPERTY);
        }
        if (box.names == 0
                || box.name.equals("article")
                || box.attribute("itemprop").equals("articleBody")) {
            return false;
        }
        if (box.is(Names.STRONG)) {
            return true;
        }
        return share < SOFT_SHARE && box.is(Names.SOFT) && isSmall(box);
    }

    private static boolean isRole(Box box) {
        var role = box.attribute("role");
        return !role.isEmpty() && ROLES.contains(role.toLowerCase(Locale.ROOT));
    }

    private static boolean isSmall(Box box) {
        return box.chars < SOFT_CHARS;
    }
}
