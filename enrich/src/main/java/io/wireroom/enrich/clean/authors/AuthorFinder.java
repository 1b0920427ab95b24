package io.wireroom.enrich.clean.authors;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.enrich.clean.dates.PrintedDates;
import io.wireroom.enrich.clean.metadata.JsonLd;
import io.wireroom.enrich.clean.metadata.MetaTags;
import io.wireroom.enrich.clean.page.AttributeWords;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.FoldedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote it: names of persons from the page's data, its author links or its printed byline. A printed byline that
 * names others than the data do wins, for it is what readers see; organisations are noted apart.
 */
public final class AuthorFinder {

    /**
     * What was found.
     *
     * @param names of persons, in order
     * @param byline as printed; null when none is
     */
    public record Authors(List<String> names, @Nullable String byline) {}

    private static final List<String> META_NAMES = List.of(
            "author",
            "article:author",
            "og:article:author",
            "article:author_name",
            "sailthru.author",
            "parsely-author",
            "dc.creator",
            "dcterms.creator",
            "byl",
            "cxenseparse:author",
            "citation_author",
            "article.author",
            "authors",
            "creator",
            "twitter:data1");
    private static final Set<String> ORGANISATIONS =
            Set.of("Organization", "NewsMediaOrganization", "Corporation", "Brand", "LocalBusiness");
    private static final int MAX_CHARS = 120;
    private static final int MAX_TEXTS = 8;

    private final PageScan scan;
    private final JsonLd jsonLd;
    private final MetaTags facts;
    private final Set<String> organisations = new LinkedHashSet<>();

    private AuthorFinder(PageScan scan, JsonLd jsonLd, MetaTags facts) {
        this.scan = scan;
        this.jsonLd = jsonLd;
        this.facts = facts;
    }

    public static Authors find(PageScan scan, JsonLd jsonLd, MetaTags facts, int headline, @Nullable String language) {
        return new AuthorFinder(scan, jsonLd, facts).find(headline, language);
    }

    private Authors find(int headline, @Nullable String language) {
        var head = Bylines.endOfHead(scan.lines, headline);
        var stated = fromJsonLd();
        facts.first("og:site_name").map(FoldedText::fold).ifPresent(organisations::add);
        jsonLd.text("publisher").map(FoldedText::fold).ifPresent(organisations::add);
        organisations.remove("");
        var found = Bylines.find(scan, headline, head, organisations);
        var byline = found == null ? null : found.text();
        var printed = byline == null ? List.<String>of() : PersonNames.in(List.of(byline), organisations);
        var isSure = found != null
                && found.sure()
                && !printed.isEmpty()
                && printed.stream().allMatch(PersonNames::isFullName);
        var sources = new LinkedHashMap<String, Supplier<List<String>>>();
        sources.put("json-ld", () -> stated);
        sources.put("meta", this::fromMeta);
        sources.put("microdata", () -> texts(AuthorFinder::isMicrodata));
        sources.put("rel-author", () -> texts(AuthorFinder::isAuthorLink));
        sources.put("byline-link", () -> isSure ? List.of() : bylineLinks(head));
        sources.put("byline", () -> printed);
        sources.put("beside-date", () -> Bylines.besideDate(scan, headline, language));
        sources.put("author-link", this::linked);
        for (var source : sources.entrySet()) {
            var names = PersonNames.in(source.getValue().get(), organisations);
            if (!names.isEmpty()) {
                var wins = isSure
                        && (source.getKey().equals("json-ld") || source.getKey().equals("meta"));
                return wins && isOverruled(names, printed)
                        ? told("byline", printed, byline)
                        : told(source.getKey(), names, byline);
            }
        }
        facts.notes.put("authors", "absent: the page names no person");
        return new Authors(List.of(), byline);
    }

    private Authors told(String rule, List<String> names, @Nullable String byline) {
        facts.fields.put("authors", rule);
        return new Authors(names, byline);
    }

    /** Whether the printed names are all of the stated ones and more, or none of them. */
    private static boolean isOverruled(List<String> stated, List<String> printed) {
        var common = stated.stream().filter(one -> isAmong(one, printed)).count();
        return common == 0 || (common == stated.size() && printed.size() > stated.size());
    }

