package io.wireroom.enrich.clean.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.wireroom.contract.Article.Access;
import io.wireroom.contract.Article.Image;
import io.wireroom.contract.Article.Rights;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.FoldedText;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The plain facts of a page beside title, dates, authors and text. Reads the page before anything is taken out of it. */
public final class PageMetadata {

    private static final int MAX_IMAGES = 5;
    private static final int MAX_KEYWORDS = 30;
    private static final int LEAST_CRUMBS = 3;
    private static final Pattern LANGUAGE = Pattern.compile("^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$");
    /** Names by which robots that gather texts for models are spoken to in meta elements. */
    private static final List<String> AI_AGENTS = List.of(
            "gptbot",
            "chatgpt-user",
            "oai-searchbot",
            "google-extended",
            "ccbot",
            "anthropic-ai",
            "claudebot",
            "claude-web",
            "perplexitybot",
            "bytespider",
            "applebot-extended",
            "meta-externalagent",
            "amazonbot",
            "cohere-ai",
            "diffbot",
            "ai2bot");

    private final PageScan scan;
    private final JsonLd jsonLd;
    private final MetaTags facts;

    public PageMetadata(PageScan scan, JsonLd jsonLd, MetaTags facts) {
        this.scan = scan;
        this.jsonLd = jsonLd;
        this.facts = facts;
    }

    /** The page's own word for its address where it is believable: on the same site, and not the home page. */
    public URI canonicalUrl(URI finalUrl) {
        var stated = new LinkedHashMap<String, String>();
        stated.put("link-canonical", linked("canonical"));
        stated.put("og", facts.first("og:url").map(this::absolute).orElse(""));
        for (var one : stated.entrySet()) {
            var believable = Address.web(one.getValue()).filter(url -> isBelievable(url, finalUrl));
            if (believable.isPresent()) {
                facts.fields.put("canonicalUrl", one.getKey());
                return believable.get();
            }
            if (!one.getValue().isBlank()) {
                facts.notes.putIfAbsent("canonicalUrl", "not believed: " + shorten(one.getValue()));
            }
        }
        facts.fields.put("canonicalUrl", "final-url");
        return finalUrl;
    }

    /** The page's own word for its address, believable or not; empty when it has none. */
    public String statedAddress() {
        var link = linked("canonical");
        return link.isEmpty() ? facts.first("og:url").orElse("") : link;
    }

    private static boolean isBelievable(URI stated, URI finalUrl) {
        var path = stated.getRawPath();
        var home = (path == null || path.isEmpty() || path.equals("/")) && stated.getRawQuery() == null;
        return !home && Site.of(stated).equals(Site.of(finalUrl));
    }

    /** Section of the publication. */
    public @Nullable String section() {
        var fromData = jsonLd.text("articleSection");
        if (fromData.isPresent()) {
            return named("section", "json-ld", fromData);
        }
        var fromMeta = facts.first("article:section", "parsely-section", "section", "cxenseparse:section");
        return fromMeta.isPresent() ? named("section", "meta", fromMeta) : named("section", "breadcrumb", breadcrumb());
    }

    /** The last crumb but one: the last is the article itself, the first the home page. */
    private Optional<String> breadcrumb() {
        var crumbs = jsonLd.first("BreadcrumbList")
                .map(list -> list.path("itemListElement"))
                .orElse((JsonNode) MissingNode.getInstance());
        var names = new ArrayList<String>();
        crumbs.forEach(crumb ->
                jsonLd.plain(crumb.has("name") ? crumb : crumb.path("item")).ifPresent(names::add));
        return names.size() < LEAST_CRUMBS ? Optional.empty() : Optional.of(names.get(names.size() - 2));
    }

    /** Keywords of the publisher, each once. */
    public List<String> keywords() {
        var all = new LinkedHashMap<String, String>();
        var rule = "json-ld";
        for (var value : jsonLd.values("keywords")) {
            jsonLd.plain(value).ifPresent(text -> addKeywords(all, text));
        }
        if (all.isEmpty()) {
            rule = "meta";
            for (var name : List.of("news_keywords", "article:tag", "keywords", "sailthru.tags", "parsely-tags")) {
                if (all.isEmpty()) {
                    facts.meta(name).forEach(text -> addKeywords(all, text));
                }
            }
        }
        if (!all.isEmpty()) {
            facts.fields.put("keywords", rule);
        }
        return all.values().stream().limit(MAX_KEYWORDS).toList();
    }

    private static void addKeywords(Map<String, String> all, String text) {
        for (var part : text.split("[,;|]")) {
            var keyword = FoldedText.tidy(part);
            if (keyword.length() > 1 && keyword.length() < 80 && !keyword.startsWith("Tag:")) {
                all.putIfAbsent(keyword.toLowerCase(Locale.ROOT), keyword);
            }
        }
    }

