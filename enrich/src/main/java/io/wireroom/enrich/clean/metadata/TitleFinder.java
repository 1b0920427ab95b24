package io.wireroom.enrich.clean.metadata;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.address.Address;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.FoldedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the headline. A page states it in up to five places; the one that the others agree with wins. */
public final class TitleFinder {

    private record Candidate(FieldRule rule, String text, double weight) {}

    private static final ElementKind OTHERS = ElementKind.NAV
            .or(ElementKind.FOOTER)
            .or(ElementKind.ASIDE)
            .or(ElementKind.HIDDEN)
            .or(ElementKind.HALF_HIDDEN);
    private static final int MAX_CHARS = 300;
    private static final int LEAST_WEIGHT = 12;

    /** Headings that are not closed hold each other, and all of the text. */
    private static final int MAX_HEADING_CHARS = 20_000;

    /** The heading above the text counts more than titles for search engines. */
    private static final double HEADING_WEIGHT = 2.5;

    private static final double LEAST_ALIKE = 0.3;
    private static final double UNLIKE = 0.2;
    private static final int MAX_SECTION_WORDS = 2;

    private final PageScan scan;
    private final List<Candidate> stated = new ArrayList<>();
    private final List<String> folded;
    private final String title;

    /** Names of the site and its sections: what was taken off the title element. */
    private final Set<String> takenOff = new HashSet<>();

    private final SiteNames sites;

    /** What is left of each stated title: most pages state the same one in several places. */
    private final Map<String, String> stripped = new HashMap<>();

    private TitleFinder(PageScan scan, JsonLd jsonLd, MetaTags metas) {
        this.scan = scan;
        sites = SiteNames.of(jsonLd, metas, scan.page.baseUri());
        // Damaged pages have it outside of head, where parsers do not look.
        title = FoldedText.tidy(scan.found.title == null ? "" : scan.found.title.text());
        jsonLd.text("headline").ifPresent(text -> add(stated, FieldRule.JSON_LD, text, 1.0));
        metas.first("og:title").ifPresent(text -> addStripped(FieldRule.OG, text, 0.95));
        metas.first("twitter:title").ifPresent(text -> addStripped(FieldRule.TWITTER, text, 0.7));
        if (!title.isEmpty()) {
            addStripped(FieldRule.TITLE, title, 0.8);
        }
        folded = stated.stream().map(one -> FoldedText.fold(one.text())).toList();
    }

    /** The headline, or empty when the page has none. */
    public static Optional<Sourced<String>> find(PageScan scan, JsonLd jsonLd, MetaTags metas) {
        return new TitleFinder(scan, jsonLd, metas).find();
    }

    /**
     * The heading or, without one, the bold line right before the first running text: for pages that state no title and
     * have no first-level heading; empty where there is none.
     */
    public static Optional<Sourced<String>> headingAboveText(PageScan scan) {
        PageLine best = null;
        for (var line : scan.lines) {
            var other = line.owner().inside(OTHERS);
            if (line.isProse() && line.kind() != BlockKind.HEADING && !other && best != null) {
                break;
            }
            var heading = line.kind() == BlockKind.HEADING;
            if (!other
                    && (heading || line.emphasised() && line.linkChars() == 0)
                    && line.weight() >= LEAST_WEIGHT
                    && line.length() <= MAX_CHARS
                    && (heading || best == null || best.kind() != BlockKind.HEADING)) {
                best = line;
            }
        }
        return Optional.ofNullable(best).map(line -> new Sourced<>(line.text(), FieldRule.H1));
    }

    private Optional<Sourced<String>> find() {
        var candidates = new ArrayList<>(stated);
        heading().ifPresent(text -> add(candidates, FieldRule.H1, text, HEADING_WEIGHT));
        // Of equal titles the first gives the rule: the page's data, then the heading.
        candidates.sort(Comparator.comparingInt(
                one -> one.rule() == FieldRule.JSON_LD ? 0 : one.rule() == FieldRule.H1 ? 1 : 2));
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

    private void addStripped(FieldRule rule, String text, double weight) {
        var known = stripped.get(text);
        if (known == null) {
            known = sites.strip(text);
            takenOff.addAll(SiteNames.takenOff(text, known));
            stripped.put(text, known);
        }
        add(stated, rule, known, weight);
    }

    private static void add(List<Candidate> candidates, FieldRule rule, String text, double weight) {
        var tidy = FoldedText.tidy(text);
        if (tidy.length() > 1 && tidy.length() <= MAX_CHARS) {
            candidates.add(new Candidate(rule, tidy, weight));
        }
    }

    private Optional<String> heading() {
        var texts = new LinkedHashSet<String>();
        var chars = 0;
        for (var element : scan.found.headlines) {
            if (chars > MAX_HEADING_CHARS) {
                break;
            }
            if (!element.inside(OTHERS)) {
                var text = HeadingText.of(element.node, folded);
                chars += text.length();
                if (text.length() > 1 && (texts.isEmpty() || !element.name.equals("h2")) && !isOfSite(element, text)) {
                    texts.add(text);
                }
            }
        }
        if (texts.isEmpty()) {
            return secondHeading();
        }
        if (texts.size() == 1) {
            return texts.stream().findFirst();
        }
        // Of several first-level headings, takes the one that the title element repeats.
        return texts.stream()
                .filter(one -> FoldedText.overlap(one, title) > 0.7 && one.contains(" "))
                .reduce((one, other) -> one.length() >= other.length() ? one : other);
    }

    /** Whether a heading names the site or a section, and not the article. */
    private boolean isOfSite(PageElement element, String text) {
        if (stated.isEmpty() || folded.contains(FoldedText.fold(text))) {
            return false;
        }
        return sites.are(text)
                || takenOff.contains(FoldedText.fold(text))
                || isHomeLink(element)
                || isUnlikeAgreed(text);
    }

    private boolean isHomeLink(PageElement heading) {
        if (heading.node.childrenSize() != 1) {
            return false;
        }
        var link = heading.node.child(0);
        return link.normalName().equals("a")
                && link.text().equals(heading.node.text())
                && Address.web(link.attr("abs:href"))
                        .filter(url ->
                                url.getRawQuery() == null && url.getRawPath().length() <= 1)
                        .isPresent();
    }

    /** A few words that share none with the title on which two other places agree. */
    private boolean isUnlikeAgreed(String text) {
        if (text.split(" ").length > MAX_SECTION_WORDS && !AddressPath.isSectionName(text)) {
            return false;
        }
        for (int i = 0; i < stated.size(); i++) {
            var one = i;
            var agreed = folded.stream().filter(folded.get(one)::equals).count() > 1;
            if (agreed
                    && folded.get(one).length() > FoldedText.fold(text).length()
                    && FoldedText.overlap(text, stated.get(one).text()) < UNLIKE) {
                return true;
            }
        }
        return false;
    }

    /** The first second-level heading, if it is like the title element; for pages without a first-level heading. */
    private Optional<String> secondHeading() {
        return scan.found.secondHeadings.stream()
                .filter(element -> !element.inside(OTHERS)
                        && !element.inside(ElementKind.ITEM)
                        && element.inside(ElementKind.ARTICLE_OR_MAIN))
                .limit(1)
                .map(element -> HeadingText.of(element.node, folded))
                .filter(text -> text.contains(" ") && FoldedText.overlap(text, title) >= LEAST_ALIKE)
                .findFirst();
    }

    /** The text without the site's name at its end or start: {@code Ferry resumes | Harbour Post}. */
    static String stripSite(String text, List<String> sites) {
        return new SiteNames(sites, "", "").strip(text);
    }
}
