package io.wireroom.enrich.clean.authors;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.dates.BylineDates;
import io.wireroom.enrich.clean.dates.PrintedDates;
import io.wireroom.enrich.clean.metadata.JsonLd;
import io.wireroom.enrich.clean.metadata.MetaTags;
import io.wireroom.enrich.clean.metadata.Sourced;
import io.wireroom.enrich.clean.page.ArticlePart;
import io.wireroom.enrich.clean.page.ArticlePart.Place;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.FoldedText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds who wrote an article: names of persons from the feed, the page's data, its author links or its printed byline. A
 * printed byline that names other persons than the data wins, because readers see it. Organisations are kept apart.
 */
public final class AuthorFinder {

    private record Source(FieldRule rule, Supplier<List<String>> texts) {}

    private static final List<String> META_NAMES = List.of("""
            author article:author og:article:author article:author_name sailthru.author parsely-author
            dc.creator dcterms.creator byl cxenseparse:author citation_author article.author authors creator
            twitter:data1""".split("\\s+"));
    private static final Set<String> ORGANISATIONS =
            Set.of("Organization", "NewsMediaOrganization", "Corporation", "Brand", "LocalBusiness");
    private static final ElementKind OTHER_ARTICLES =
            Bylines.OTHERS.or(ElementKind.NAMED_CARD).or(ElementKind.ITEM);
    private static final Set<FieldRule> STATED = Set.of(FieldRule.JSON_LD, FieldRule.META, FieldRule.FEED);
    private static final int TEASER_CHARS = 30;
    private static final int MAX_CHARS = 120;
    private static final int MAX_TEXTS = 8;

    private final PageScan scan;
    private final JsonLd jsonLd;
    private final MetaTags metas;
    private final ArticlePart part;
    private final @Nullable String language;

    /** Names of {@link #organisations} as the page's data give them. */
    private final List<String> statedOrganisations = new ArrayList<>();

    /** Folded names that are not persons'. */
    private final Set<String> organisations = new LinkedHashSet<>();

    private final PersonReader persons;

    private AuthorFinder(PageScan scan, JsonLd jsonLd, MetaTags metas, ArticlePart part, @Nullable String language) {
        this.scan = scan;
        this.jsonLd = jsonLd;
        this.metas = metas;
        this.part = part;
        this.language = language;
        this.persons = new PersonReader(organisations, language);
    }

    /**
     * Finds the authors of a page.
     *
     * @param ofEntry authors of the feed entry, where it stands in for the page
     * @param headline index of the headline's line; -1 without one
     */
    public static Authors find(
            PageScan scan,
            JsonLd jsonLd,
            MetaTags metas,
            List<String> ofEntry,
            int headline,
            @Nullable String language) {
        return new AuthorFinder(scan, jsonLd, metas, ArticlePart.of(scan, headline), language).find(ofEntry, headline);
    }

    private Authors find(List<String> ofEntry, int headline) {
        var head = Bylines.endOfHead(scan.lines, headline);
        var fromData = fromJsonLd();
        metas.first("og:site_name").map(FoldedText::fold).ifPresent(organisations::add);
        jsonLd.text("publisher").map(FoldedText::fold).ifPresent(organisations::add);
        organisations.remove("");
        var found = Bylines.find(scan, headline, head, persons);
        var byline = Optional.ofNullable(found).map(Bylines.Byline::text);
        var printed = byline.map(persons::in).orElse(List.of());
        var isSure = found != null
                && found.sure()
                && !printed.isEmpty()
                && printed.stream().allMatch(PersonNames::isFullName);
        var stated = List.of(
                new Source(FieldRule.JSON_LD, () -> fromData),
                new Source(FieldRule.FEED, () -> namesIn(ofEntry)),
                new Source(FieldRule.META, this::fromMeta));
        var others = List.of(
                new Source(FieldRule.MICRODATA, () -> own(AuthorFinder::isMicrodata)),
                new Source(FieldRule.REL_AUTHOR, () -> own(AuthorFinder::isAuthorLink)),
                new Source(FieldRule.BYLINE_LINK, () -> isSure ? List.of() : bylineLinks(head)),
                new Source(FieldRule.BYLINE, () -> printed),
                new Source(FieldRule.BESIDE_DATE, () -> Bylines.besideDate(scan, headline, language)),
                new Source(FieldRule.AUTHOR_LINK, this::linked));
        var authors = first(stated)
                .or(() -> first(others))
                .map(one ->
                        isSure && isOverruled(one.value(), printed) ? new Sourced<>(printed, FieldRule.BYLINE) : one);
        var undated = byline.map(text -> BylineDates.without(text, language))
                .filter(text -> !text.isEmpty())
                .map(text -> new Sourced<>(text, FieldRule.PRINTED));
        return new Authors(authors, undated, statedOrganisations);
    }

    private Optional<Sourced<List<String>>> first(List<Source> sources) {
        for (var source : sources) {
            var names = persons.in(source.texts().get(), STATED.contains(source.rule()));
            if (!names.isEmpty()) {
                return Optional.of(new Sourced<>(names, source.rule()));
            }
        }
        return Optional.empty();
    }

