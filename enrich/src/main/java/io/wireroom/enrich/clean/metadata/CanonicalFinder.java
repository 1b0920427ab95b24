package io.wireroom.enrich.clean.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.enrich.clean.page.PageScan;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address that a page has for itself. The addresses that it states (link, {@code og:url}, JSON-LD) and the one
 * that answered are weighed together; one that many pages can share is not believed: the home page, a section, a list, a
 * form, an error, a template that was not filled in.
 */
final class CanonicalFinder {

    private record Stated(String address, FieldRule rule, double weight) {}

    private record Votes(URI url, FieldRule rule, double sum) {}

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int MAX_CHARS = 200;
    private static final int MAX_LINKS = 8;

    /** The link alone outweighs all others but {@code og:url} and JSON-LD that both name the page itself. */
    private static final double LINK = 2;

    private static final double OPEN_GRAPH = 1;

    /** JSON-LD alone does not outweigh the address that answered. */
    private static final double DATA = 0.45;

    private static final double ANSWERED = 0.6;

    /** For a link of the same page in another form, such as its printed view. */
    private static final double SAME_PAGE = 1;

    /** Elements of a head that a parser moves into the body, because an unexpected element ended the head. */
    private static final Set<String> OF_HEAD =
            Set.of("link", "meta", "script", "style", "title", "base", "noscript", "template", "img", "iframe");

    private final PageScan scan;
    private final JsonLd jsonLd;
    private final MetaTags metas;

    CanonicalFinder(PageScan scan, JsonLd jsonLd, MetaTags metas) {
        this.scan = scan;
        this.jsonLd = jsonLd;
        this.metas = metas;
    }

    /** The believable address with the most weight; {@code finalUrl} where the page states none. */
    CanonicalUrl find(URI finalUrl) {
        var believed = new LinkedHashMap<String, Votes>();
        vote(believed, finalUrl, FieldRule.FINAL_URL, ANSWERED);
        String rejected = null;
        for (var one : stated()) {
            var url = Address.web(one.address()).filter(web -> isBelievable(web, finalUrl));
            if (url.isPresent()) {
                vote(believed, url.get(), one.rule(), one.weight() + bonus(one, url.get(), finalUrl));
            } else if (rejected == null && !one.address().isBlank()) {
                rejected = shorten(one.address());
            }
        }
        Votes best = null;
        for (var one : believed.values()) {
            best = best == null || one.sum() > best.sum() ? one : best;
        }
        return best == null || best.rule() == FieldRule.FINAL_URL
                ? new CanonicalUrl(finalUrl, FieldRule.FINAL_URL, true, rejected)
                : new CanonicalUrl(best.url(), best.rule(), isView(best.url(), finalUrl), rejected);
    }

    /** The address that the page states for itself, believable or not; empty when it states none. */
    String statedAddress() {
        var links = links();
        return links.isEmpty() ? metas.first("og:url").orElse("") : links.getFirst();
    }

    private static void vote(LinkedHashMap<String, Votes> believed, URI url, FieldRule rule, double weight) {
        var id = Address.of(url.toString()).map(Address::value).orElse(url.toString());
        believed.merge(id, new Votes(url, rule, weight), (known, one) -> {
            // The form that the page states is that of its own address, so it replaces the one that answered.
            var stated = known.rule() == FieldRule.FINAL_URL ? one : known;
            return new Votes(stated.url(), stated.rule(), known.sum() + one.sum());
        });
    }

    private static double bonus(Stated one, URI url, URI finalUrl) {
        return one.rule() == FieldRule.LINK_CANONICAL && isView(url, finalUrl) ? SAME_PAGE : 0;
    }

    private static boolean isView(URI url, URI finalUrl) {
        return AddressPath.of(url).isViewed(AddressPath.of(finalUrl));
    }

    private List<Stated> stated() {
        var all = new ArrayList<Stated>();
        // Several different links contradict each other, so each has only a share of the weight.
        var links = links();
        links.forEach(
                link -> all.add(new Stated(link, FieldRule.LINK_CANONICAL, LINK / (links.size() * links.size()))));
        metas.first("og:url").ifPresent(url -> all.add(new Stated(absolute(url), FieldRule.OG, OPEN_GRAPH)));
        inData().ifPresent(url -> all.add(new Stated(absolute(url), FieldRule.JSON_LD, DATA)));
        return all;
    }

    private Optional<String> inData() {
        var article = jsonLd.article();
        return address(article.path("url"))
                .or(() -> address(article.path("mainEntityOfPage")))
                .or(() -> address(article.path("mainEntityOfPage").path("@id")))
                .or(() -> address(article.path("mainEntityOfPage").path("url")))
                .or(() -> address(article.path("@id")));
    }

    private static Optional<String> address(JsonNode value) {
        return value.isTextual()
                        && (value.asText().startsWith("http") || value.asText().startsWith("/"))
                ? Optional.of(value.asText().strip())
                : Optional.empty();
    }

    /** The different canonical links in the page's head, in order. */
    private List<String> links() {
        var links = new LinkedHashSet<String>();
        var resolved = new HashSet<String>();
        var ofHead = bodyPartOfHead();
        for (var link : scan.found.links) {
            var href = link.attr("href");
            if (links.size() < MAX_LINKS
                    && !href.isBlank()
                    && isRelation(link.attr("rel"))
                    && isInHead(link, ofHead)
                    && resolved.add(href)) {
                var url = PageAddress.absolute(link.baseUri(), href);
                links.add(url.isEmpty() ? href : url);
            }
        }
        return List.copyOf(links);
    }

    private static boolean isRelation(String rel) {
        return rel.equalsIgnoreCase("canonical")
                || rel.length() > "canonical".length()
                        && SPACE.splitAsStream(rel.strip().toLowerCase(Locale.ROOT))
                                .anyMatch("canonical"::equals);
    }

    /** A canonical link counts in the head alone (HTML, link type "canonical"): in the body it belongs to something embedded. */
    private static boolean isInHead(Element link, Set<Element> ofHead) {
        var parent = link.parent();
        return parent != null && (parent.normalName().equals("head") || ofHead.contains(link));
    }

    /** What the body begins with before the first element that no head has: parsers end a head early. */
    private Set<Element> bodyPartOfHead() {
        var ofHead = Collections.<Element>newSetFromMap(new IdentityHashMap<>());
        for (var child = scan.page.body().firstElementChild();
                child != null && OF_HEAD.contains(child.normalName());
                child = child.nextElementSibling()) {
            ofHead.add(child);
        }
        return ofHead;
    }

    private static boolean isBelievable(URI stated, URI finalUrl) {
        if (!Site.of(stated).equals(Site.of(finalUrl))) {
            return false;
        }
        var path = AddressPath.of(stated);
        if (path.isUnfilled() || path.isHome()) {
            return false;
        }
        var own = AddressPath.of(finalUrl);
        if (path.equals(own)) {
            return true;
        }
        return !path.isError()
                && !path.isAccount()
                && !path.isListing()
                && !path.isSection()
                && !path.isFolderOf(own)
                && !path.dropsName(own)
                && (path.isOfOnePage() || !own.isOfOnePage() || path.isViewed(own));
    }

    private String absolute(String url) {
        return PageAddress.absolute(scan.page.baseUri(), url.strip());
    }

    private static @Nullable String shorten(String text) {
        return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    }
}
