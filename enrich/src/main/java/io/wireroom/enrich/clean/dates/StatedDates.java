package io.wireroom.enrich.clean.dates;

import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.metadata.JsonLd;
import io.wireroom.enrich.clean.metadata.MetaTags;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.dates.DateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/** The dates that a page states for machines, best first: JSON-LD, meta elements, microdata, {@code <time>}. */
final class StatedDates {

    private static final List<String> PUBLISHED_NAMES = List.of("""
            article:published_time og:article:published_time og:published_time article:published og:pubdate
            datepublished date.published published_at publish-date publish_date publishdate publisheddate
            published-date published_date published_time published_time_telegram pubdate publication_date
            publication-date publicationdate sailthru.date parsely-pub-date cxenseparse:recs:publishtime
            cxenseparse:publishtime dc.date.issued dcterms.issued dcterms.created dc.date.created dc.issued
            dc.created article.published article.created article_date_original originalpublicationdate
            citation_publication_date rnews:datepublished shareaholic:article_published_time date_published
            bt:pubdate prism.publicationdate release_date article:post_date published datecreated""".split("\\s+"));

    /** Names for what is often the day of the last change, or of the page's template. */
    private static final List<String> VAGUE_NAMES =
            List.of("date", "dc.date", "dcterms.date", "displaydate", "citation_date", "eprints.date", "creation_date");

    private static final List<String> MODIFIED_NAMES = List.of("""
            article:modified_time og:article:modified_time article:modified og:updated_time datemodified
            date_modified modified_time dcterms.modified dc.date.modified dc.modified last-modified lastmod
            article.updated shareaholic:article_modified_time article:updated_time article:updated revised
            updated""".split("\\s+"));

    /** Types of schema.org whose dates are not the page's. */
    private static final Set<String> PARTS = Set.of("Comment", "Review", "UserReview", "Answer", "Question", "Event");

    private static final ElementKind OTHERS = ElementKind.ASIDE
            .or(ElementKind.NAV)
            .or(ElementKind.FOOTER)
            .or(ElementKind.NAMED_OTHERS)
            .or(ElementKind.ITEM);

    private final PageScan scan;
    private final OwnDates own;
    private final JsonLd jsonLd;
    private final MetaTags metas;
    private final DateReader dates;
    private final List<String> unread = new ArrayList<>();

    StatedDates(PageScan scan, OwnDates own, JsonLd jsonLd, MetaTags metas, DateReader dates) {
        this.scan = scan;
        this.own = own;
        this.jsonLd = jsonLd;
        this.metas = metas;
        this.dates = dates;
    }

    List<DateCandidate> published() {
        var found = new ArrayList<DateCandidate>();
        jsonLd.text("datePublished").ifPresent(text -> add(found, FieldRule.JSON_LD, text));
        addMeta(found, PUBLISHED_NAMES);
        for (var element : scan.found.times) {
            if ((element.attribute("itemprop").contains("datePublished")
                            || element.attribute("property").contains("datePublished"))
                    && isOfPage(element)) {
                add(found, FieldRule.MICRODATA, value(element.node));
            }
        }
        jsonLd.text("dateCreated").ifPresent(text -> add(found, FieldRule.JSON_LD, text));
        for (var type : List.of("WebPage", "VideoObject", "ItemPage")) {
            jsonLd.first(type)
                    .flatMap(one -> jsonLd.plain(
                            one.path("datePublished").isMissingNode()
                                    ? one.path("uploadDate")
                                    : one.path("datePublished")))
                    .ifPresent(text -> add(found, FieldRule.JSON_LD, text));
        }
        for (var element : scan.found.times) {
            if (isPublishedTime(element) && !element.inside(OTHERS) && !isUpdate(element) && isOwn(element)) {
                add(found, FieldRule.TIME, value(element.node));
            }
        }
        addMeta(found, VAGUE_NAMES);
        for (var element : scan.found.times) {
            if (isTime(element)
                    && element.inside(ElementKind.ARTICLE_OR_MAIN)
                    && !element.inside(OTHERS)
                    && !isUpdate(element)
                    && isOwn(element)) {
                add(found, FieldRule.TIME, value(element.node));
            }
        }
        if (found.isEmpty()) {
            jsonLd.firstWith("datePublished", PARTS)
                    .flatMap(jsonLd::plain)
                    .ifPresent(text -> add(found, FieldRule.JSON_LD, text));
        }
        if (found.isEmpty()) {
            scan.found.times.stream()
                    .filter(element ->
                            isTime(element) && !element.inside(OTHERS) && !isUpdate(element) && isOwn(element))
                    .limit(1)
                    .forEach(element -> add(found, FieldRule.TIME, value(element.node)));
        }
        return found;
    }

