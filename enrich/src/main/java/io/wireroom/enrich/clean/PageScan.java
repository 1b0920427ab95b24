package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.Deadline.TooComplexException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * The one walk over a parsed page: its lines in order, nothing dropped, doubled or glued, a box for each element, and
 * lists of the elements that tell something about the article. Iterative, so depth does not matter. Not thread-safe.
 */
final class PageScan implements NodeFilter {

    private static final Set<String> EMPHASIS = Set.of("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> LINE_BREAKING =
            Set.of("address", "dd", "dt", "figcaption", "summary", "details", "option", "center", "legend", "caption");

    private static final int MAX_SECOND_HEADINGS = 8;

    /** What their names say holds for no part of the page in particular. */
    private static final Set<String> WHOLES = Set.of("html", "body", "main", "article");

    /** Elements whose content no reader sees as text. */
    private static final Set<String> NO_TEXT = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "canvas",
            "iframe",
            "object",
            "embed",
            "audio",
            "video",
            "input",
            "select",
            "textarea",
            "button",
            "math",
            "rt",
            "rp");

    final Document page;
    final List<PageLine> lines = new ArrayList<>(256);
    final List<Element> metas = new ArrayList<>();
    final List<Element> links = new ArrayList<>();
    final List<Element> data = new ArrayList<>();
    final List<Element> licences = new ArrayList<>();
    final List<Box> headlines = new ArrayList<>();
    final List<Box> secondHeadings = new ArrayList<>();
    final List<Box> bylines = new ArrayList<>();
    final List<Box> authorLinks = new ArrayList<>();
    final List<Box> times = new ArrayList<>();
    final List<Box> dated = new ArrayList<>();
    final List<Box> pictures = new ArrayList<>();
    boolean scripts;
    boolean player;
    boolean paywall;
    int articles;

    @SuppressWarnings("NullAway.Init") // the first element seen
    Box root;

    private final Limits limits;
    private final Deadline deadline;
    private final Names names = new Names();
    private final TidyText text = new TidyText(512);
    private @Nullable Box open;
    private @Nullable Box owner;
    private int order;
    private int nodes;
    private int linkDepth;
    private int emphasisDepth;
    private int linkChars;
    private int plainChars;
    private boolean afterBreak;
    private int openDataTables;

    private PageScan(Document page, Limits limits, Deadline deadline) {
        this.page = page;
        this.limits = limits;
        this.deadline = deadline;
    }

