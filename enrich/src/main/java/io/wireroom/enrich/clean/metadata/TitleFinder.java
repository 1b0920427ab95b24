package io.wireroom.enrich.clean.metadata;

import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.FoldedText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Finds the headline. A page states it in up to five places; the one that the others agree with wins. */
public final class TitleFinder {

    private record Candidate(FieldRule rule, String text, double weight) {}

    private static final Pattern SEPARATOR = Pattern.compile("\\s+[|–—·•»:/~-]\\s+|\\s*[|»]\\s*|\\s+-\\s*|\\s*:: ");
    private static final ElementKind OTHERS =
            ElementKind.NAV.or(ElementKind.FOOTER).or(ElementKind.ASIDE).or(ElementKind.HIDDEN);
    private static final int MAX_CHARS = 300;

    /** Limit for a headline with the site's name; a longer title element was never closed. */
    private static final int MAX_WITH_SITE_CHARS = 600;

    /** The heading above the text counts more than titles for search engines. */
    private static final double HEADING_WEIGHT = 2.2;

    private static final double LEAST_ALIKE = 0.3;

    private TitleFinder() {}

    /** The headline, or empty when the page has none. */
    public static Optional<Sourced<String>> find(PageScan scan, JsonLd jsonLd, MetaTags metas) {
        var sites = siteNames(jsonLd, metas);
        var candidates = new ArrayList<Candidate>();
        var title = FoldedText.tidy(scan.page.title());
        jsonLd.text("headline").ifPresent(text -> add(candidates, FieldRule.JSON_LD, text, 1.0));
        heading(scan, title).ifPresent(text -> add(candidates, FieldRule.H1, text, HEADING_WEIGHT));
        metas.first("og:title").ifPresent(text -> add(candidates, FieldRule.OG, stripSite(text, sites), 0.95));
        metas.first("twitter:title").ifPresent(text -> add(candidates, FieldRule.TWITTER, stripSite(text, sites), 0.7));
        if (!title.isEmpty()) {
            add(candidates, FieldRule.TITLE, stripSite(title, sites), 0.8);
        }
        Candidate best = null;
        var most = 0.0;
        for (var candidate : candidates) {
            var votes = candidate.weight();
            for (var other : candidates) {
                if (other != candidate) {
                    var same = FoldedText.fold(candidate.text()).equals(FoldedText.fold(other.text()));
                    votes += other.weight() * (same ? 1 : 0.5 * FoldedText.overlap(candidate.text(), other.text()));
                }
            }
            if (votes > most) {
                most = votes;
                best = candidate;
            }
        }
        return best == null ? Optional.empty() : Optional.of(new Sourced<>(best.text(), best.rule()));
    }

    private static void add(List<Candidate> candidates, FieldRule rule, String text, double weight) {
        var tidy = FoldedText.tidy(text);
        if (tidy.length() > 1 && tidy.length() <= MAX_CHARS) {
            candidates.add(new Candidate(rule, tidy, weight));
        }
    }

    private static Optional<String> heading(PageScan scan, String title) {
        var texts = new LinkedHashSet<String>();
        for (var element : scan.found.headlines) {
            if (!element.inside(OTHERS)) {
                var text = text(element.node);
                if (text.length() > 1 && (texts.isEmpty() || !element.name.equals("h2"))) {
                    texts.add(text);
                }
            }
        }
        if (texts.isEmpty()) {
            return secondHeading(scan, title);
        }
        if (texts.size() == 1) {
            return texts.stream().findFirst();
        }
        // Of several first-level headings, takes the one that the title element repeats.
        return texts.stream()
                .filter(one -> FoldedText.overlap(one, title) > 0.7 && one.contains(" "))
                .reduce((one, other) -> one.length() >= other.length() ? one : other);
    }

    /** The text of a heading without ruby annotations. */
    private static String text(Element heading) {
        if (heading.selectFirst("rt") == null) {
            return FoldedText.tidy(heading.text());
        }
        var plain = heading.clone();
        plain.select("rt, rp").remove();
        return FoldedText.tidy(plain.text());
    }

    /** The first second-level heading, if it is like the title element; for pages without a first-level heading. */
    private static Optional<String> secondHeading(PageScan scan, String title) {
        return scan.found.secondHeadings.stream()
                .filter(element -> !element.inside(OTHERS)
                        && !element.inside(ElementKind.ITEM)
                        && element.inside(ElementKind.ARTICLE_OR_MAIN))
                .limit(1)
                .map(element -> text(element.node))
                .filter(text -> text.contains(" ") && FoldedText.overlap(text, title) >= LEAST_ALIKE)
                .findFirst();
    }

    private static List<String> siteNames(JsonLd jsonLd, MetaTags metas) {
        var names = new ArrayList<String>();
        metas.first("og:site_name").map(FoldedText::fold).ifPresent(names::add);
        metas.first("application-name").map(FoldedText::fold).ifPresent(names::add);
        jsonLd.text("publisher").map(FoldedText::fold).ifPresent(names::add);
        names.removeIf(String::isEmpty);
        return names;
    }

    /** The text without the site's name at its end or start: {@code Ferry resumes | Harbour Post}. */
    static String stripSite(String text, List<String> sites) {
        if (text.length() > MAX_WITH_SITE_CHARS) {
            return text;
        }
        var parts = new ArrayList<int[]>();
        var matcher = SEPARATOR.matcher(text);
        while (matcher.find()) {
            parts.add(new int[] {matcher.start(), matcher.end()});
        }
        if (parts.isEmpty()) {
            return text;
        }
        for (var part : parts) {
            var tail = FoldedText.fold(text.substring(part[1]));
            if (part[0] > 0 && isSite(tail, sites)) {
                return text.substring(0, part[0]);
            }
        }
        var first = parts.getFirst();
        if (first[0] > 0 && isSite(FoldedText.fold(text.substring(0, first[0])), sites)) {
            return text.substring(first[1]);
        }
        var last = parts.getLast();
        var separator = text.substring(last[0], last[1]).strip();
        var tailWords = text.substring(last[1]).split(" ").length;
        var headWords = text.substring(0, last[0]).split(" ").length;
        var likelySite = !separator.equals(":") && !separator.equals("/") && tailWords <= 4 && headWords >= 4;
        return likelySite && sites.isEmpty()
                ? text.substring(0, last[0])
                : likelySite && separator.equals("|") ? text.substring(0, last[0]) : text;
    }

    private static boolean isSite(String folded, List<String> sites) {
        return !folded.isEmpty()
                && sites.stream()
                        .anyMatch(site -> folded.equals(site)
                                || folded.replace(" ", "").equals(site.replace(" ", ""))
                                || (folded.endsWith(site) && folded.length() < site.length() + 20)
                                || (site.startsWith(folded) && folded.length() > 3));
    }
}