    List<DateCandidate> modified() {
        var found = new ArrayList<DateCandidate>();
        jsonLd.text("dateModified").ifPresent(text -> add(found, FieldRule.JSON_LD, text));
        addMeta(found, MODIFIED_NAMES);
        for (var element : scan.found.times) {
            if (element.attribute("itemprop").contains("dateModified")
                    || (element.name.equals("time") && element.is(NameKind.UPDATED))) {
                add(found, FieldRule.MICRODATA, value(element.node));
            }
        }
        for (var element : scan.found.times) {
            if (isTime(element) && isUpdate(element)) {
                add(found, FieldRule.TIME, value(element.node));
            }
        }
        return found;
    }

    /** The dates of all {@code <time>} elements, in order. */
    List<DateCandidate> times() {
        var found = new ArrayList<DateCandidate>();
        for (var element : scan.found.times) {
            if (isTime(element)) {
                add(found, FieldRule.TIME, element.attribute("datetime"));
            }
        }
        return found;
    }

    /** Texts with a date and a time whose zone is not known. */
    List<String> unread() {
        return unread;
    }

    /** Whether the date of microdata is that of the page: not of a comment, a review or another article. */
    private boolean isOfPage(PageElement element) {
        var scope = element.parent;
        while (scope != null && !scope.node.hasAttr("itemscope") && !scope.node.hasAttr("typeof")) {
            scope = scope.parent;
        }
        var type = scope == null ? "" : scope.attribute("itemtype") + scope.attribute("typeof");
        return PARTS.stream().noneMatch(type::endsWith) && own.allowStated(element);
    }

    /** Whether a {@code <time>} stands where the article's own date can stand. */
    private boolean isOwn(PageElement element) {
        var text = PrintedDates.shortText(element.node);
        return own.allow(element, PrintedDates.labelOf(element, text) + text);
    }

    private static boolean isTime(PageElement element) {
        return element.name.equals("time") && element.node.hasAttr("datetime");
    }

    private static boolean isPublishedTime(PageElement element) {
        return element.name.equals("time")
                ? element.node.hasAttr("pubdate")
                        || element.inside(ElementKind.NAMED_PUBLISH)
                        || element.attribute("class").contains("entry-date")
                : element.name.equals("abbr");
    }

    /** Whether the printed text of the element announces a change. */
    private static boolean isUpdate(PageElement element) {
        return PrintedDates.announcesChange(PrintedDates.shortText(element.node));
    }

    private void addMeta(List<DateCandidate> found, List<String> names) {
        for (var name : names) {
            for (var content : metas.all(name)) {
                add(found, FieldRule.META, content);
            }
        }
    }

    private void add(List<DateCandidate> found, FieldRule rule, String text) {
        var date = dates.parse(text);
        date.ifPresent(one -> found.add(new DateCandidate(rule, one)));
        if (date.isEmpty() && dates.holdsDate(text)) {
            unread.add(text);
        }
    }

    static String value(Element element) {
        for (var attribute : List.of("content", "datetime", "title")) {
            if (!element.attr(attribute).isBlank()) {
                return element.attr(attribute);
            }
        }
        return PrintedDates.shortText(element);
    }
}