    /** Lead pictures, each once, with the caption that stands under them. */
    public List<Image> images() {
        var urls = new LinkedHashMap<String, @Nullable String>();
        for (var value : jsonLd.values("image")) {
            var url = value.isTextual() ? value.asText() : value.path("url").asText("");
            urls.putIfAbsent(absolute(url), jsonLd.plain(value.path("caption")).orElse(null));
        }
        var rule = urls.isEmpty() ? "og" : "json-ld";
        if (urls.isEmpty()) {
            facts.first("og:image", "og:image:url", "twitter:image").ifPresent(url -> urls.put(absolute(url), null));
        }
        if (urls.isEmpty()) {
            rule = "figure";
        }
        for (var box : scan.found.pictures) {
            var image = box.element;
            var figure = image.closest("figure");
            var caption = figure == null
                    ? ""
                    : FoldedText.tidy(figure.select("figcaption").text());
            var url = image.attr("src").startsWith("data:") ? "" : image.attr("abs:src");
            urls.putIfAbsent(url.isEmpty() ? image.attr("abs:data-src") : url, caption.isEmpty() ? null : caption);
        }
        var images = new ArrayList<Image>();
        for (var one : urls.entrySet()) {
            if (images.size() < MAX_IMAGES) {
                Address.web(one.getKey()).ifPresent(url -> images.add(new Image(url, one.getValue())));
            }
        }
        if (!images.isEmpty()) {
            facts.fields.put("images", rule);
        }
        return images;
    }

    /** The page's word for its language, a BCP 47 tag in lower case; null when it has none. */
    public @Nullable String language() {
        var stated = new LinkedHashMap<String, String>();
        stated.put("json-ld", jsonLd.text("inLanguage").orElse(""));
        stated.put("html-lang", scan.root.attribute("lang"));
        stated.put("xml-lang", scan.root.attribute("xml:lang"));
        stated.put(
                "meta",
                facts.first("og:locale", "content-language", "language", "dc.language")
                        .orElse(""));
        for (var one : stated.entrySet()) {
            var tag = one.getValue().strip();
            if (LANGUAGE.matcher(tag).matches()) {
                facts.fields.put("declaredLanguage", one.getKey());
                return tag.replace('_', '-').toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    /** Whether readers pay, as far as the page says. */
    public Access access() {
        var free = jsonLd.text("isAccessibleForFree").or(() -> {
            var value = jsonLd.article().path("isAccessibleForFree");
            return value.isBoolean() ? Optional.of(value.asText()) : paidParts();
        });
        if (free.isPresent()) {
            facts.fields.put("access", "json-ld");
            return free.get().equalsIgnoreCase("false") || free.get().equals("0") ? Access.PAYWALLED : Access.FREE;
        }
        var tier =
                facts.first("article:content_tier", "og:article:content_tier").orElse("");
        if (tier.isEmpty()) {
            return Access.UNKNOWN;
        }
        facts.fields.put("access", "meta");
        return switch (tier.toLowerCase(Locale.ROOT)) {
            case "free" -> Access.FREE;
            case "metered" -> Access.METERED;
            case "locked" -> Access.PAYWALLED;
            default -> Access.UNKNOWN;
        };
    }

    /** Where only parts of the article are marked as paid for. */
    private Optional<String> paidParts() {
        return jsonLd.values("hasPart").stream()
                .map(part -> part.path("isAccessibleForFree"))
                .filter(free -> !free.isMissingNode() && "false".equalsIgnoreCase(free.asText()))
                .map(free -> "false")
                .findFirst();
    }

    /** What the publisher allows, as the page states it. */
    public Rights rights() {
        var license = Optional.of(linked("license"))
                .filter(url -> !url.isEmpty())
                .or(() -> scan.found.licences.stream()
                        .map(link -> link.attr("abs:href"))
                        .filter(url -> !url.isBlank())
                        .findFirst())
                .or(() -> jsonLd.text("license"))
                .orElse(null);
        var robots = facts.first("robots").orElse(null);
        var tdm = facts.first("tdm-reservation").map(value -> value.equals("1")).orElse(null);
        var optOut = optsOut(robots) ? Boolean.TRUE : null;
        if (license == null && robots == null && tdm == null && optOut == null) {
            return Rights.UNSTATED;
        }
        facts.fields.put(
                "rights",
                license == null ? "meta" : robots == null && tdm == null ? "license-link" : "meta, license-link");
        return new Rights(license, robots, tdm, optOut);
    }

    /** Whether robots in general, or one that gathers texts for models, are asked to stay away. */
    private boolean optsOut(@Nullable String robots) {
        var lower = robots == null ? "" : robots.toLowerCase(Locale.ROOT);
        return lower.contains("noai")
                || lower.contains("noimageai")
                || AI_AGENTS.stream()
                        .flatMap(agent -> facts.meta(agent).stream())
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .anyMatch(
                                value -> value.contains("noindex") || value.contains("none") || value.contains("noai"));
    }

    /** Whether a player is all there is to see. */
    public boolean isVideo() {
        var type = facts.first("og:type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("video") || scan.found.player || jsonLd.has("VideoObject");
    }

    /** Absolute address of the first link of this relation; empty when there is none. */
    private String linked(String relation) {
        for (var link : scan.found.links) {
            if (link.attr("rel").strip().equalsIgnoreCase(relation)
                    && !link.attr("href").isBlank()) {
                return link.attr("abs:href");
            }
        }
        return "";
    }

    private @Nullable String named(String field, String rule, Optional<String> value) {
        value.ifPresent(text -> facts.fields.put(field, rule));
        return value.orElse(null);
    }

    private String absolute(String url) {
        return org.jsoup.internal.StringUtil.resolve(scan.page.baseUri(), url.strip());
    }

    private static String shorten(String text) {
        return text.length() > 200 ? text.substring(0, 200) : text;
    }
}
