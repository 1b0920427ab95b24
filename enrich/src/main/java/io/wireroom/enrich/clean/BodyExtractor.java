package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.BlockKind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds the article's text: every line of the page votes for the elements around it, prose with its length, links and
 * scraps against; the element with the most votes is the article, known names of article bodies counting a little more.
 */
final class BodyExtractor {

    /**
     * What was found.
     *
     * @param lines of the article, in order
     * @param standfirst the one of them that sums the article up; null when none is called so
     * @param container that they were found in; null when there is no text at all
     * @param pageChars characters of all lines of the page, furniture too
     * @param pageLinkChars those of them inside links
     */
    record Body(
            List<PageLine> lines,
            @Nullable PageLine standfirst,
            @Nullable Element container,
            int pageChars,
            int pageLinkChars) {}

    private static final Pattern BODY_NAME = Pattern.compile(
            "(?:^|[\\s_-])(?:(?:article|story|entry|post|content|news|main|text|page|single)-*_*(?:body|content|text|copy|main|inner|full)"
                    + "|articlebody|articletext|storybody|storytext|body-?text|body-?copy|bodytext|richtext|rich-text|wysiwyg|prose"
                    + "|article__(?:body|content|text))(?=$|[\\s_-])");
    private static final int SCRAP_PENALTY = 12;
    private static final int LINK_PENALTY = 30;

    private BodyExtractor() {}

    /** Takes the document apart: what no reader sees is removed from it. */
    static Body extract(Document page, String title, List<String> authors, Deadline deadline) {
        var root = page.body();
        page.select(Furniture.INVISIBLE).remove();
        deadline.checkNow();
        var all = PageLines.read(root, deadline);
        var pageChars = all.stream().mapToInt(line -> line.text().length()).sum();
        var pageLinkChars = all.stream().mapToInt(PageLine::linkChars).sum();
        var furniture = new Furniture(root, all);
        var kept = new ArrayList<PageLine>();
        for (var line : all) {
            deadline.check();
            if (!furniture.holds(line)) {
                kept.add(line);
            }
        }
        var votes = votes(kept);
        var container = best(votes, root);
        if (container == null) {
            return new Body(List.of(), null, null, pageChars, pageLinkChars);
        }
        var parts = withTwins(container, votes);
        var inside = kept.stream().filter(line -> isInside(line, parts)).toList();
        var standfirst = Standfirst.before(inside, all, title, page);
        var lines = new ArrayList<PageLine>();
        if (standfirst != null) {
            lines.add(standfirst);
        }
        lines.addAll(inside);
        var named = standfirst == null ? Standfirst.within(inside, container) : standfirst;
        return new Body(LineFilter.filter(lines, title, authors), named, container, pageChars, pageLinkChars);
    }

    private static Map<Element, Double> votes(List<PageLine> lines) {
        var votes = new IdentityHashMap<Element, Double>();
        for (var line : lines) {
            var vote = vote(line);
            for (Element up = line.owner(); up != null; up = up.parent()) {
                votes.merge(up, vote, Double::sum);
            }
        }
        return votes;
    }

    private static double vote(PageLine line) {
        if (line.linkShare() > 0.5) {
            return -LINK_PENALTY - 0.2 * line.text().length();
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

    private static @Nullable Element best(Map<Element, Double> votes, Element root) {
        Element best = null;
        var most = 0.0;
        for (var entry : votes.entrySet()) {
            var element = entry.getKey();
            var sum = entry.getValue() * trust(element);
            if (sum > most + 0.001 || (sum > most - 0.001 && best != null && isAncestor(best, element))) {
                most = Math.max(most, sum);
                best = element;
            }
        }
        if (best == null) {
            return null;
        }
        return best.normalName().equals("html") ? root : climbFromLeaf(best, votes);
    }

    /** A single paragraph is no container. */
    private static Element climbFromLeaf(Element best, Map<Element, Double> votes) {
        var up = best;
        while (up.parent() != null
                && (up.normalName().equals("p") || up.normalName().equals("li"))) {
            up = up.parent();
        }
        return votes.containsKey(up) ? up : best;
    }

    private static double trust(Element element) {
        if (element.attr("itemprop").contains("articleBody")
                || element.attr("property").contains("articleBody")) {
            return 1.5;
        }
        var name = element.normalName();
        if (name.equals("p") || name.equals("li")) {
            return 1;
        }
        if (BODY_NAME.matcher(Furniture.signature(element)).find()) {
            return 1.3;
        }
        return name.equals("article") ? 1.2 : name.equals("main") ? 1.05 : 1;
    }

    /** The container and its siblings that are made alike: a body cut into several parts by advertisements. */
    private static List<Element> withTwins(Element container, Map<Element, Double> votes) {
        var parent = container.parent();
        if (parent == null || container.className().isBlank()) {
            return List.of(container);
        }
        var parts = new ArrayList<Element>();
        for (var sibling : parent.children()) {
            var alike = sibling == container
                    || (sibling.normalName().equals(container.normalName())
                            && sibling.className().equals(container.className())
                            && votes.getOrDefault(sibling, 0.0) > 0
                            && !container.normalName().equals("article"));
            if (alike) {
                parts.add(sibling);
            }
        }
        return parts;
    }

    private static boolean isInside(PageLine line, List<Element> parts) {
        for (Element up = line.owner(); up != null; up = up.parent()) {
            for (var part : parts) {
                if (up == part) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAncestor(Element ancestor, Element element) {
        for (Element up = element.parent(); up != null; up = up.parent()) {
            if (up == ancestor) {
                return true;
            }
        }
        return false;
    }
}
