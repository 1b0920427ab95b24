package io.wireroom.enrich.clean.body;

import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.List;

/** Counts over the lines within each element of a page. */
final class ElementSums {

    private final int[] chars;
    private final int[] linkChars;
    private final int[] lines;
    private final int[] prose;
    private final int allProse;

    /** Counts these lines; {@code elements} is the number of elements of the page. */
    ElementSums(List<PageLine> all, int elements, Deadline deadline) {
        chars = new int[elements];
        linkChars = new int[elements];
        lines = new int[elements];
        prose = new int[elements];
        var sum = 0;
        for (var line : all) {
            deadline.check();
            var weight = line.isProse() ? line.weight() : 0;
            sum += weight;
            for (PageElement up = line.owner(); up != null; up = up.parent) {
                prose[up.order] += weight;
                chars[up.order] += line.length();
                linkChars[up.order] += line.linkChars();
                lines[up.order]++;
            }
        }
        allProse = sum;
    }

    /** Characters of the lines within an element. */
    int chars(PageElement element) {
        return chars[element.order];
    }

    /** Those of them inside links. */
    int linkChars(PageElement element) {
        return linkChars[element.order];
    }

    int lines(PageElement element) {
        return lines[element.order];
    }

    /** Weight of the lines within an element that are prose. */
    int prose(PageElement element) {
        return prose[element.order];
    }

    /** Weight of all lines that are prose. */
    int allProse() {
        return allProse;
    }
}
