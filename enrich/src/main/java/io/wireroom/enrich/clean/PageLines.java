package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.BlockKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Reads the lines below an element, in order: nothing is dropped, doubled or glued. Iterative, so depth does not matter. */
final class PageLines implements NodeVisitor {

    private static final Set<String> EMPHASIS = Set.of("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> LINE_BREAKING =
            Set.of("address", "dd", "dt", "figcaption", "summary", "details", "option", "center", "legend", "caption");
    private static final int LAYOUT_CELL_CHARS = 400;

    private final Deadline deadline;
    private final List<PageLine> lines = new ArrayList<>();
    private final Set<Element> dataTables = Collections.newSetFromMap(new IdentityHashMap<>());
    private final StringBuilder text = new StringBuilder();
    private Element owner;
    private int linkDepth;
    private int emphasisDepth;
    private int linkChars;
    private int plainChars;
    private boolean afterBreak;
    private int openDataTables;

    private PageLines(Element root, Deadline deadline) {
        this.owner = root;
        this.deadline = deadline;
    }

    static List<PageLine> read(Element root, Deadline deadline) {
        var reader = new PageLines(root, deadline);
        NodeTraversor.traverse(reader, root);
        reader.flush();
        return reader.lines;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode chars) {
            append(chars);
        } else if (node instanceof Element element) {
            open(element);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        if (breaksLine(element)) {
            flush();
        }
        switch (element.normalName()) {
            case "a" -> linkDepth--;
            case "table" -> {
                if (dataTables.contains(element)) {
                    openDataTables--;
                }
            }
            default -> {
                if (EMPHASIS.contains(element.normalName())) {
                    emphasisDepth--;
                }
            }
        }
    }

    private void open(Element element) {
        deadline.check();
        var name = element.normalName();
        if (breaksLine(element)) {
            flush();
        }
        switch (name) {
            case "a" -> linkDepth++;
            case "br" -> lineBreak();
            case "td", "th" -> {
                if (openDataTables > 0 && !text.toString().isBlank()) {
                    text.append(" | ");
                }
            }
            case "table" -> {
                if (isData(element)) {
                    dataTables.add(element);
                    openDataTables++;
                }
            }
            default -> {
                if (EMPHASIS.contains(name)) {
                    emphasisDepth++;
                }
            }
        }
    }

    private void lineBreak() {
        if (afterBreak) {
            flush();
        } else {
            text.append(' ');
            afterBreak = true;
        }
    }

    private void append(TextNode node) {
        var chars = node.getWholeText();
        if (chars.isBlank()) {
            text.append(' ');
            return;
        }
        afterBreak = false;
        if (text.toString().isBlank()) {
            owner = blockAround(node);
        }
        text.append(chars);
        var visible = Words.tidy(chars).length();
        if (linkDepth > 0) {
            linkChars += visible;
        }
        if (emphasisDepth == 0) {
            plainChars += visible;
        }
    }

    private Element blockAround(TextNode node) {
        var around = node.parentElement();
        while (around != null && !breaksLine(around) && around.parent() != null) {
            around = around.parent();
        }
        return around == null ? owner : around;
    }

    private void flush() {
        afterBreak = false;
        var line = Words.tidy(text.toString());
        if (!line.isEmpty()) {
            lines.add(new PageLine(kind(owner), line, linkChars, plainChars == 0, owner));
        }
        text.setLength(0);
        linkChars = 0;
        plainChars = 0;
    }

    private boolean breaksLine(Element element) {
        var name = element.normalName();
        if (openDataTables > 0 && !name.equals("table")) {
            return name.equals("tr") || name.equals("caption");
        }
        return element.isBlock() || LINE_BREAKING.contains(name);
    }

    /** A table of facts; one whose cells hold running text or blocks is there for the layout. */
    private static boolean isData(Element table) {
        if (!table.select("table table, td p + p, td article, td h1, td h2, td section")
                .isEmpty()) {
            return false;
        }
        var cells = table.select("td");
        return cells.size() > 1 && cells.stream().allMatch(cell -> cell.text().length() < LAYOUT_CELL_CHARS);
    }

    private static BlockKind kind(Element owner) {
        Element around = owner;
        for (int up = 0; up < 6 && around != null; up++, around = around.parent()) {
            switch (around.normalName()) {
                case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                    return BlockKind.HEADING;
                }
                case "li", "dt", "dd" -> {
                    return BlockKind.LIST_ITEM;
                }
                case "blockquote" -> {
                    return BlockKind.QUOTE;
                }
                case "tr" -> {
                    return BlockKind.TABLE_ROW;
                }
                case "pre" -> {
                    return BlockKind.PREFORMATTED;
                }
                case "article", "main", "section", "body", "td" -> {
                    return BlockKind.PARAGRAPH;
                }
                default -> {}
            }
        }
        return BlockKind.PARAGRAPH;
    }
}
