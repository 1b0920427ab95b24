package io.wireroom.enrich.clean.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.wireroom.contract.Article.Access;
import io.wireroom.contract.Article.Genre;
import io.wireroom.contract.Article.Image;
import io.wireroom.contract.Article.Rights;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.work.StatedTerms;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.FoldedText;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The facts that a page states apart from title, dates, authors and text. */
public final class PageMetadata {

    private static final int MAX_KEYWORDS = 30;
    private static final int LEAST_CRUMBS = 3;
    private static final String FREE = "isAccessibleForFree";

    /** What a page offers besides its article. */
    private static final Set<String> NOT_OF_PAGE = Set.of("WebSite", "Product", "Event", "Dataset", "WebPageElement");

    private static final Pattern LANGUAGE = Pattern.compile("^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$");

    private final PageScan scan;
    private final JsonLd jsonLd;
    private final MetaTags metas;
    private final CanonicalFinder canonical;

    public PageMetadata(PageScan scan, JsonLd jsonLd, MetaTags metas) {
        this.scan = scan;
        this.jsonLd = jsonLd;
        this.metas = metas;
        canonical = new CanonicalFinder(scan, jsonLd, metas);
    }

    /** The address of the page: the one it states for itself where that is believable, else the one that answered. */
    public CanonicalUrl canonicalUrl(URI finalUrl) {
        return canonical.find(finalUrl);
    }

    /** The address that the page states for itself, believable or not; empty when it states none. */
    public String statedAddress() {
        return canonical.statedAddress();
    }

    /** Section of the publication. */
    public Optional<Sourced<String>> section() {
        return sourced(jsonLd.text("articleSection"), FieldRule.JSON_LD)
                .or(() -> sourced(
                        metas.first("article:section", "parsely-section", "section", "cxenseparse:section"),
                        FieldRule.META))
                .or(() -> sourced(breadcrumb(), FieldRule.BREADCRUMB));
    }

    private static <T> Optional<Sourced<T>> sourced(Optional<T> value, FieldRule rule) {
        return value.map(one -> new Sourced<>(one, rule));
    }

    /** The last breadcrumb but one: the last is the article itself, the first the home page. */
    private Optional<String> breadcrumb() {
        var crumbs = jsonLd.first("BreadcrumbList")
                .map(list -> list.path("itemListElement"))
                .orElse((JsonNode) MissingNode.getInstance());
        var names = new ArrayList<String>();
        crumbs.forEach(crumb ->
                jsonLd.plain(crumb.has("name") ? crumb : crumb.path("item")).ifPresent(names::add));
        return names.size() < LEAST_CRUMBS ? Optional.empty() : Optional.of(names.get(names.size() - 2));
    }

    /** Keywords of the publisher, each once; empty where there are none. */
    public Optional<Sourced<List<String>>> keywords() {
        var all = new LinkedHashMap<String, String>();
        var rule = FieldRule.JSON_LD;
        for (var value : jsonLd.values("keywords")) {
            jsonLd.plain(value).ifPresent(text -> addKeywords(all, text));
        }
        if (all.isEmpty()) {
            rule = FieldRule.META;
            for (var name : List.of("news_keywords", "article:tag", "keywords", "sailthru.tags", "parsely-tags")) {
                if (all.isEmpty()) {
                    metas.all(name).forEach(text -> addKeywords(all, text));
                }
            }
        }
        return listed(all.values().stream().limit(MAX_KEYWORDS).toList(), rule);
    }

    private static void addKeywords(Map<String, String> all, String text) {
        for (var part : text.split("[,;|]")) {
            var keyword = FoldedText.tidy(part);
            if (keyword.length() > 1 && keyword.length() < 80 && !keyword.startsWith("Tag:")) {
                all.putIfAbsent(keyword.toLowerCase(Locale.ROOT), keyword);
            }
        }
    }

    private static <T> Optional<Sourced<List<T>>> listed(List<T> values, FieldRule rule) {
        return values.isEmpty() ? Optional.empty() : Optional.of(new Sourced<>(values, rule));
    }

