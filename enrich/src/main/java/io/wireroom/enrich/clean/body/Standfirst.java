package io.wireroom.enrich.clean.body;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.text.FoldedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the paragraph between title and text that sums the article up, where it stands outside of the body. */
final class Standfirst {

    private static final ElementKind OTHERS =
            ElementKind.NAV.or(ElementKind.ASIDE).or(ElementKind.FOOTER).or(ElementKind.FIGURE);
    private static final int MIN_CHARS = 30;
    private static final int MAX_CHARS = 600;
    private static final int LEAD_WEIGHT = 80;
    private static final int LEAD_LINES = 3;
    private static final int POINT_WEIGHT = 40;
    private static final int MAX_STEPS = 10;

    private Standfirst() {}

    /** Finds the standfirst among the lines before the body; null if there is none outside the body. */
    static @Nullable PageLine before(List<PageLine> body, List<PageLine> all, String title, String description) {
        if (body.isEmpty()) {
            return null;
        }
        var above = before(body.getFirst().index(), body, all, title, description);
        return above == null
                ? before(firstBelowTitle(body, FoldedText.fold(title)), body, all, title, description)
                : above;
    }

    private static @Nullable PageLine before(
            int first, List<PageLine> body, List<PageLine> all, String title, String description) {
        var described = FoldedText.fold(description);
        var heading = lastTitle(all.subList(0, first), FoldedText.fold(title));
        if (heading < 0) {
            return null;
        }
        for (var line : all.subList(heading + 1, first)) {
            var length = line.length();
            if (length < MIN_CHARS
                    || length > MAX_CHARS
                    || line.linkShare() > 0.3
                    || line.verdict() == LineVerdict.HIDDEN
                    || body.contains(line)
                    || line.owner().inside(OTHERS)) {
                continue;
            }
            var folded = FoldedText.fold(line.text());
            var isDescription = described.length() >= MIN_CHARS
                    && (folded.equals(described) || folded.startsWith(described) || described.startsWith(folded));
            if ((isDescription
                            || isNamed(line.owner(), NameKind.STANDFIRST)
                            || isTeaser(line, all.get(heading))
                            || isLead(line, all.get(heading)))
                    && !repeats(body, folded)) {
                var standfirst = new PageLine(
                        BlockKind.PARAGRAPH,
                        line.text(),
                        line.linkChars(),
                        PageLine.Style.PLAIN,
                        line.owner(),
                        line.index());
                standfirst.setVerdict(LineVerdict.STANDFIRST);
                line.setVerdict(LineVerdict.STANDFIRST);
                return standfirst;
            }
        }
        return null;
    }

    /**
     * Finds the list of points right above the body, in the same article; empty if there is none.
     *
     * @param container that the body was found in
     */
    static List<PageLine> points(List<PageLine> body, List<PageLine> all, PageElement container) {
        if (body.isEmpty()) {
            return List.of();
        }
        var around = container.parent == null ? container : container.parent;
        var points = new ArrayList<PageLine>();
        for (int i = body.getFirst().index() - 1; i >= 0; i--) {
            var line = all.get(i);
            var point = line.kind() == BlockKind.LIST_ITEM
                    && line.verdict() == LineVerdict.OUTSIDE
                    && line.weight() >= POINT_WEIGHT
                    && line.linkChars() == 0
                    && around.contains(line.owner());
            if (point) {
                points.addFirst(line);
            } else if (!points.isEmpty()
                    || line.owner().name.equals("h1")
                    || body.getFirst().index() - i > MAX_STEPS) {
                break;
            }
        }
        return points.size() < 2 ? List.of() : points;
    }

    /** Finds the standfirst among the first lines of the body, by its element's name; null if there is none. */
    static @Nullable PageLine within(List<PageLine> body, PageElement container) {
        return body.stream()
                .limit(3)
                .filter(line -> line.length() >= MIN_CHARS && line.length() <= MAX_CHARS)
                .filter(line -> line.owner() != container && line.owner().is(NameKind.STANDFIRST))
                .findFirst()
                .orElse(null);
    }

    private static int firstBelowTitle(List<PageLine> body, String foldedTitle) {
        var from = 0;
        for (int i = 0; i < Math.min(body.size() - 1, MAX_STEPS) && !body.get(i).isProse(); i++) {
            if (isTitle(body.get(i), foldedTitle)) {
                from = i + 1;
            }
        }
        return body.get(from).index();
    }

    private static boolean isTitle(PageLine line, String foldedTitle) {
        return line.owner().name.equals("h1")
                || (line.length() < 2 * foldedTitle.length() + 20
                        && FoldedText.fold(line.text()).equals(foldedTitle));
    }

    private static int lastTitle(List<PageLine> before, String foldedTitle) {
        for (int i = before.size() - 1; i >= 0; i--) {
            if (isTitle(before.get(i), foldedTitle)) {
                return i;
            }
        }
        return -1;
    }

    /** A sentence right below the title, in the same article. */
    private static boolean isLead(PageLine line, PageLine heading) {
        return line.verdict() == LineVerdict.OUTSIDE
                && line.weight() >= LEAD_WEIGHT
                && (line.endsSentence() || line.index() == heading.index() + 1)
                && line.linkChars() == 0
                && line.index() - heading.index() <= LEAD_LINES
                && line.owner().inside(ElementKind.ARTICLE_OR_MAIN)
                && heading.owner().inside(ElementKind.ARTICLE_OR_MAIN)
                && !line.owner().holds(ElementKind.PICTURE)
                && !line.owner().is(NameKind.CAPTION);
    }

    /** Right below the title, an element named as a teaser belongs to this article. */
    private static boolean isTeaser(PageLine line, PageLine heading) {
        return isNamed(line.owner(), NameKind.TEASER)
                && line.weight() >= LEAD_WEIGHT
                && line.endsSentence()
                && line.linkChars() == 0
                && line.index() - heading.index() <= LEAD_LINES
                && !line.owner().inside(ElementKind.ITEM)
                && !line.owner().holds(ElementKind.PICTURE);
    }

    private static boolean repeats(List<PageLine> body, String folded) {
        return body.stream()
                .limit(4)
                .anyMatch(line -> FoldedText.fold(line.text()).startsWith(folded));
    }

    private static boolean isNamed(PageElement owner, NameKind names) {
        PageElement up = owner;
        for (int i = 0; i < 3 && up != null; i++, up = up.parent) {
            if (up.is(names)) {
                return true;
            }
        }
        return false;
    }
}
