package io.wireroom.enrich.clean.dates;

import io.wireroom.enrich.clean.metadata.JsonLd;
import io.wireroom.enrich.clean.metadata.MetaTags;
import io.wireroom.enrich.clean.page.AttributeWords;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.dates.PageDates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The dates that a page states for machines, best first: JSON-LD, meta elements, microdata, {@code <time>}. */
final class StatedDates {

    private static final List<String> PUBLISHED_NAMES = List.of(
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "article:published",
            "og:pubdate",
            "datepublished",
            "date.published",
            "published_at",
            "publish-date",
            "publish_date",
            "publishdate",
            "publisheddate",
            "published-date",
            "published_date",
            "published_time",
            "published_time_telegram",
            "pubdate",
            "publication_date",
            "publication-date",
            "publicationdate",
            "sailthru.date",
            "parsely-pub-date",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dc.date.created",
            "dc.issued",
            "dc.created",
            "article.published",
            "article.created",
            "article_date_original",
            "originalpublicationdate",
            "citation_publication_date",
            "rnews:datepublished",
            "shareaholic:article_published_time",
            "date_published",
            "bt:pubdate",
            "prism.publicationdate",
            "release_date",
            "article:post_date",
            "published",
            "datecreated");

    /** Names for what is often the day of the last change, or of the page's template. */
    private static final List<String> VAGUE_NAMES =
            List.of("date", "dc.date", "dcterms.date", "displaydate", "citation_date", "eprints.date", "creation_date");

    private static final List<String> MODIFIED_NAMES = List.of(
            "article:modified_time",
            "og:article:modified_time",
            "article:modified",
            "og:updated_time",
            "datemodified",
            "date_modified",
            "modified_time",
            "dcterms.modified",
            "dc.date.modified",
            "dc.modified",
            "last-modified",
            "lastmod",
            "article.updated",
            "shareaholic:article_modified_time",
            "article:updated_time",
            "article:updated",
            "revised",
            "updated");

    /** Types of schema.org whose dates are none of the page's. */
    private static final Set<String> PARTS = Set.of("Comment", "Review", "UserReview", "Answer", "Question", "Event");

    private static final int OTHERS =
            PageElement.ASIDE | PageElement.NAV | PageElement.FOOTER | PageElement.NAMED_OTHERS | PageElement.ITEM;

    private final PageScan scan;
    private final JsonLd jsonLd;
    private final MetaTags facts;
    private final @Nullable String language;

    StatedDates(PageScan scan, JsonLd jsonLd, MetaTags facts, @Nullable String language) {
        this.scan = scan;
        this.jsonLd = jsonLd;
        this.facts = facts;
        this.language = language;
    }

    List<DateCandidate> published() {
        var found = new ArrayList<DateCandidate>();
        jsonLd.text("datePublished").ifPresent(text -> add(found, "json-ld", text));
        addMeta(found, PUBLISHED_NAMES);
        for (var box : scan.found.times) {
            if (box.attribute("itemprop").contains("datePublished")
                    || box.attribute("property").contains("datePublished")) {
                add(found, "microdata", value(box.element));
            }
        }
        jsonLd.text("dateCreated").ifPresent(text -> add(found, "json-ld", text));
        for (var type : List.of("WebPage", "VideoObject", "ItemPage")) {
            jsonLd.first(type)
                    .flatMap(one -> jsonLd.plain(
                            one.path("datePublished").isMissingNode()
                                    ? one.path("uploadDate")
                                    : one.path("datePublished")))
                    .ifPresent(text -> add(found, "json-ld", text));
        }
        for (var box : scan.found.times) {
            if (isPublishedTime(box) && !box.inside(OTHERS) && !isUpdate(box)) {
                add(found, "time", value(box.element));
            }
        }
        addMeta(found, VAGUE_NAMES);
        for (var box : scan.found.times) {
            if (isTime(box)
                    && box.inside(PageElement.ARTICLE | PageElement.MAIN)
                    && !box.inside(OTHERS)
                    && !isUpdate(box)) {
                add(found, "time", value(box.element));
            }
        }
        if (found.isEmpty()) {
            jsonLd.firstWith("datePublished", PARTS)
                    .flatMap(jsonLd::plain)
                    .ifPresent(text -> add(found, "json-ld", text));
        }
        if (found.isEmpty()) {
            scan.found.times.stream()
                    .filter(box -> isTime(box) && !box.inside(OTHERS) && !isUpdate(box))
                    .limit(1)
                    .forEach(box -> add(found, "time", value(box.element)));
        }
        return found;
    }

    List<DateCandidate> modified() {
        var found = new ArrayList<DateCandidate>();
        jsonLd.text("dateModified").ifPresent(text -> add(found, "json-ld", text));
        addMeta(found, MODIFIED_NAMES);
        for (var box : scan.found.times) {
            if (box.attribute("itemprop").contains("dateModified")
                    || (box.name.equals("time") && box.is(AttributeWords.UPDATED))) {
                add(found, "microdata", value(box.element));
            }
        }
        for (var box : scan.found.times) {
            if (isTime(box) && isUpdate(box)) {
                add(found, "time", value(box.element));
            }
        }
        return found;
    }

    /** The dates of all {@code <time>} elements, in order. */
    List<DateCandidate> times() {
        var found = new ArrayList<DateCandidate>();
        for (var box : scan.found.times) {
            if (isTime(box)) {
                add(found, "time", box.attribute("datetime"));
            }
        }
        return found;
    }

    private static boolean isTime(PageElement box) {
        return box.name.equals("time") && box.element.hasAttr("datetime");
    }

    private static boolean isPublishedTime(PageElement box) {
        return box.name.equals("time")
                ? box.element.hasAttr("pubdate")
                        || box.inside(PageElement.NAMED_PUBLISH)
                        || box.attribute("class").contains("entry-date")
                : box.name.equals("abbr");
    }

    /** Whether what is printed in the element calls it a change. */
    private static boolean isUpdate(PageElement box) {
        return PrintedDates.UPDATED.matcher(PrintedDates.shortText(box.element)).find();
    }

    private void addMeta(List<DateCandidate> found, List<String> names) {
        for (var name : names) {
            for (var content : facts.meta(name)) {
                add(found, "meta", content);
            }
        }
    }

    private void add(List<DateCandidate> found, String rule, String text) {
        PageDates.parse(text, language).ifPresent(date -> found.add(new DateCandidate(rule, date)));
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
