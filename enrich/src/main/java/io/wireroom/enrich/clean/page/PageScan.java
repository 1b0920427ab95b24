package io.wireroom.enrich.clean.page;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.Deadline.TooComplexException;
import io.wireroom.text.TidyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * Reads a parsed page once: all its lines in order, a {@link PageElement} for each element, and
 * lists of the elements that the finders read. Iterative, so depth does not matter. Not thread-safe.
 */
public final class PageScan implements NodeFilter {

    private static final Set<String> EMPHASIS = Set.of("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> ITALIC = Set.of("em", "i", "cite");
    private static final Set<String> LINE_BREAKING =
            Set.of("address", "dd", "dt", "figcaption", "summary", "details", "option", "center", "legend", "caption");

    /** Elements whose content no reader sees as text. */
    private static final Set<String> NO_TEXT = Set.of("""
            script style title noscript template svg canvas iframe object embed audio video input select textarea
            button math rt rp""".split("\\s+"));

    private static final int HEADING_STEPS = 3;

    public final Document page;
    public final List<PageLine> lines = new ArrayList<>(256);
    public final PageIndex found = new PageIndex();

    @SuppressWarnings("NullAway.Init") // the first element seen
    public PageElement root;

    private final PageLimits limits;
    private final Deadline deadline;
    private final AttributeWords names = new AttributeWords();
    private final TidyText text = new TidyText(512);
    private @Nullable PageElement open;
    private @Nullable PageElement owner;
    private int order;
    private int nodes;
    private int linkDepth;
    private int emphasisDepth;
    private int italicDepth;
    private int linkChars;
    private int plainChars;
    private int uprightChars;
    private boolean afterRule;
    private boolean afterBreak;
    private int openDataTables;

    private PageScan(Document page, PageLimits limits, Deadline deadline) {
        this.page = page;
        this.limits = limits;
        this.deadline = deadline;
    }

    /** Walks over the page. */
    public static PageScan of(Document page, PageLimits limits, Deadline deadline) {
        var scan = new PageScan(page, limits, deadline);
        NodeTraversor.filter(scan, page);
        scan.flush();
        return scan;
    }

    /** How many elements there are: their places are below this number. */
    public int elementCount() {
        return order;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        count(depth);
        if (node instanceof TextNode chars) {
            append(chars);
            return FilterResult.CONTINUE;
        }
        return node instanceof Element element ? enter(element) : FilterResult.CONTINUE;
    }

    private void count(int depth) {
        if (depth > limits.maxDepth()) {
            throw new TooComplexException("elements are nested deeper than " + limits.maxDepth());
        }
        if (++nodes > limits.maxNodes()) {
            throw new TooComplexException("more than " + limits.maxNodes() + " nodes");
        }
        if (nodes % 1_000 == 0) {
            deadline.checkNow();
        }
    }

    private FilterResult enter(Element node) {
        var name = node.normalName();
        if (name.equals("#root")) {
            return FilterResult.CONTINUE;
        }
        found.see(node, name);
        if (NO_TEXT.contains(name) && !isText(node, name)) {
            return FilterResult.SKIP_CHILDREN;
        }
        var breaks = breaksLine(node, name);
        if (breaks) {
            flush();
        }
        // jsoup counts them one by one.
        var attributes = node.attributesSize();
        var bits = names.of(node, attributes);
        // Most elements have none, or their class alone: none of the others needs to be looked up.
        var bare = attributes == 0 || attributes == 1 && node.attributes().hasKey("class");
        var inData = open == null || open.inside(ElementKind.DATA_TABLE);
        var kinds = ElementKinds.of(node, bits, inData, bare);
        var element = new PageElement(node, open, attributes > 0, bits, order++, kinds, breaks);
        if (open == null) {
            root = element;
        }
        open = element;
        found.list(element, bare);
        switch (name) {
            case "a" -> linkDepth++;
            case "br" -> lineBreak();
            case "hr" -> afterRule = true;
            case "td", "th" -> {
                if (openDataTables > 0 && !text.isEmpty()) {
                    text.append(" | ");
                }
            }
            default -> {
                if (EMPHASIS.contains(name)) {
                    emphasisDepth++;
                } else if (ITALIC.contains(name)) {
                    italicDepth++;
                }
            }
        }
        if (name.equals("table") && element.inside(ElementKind.DATA_TABLE)) {
            openDataTables++;
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        var name = element.normalName();
        if (name.equals("#root") || open == null || open.node != element) {
            return FilterResult.CONTINUE;
        }
        if (name.equals("table") && openDataTables > 0 && isOwnDataTable(open)) {
            openDataTables--;
        }
        if (open.block == open) {
            flush();
        }
        if (name.equals("a")) {
            linkDepth--;
        } else if (EMPHASIS.contains(name)) {
            emphasisDepth--;
        } else if (ITALIC.contains(name)) {
            italicDepth--;
        }
        open.end = order;
        open = open.parent;
        return FilterResult.CONTINUE;
    }

    /**
     * Whether an element of a kind that holds no text does: the button that folds a part is its heading (ARIA, accordion
     * pattern), and browsers show the template of a shadow root (HTML).
     */
    private boolean isText(Element node, String name) {
        return switch (name) {
            case "button" -> isInHeading() && !node.text().isBlank();
            case "template" -> node.hasAttr("shadowrootmode") || node.hasAttr("shadowroot");
            default -> false;
        };
    }

    private boolean isInHeading() {
        var around = open;
        for (int up = 0; up < HEADING_STEPS && around != null; up++, around = around.parent) {
            if (around.name.length() == 2 && around.name.charAt(0) == 'h' && Character.isDigit(around.name.charAt(1))) {
                return !around.name.equals("h1");
            }
        }
        return false;
    }

    private static boolean isOwnDataTable(PageElement table) {
        return table.inside(ElementKind.DATA_TABLE)
                && (table.parent == null || !table.parent.inside(ElementKind.DATA_TABLE));
    }

    private void lineBreak() {
        if (afterBreak) {
            flush();
        } else {
            text.space();
            afterBreak = true;
        }
    }

    private void append(TextNode node) {
        var around = open;
        if (around == null || around.inside(ElementKind.INVISIBLE)) {
            return;
        }
        var chars = node.getWholeText();
        var empty = text.isEmpty();
        var before = text.visible();
        text.append(chars);
        var visible = text.visible() - before;
        if (visible == 0) {
            return;
        }
        afterBreak = false;
        if (empty) {
            owner = around.block;
        }
        if (linkDepth > 0) {
            linkChars += visible;
        }
        if (emphasisDepth == 0) {
            plainChars += visible;
        }
        if (italicDepth == 0) {
            uprightChars += visible;
        }
    }

    private void flush() {
        afterBreak = false;
        if (!text.isEmpty() && owner != null) {
            // Links are counted without their spaces, so the line is, too.
            var line = text.toString();
            var links = (int) Math.round((double) linkChars * line.length() / Math.max(1, text.visible()));
            var style = new PageLine.Style(plainChars == 0, uprightChars == 0, afterRule);
            lines.add(new PageLine(kind(owner), line, links, style, owner, lines.size()));
            afterRule = false;
        }
        text.clear();
        linkChars = 0;
        plainChars = 0;
        uprightChars = 0;
    }

    private boolean breaksLine(Element element, String name) {
        if (openDataTables > 0 && !name.equals("table")) {
            return name.equals("tr") || name.equals("caption");
        }
        return element.isBlock() || LINE_BREAKING.contains(name);
    }

    private static BlockKind kind(PageElement owner) {
        var around = owner;
        for (int up = 0; up < 6 && around != null; up++, around = around.parent) {
            switch (around.name) {
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
