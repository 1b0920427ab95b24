package io.wireroom.enrich.clean.body;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The votes of a page's lines for the elements around them. */
public final class ElementVotes {

    private static final double EPSILON = 0.001;
    private static final int SCRAP_PENALTY = 12;
    private static final int LINK_PENALTY = 30;
    private static final int LEAST_SENTENCE_WEIGHT = 25;

    private final List<PageLine> lines;
    private final double[] sums;
    private final boolean[] voted;

    private ElementVotes(List<PageLine> lines, int elements) {
        this.lines = lines;
        sums = new double[elements];
        voted = new boolean[elements];
    }

    /** Counts the votes of these lines; {@code elements} is the number of elements of the page. */
    static ElementVotes of(List<PageLine> lines, int elements, Deadline deadline) {
        var votes = new ElementVotes(lines, elements);
        for (var line : lines) {
            deadline.check();
            var vote = vote(line);
            for (PageElement up = line.owner(); up != null; up = up.parent) {
                votes.sums[up.order] += vote;
                votes.voted[up.order] = true;
            }
        }
        return votes;
    }

    /** The sum of the votes for an element. */
    public double sum(PageElement element) {
        return sums[element.order];
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
        if (line.endsSentence() && line.weight() >= LEAST_SENTENCE_WEIGHT) {
            return line.weight() * (1 - line.linkShare());
        }
        return line.kind() == BlockKind.TABLE_ROW || line.kind() == BlockKind.LIST_ITEM ? -2 : -SCRAP_PENALTY;
    }

    /** The element with the most votes; null where no element has a positive sum. */
    @Nullable
    PageElement best() {
        PageElement best = null;
        var most = 0.0;
        var weighed = new boolean[sums.length];
        for (var line : lines) {
            for (PageElement up = line.owner(); up != null && !weighed[up.order]; up = up.parent) {
                weighed[up.order] = true;
                var sum = sum(up) * trust(up);
                if (sum > most + EPSILON || (sum > most - EPSILON && best != null && best.contains(up) && best != up)) {
                    most = Math.max(most, sum);
                    best = up;
                }
            }
        }
        return best == null ? null : aboveParagraph(best);
    }

    /** The element around a single paragraph, which is not a container. */
    private PageElement aboveParagraph(PageElement best) {
        var up = best;
        while (up.parent != null && (up.name.equals("p") || up.name.equals("li"))) {
            up = up.parent;
        }
        return voted[up.order] ? up : best;
    }

    /** A factor for the names of article bodies; 1 without one. */
    static double trust(PageElement element) {
        if (element.attribute("itemprop").contains("articleBody")
                || element.attribute("property").contains("articleBody")) {
            return 1.5;
        }
        if (element.name.equals("p") || element.name.equals("li")) {
            return 1;
        }
        if (element.is(NameKind.BODY)) {
            return 1.3;
        }
        return element.name.equals("article") ? 1.2 : element.name.equals("main") ? 1.05 : 1;
    }
}