    /** Whether the printed names include all stated ones and more, or do not include any of them. */
    private static boolean isOverruled(List<String> stated, List<String> printed) {
        var common = stated.stream().filter(one -> isAmong(one, printed)).count();
        return common == 0 || (common == stated.size() && printed.size() > stated.size());
    }

    private static boolean isAmong(String name, List<String> others) {
        var folded = FoldedText.fold(name);
        return others.stream().map(FoldedText::fold).anyMatch(one -> one.startsWith(folded) || folded.startsWith(one));
    }

    private List<String> fromJsonLd() {
        var names = new ArrayList<String>();
        var people = jsonLd.people("author");
        for (var value : people.isEmpty() ? jsonLd.people("creator") : people) {
            if (isOrganisation(value)) {
                jsonLd.names(value).forEach(this::organisation);
            } else {
                names.addAll(jsonLd.names(value));
            }
        }
        return names;
    }

    private void organisation(String name) {
        organisations.add(FoldedText.fold(name));
        statedOrganisations.add(name);
    }

    private static boolean isOrganisation(JsonNode value) {
        return ORGANISATIONS.stream().anyMatch(type -> JsonLd.isOf(value, type));
    }

    private List<String> fromMeta() {
        for (var name : META_NAMES) {
            var found = namesIn(metas.all(name));
            if (!found.isEmpty()
                    && (!name.equals("twitter:data1")
                            || metas.first("twitter:label1")
                                    .orElse("")
                                    .toLowerCase(Locale.ROOT)
                                    .contains("by"))) {
                return found;
            }
        }
        return List.of();
    }

    private List<String> namesIn(List<String> texts) {
        return texts.stream().filter(this::looksLikeNames).toList();
    }

    private boolean looksLikeNames(String text) {
        return !text.contains("://")
                && !text.startsWith("@")
                && text.length() < 200
                && !persons.in(List.of(text), true).isEmpty();
    }

    private static boolean isMicrodata(PageElement element) {
        var property = element.attribute("itemprop");
        return property.equals("name")
                ? element.inside(ElementKind.AUTHOR_PROPERTY)
                : property.contains("author") && !element.holds(ElementKind.NAME_PROPERTY);
    }

    private static boolean isAuthorLink(PageElement element) {
        return (element.name.equals("a") && (element.attribute("rel").contains("author") || isInAuthorAddress(element)))
                || (element.is(NameKind.FN) && element.inside(ElementKind.VCARD));
    }

    private static boolean isInAuthorAddress(PageElement element) {
        return element.inside(ElementKind.ADDRESS) && element.inside(ElementKind.NAMED_AUTHOR);
    }

    private static boolean isBylineLink(PageElement element) {
        return element.is(NameKind.HAS_AUTHOR_NAME)
                || (element.name.equals("a")
                        && (element.inside(ElementKind.NAMED_BYLINE)
                                || (element.inside(ElementKind.NAMED_AUTHOR)
                                        && element.attribute("href").contains("author"))));
    }

    /** Prefers links at the head of the article: later ones belong to fact checkers or other articles. */
    private List<String> bylineLinks(int head) {
        var atHead = texts(element -> isBylineLink(element) && element.order <= head);
        return atHead.isEmpty() ? texts(AuthorFinder::isBylineLink) : atHead;
    }

    /** Of the article only: those of teasers and comments around it name other authors. */
    private List<String> own(Predicate<PageElement> wanted) {
        var inHead = texts(element -> wanted.test(element) && part.place(element) == Place.HEAD && !isTeaser(element));
        return inHead.isEmpty()
                ? texts(element -> wanted.test(element)
                        && (part.isKnown() ? part.contains(element) : !element.inside(OTHER_ARTICLES))
                        && !isTeaser(element))
                : inHead;
    }

    /** Whether the element of a list around it has much more than a name: it announces another article. */
    private static boolean isTeaser(PageElement element) {
        if (!element.inside(ElementKind.ITEM)) {
            return false;
        }
        var item = element;
        while (item.parent != null && !item.name.equals("li")) {
            item = item.parent;
        }
        return PrintedDates.shortText(item.node).length()
                > PrintedDates.shortText(element.node).length() + TEASER_CHARS;
    }

    private List<String> texts(Predicate<PageElement> wanted) {
        return scan.found.bylines.stream()
                .filter(wanted)
                .filter(one -> !one.inside(Bylines.OTHERS))
                .map(one -> one.node.hasAttr("content") ? one.node.attr("content") : PrintedDates.shortText(one.node))
                .filter(text -> !text.isBlank() && text.length() < MAX_CHARS)
                .distinct()
                .limit(MAX_TEXTS)
                .toList();
    }

    /** The first link to an author's page, and the links beside it. */
    private List<String> linked() {
        var names = new ArrayList<String>();
        PageElement first = null;
        for (var element : scan.found.authorLinks) {
            var beside = first == null || first.parent == element.parent;
            if (beside && !element.inside(OTHER_ARTICLES)) {
                var text = PrintedDates.shortText(element.node);
                if (PersonNames.isFullName(text)) {
                    first = first == null ? element : first;
                    names.add(text);
                }
            }
        }
        return names;
    }
}
