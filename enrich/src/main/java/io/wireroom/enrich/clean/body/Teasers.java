package io.wireroom.enrich.clean.body;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Finds lists of teasers for other articles: three or more short parts with the same markup, side by side, which
 * each hold a linked title.
 */
final class Teasers {

    private record Kind(PageElement parent, String name, String className) {}

    private static final int MAX_CHARS = 450;
    private static final int MAX_STEPS = 6;
    private static final int MIN_TITLE_CHARS = 15;
    private static final int LEAST = 3;
    private static final int MAX_LINES = 5;
    private static final double LEAST_LINKED = 0.15;
    private static final Evaluator LINKS = Selector.evaluatorOf("a[href]");

    private Teasers() {}

    /** The elements of the teasers. */
    static List<PageElement> in(List<PageLine> lines, ElementSums sums) {
        var groups = new HashMap<Kind, List<PageElement>>();
        for (var line : lines) {
            if (line.linkShare() > 0.8 && line.length() >= MIN_TITLE_CHARS && !leadsToThisPage(line)) {
                var card = card(line.owner(), sums);
                if (card != null && card.parent != null) {
                    var group = groups.computeIfAbsent(
                            new Kind(card.parent, card.name, card.name.equals("li") ? "" : card.attribute("class")),
                            kind -> new ArrayList<>());
                    if (group.isEmpty() || group.getLast() != card) {
                        group.add(card);
                    }
                }
            }
        }
        var teasers = new ArrayList<PageElement>();
        for (var group : groups.values()) {
            if (group.size() >= LEAST && (!isText(group.getFirst()) || standTogether(group, lines))) {
                teasers.addAll(group);
            }
        }
        return teasers;
    }

    /** Whether a linked title leads to a place of the same page, as those of the entries of a running report do. */
    static boolean leadsToThisPage(PageLine line) {
        var link = line.owner().node.selectFirst(LINKS);
        return link != null && link.attr("href").startsWith("#");
    }

    private static boolean isText(PageElement card) {
        return card.name.equals("p") || card.name.equals("li");
    }

    /** Whether the teasers make up most of the text between the first and the last of them. Links among other text are not teasers. */
    private static boolean standTogether(List<PageElement> cards, List<PageLine> lines) {
        var theirs = 0;
        var others = 0;
        var first = cards.getFirst();
        var last = cards.getLast();
        var next = 0;
        for (var line : lines) {
            var order = line.owner().order;
            if (order < first.order || order >= last.end) {
                continue;
            }
            while (next < cards.size() - 1 && order >= cards.get(next).end) {
                next++;
            }
            if (cards.get(next).contains(line.owner())) {
                theirs++;
            } else if (line.isProse() || line.kind() == BlockKind.LIST_ITEM && line.linkChars() == 0) {
                others++;
            }
        }
        return others < theirs;
    }

    /** The largest part around a title that is still short. */
    private static @Nullable PageElement card(PageElement owner, ElementSums sums) {
        var card = owner;
        for (int i = 0; i < MAX_STEPS && card.parent != null && isSmall(card.parent, sums); i++) {
            card = card.parent;
        }
        return isHeading(card)
                        || !isSmall(card, sums)
                        || sums.linkChars(card) < LEAST_LINKED * sums.chars(card)
                        || card.name.equals("td")
                ? null
                : card;
    }

    private static boolean isSmall(PageElement element, ElementSums sums) {
        return sums.chars(element) < MAX_CHARS && sums.lines(element) <= MAX_LINES;
    }

    private static boolean isHeading(PageElement element) {
        return element.name.length() == 2 && element.name.charAt(0) == 'h' && Character.isDigit(element.name.charAt(1));
    }
}
