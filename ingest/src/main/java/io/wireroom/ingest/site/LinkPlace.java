package io.wireroom.ingest.site;

import io.wireroom.ingest.parsing.ParsingLimit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Where on its page a link stands.
 *
 * @param score positive in headings, cards and lists of articles, negative in menus and footers
 * @param path the same for links that stand in the like places: tags and classes of the elements around it
 * @param boilerplate whether it stands in what belongs to every page of the site
 */
record LinkPlace(double score, String path, boolean boilerplate) {

    private static final int LEVELS = 5;
    private static final int MAX_LEVELS = 40;
    private static final Set<String> BOILERPLATE_TAGS = Set.of("nav", "footer", "form", "button", "select", "dialog");
    private static final Set<String> BOILERPLATE_ROLES =
            Set.of("navigation", "contentinfo", "menu", "menubar", "search", "toolbar", "dialog", "banner");
    private static final Pattern BOILERPLATE =
            Pattern.compile("(^|[-_\\s])(nav|navi|navbar|navigation|menu|submenu|footer"
                    + "|foot|breadcrumbs?|pagination|pager|paging|social|share|sharing|cookies?|consent|tags|taglist|tag-list"
                    + "|topbar|toolbar|masthead|sitemap|byline|author|authors|legal|copyright|login|signin|newsletter|subscribe"
                    + "|promo-bar|utility|skip|kicker|category|cat-links|rubric|eyebrow|tag-links|ressort|languages?)"
                    + "([-_\\s]|s?$)");
    private static final Pattern CARD = Pattern.compile(
            "(^|[-_\\s])(card|teaser|story|stories|headline|article|articles"
                    + "|post|entry|entry-title|news-?item|item|feature|lead|promo|list-?item|title|summary|river|stream)"
                    + "([-_\\s]|$)",
            Pattern.CASE_INSENSITIVE);

    /**
     * The place of a link.
     *
     * @param judged what was found out about elements of the page before; added to
     */
    static LinkPlace of(Element anchor, Map<Element, Boolean> judged) {
        var score = 0.0;
        var boilerplate = false;
        var card = CARD.matcher(names(anchor)).find();
        var article = false;
        var heading = anchor.selectFirst("h1, h2, h3, h4, h5, [role=heading]") != null;
        var path = new StringBuilder("a").append(classes(anchor));
        var level = 0;
        for (var around = anchor.parent(); around != null && level < MAX_LEVELS; around = around.parent()) {
            var tag = around.normalName();
            if (tag.equals("body") || tag.equals("html")) {
                break;
            }
            if (level < LEVELS) {
                path.append('<').append(tag).append(classes(around));
                heading |= isHeading(around);
                card |= CARD.matcher(names(around)).find();
            }
            article |= tag.equals("article");
            boilerplate |= judged.computeIfAbsent(around, LinkPlace::isBoilerplate);
            level++;
        }
        boilerplate |= BOILERPLATE.matcher(names(anchor)).find();
        score += heading ? 2 : 0;
        score += article ? 1 : 0;
        score += card ? 1 : 0;
        return new LinkPlace(boilerplate ? score - 5 : score, path.toString(), boilerplate);
    }

    private static boolean isHeading(Element element) {
        var tag = element.normalName();
        return (tag.length() == 2 && tag.charAt(0) == 'h' && tag.charAt(1) >= '1' && tag.charAt(1) <= '6')
                || element.attr("role").equals("heading");
    }

    private static boolean isBoilerplate(Element element) {
        ParsingLimit.check();
        var tag = element.normalName();
        if (BOILERPLATE_TAGS.contains(tag)
                || BOILERPLATE_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))) {
            // Old frameworks wrap the whole page in one form.
            return !tag.equals("form") || element.select("a[href]").size() < 10;
        }
        if (tag.equals("header")) {
            return element.parents().stream()
                            .noneMatch(around -> around.normalName().equals("article"))
                    && element.selectFirst("h1 a, h2 a, h3 a") == null;
        }
        // A class of what holds the whole page shows nothing about the link: "has-newsletter", "menu-open".
        return BOILERPLATE.matcher(names(element)).find() && !isWholePage(element);
    }

    private static boolean isWholePage(Element element) {
        return element.normalName().equals("main") || element.selectFirst("main, article") != null;
    }

    private static String names(Element element) {
        return element.className() + ' ' + element.id();
    }

    /** Class names without their numbers: {@code post-4711} and {@code post-4712} are the same place. */
    private static String classes(Element element) {
        var classes = element.className();
        if (classes.isBlank()) {
            return "";
        }
        var kept = new StringBuilder();
        for (var name : classes.split("\\s+")) {
            if (!name.isEmpty() && name.chars().noneMatch(Character::isDigit)) {
                kept.append('.').append(name);
                break;
            }
        }
        return kept.toString();
    }
}
