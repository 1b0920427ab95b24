package io.wireroom.enrich.clean.page;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Distinguishes data tables from layout tables, whose cells hold tables, headings or running text. */
final class DataTable {

    private static final int LAYOUT_CELL_CHARS = 400;

    private DataTable() {}

    /** Stops at the first sign of a layout table, so that nested tables are read only once. */
    static boolean isOne(Element table) {
        var cells = 0;
        var cellChars = 0;
        Node node = table.firstChild();
        while (node != null) {
            if (node instanceof TextNode chars) {
                cellChars += chars.isBlank() ? 0 : chars.getWholeText().length();
                if (cellChars >= LAYOUT_CELL_CHARS) {
                    return false;
                }
            } else if (node instanceof Element element) {
                switch (element.normalName()) {
                    case "table", "article", "h1", "h2", "section" -> {
                        return false;
                    }
                    case "p" -> {
                        var before = element.previousElementSibling();
                        if (before != null && before.normalName().equals("p")) {
                            return false;
                        }
                    }
                    case "td" -> {
                        cells++;
                        cellChars = 0;
                    }
                    case "th" -> cellChars = 0;
                    default -> {}
                }
            }
            node = next(node, table);
        }
        return cells > 1;
    }

    private static @org.jspecify.annotations.Nullable Node next(Node node, Element within) {
        if (node.childNodeSize() > 0) {
            return node.childNode(0);
        }
        Node at = node;
        while (at != null && at != within) {
            var sibling = at.nextSibling();
            if (sibling != null) {
                return sibling;
            }
            at = at.parent();
        }
        return null;
    }
}