    /** Walks over the page. */
    static PageScan of(Document page, Limits limits, Deadline deadline) {
        var scan = new PageScan(page, limits, deadline);
        NodeTraversor.filter(scan, page);
        scan.flush();
        return scan;
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

    private FilterResult enter(Element element) {
        var name = element.normalName();
        switch (name) {
            case "#root" -> {
                return FilterResult.CONTINUE;
            }
            case "meta" -> metas.add(element);
            case "link" -> links.add(element);
            case "script" -> {
                scripts = true;
                if (element.attr("type").toLowerCase(Locale.ROOT).contains("ld+json")) {
                    data.add(element);
                }
            }
            case "video" -> player = true;
            default -> {}
        }
        if (NO_TEXT.contains(name)) {
            return FilterResult.SKIP_CHILDREN;
        }
        var breaks = breaksLine(element, name);
        if (breaks) {
            flush();
        }
        var bits = names.of(element);
        var box = new Box(element, open, bits, order++, kinds(element, name, bits), breaks);
        if (open == null) {
            root = box;
        }
        open = box;
        list(box);
        switch (name) {
            case "a" -> linkDepth++;
            case "br" -> lineBreak();
            case "td", "th" -> {
                if (openDataTables > 0 && !text.isEmpty()) {
                    text.append(" | ");
                }
            }
            default -> {
                if (EMPHASIS.contains(name)) {
                    emphasisDepth++;
                }
            }
        }
        if (name.equals("table") && (box.around & Box.DATA_TABLE) != 0) {
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
        if (name.equals("#root") || NO_TEXT.contains(name) || open == null) {
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
        }
        open.end = order;
        open = open.parent;
        return FilterResult.CONTINUE;
    }

    private static boolean isOwnDataTable(Box table) {
        return table.inside(Box.DATA_TABLE) && (table.parent == null || !table.parent.inside(Box.DATA_TABLE));
    }

    private int kinds(Element element, String name, int bits) {
        var kinds = switch (name) {
            case "article" -> {
                articles++;
                yield Box.ARTICLE;
            }
            case "main" -> Box.MAIN;
            case "aside" -> Box.ASIDE;
            case "nav" -> Box.NAV;
            case "footer" -> Box.FOOTER;
            case "header" -> Box.HEADER;
            case "figure" -> Box.FIGURE;
            case "li" -> Box.ITEM;
            case "p" -> Box.PARAGRAPH;
            case "h1" -> Box.HEADING1;
            case "img", "picture" -> Box.PICTURE;
            case "blockquote", "pre" -> Box.FACTS;
            case "address" -> Box.ADDRESS;
            case "head", "dialog" -> Box.INVISIBLE;
            case "table" ->
                Box.FACTS
                        | (open != null && !open.inside(Box.DATA_TABLE) && DataTable.isOne(element)
                                ? Box.DATA_TABLE
                                : 0);
            default -> 0;
        };
        return element.attributesSize() > 0 ? kinds | attributeKinds(element, bits) : kinds;
    }

    private static int attributeKinds(Element element, int bits) {
        var kinds = 0;
        if ((bits & Names.UNSEEN) != 0) {
            kinds |= Box.INVISIBLE;
        }
        if ((bits & Names.HAS_BYLINE) != 0) {
            kinds |= Box.NAMED_BYLINE;
        }
        if ((bits & Names.HAS_AUTHOR) != 0) {
            kinds |= Box.NAMED_AUTHOR;
        }
        var whole = WHOLES.contains(element.normalName());
        if ((bits & Names.HAS_OTHERS) != 0 && !whole) {
            kinds |= Box.NAMED_OTHERS;
        }
        if ((bits & Names.HAS_CARD) != 0 && !whole) {
            kinds |= Box.NAMED_CARD;
        }
        if ((bits & Names.HAS_PUBLISH) != 0) {
            kinds |= Box.NAMED_PUBLISH;
        }
        if ((bits & Names.VCARD) != 0) {
            kinds |= Box.VCARD;
        }
        var attributes = element.attributes();
        var property = attributes.get("itemprop");
        if (!property.isEmpty()) {
            if (property.equals("name")) {
                kinds |= Box.NAME_PROPERTY;
            } else if (property.contains("author")) {
                kinds |= Box.AUTHOR_PROPERTY;
            } else if (property.contains("articleBody")) {
                kinds |= Box.BODY_PROPERTY;
            }
        }
        if (attributes.get("property").contains("articleBody")) {
            kinds |= Box.BODY_PROPERTY;
        }
        // Hidden parts called S:n are streamed in by React and shown later.
        if (attributes.hasKey("hidden") && !attributes.get("id").startsWith("S:")) {
            kinds |= Box.INVISIBLE | Box.HIDDEN;
        }
        if (attributes.get("aria-hidden").equals("true") || isNotDisplayed(attributes.get("style"))) {
            kinds |= Box.HALF_HIDDEN;
        }
        return kinds;
    }

    private static boolean isNotDisplayed(String style) {
        if (style.length() < 12) {
            return false;
        }
        var at = style.toLowerCase(Locale.ROOT).indexOf("display");
        if (at < 0) {
            return false;
        }
        var rest = style.substring(at + 7).stripLeading();
        return rest.startsWith(":")
                && rest.substring(1).stripLeading().toLowerCase(Locale.ROOT).startsWith("none");
    }

    /** Notes the elements that the finders of title, authors, dates and pictures look at. */
    private void list(Box box) {
        var attributes = box.element.attributesSize() > 0 ? box.element.attributes() : null;
        var property = attributes == null ? "" : attributes.get("itemprop");
        var rel = attributes == null ? "" : attributes.get("rel");
        if (box.name.equals("h1") || (property.equals("headline") && !box.name.equals("meta"))) {
            headlines.add(box);
        }
        if (box.name.equals("h2") && secondHeadings.size() < MAX_SECOND_HEADINGS) {
            secondHeadings.add(box);
        }
        var author = property.contains("author")
                || rel.contains("author")
                || box.is(Names.HAS_BYLINE | Names.HAS_AUTHOR)
                || (box.name.equals("a") && box.inside(Box.NAMED_BYLINE | Box.NAMED_AUTHOR | Box.ADDRESS))
                || (box.is(Names.FN) && box.inside(Box.VCARD))
                || (property.equals("name") && box.inside(Box.AUTHOR_PROPERTY))
                || ((box.name.equals("p") || box.name.equals("span")) && Bylines.startsAsByline(box.element));
        if (author) {
            bylines.add(box);
        }
        if (box.name.equals("a") && attributes != null && isAuthorPage(attributes.get("href"))) {
            authorLinks.add(box);
        }
        if (property.contains("date")
                || box.name.equals("time")
                || (box.name.equals("abbr") && box.inside(Box.NAMED_PUBLISH))
                || (attributes != null && attributes.get("property").contains("datePublished"))) {
            times.add(box);
        }
        if (box.is(Names.DATE) || box.name.equals("time")) {
            dated.add(box);
        }
        if (box.name.equals("img") && box.inside(Box.FIGURE) && box.inside(Box.ARTICLE | Box.MAIN)) {
            pictures.add(box);
        }
        if (rel.contains("license") && box.name.equals("a")) {
            licences.add(box.element);
        }
        if (box.is(Names.PLAYER)) {
            player = true;
        }
        if (box.is(Names.PAYWALL)) {
            paywall = true;
        }
    }

    private static boolean isAuthorPage(String href) {
        return href.contains("/author/")
                || href.contains("/authors/")
                || href.contains("/autor/")
                || href.contains("/autoren/")
                || href.contains("/auteur/")
                || href.contains("/contributor/")
                || href.contains("/journalist/")
                || href.contains("/profile/");
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
        if (around == null || around.inside(Box.INVISIBLE)) {
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
    }

    private void flush() {
        afterBreak = false;
        if (!text.isEmpty() && owner != null) {
            // Links are counted without their spaces, so the line is, too.
            var line = text.toString();
            var links = (int) Math.round((double) linkChars * line.length() / Math.max(1, text.visible()));
            lines.add(new PageLine(kind(owner), line, links, plainChars == 0, owner, lines.size()));
        }
        text.clear();
        linkChars = 0;
        plainChars = 0;
    }

    private boolean breaksLine(Element element, String name) {
        if (openDataTables > 0 && !name.equals("table")) {
            return name.equals("tr") || name.equals("caption");
        }
        return element.isBlock() || LINE_BREAKING.contains(name);
    }

    private static BlockKind kind(Box owner) {
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
