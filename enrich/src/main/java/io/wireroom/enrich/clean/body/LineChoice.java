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

    /** The same for a line that repeats an earlier one, beside lines that are kept. */
    private static final double FOR_REPEATED = 2;

    private static final int LEAST_REPEATED = 2;

    /** Share of the text of the rules that has to stay. */
    private static final double FLOOR = 0.35;

    private static final ElementKind NEVER = ElementKind.FIGURE.or(ElementKind.NAMED_OTHERS);
    private static final int SENTENCE_WEIGHT = 40;
    private static final double LINKED = 0.5;

    private LineChoice() {}

    /**
     * The chosen lines, in order; sets the verdict of those that the rules decided otherwise.
     *
     * @param items whose lines are only dropped by the rules, because the model knows few pages with such
     * @param isText whether the words of a line may be text of the article
     */
    static List<PageLine> of(
            LineFeatures features,
            List<PageLine> ruled,
            LineModel model,
            ArticleItems items,
            Predicate<PageLine> isText) {
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
            var isLikely = isRuled && items.hold(line.owner())
                    || model.exceeds(
                            features.around(i, model.reach()), LineFeatures.row(i), isRuled ? -AGAINST : needed(line));
            if (isLikely && (isRuled || isText.test(line) && !isCopy(line, lines, ruled))) {
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
        return switch (line.verdict()) {
            case BOILERPLATE -> FOR_BOILERPLATE;
            case REPEATED -> FOR_REPEATED;
            default -> FOR;
        };
    }

    /** Verdicts on a line's place may be wrong; those on its words are final, and scraps of a few words stay out. */
    private static boolean mayBeRestored(PageLine line) {
        var isOpen = switch (line.verdict()) {
            case OUTSIDE, BOILERPLATE, TRAILING, SCRAP, LINK_RUN, REPEATED -> true;
            default -> false;
        };
        return isOpen
                && !line.owner().inside(NEVER)
                && !line.owner().is(NameKind.CAPTION)
                && (line.kind() != BlockKind.PARAGRAPH
                        || line.isProse()
                        || line.endsSentence() && line.weight() >= SENTENCE_WEIGHT && line.linkShare() < LINKED);
    }

    /**
     * Whether a line repeats another by mistake, or in a part that holds no kept line: the whole text, once more. Texts that
     * repeat their lines on purpose, as songs do, repeat several.
     */
    private static boolean isCopy(PageLine line, List<PageLine> all, List<PageLine> ruled) {
        if (line.verdict() != LineVerdict.REPEATED) {
            return false;
        }
        var part = line.owner().parent;
        return part == null
                || ruled.stream().noneMatch(one -> part.contains(one.owner()))
                || all.stream()
                                .filter(one -> one.verdict() == LineVerdict.REPEATED && part.contains(one.owner()))
                                .count()
                        < LEAST_REPEATED;
    }

    private static int weight(List<PageLine> lines) {
        return lines.stream().mapToInt(PageLine::weight).sum();
    }
}
