package io.wireroom.enrich.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** The elements of a page that tell something about its article, in order, for those who look for it. Not thread-safe. */
final class Findings {

    private static final int MAX_SECOND_HEADINGS = 8;

    /** What a page has more of tells nothing, and costs as much for each as the page is deep. */
    private static final int MAX_OF_A_KIND = 300;

    final List<Element> metas = new ArrayList<>();
    final List<Element> links = new ArrayList<>();
    final List<Element> data = new ArrayList<>();
    final List<Element> licences = new ArrayList<>();
    final List<Box> headlines = new ArrayList<>();
    final List<Box> secondHeadings = new ArrayList<>();
    final List<Box> bylines = new ArrayList<>();
    final List<Box> authorLinks = new ArrayList<>();
    final List<Box> times = new ArrayList<>();
    final List<Box> dated = new ArrayList<>();
    final List<Box> pictures = new ArrayList<>();
    boolean scripts;
    boolean player;
    boolean paywall;
    int articles;

    /** Notes an element that is looked at whole. */
    void see(Element element, String name) {
        switch (name) {
            case "meta" -> metas.add(element);
            case "link" -> links.add(element);
            case "script" -> {
                scripts = true;
                if (element.attr("type").toLowerCase(Locale.ROOT).contains("ld+json")) {
                    data.add(element);
                }
            }
            case "video" -> player = true;
            case "article" -> articles++;
            default -> {}
        }
    }

    /** Notes the elements that the finders of title, authors, dates and pictures look at. */
    void list(Box box) {
        var attributes = box.element.attributesSize() > 0 ? box.element.attributes() : null;
        var property = attributes == null ? "" : attributes.get("itemprop");
        var rel = attributes == null ? "" : attributes.get("rel");
        if (box.name.equals("h1") || (property.equals("headline") && !box.name.equals("meta"))) {
            add(headlines, box);
        }
        if (box.name.equals("h2") && secondHeadings.size() < MAX_SECOND_HEADINGS) {
            secondHeadings.add(box);
        }
        var author = property.contains("author")
                || rel.contains("author")
                || box.is(Names.HAS_BYLINE | Names.HAS_AUTHOR)
                || (box.name.equals("a") && box.inside(Box.NAMED_BYLINE | Box.NAMED_AUTHOR | Box.ADDRESS))
                || (box.is(Names.FN) && box.inside(Box.VCARD))
                || (property.equals("name") && box.inside(Box.AUTHOR_PROPERTY))
                || ((box.name.equals("p") || box.name.equals("span")) && Bylines.startsAsByline(box.element));
        if (author) {
            add(bylines, box);
        }
        if (box.name.equals("a") && attributes != null && isAuthorPage(attributes.get("href"))) {
            add(authorLinks, box);
        }
        if (property.contains("date")
                || box.name.equals("time")
                || (box.name.equals("abbr") && box.inside(Box.NAMED_PUBLISH))
                || (attributes != null && attributes.get("property").contains("datePublished"))) {
            add(times, box);
        }
        if (box.is(Names.DATE) || box.name.equals("time")) {
            add(dated, box);
        }
        if (box.name.equals("img") && box.inside(Box.FIGURE) && box.inside(Box.ARTICLE | Box.MAIN)) {
            add(pictures, box);
        }
        if (rel.contains("license") && box.name.equals("a")) {
            licences.add(box.element);
        }
        if (box.is(Names.PLAYER)) {
            player = true;
        }
        if (box.is(Names.PAYWALL)) {
            paywall = true;
        }
    }

    private static boolean isAuthorPage(String href) {
        return href.contains("/author/")
                || href.contains("/authors/")
                || href.contains("/autor/")
                || href.contains("/autoren/")
                || href.contains("/auteur/")
                || href.contains("/contributor/")
                || href.contains("/journalist/")
                || href.contains("/profile/");
    }

    private static void add(List<Box> kind, Box box) {
        if (kind.size() < MAX_OF_A_KIND) {
            kind.add(box);
        }
    }
}
