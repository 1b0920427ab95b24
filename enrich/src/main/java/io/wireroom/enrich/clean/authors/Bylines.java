package io.wireroom.enrich.clean.authors;

import io.wireroom.enrich.clean.dates.PrintedDates;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.FoldedText;
import io.wireroom.text.dates.PageDates;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/** Finds the byline that a page prints: in an element named as a byline, or in a line near the headline that begins like one. */
final class Bylines {

    /**
     * A byline that was found.
     *
     * @param text as printed
     * @param sure whether it stands at the head of the article and begins as bylines do
     */
    record Byline(String text, boolean sure) {}

    static final ElementKind OTHERS =
            ElementKind.ASIDE.or(ElementKind.FOOTER).or(ElementKind.NAV).or(ElementKind.NAMED_OTHERS);
    private static final ElementKind CARDS = OTHERS.or(ElementKind.NAMED_CARD);
    private static final ElementKind UNSEEN = CARDS.or(ElementKind.INVISIBLE);
    private static final int LABEL_CHARS = 12;
    private static final int MAX_PARTS = 12;
    private static final int LEAST_WEIGHT = 3;
    private static final int MAX_CHARS = 120;
    private static final int MAX_NODES = 200;
    private static final int SENTENCE_CHARS = 60;
    private static final int LINES_ABOVE = 3;
    private static final int LINES_BELOW = 10;

    private Bylines() {}

    /** Finds the first byline that names a person, at the head of the article if possible; null if there is none. */
    static @Nullable Byline find(PageScan scan, int heading, int head, PersonReader persons) {
        Byline elsewhere = null;
        for (var element : scan.found.bylines) {
            var atHead = element.order <= head && !element.inside(ElementKind.ITEM);
            if ((!atHead && elsewhere != null) || element.inside(CARDS) || element.node.childrenSize() > MAX_PARTS) {
                continue;
            }
            var text = text(element);
            if (isShort(text)
                    && !BylineWords.isOfOthers(text)
                    && (element.is(NameKind.BYLINE) || (PersonNames.mayBeByline(text) && PersonNames.isByline(text)))
                    && !persons.in(text).isEmpty()) {
                if (atHead) {
                    return new Byline(text, PersonNames.isByline(text));
                }
                elsewhere = new Byline(text, false);
            }
        }
        var to = Math.min(scan.lines.size(), heading + 1 + LINES_BELOW);
        for (int i = Math.max(0, heading - LINES_ABOVE); i < to; i++) {
            var line = scan.lines.get(i);
            if (isShort(line.text())
                    && !BylineWords.isOfOthers(line.text())
                    && line.owner().order <= head
                    && !line.owner().inside(UNSEEN)
                    && PersonNames.mayBeByline(line.text())
                    && PersonNames.isByline(line.text())
                    && persons.in(line.text()).stream().anyMatch(PersonNames::isFullName)) {
                return new Byline(line.text(), true);
            }
        }
        return elsewhere;
    }

    /** Finds a name below the headline that has a date beside it but no word such as "by"; empty if there is none. */
    static List<String> besideDate(PageScan scan, int heading, @Nullable String language) {
        if (heading < 0) {
            return List.of();
        }
        var to = Math.min(scan.lines.size() - 1, heading + 1 + LINES_BELOW);
        for (int i = heading + 1; i < to && !scan.lines.get(i).isProse(); i++) {
            var line = scan.lines.get(i);
            if (line.owner().inside(CARDS) || line.length() > MAX_CHARS) {
                continue;
            }
            if (PersonNames.isFullName(line.text())
                    && isDate(scan.lines.get(i + 1).text(), language)) {
                return List.of(line.text());
            }
            var element = line.owner().node;
            var leaves = PageDates.mayHoldDate(line.text()) && isDate(PrintedDates.shortText(element), language)
                    ? leaves(element)
                    : List.<String>of();
            var names = leaves.stream().filter(PersonNames::isFullName).toList();
            if (!names.isEmpty() && leaves.stream().anyMatch(leaf -> isDate(leaf, language) && !names.contains(leaf))) {
                return names;
            }
        }
        return List.of();
    }

    private static boolean isDate(String text, @Nullable String language) {
        return text.length() < MAX_CHARS && PageDates.holdsDate(text, language);
    }

    /** The position of the second paragraph of the text, where the head of the article ends. */
    static int endOfHead(List<PageLine> lines, int heading) {
        return lines.stream()
                .skip(heading + 1L)
                .filter(line -> line.isProse() && !line.owner().inside(OTHERS))
                .skip(1)
                .mapToInt(line -> line.owner().order)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    private static boolean isShort(String text) {
        return FoldedText.weight(text) > LEAST_WEIGHT
                && text.length() < MAX_CHARS
                && !(text.length() > SENTENCE_CHARS && text.endsWith("."));
    }

    /** Puts commas between names that are separate elements, and reads a lone "By" together with what follows it. */
    private static String text(PageElement element) {
        var text = PrintedDates.shortText(element.node);
        if (text.length() <= LABEL_CHARS
                && element.parent != null
                && (PersonNames.PREFIX.matcher(text + " X").matches() || BylineWords.isLabel(text))) {
            return PrintedDates.shortText(element.parent.node);
        }
        var leaves = leaves(element.node);
        return leaves.size() > 1
                        && leaves.stream().allMatch(PersonNames::isFullName)
                        && String.join(" ", leaves).equals(text)
                ? String.join(", ", leaves)
                : text;
    }

    /** The texts of its innermost elements; empty for an element that is larger than any byline. */
    private static List<String> leaves(Element element) {
        var leaves = new ArrayList<String>();
        var nodes = new int[1];
        NodeTraversor.filter(
                (node, depth) -> {
                    if (++nodes[0] > MAX_NODES || leaves.size() > MAX_PARTS) {
                        leaves.clear();
                        return NodeFilter.FilterResult.STOP;
                    }
                    if (node instanceof Element leaf && leaf.childrenSize() == 0 && leaf.hasText()) {
                        leaves.add(FoldedText.tidy(leaf.text()));
                    }
                    return NodeFilter.FilterResult.CONTINUE;
                },
                element);
        return leaves;
    }
}
