package io.wireroom.enrich.clean.body;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks the lines of a body against a text that is known to be the article's: where most of the body is in it, lines
 * after its end are dropped, and lines of it that were taken for boilerplate are restored.
 */
final class ReferenceTextCheck {

    private static final double SAME = 0.6;
    private static final double SURELY_SAME = 0.9;
    private static final double LEAST_AGREEMENT = 0.8;
    private static final double LEAST_COVERAGE = 0.8;
    private static final int LEAST_WEIGHT = 60;

    private ReferenceTextCheck() {}

    /** The lines that stay, in order. */
    static List<PageLine> check(List<PageLine> body, List<PageLine> all, ReferenceText reference, Deadline deadline) {
        if (body.isEmpty() || !reference.isEnough()) {
            return body;
        }
        var agreed = 0;
        var total = 0;
        var first = -1;
        var last = -1;
        for (int i = 0; i < body.size(); i++) {
            deadline.check();
            var line = body.get(i);
            var same = reference.share(line.text()) >= SAME;
            if (same) {
                first = first < 0 ? i : first;
                last = i;
            }
            if (line.isProse()) {
                total += line.weight();
                agreed += same ? line.weight() : 0;
            }
        }
        if (total == 0 || (double) agreed / total < LEAST_AGREEMENT || reference.coverage(body) < LEAST_COVERAGE) {
            return body;
        }
        var whole = withLost(body, first, last, all, reference);
        body.subList(last + 1, body.size()).forEach(line -> line.setVerdict(LineVerdict.AFTER_STATED));
        var end = body.get(last).index();
        return whole.stream().filter(line -> line.index() <= end).toList();
    }

    /** The body, and the lines between its first and last known line that are known too but had been left out. */
    private static List<PageLine> withLost(
            List<PageLine> body, int first, int last, List<PageLine> all, ReferenceText reference) {
        var whole = new ArrayList<>(body);
        for (var line : all.subList(body.get(first).index(), body.get(last).index())) {
            if (isLost(line) && reference.share(line.text()) >= SURELY_SAME) {
                line.setVerdict(LineVerdict.KEPT);
                whole.add(line);
            }
        }
        whole.sort(Comparator.comparingInt(PageLine::index));
        return List.copyOf(whole);
    }

    private static boolean isLost(PageLine line) {
        return line.weight() >= LEAST_WEIGHT
                && line.kind() != BlockKind.HEADING
                && line.linkShare() < SAME
                && (line.verdict() == LineVerdict.BOILERPLATE
                        || line.verdict() == LineVerdict.OUTSIDE
                        || line.verdict() == LineVerdict.PROMO);
    }
}
