package io.wireroom.enrich.clean.body;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.FoldedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the article's text: every line of the page votes for the elements around it, prose with its length, links and
 * scraps against. The element with the most votes is the article; known names of article bodies count a little more.
 */
public final class BodyExtractor {

    /**
     * What was found.
     *
     * @param lines of the article, in order
     * @param standfirst the one of them that sums the article up; null if there is none
     * @param container that they were found in; null when there is no text at all
     * @param pageChars characters of all lines of the page, boilerplate too
     * @param pageLinkChars those of them inside links
     * @param confidence that it is the article, in [0, 1]
     * @param votes of the lines for the page's elements
     * @param isStated whether the lines are those of the page's data, because the page itself shows none
     * @param features of the lines that may belong to the article; null when there is no text at all
     */
    public record Body(
            List<PageLine> lines,
            @Nullable PageLine standfirst,
            @Nullable PageElement container,
            int pageChars,
            int pageLinkChars,
            double confidence,
            ElementVotes votes,
            boolean isStated,
            @Nullable LineFeatures features) {

        /** A page that shows as little as this has its text drawn by scripts, if its data hold much more. */
        private static final int NEXT_TO_NOTHING = 140;

        private static final int LEAST_STATED = 300;
        private static final double STATED_CONFIDENCE = 0.9;

        /** The lines of the page's data where the page shows next to nothing of its text; else this. */
        public Body orStated(Supplier<List<String>> stated, PageElement root) {
            if (lines.stream().mapToInt(PageLine::weight).sum() >= NEXT_TO_NOTHING) {
                return this;
            }
            var texts = stated.get();
            var chars = texts.stream().mapToInt(FoldedText::weight).sum();
            if (chars < LEAST_STATED) {
                return this;
            }
            var whole = new ArrayList<PageLine>();
            for (var line : texts) {
                whole.add(new PageLine(BlockKind.PARAGRAPH, line, 0, PageLine.Style.PLAIN, root, whole.size()));
            }
            return new Body(
                    List.copyOf(whole),
                    null,
                    root,
                    pageChars + chars,
                    pageLinkChars,
                    STATED_CONFIDENCE,
                    votes,
                    true,
                    features);
        }

        /** The same page with these lines as the article, because an operator's rule selects them. */
        public Body ruledAs(List<PageLine> kept) {
            return new Body(kept, null, container, pageChars, pageLinkChars, 1, votes, false, features);
        }
    }

    private static final double ANOTHER_TEXT = 0.2;
    private static final double THIS_TEXT = 0.7;
    private static final double SAME = 0.6;
    private static final double LINKED = 0.5;
    private static final double UNNAMED = 0.5;
    private static final int LEAST_PROSE = 3;

    private final PageScan scan;
    private final String title;
    private final String description;
    private final List<String> authors;
    private final ReferenceText stated;
    private final ReferenceText announced;
    private final GatedText gated;
    private final LineModel model;
    private final Deadline deadline;

    /**
     * Makes an extractor for one page.
     *
     * @param description of the article in the page's meta elements; may be empty
     * @param stated the text in the page's data
     * @param announced the text in the feed
     * @param gated the parts that are for subscribers
     * @param model that decides on each line, after the rules
     */
    public BodyExtractor(
            PageScan scan,
            String title,
            String description,
            List<String> authors,
            ReferenceText stated,
            ReferenceText announced,
            GatedText gated,
            LineModel model,
            Deadline deadline) {
        this.scan = scan;
        this.title = title;
        this.description = description;
        this.authors = authors;
        this.stated = stated;
        this.announced = announced;
        this.gated = gated;
        this.model = model;
        this.deadline = deadline;
    }