    private static boolean isAmong(String name, List<String> others) {
        var folded = FoldedText.fold(name);
        return others.stream().map(FoldedText::fold).anyMatch(one -> one.startsWith(folded) || folded.startsWith(one));
    }

    /** The persons named in these printed bylines, each once. */
    public static List<String> names(List<String> printed) {
        return PersonNames.in(printed, List.of());
    }

    private List<String> fromJsonLd() {
        var names = new ArrayList<String>();
        for (var value : jsonLd.values("author").isEmpty() ? jsonLd.values("creator") : jsonLd.values("author")) {
            if (isOrganisation(value)) {
                jsonLd.plain(value).ifPresent(this::organisation);
            } else if (value.path("name").isArray()) {
                value.path("name").forEach(name -> jsonLd.plain(name).ifPresent(names::add));
            } else {
                jsonLd.plain(value).ifPresent(names::add);
            }
        }
        return names;
    }

    private void organisation(String name) {
        organisations.add(FoldedText.fold(name));
        facts.notes.merge("authors.organisations", name, (some, more) -> some + "; " + more);
    }

    private static boolean isOrganisation(JsonNode value) {
        return ORGANISATIONS.stream().anyMatch(type -> JsonLd.isOf(value, type));
    }

    private List<String> fromMeta() {
        for (var name : META_NAMES) {
            var found = facts.meta(name).stream().filter(this::looksLikeNames).toList();
            if (!found.isEmpty()
                    && (!name.equals("twitter:data1")
                            || facts.first("twitter:label1")
                                    .orElse("")
                                    .toLowerCase(Locale.ROOT)
                                    .contains("by"))) {
                return found;
            }
        }
        return List.of();
    }

    private boolean looksLikeNames(String text) {
        return !text.contains("://")
                && !text.startsWith("@")
                && text.length() < 200
                && !PersonNames.in(List.of(text), organisations).isEmpty();
    }

    private static boolean isMicrodata(PageElement box) {
        var property = box.attribute("itemprop");
        return property.equals("name")
                ? box.inside(PageElement.AUTHOR_PROPERTY)
                : property.contains("author") && !box.holds(PageElement.NAME_PROPERTY);
    }

    private static boolean isAuthorLink(PageElement box) {
        return (box.name.equals("a") && (box.attribute("rel").contains("author") || isInAuthorAddress(box)))
                || (box.is(AttributeWords.FN) && box.inside(PageElement.VCARD));
    }

    private static boolean isInAuthorAddress(PageElement box) {
        return box.inside(PageElement.ADDRESS) && box.inside(PageElement.NAMED_AUTHOR);
    }

    private static boolean isBylineLink(PageElement box) {
        return box.is(AttributeWords.HAS_AUTHOR_NAME)
                || (box.name.equals("a")
                        && (box.inside(PageElement.NAMED_BYLINE)
                                || (box.inside(PageElement.NAMED_AUTHOR)
                                        && box.attribute("href").contains("author"))));
    }

    /** Those at the head of the article, where some are: others are of people who checked or of other articles. */
    private List<String> bylineLinks(int head) {
        var atHead = texts(box -> isBylineLink(box) && box.order <= head);
        return atHead.isEmpty() ? texts(AuthorFinder::isBylineLink) : atHead;
    }

    private List<String> texts(Predicate<PageElement> wanted) {
        return scan.found.bylines.stream()
                .filter(wanted)
                .filter(one -> !one.inside(Bylines.OTHERS))
                .map(one -> one.element.hasAttr("content")
                        ? one.element.attr("content")
                        : PrintedDates.shortText(one.element))
                .filter(text -> !text.isBlank() && text.length() < MAX_CHARS)
                .distinct()
                .limit(MAX_TEXTS)
                .toList();
    }

    /** The first link to a page of an author, and those beside it. */
    private List<String> linked() {
        var names = new ArrayList<String>();
        PageElement first = null;
        for (var box : scan.found.authorLinks) {
            var beside = first == null || first.parent == box.parent;
            if (beside && !box.inside(Bylines.OTHERS | PageElement.NAMED_CARD | PageElement.ITEM)) {
                var text = PrintedDates.shortText(box.element);
                if (PersonNames.isFullName(text)) {
                    first = first == null ? box : first;
                    names.add(text);
                }
            }
        }
        return names;
    }
}
