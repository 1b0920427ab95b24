package io.wireroom.enrich.clean.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The elements of a page that the finders of title, authors, dates and pictures read, in order. Not thread-safe. */
public final class PageIndex {

    private static final NameKind AUTHOR_NAMES = NameKind.HAS_BYLINE.or(NameKind.HAS_AUTHOR);
    private static final ElementKind BYLINES =
            ElementKind.NAMED_BYLINE.or(ElementKind.NAMED_AUTHOR).or(ElementKind.ADDRESS);
    private static final List<String> AUTHOR_PAGES = List.of(
            "/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/contributor/", "/journalist/", "/profile/");
    private static final String AUTHOR_PAGE_STARTS = "acjp";
    private static final int MAX_SECOND_HEADINGS = 8;

    /** Limit on the elements of one kind: more add no evidence, and the cost of each grows with its depth. */
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

    /** Elements with a picture in their style. */
    public final List<PageElement> backgrounds = new ArrayList<>();

    /** Videos with their posters, and what is shown without scripts. */
    public final List<Element> pictureFallbacks = new ArrayList<>();

    /** The first title element. */
    public @Nullable Element title;

    public boolean scripts;
    public boolean player;
    public boolean paywall;
    public int articles;

    /** Adds an element that is read as a whole. */
    void see(Element element, String name) {
        switch (name) {
            case "meta" -> metas.add(element);
            case "title" -> title = title == null ? element : title;
            case "link" -> links.add(element);
            case "script" -> {
                scripts = true;
                if (element.attr("type").toLowerCase(Locale.ROOT).contains("ld+json")) {
                    data.add(element);
                }
            }
            case "video" -> {
                player = true;
                addFallback(element);
            }
            case "noscript" -> addFallback(element);
            case "article" -> articles++;
            default -> {}
        }
    }

    /**
     * Adds an element to the lists that it belongs to.
     *
     * @param bare whether it has no attribute but its class
     */
    void list(PageElement element, boolean bare) {
        var attributes = bare ? null : element.node.attributes();
        var property = attributes == null ? "" : attributes.get("itemprop");
        var rel = attributes == null ? "" : attributes.get("rel");
        if (element.name.equals("h1") || (property.equals("headline") && !element.name.equals("meta"))) {
            add(headlines, element);
        }
        if (element.name.equals("h2") && secondHeadings.size() < MAX_SECOND_HEADINGS) {
            secondHeadings.add(element);
        }
        var author = property.contains("author")
                || rel.contains("author")
                || element.is(AUTHOR_NAMES)
                || (element.name.equals("a") && element.inside(BYLINES))
                || (element.is(NameKind.FN) && element.inside(ElementKind.VCARD))
                || (property.equals("name") && element.inside(ElementKind.AUTHOR_PROPERTY))
                || ((element.name.equals("p") || element.name.equals("span")) && BylineStart.isAt(element.node));
        if (author) {
            add(bylines, element);
        }
        if (element.name.equals("a") && attributes != null && isAuthorPage(attributes.get("href"))) {
            add(authorLinks, element);
        }
        if (property.contains("date")
                || element.name.equals("time")
                || (element.name.equals("abbr") && element.inside(ElementKind.NAMED_PUBLISH))
                || (attributes != null && attributes.get("property").contains("datePublished"))) {
            add(times, element);
        }
        if (element.is(NameKind.DATE) || element.name.equals("time")) {
            add(dated, element);
        }
        if (element.name.equals("img") || element.name.equals("picture") || element.name.equals("amp-img")) {
            add(pictures, element);
        } else if (attributes != null
                && (element.name.equals("div") || element.name.equals("figure"))
                && attributes.get("style").contains("url(")) {
            add(backgrounds, element);
        }
        if (rel.contains("license") && element.name.equals("a")) {
            licences.add(element.node);
        }
        if (element.is(NameKind.PLAYER)) {
            player = true;
        }
        if (element.is(NameKind.PAYWALL)) {
            paywall = true;
        }
    }

    private void addFallback(Element element) {
        if (pictureFallbacks.size() < MAX_OF_A_KIND) {
            pictureFallbacks.add(element);
        }
    }

    private static boolean isAuthorPage(String href) {
        for (int at = href.indexOf('/'); at >= 0 && at + 1 < href.length(); at = href.indexOf('/', at + 1)) {
            if (AUTHOR_PAGE_STARTS.indexOf(href.charAt(at + 1)) >= 0) {
                for (var folder : AUTHOR_PAGES) {
                    if (href.startsWith(folder, at)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void add(List<PageElement> kind, PageElement element) {
        if (kind.size() < MAX_OF_A_KIND) {
            kind.add(element);
        }
    }
}