    /** Finds the text, and sets the verdict of each line. */
    public Body extract() {
        var visible = visible();
        deadline.checkNow();
        var sums = new ElementSums(visible, scan.elementCount(), deadline);
        var others = OtherArticles.in(visible, title, sums, deadline);
        if (!others.isEmpty()) {
            visible = withoutOthers(visible, others);
            sums = new ElementSums(visible, scan.elementCount(), deadline);
        }
        var items = ArticleItems.in(visible, sums);
        var kept = withoutBoilerplate(visible, sums, items);
        var votes = ElementVotes.of(kept, scan.elementCount(), deadline);
        var container = votes.best();
        if (container == null && visible.stream().filter(PageLine::isProse).count() >= LEAST_PROSE) {
            // All text is in elements named as boilerplate, so the names are ignored in a second run.
            kept = visible;
            votes = ElementVotes.of(kept, scan.elementCount(), deadline);
            container = votes.best();
        }
        var pageChars = visible.stream().mapToInt(PageLine::length).sum();
        var pageLinkChars = visible.stream().mapToInt(PageLine::linkChars).sum();
        if (container == null) {
            return new Body(List.of(), null, null, pageChars, pageLinkChars, 0, votes, false, null);
        }
        var inside = within(withTwins(container, kept, votes), kept);
        var judge = model;
        if (announced.isEnough() && announced.coverage(inside) < ANOTHER_TEXT) {
            var other = elementOf(kept, announced);
            if (other != null) {
                container = other;
                inside = within(List.of(other), kept);
                judge = LineModel.NONE; // it knows no page on which the feed decides between two texts
            }
        }
        var above = Standfirst.before(inside, scan.lines, title, description);
        var lines = LineFilter.filter(withHead(above, inside, container), title, authors, sums, items, deadline);
        var checked = PullQuotes.without(ReferenceTextCheck.check(lines, scan.lines, stated, deadline));
        var standfirst = above == null ? Standfirst.within(inside, container) : above;
        var confidence = confidence(checked, kept, container);
        var features = features(checked, container, sums);
        var chosen = LineChoice.of(features, checked, judge, items, isText(sums));
        return new Body(chosen, standfirst, container, pageChars, pageLinkChars, confidence, votes, false, features);
    }

    private LineFeatures features(List<PageLine> ruled, PageElement container, ElementSums sums) {
        deadline.checkNow();
        return LineFeatures.of(new LineFeatures.Found(
                scan.lines,
                ruled,
                container,
                sums,
                scan.elementCount(),
                title,
                description,
                authors,
                stated,
                announced,
                model.nameVotes()));
    }

    private Predicate<PageLine> isText(ElementSums sums) {
        return line -> LineFilter.isText(line, title, authors, sums);
    }

    private List<PageLine> visible() {
        var visible = new ArrayList<PageLine>(scan.lines.size());
        for (var line : scan.lines) {
            if (isHidden(line.owner())) {
                line.setVerdict(LineVerdict.HIDDEN);
            } else {
                visible.add(line);
            }
        }
        return visible;
    }

    private static List<PageLine> withoutOthers(List<PageLine> visible, List<PageLine> others) {
        others.forEach(line -> line.setVerdict(LineVerdict.OTHER_ARTICLE));
        return visible.stream()
                .filter(line -> line.verdict() != LineVerdict.OTHER_ARTICLE)
                .toList();
    }

    private List<PageLine> withoutBoilerplate(List<PageLine> visible, ElementSums sums, ArticleItems items) {
        var boilerplate = new Boilerplate(sums, gated, items, scan.elementCount());
        Teasers.in(visible, sums).stream().filter(teaser -> !items.are(teaser)).forEach(boilerplate::mark);
        var kept = new ArrayList<PageLine>(visible.size());
        for (var line : visible) {
            deadline.check();
            if (boilerplate.holds(line.owner())) {
                line.setVerdict(LineVerdict.BOILERPLATE);
            } else {
                kept.add(line);
            }
        }
        return kept;
    }

