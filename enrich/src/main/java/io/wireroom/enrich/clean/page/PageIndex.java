package io.wireroom.enrich.clean.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** The elements of a page that tell something about its article, in order, for those who look for it. Not thread-safe. */
public final class PageIndex {

    private static final int MAX_SECOND_HEADINGS = 8;

    /** What a page has more of tells nothing, and costs as much for each as the page is deep. */
    private static final int MAX_OF_A_KIND = 300;

    public final List<Element> metas = new ArrayList<>();
    public final List<Element> links = new ArrayList<>();
    public final List<Element> data = new ArrayList<>();
    public final List<Element> licences = new ArrayList<>();
    public final List<PageElement> headlines = new ArrayList<>();
    public final List<PageElement> secondHeadings = new ArrayList<>();
    public final List<PageElement> bylines = new ArrayList<>();
    public final List<PageElement> authorLinks = new ArrayList<>();
    public final List<PageElement> times = new ArrayList<>();
    public final List<PageElement> dated = new ArrayList<>();
    public final List<PageElement> pictures = new ArrayList<>();
    public boolean scripts;
    public boolean player;
    public boolean paywall;
    public int articles;

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
    void list(PageElement box) {
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
                || box.is(AttributeWords.HAS_BYLINE | AttributeWords.HAS_AUTHOR)
                || (box.name.equals("a")
                        && box.inside(PageElement.NAMED_BYLINE | PageElement.NAMED_AUTHOR | PageElement.ADDRESS))
                || (box.is(AttributeWords.FN) && box.inside(PageElement.VCARD))
                || (property.equals("name") && box.inside(PageElement.AUTHOR_PROPERTY))
                || ((box.name.equals("p") || box.name.equals("span")) && BylineStart.isAt(box.element));
        if (author) {
            add(bylines, box);
        }
        if (box.name.equals("a") && attributes != null && isAuthorPage(attributes.get("href"))) {
            add(authorLinks, box);
        }
        if (property.contains("date")
                || box.name.equals("time")
                || (box.name.equals("abbr") && box.inside(PageElement.NAMED_PUBLISH))
                || (attributes != null && attributes.get("property").contains("datePublished"))) {
            add(times, box);
        }
        if (box.is(AttributeWords.DATE) || box.name.equals("time")) {
            add(dated, box);
        }
        if (box.name.equals("img")
                && box.inside(PageElement.FIGURE)
                && box.inside(PageElement.ARTICLE | PageElement.MAIN)) {
            add(pictures, box);
        }
        if (rel.contains("license") && box.name.equals("a")) {
            licences.add(box.element);
        }
        if (box.is(AttributeWords.PLAYER)) {
            player = true;
        }
        if (box.is(AttributeWords.PAYWALL)) {
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

    private static void add(List<PageElement> kind, PageElement box) {
        if (kind.size() < MAX_OF_A_KIND) {
            kind.add(box);
        }
    }
}
