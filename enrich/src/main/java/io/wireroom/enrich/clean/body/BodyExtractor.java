package io.wireroom.enrich.clean.body;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.AttributeWords;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageScan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the article's text: every line of the page votes for the elements around it, prose with its length, links and
 * scraps against; the element with the most votes is the article, known names of article bodies counting a little more.
 */
public final class BodyExtractor {

    /**
     * What was found.
     *
     * @param lines of the article, in order
     * @param standfirst the one of them that sums the article up; null when none is called so
     * @param container that they were found in; null when there is no text at all
     * @param pageChars characters of all lines of the page, boilerplate too
     * @param pageLinkChars those of them inside links
     * @param confidence that it is the article, in [0, 1]
     */
    public record Body(
            List<PageLine> lines,
            @Nullable PageLine standfirst,
            @Nullable PageElement container,
            int pageChars,
            int pageLinkChars,
            double confidence) {}

    private static final double ANOTHER_TEXT = 0.2;
    private static final double THIS_TEXT = 0.7;
    private static final double SAME = 0.6;
    private static final double LINKED = 0.5;
    private static final double UNNAMED = 0.5;
    private static final int LEAST_PROSE = 3;
    private static final int SCRAP_PENALTY = 12;
    private static final int LINK_PENALTY = 30;

    private BodyExtractor() {}

    public static Body extract(
            PageScan scan,
            String title,
            String description,
            List<String> authors,
            ReferenceText anchor,
            ReferenceText announced,
            Deadline deadline) {
        var all = scan.lines;
        var pageChars = 0;
        var pageLinkChars = 0;
        var visible = new ArrayList<PageLine>(all.size());
        for (var line : all) {
            if (isHidden(line.owner())) {
                line.meets(LineVerdict.HIDDEN);
                continue;
            }
            visible.add(line);
            pageChars += line.length();
            pageLinkChars += line.linkChars();
        }
        deadline.checkNow();
        var boilerplate = new Boilerplate(visible, deadline);
        Teasers.mark(visible);
        var kept = new ArrayList<PageLine>(visible.size());
        for (var line : visible) {
            deadline.check();
            if (boilerplate.holds(line)) {
                line.meets(LineVerdict.BOILERPLATE);
            } else {
                kept.add(line);
            }
        }
        vote(kept, deadline);
        var container = best(kept);
        if (container == null && visible.stream().filter(PageLine::isProse).count() >= LEAST_PROSE) {
            // All of it is called boilerplate, so its names mean nothing here: once more without them.
            kept.clear();
            kept.addAll(visible);
            forget(kept, deadline);
            vote(kept, deadline);
            container = best(kept);
        }
        if (container == null) {
            return new Body(List.of(), null, null, pageChars, pageLinkChars, 0);
        }
        var parts = withTwins(container, kept);
        var inside = new ArrayList<PageLine>();
        for (var line : kept) {
            if (parts.stream().anyMatch(part -> part.contains(line.owner()))) {
                inside.add(line);
            }
        }
        if (announced.isEnough() && announced.coverage(inside) < ANOTHER_TEXT) {
            var other = announced(kept, announced);
            if (other != null) {
                container = other;
                inside.clear();
                kept.stream().filter(line -> other.contains(line.owner())).forEach(inside::add);
            }
        }
        var standfirst = Standfirst.before(inside, all, title, description);
        var lines = new ArrayList<PageLine>();
        if (standfirst != null) {
            lines.add(standfirst);
        }
        lines.addAll(Standfirst.points(inside, all, container));
        lines.addAll(inside);
        lines.sort(Comparator.comparingInt(PageLine::index));
        var named = standfirst == null ? Standfirst.within(inside, container) : standfirst;
        var filtered = LineFilter.filter(lines, title, authors, deadline);
        var checked = ReferenceTextCheck.check(filtered, all, anchor, deadline);
        var confidence = confidence(checked, kept, container, anchor);
        return new Body(checked, named, container, pageChars, pageLinkChars, confidence);
    }

    /** The smallest part that holds the lines of the text that the feed announced; null where the page has not got it. */
    private static @Nullable PageElement announced(List<PageLine> lines, ReferenceText announced) {
        var known = lines.stream()
                .filter(line -> line.linkShare() < LINKED && announced.share(line.text()) >= SAME)
                .toList();
        if (known.isEmpty() || announced.coverage(known) < THIS_TEXT) {
            return null;
        }
        var box = known.getFirst().owner();
        while (box.parent != null
                && (box.name.equals("p") || !known.stream().map(PageLine::owner).allMatch(box::contains))) {
            box = box.parent;
        }
        return box;
    }