    private static List<PageLine> within(List<PageElement> parts, List<PageLine> lines) {
        var inside = new ArrayList<PageLine>();
        for (var line : lines) {
            if (parts.stream().anyMatch(part -> part.contains(line.owner()))) {
                inside.add(line);
            }
        }
        return inside;
    }

    /** The lines with the standfirst and the points above them, in order. */
    private List<PageLine> withHead(@Nullable PageLine standfirst, List<PageLine> inside, PageElement container) {
        var lines = new ArrayList<PageLine>();
        if (standfirst != null) {
            lines.add(standfirst);
        }
        lines.addAll(Standfirst.points(inside, scan.lines, container));
        lines.addAll(inside);
        lines.sort(Comparator.comparingInt(PageLine::index));
        return lines;
    }

    /** The smallest part that holds the lines of the text that the feed announced; null where the page does not show it. */
    private static @Nullable PageElement elementOf(List<PageLine> lines, ReferenceText announced) {
        var known = lines.stream()
                .filter(line -> line.linkShare() < LINKED && announced.share(line.text()) >= SAME)
                .toList();
        if (known.isEmpty() || announced.coverage(known) < THIS_TEXT) {
            return null;
        }
        var element = known.getFirst().owner();
        while (element.parent != null
                && (element.name.equals("p")
                        || !known.stream().map(PageLine::owner).allMatch(element::contains))) {
            element = element.parent;
        }
        return element;
    }

    /** Depends on the share of the page's prose, the container's name and the agreement with the stated text. */
    private double confidence(List<PageLine> body, List<PageLine> kept, PageElement container) {
        var all = kept.stream()
                .filter(PageLine::isProse)
                .mapToInt(PageLine::weight)
                .sum();
        var own = body.stream()
                .filter(PageLine::isProse)
                .mapToInt(PageLine::weight)
                .sum();
        var density = all == 0 ? 0 : Math.min(1, (double) own / all);
        var named = ElementVotes.trust(container) > 1 ? 1 : UNNAMED;
        return stated.isEnough()
                ? 0.6 * stated.coverage(body) + 0.3 * density + 0.1 * named
                : 0.6 * density + 0.4 * named;
    }

    /** Whether an element stays hidden. Text that a "more" button reveals does not. */
    private static boolean isHidden(PageElement owner) {
        if (!owner.inside(ElementKind.HALF_HIDDEN)) {
            return false;
        }
        for (PageElement up = owner; up != null && up.inside(ElementKind.HALF_HIDDEN); up = up.parent) {
            var own = up.parent == null || !up.parent.inside(ElementKind.HALF_HIDDEN);
            if (own) {
                return !up.holds(ElementKind.PARAGRAPH) && !up.name.equals("p");
            }
        }
        return false;
    }

    /** The container and siblings with the same markup: advertisements often cut a body into several parts. */
    private static List<PageElement> withTwins(PageElement container, List<PageLine> lines, ElementVotes votes) {
        var parent = container.parent;
        if (parent == null || container.attribute("class").isBlank() || container.name.equals("article")) {
            return List.of(container);
        }
        var parts = new ArrayList<PageElement>();
        parts.add(container);
        var around = parent.parent == null || !isAlone(container) ? parent : parent.parent;
        for (var line : lines) {
            PageElement up = line.owner();
            while (up != null && !isTwin(up, container, around)) {
                up = up.parent;
            }
            if (up != null && votes.sum(up) > 0 && !parts.contains(up)) {
                parts.add(up);
            }
        }
        return parts;
    }

    private static boolean isTwin(PageElement element, PageElement container, PageElement around) {
        var parent = element.parent;
        return parent != null
                && (parent == around || (parent.parent == around && isAlone(element)))
                && element.name.equals(container.name)
                && element.attribute("class").equals(container.attribute("class"));
    }

    /** Whether it is the only child of its parent. */
    private static boolean isAlone(PageElement element) {
        return element.parent != null && element.parent.node.childrenSize() == 1;
    }
}
