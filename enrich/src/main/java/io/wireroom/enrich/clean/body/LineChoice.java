package io.wireroom.enrich.clean.body;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Chooses the lines of the article by the learned model. What the rules chose is the floor: the model overrules them line by
 * line where it is sure, and not at all where it would leave little of their text.
 */
final class LineChoice {

    /** Log-odds against a line that the rules keep, from which on it is dropped. */
    private static final double AGAINST = 0.2;

    /** Log-odds for a line that the rules drop, from which on it is restored. */
    private static final double FOR = 0.5;

    /** The same for a line in a part that is boilerplate by its tag, role or name. */
    private static final double FOR_BOILERPLATE = 3.5;

    /** Share of the text of the rules that has to stay. */
    private static final double FLOOR = 0.35;

    private static final ElementKind NEVER = ElementKind.FIGURE.or(ElementKind.NAMED_OTHERS);
    private static final int SENTENCE_WEIGHT = 40;
    private static final double LINKED = 0.5;

    private LineChoice() {}

    /**
     * The chosen lines, in order; sets the verdict of those that the rules decided otherwise.
     *
     * @param isText whether the words of a line may be text of the article
     */
    static List<PageLine> of(LineFeatures features, List<PageLine> ruled, LineModel model, Predicate<PageLine> isText) {
        if (!model.isTrained()) {
            return ruled;
        }
        var lines = features.lines();
        var chosen = new ArrayList<PageLine>();
        var dropped = new ArrayList<PageLine>();
        var next = 0;
        for (int i = 0; i < lines.size(); i++) {
            var isRuled = next < ruled.size()
                    && ruled.get(next).index() == lines.get(i).index();
            var line = isRuled ? ruled.get(next++) : lines.get(i);
            if (!isRuled && !mayBeRestored(line)) {
                continue;
            }
            var isLikely = model.exceeds(
                    features.around(i, model.reach()), LineFeatures.row(i), isRuled ? -AGAINST : needed(line));
            if (isLikely && (isRuled || isText.test(line))) {
                chosen.add(line);
            } else if (isRuled) {
                dropped.add(lines.get(i));
            }
        }
        while (!chosen.isEmpty() && chosen.getLast().kind() == BlockKind.HEADING) {
            dropped.add(chosen.removeLast());
        }
        if (weight(chosen) < FLOOR * weight(ruled)) {
            return ruled;
        }
        dropped.forEach(line -> line.setVerdict(LineVerdict.LEARNED_OUT));
        chosen.stream()
                .filter(line -> !line.verdict().isKept())
                .forEach(line -> line.setVerdict(LineVerdict.LEARNED_IN));
        return List.copyOf(chosen);
    }

    private static double needed(PageLine line) {
        return line.verdict() == LineVerdict.BOILERPLATE ? FOR_BOILERPLATE : FOR;
    }

    /** Verdicts on a line's place may be wrong; those on its words are final, and scraps of a few words stay out. */
    private static boolean mayBeRestored(PageLine line) {
        var isOpen = switch (line.verdict()) {
            case OUTSIDE, BOILERPLATE, TRAILING, SCRAP, LINK_RUN -> true;
            default -> false;
        };
        return isOpen
                && !line.owner().inside(NEVER)
                && !line.owner().is(NameKind.CAPTION)
                && (line.kind() != BlockKind.PARAGRAPH
                        || line.isProse()
                        || line.endsSentence() && line.weight() >= SENTENCE_WEIGHT && line.linkShare() < LINKED);
    }

    private static int weight(List<PageLine> lines) {
        return lines.stream().mapToInt(PageLine::weight).sum();
    }
}