    /**
     * Lead pictures with their captions, each once; empty where there are none.
     *
     * @param text the element that the text was found in
     */
    public Optional<Sourced<List<Image>>> images(@Nullable PageElement text) {
        return new LeadImages(scan, jsonLd, metas).find(text);
    }

    /** The language that the page states, a BCP 47 tag in lower case. */
    public Optional<Sourced<String>> language() {
        return language(jsonLd.text("inLanguage").orElse(""), FieldRule.JSON_LD)
                .or(() -> language(scan.root.attribute("lang"), FieldRule.HTML_LANG))
                .or(() -> language(scan.root.attribute("xml:lang"), FieldRule.XML_LANG))
                .or(() -> language(
                        metas.first("og:locale", "content-language", "language", "dc.language")
                                .orElse(""),
                        FieldRule.META));
    }

    /** A language as stated by this rule, as a BCP 47 tag in lower case; empty where it is no tag. */
    public static Optional<Sourced<String>> language(String stated, FieldRule rule) {
        var tag = stated.strip();
        return LANGUAGE.matcher(tag).matches()
                ? Optional.of(new Sourced<>(tag.replace('_', '-').toLowerCase(Locale.ROOT), rule))
                : Optional.empty();
    }

    /** Whether readers pay, as the page states it; empty where it states nothing. */
    public Optional<Sourced<Access>> access() {
        return sourced(ofNode(jsonLd.article().path(FREE)), FieldRule.JSON_LD)
                .or(() -> sourced(paidParts(), FieldRule.JSON_LD))
                .or(() -> sourced(jsonLd.firstWith(FREE, NOT_OF_PAGE).flatMap(PageMetadata::ofNode), FieldRule.JSON_LD))
                .or(() ->
                        sourced(metas.first("isaccessibleforfree").flatMap(PageMetadata::ofText), FieldRule.MICRODATA))
                .or(() -> metas.first("article:content_tier", "og:article:content_tier")
                        .map(tier -> new Sourced<>(ofTier(tier), FieldRule.META)));
    }

    private static Optional<Access> ofNode(JsonNode free) {
        var value = free.isArray() ? free.path(0) : free;
        return value.isValueNode() && !value.isNull() ? ofText(value.asText()) : Optional.empty();
    }

    /** Reads {@code false}, {@code 0}, {@code no} and {@code https://schema.org/False}; empty for anything but a truth value. */
    private static Optional<Access> ofText(String free) {
        var stated = free.strip().toLowerCase(Locale.ROOT);
        return switch (stated.substring(stated.lastIndexOf('/') + 1)) {
            case "false", "0", "no" -> Optional.of(Access.PAYWALLED);
            case "true", "1", "yes" -> Optional.of(Access.FREE);
            default -> Optional.empty();
        };
    }

    private static Access ofTier(String tier) {
        return switch (tier.toLowerCase(Locale.ROOT)) {
            case "free" -> Access.FREE;
            case "metered" -> Access.METERED;
            case "locked" -> Access.PAYWALLED;
            default -> Access.UNKNOWN;
        };
    }

    /** Where only parts of the article are marked as paid for. */
    private Optional<Access> paidParts() {
        return jsonLd.values("hasPart").stream()
                .flatMap(part -> ofNode(part.path(FREE)).stream())
                .filter(access -> access == Access.PAYWALLED)
                .findFirst();
    }

    /**
     * What the publisher allows; empty where nothing is stated.
     *
     * @param terms stated outside of the page; null if there are none
     */
    public Optional<Sourced<Rights>> rights(@Nullable StatedTerms terms) {
        return new StatedRights(scan, jsonLd, metas, terms).find();
    }

    /** The genre that the page states; empty where it states none. */
    public Optional<Sourced<Genre>> genre() {
        return new GenreFinder(jsonLd, metas).find(section());
    }

    /** Whether the page shows a player and no article. */
    public boolean isVideo() {
        var type = metas.first("og:type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("video") || scan.found.player || jsonLd.has("VideoObject");
    }
}
