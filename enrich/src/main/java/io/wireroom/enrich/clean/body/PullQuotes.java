package io.wireroom.enrich.clean.body;

import com.carrotsearch.hppc.LongHashSet;
import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.List;

/**
 * Drops pull quotes: sentences of the text that the page shows a second time, set apart and often with the speaker's name, to
 * catch the eye.
 */
final class PullQuotes {

    private static final ElementKind APART = ElementKind.ASIDE.or(ElementKind.FIGURE);
    private static final int STEPS = 3;
    private static final int MOST_WEIGHT = 500;

    /** Share of its runs of four words that stand in other lines; the rest is the name of who spoke. */
    private static final double REPEATED = 0.5;

    private PullQuotes() {}

    /** The other lines, in order. */
    static List<PageLine> without(List<PageLine> lines) {
        var apart = lines.stream().filter(PullQuotes::isApart).toList();
        if (apart.isEmpty()) {
            return lines;
        }
        var runs = new LongHashSet();
        var next = 0;
        for (var line : lines) {
            if (next < apart.size() && line == apart.get(next)) {
                next++;
            } else {
                ReferenceText.eachRun(line.text(), runs::add);
            }
        }
        var repeated = apart.stream()
                .filter(line -> ReferenceText.share(line.text(), runs) >= REPEATED)
                .toList();
        repeated.forEach(line -> line.setVerdict(LineVerdict.REPEATED));
        return repeated.isEmpty()
                ? lines
                : lines.stream().filter(line -> !repeated.contains(line)).toList();
    }

    private static boolean isApart(PageLine line) {
        if (line.weight() > MOST_WEIGHT
                || line.kind() == BlockKind.HEADING
                || line.verdict() == LineVerdict.STANDFIRST) {
            return false;
        }
        return line.kind() == BlockKind.QUOTE || line.owner().inside(APART) || isNamed(line.owner());
    }

    private static boolean isNamed(PageElement owner) {
        PageElement up = owner;
        for (int i = 0; i < STEPS && up != null; i++, up = up.parent) {
            if (up.is(NameKind.HAS_QUOTE)) {
                return true;
            }
        }
        return false;
    }
}
