package io.wireroom.enrich.clean.metadata;

import io.wireroom.contract.Article.Rights;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.work.AiAgent;
import io.wireroom.contract.work.StatedTerms;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.SingleLine;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the publisher allows: as the page states it, the header fields it came with, and the robots.txt of its host. */
final class StatedRights {

    private static final int MAX_CHARS = 500;

    /** Directives that refuse the use of a page to train models. */
    private static final List<String> REFUSALS = List.of("noai", "noimageai", "noml");

    private static final List<String> CLOSED = List.of("noindex", "none", "noai");

    private final PageScan scan;
    private final JsonLd jsonLd;
    private final MetaTags metas;
    private final StatedTerms terms;

    /** Where what was found was found. */
    private final Set<FieldRule> places = new LinkedHashSet<>();

    StatedRights(PageScan scan, JsonLd jsonLd, MetaTags metas, @Nullable StatedTerms terms) {
        this.scan = scan;
        this.jsonLd = jsonLd;
        this.metas = metas;
        this.terms = terms == null ? StatedTerms.NONE : terms;
    }

    /** The rights with the rule that gave them; empty where nothing is stated. */
    Optional<Sourced<Rights>> find() {
        var license = license();
        var ofPage = metas.all("robots");
        var ofAnswer = terms.robots() == null ? List.<String>of() : terms.robots();
        var rights =
                new Rights(license, robots(ofPage, ofAnswer), tdm(), tdmPolicy(), optsOut(ofPage, ofAnswer), refused());
        return places.isEmpty() ? Optional.empty() : Optional.of(new Sourced<>(rights, rule()));
    }

    private FieldRule rule() {
        return places.size() == 1
                ? places.iterator().next()
                : places.equals(Set.of(FieldRule.META, FieldRule.LICENSE_LINK))
                        ? FieldRule.META_AND_LICENSE_LINK
                        : FieldRule.SEVERAL;
    }

    private @Nullable String license() {
        var linked = scan.found.links.stream()
                .filter(link -> link.attr("rel").strip().equalsIgnoreCase("license"))
                .filter(link -> !link.attr("href").isBlank())
                .map(link -> link.attr("abs:href"))
                .filter(url -> !url.isEmpty())
                .findFirst()
                .or(() -> scan.found.licences.stream()
                        .map(link -> link.attr("abs:href"))
                        .filter(url -> !url.isBlank())
                        .findFirst());
        var license = linked.or(() -> jsonLd.text("license")).orElse(null);
        if (license != null) {
            places.add(linked.isPresent() ? FieldRule.LICENSE_LINK : FieldRule.JSON_LD);
        }
        return license;
    }

    private @Nullable String robots(List<String> ofPage, List<String> ofAnswer) {
        var all = new LinkedHashSet<String>();
        all.addAll(ofPage);
        all.addAll(ofAnswer);
        if (!ofPage.isEmpty()) {
            places.add(FieldRule.META);
        }
        if (!ofAnswer.isEmpty()) {
            places.add(FieldRule.HEADER);
        }
        return all.isEmpty() ? null : SingleLine.cut(String.join(", ", all), MAX_CHARS);
    }

    /** The statement of the page counts before that of its header field (TDMRep). */
    private @Nullable Boolean tdm() {
        var ofPage = metas.first("tdm-reservation").orElse(null);
        var stated = ofPage == null ? terms.tdmReservation() : ofPage;
        if (stated == null) {
            return null;
        }
        places.add(ofPage == null ? FieldRule.HEADER : FieldRule.META);
        return stated.strip().equals("1");
    }

    private @Nullable String tdmPolicy() {
        var ofPage = metas.first("tdm-policy").orElse(null);
        var stated = ofPage == null ? terms.tdmPolicy() : ofPage;
        var absolute = stated == null ? "" : PageAddress.absolute(scan.page.baseUri(), stated.strip());
        if (absolute.isEmpty()) {
            return null;
        }
        places.add(ofPage == null ? FieldRule.HEADER : FieldRule.META);
        return absolute;
    }

    /** Whether robots in general, or one that gathers texts for models, are asked not to use the page. */
    private @Nullable Boolean optsOut(List<String> ofPage, List<String> ofAnswer) {
        var byElement = Arrays.stream(AiAgent.values())
                .filter(AiAgent::trains)
                .flatMap(agent -> metas.all(agent.token().toLowerCase(Locale.ROOT)).stream())
                .anyMatch(value -> holds(value, CLOSED));
        if (byElement) {
            places.add(FieldRule.META);
        }
        var byRobotsTxt = Objects.requireNonNullElse(terms.refusedAgents(), List.<String>of()).stream()
                .flatMap(token -> AiAgent.of(token).stream())
                .anyMatch(AiAgent::trains);
        var optsOut = byElement
                || byRobotsTxt
                || ofPage.stream().anyMatch(value -> holds(value, REFUSALS))
                || ofAnswer.stream().anyMatch(StatedRights::refuses);
        return optsOut ? Boolean.TRUE : null;
    }

    /** A value of X-Robots-Tag for everybody, or for one agent: {@code GPTBot: noindex}. */
    private static boolean refuses(String value) {
        var colon = value.indexOf(':');
        var agent = colon < 0
                ? Optional.<AiAgent>empty()
                : AiAgent.of(value.substring(0, colon).strip());
        return agent.map(one -> one.trains() && holds(value.substring(colon), CLOSED))
                .orElseGet(() -> holds(value, REFUSALS));
    }

    private static boolean holds(String value, List<String> directives) {
        var lower = value.toLowerCase(Locale.ROOT);
        return Arrays.stream(lower.split("[\\s,:;]+")).anyMatch(directives::contains);
    }

    private @Nullable List<String> refused() {
        var refused = terms.refusedAgents();
        if (refused != null) {
            places.add(FieldRule.ROBOTS_TXT);
        }
        return refused;
    }
}