    /** How sure it is that this is the article: the share of the page's prose, a telling name, the stated text. */
    private static double confidence(
            List<PageLine> body, List<PageLine> kept, PageElement container, ReferenceText anchor) {
        var all = kept.stream()
                .filter(PageLine::isProse)
                .mapToInt(PageLine::weight)
                .sum();
        var own = body.stream()
                .filter(PageLine::isProse)
                .mapToInt(PageLine::weight)
                .sum();
        var density = all == 0 ? 0 : Math.min(1, (double) own / all);
        var named = trust(container) > 1 ? 1 : UNNAMED;
        return anchor.isEnough()
                ? 0.6 * anchor.coverage(body) + 0.3 * density + 0.1 * named
                : 0.6 * density + 0.4 * named;
    }

    /** Half hidden is what the page hides at first but reads as text: parts behind a "more" button stay. */
    private static boolean isHidden(PageElement owner) {
        if (!owner.inside(PageElement.HALF_HIDDEN)) {
            return false;
        }
        for (PageElement up = owner; up != null && up.inside(PageElement.HALF_HIDDEN); up = up.parent) {
            var own = up.parent == null || !up.parent.inside(PageElement.HALF_HIDDEN);
            if (own) {
                return !up.holds(PageElement.PARAGRAPH) && !up.name.equals("p");
            }
        }
        return false;
    }

    private static void forget(List<PageLine> lines, Deadline deadline) {
        for (var line : lines) {
            deadline.check();
            for (PageElement up = line.owner(); up != null; up = up.parent) {
                up.votes = 0;
                up.weighed = false;
            }
        }
    }

    private static void vote(List<PageLine> lines, Deadline deadline) {
        for (var line : lines) {
            deadline.check();
            var vote = vote(line);
            for (PageElement up = line.owner(); up != null; up = up.parent) {
                up.votes += vote;
                up.voted = true;
            }
        }
    }

    private static double vote(PageLine line) {
        if (line.linkShare() > 0.5) {
            return -LINK_PENALTY - 0.2 * line.length();
        }
        if (line.isProse()) {
            return line.weight() * (1 - line.linkShare());
        }
        if (line.kind() == BlockKind.HEADING) {
            return 0;
        }
        if (line.endsSentence() && line.weight() >= 25) {
            return line.weight() * (1 - line.linkShare());
        }
        return line.kind() == BlockKind.TABLE_ROW || line.kind() == BlockKind.LIST_ITEM ? -2 : -SCRAP_PENALTY;
    }

    private static @Nullable PageElement best(List<PageLine> lines) {
        PageElement best = null;
        var most = 0.0;
        for (var line : lines) {
            for (PageElement up = line.owner(); up != null && !up.weighed; up = up.parent) {
                up.weighed = true;
                var sum = up.votes * trust(up);
                if (sum > most + 0.001 || (sum > most - 0.001 && best != null && best.contains(up) && best != up)) {
                    most = Math.max(most, sum);
                    best = up;
                }
            }
        }
        return best == null ? null : climbFromLeaf(best);
    }

    /** A single paragraph is no container. */
    private static PageElement climbFromLeaf(PageElement best) {
        var up = best;
        while (up.parent != null && (up.name.equals("p") || up.name.equals("li"))) {
            up = up.parent;
        }
        return up.voted ? up : best;
    }

    private static double trust(PageElement box) {
        if (box.attribute("itemprop").contains("articleBody")
                || box.attribute("property").contains("articleBody")) {
            return 1.5;
        }
        if (box.name.equals("p") || box.name.equals("li")) {
            return 1;
        }
        if (box.is(AttributeWords.BODY)) {
            return 1.3;
        }
        return box.name.equals("article") ? 1.2 : box.name.equals("main") ? 1.05 : 1;
    }

    /** The container and its siblings that are made alike: a body cut into several parts by advertisements. */
    private static List<PageElement> withTwins(PageElement container, List<PageLine> lines) {
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
            if (up != null && up.votes > 0 && !parts.contains(up)) {
                parts.add(up);
            }
        }
        return parts;
    }

    private static boolean isTwin(PageElement box, PageElement container, PageElement around) {
        var parent = box.parent;
        return parent != null
                && (parent == around || (parent.parent == around && isAlone(box)))
                && box.name.equals(container.name)
                && box.attribute("class").equals(container.attribute("class"));
    }

    /** Whether its parent is there for it alone. */
    private static boolean isAlone(PageElement box) {
        return box.parent != null && box.parent.element.childrenSize() == 1;
    }
}
