package io.wireroom.enrich.clean;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What an element is by its tag, its attributes and its names, as bits of {@link Box}. */
final class ElementKinds {

    /** What their names say holds for no part of the page in particular. */
    private static final Set<String> WHOLES = Set.of("html", "body", "main", "article");

    private static final int SHORTEST_STYLE = 12;

    private ElementKinds() {}

    /**
     * The bits of one element.
     *
     * @param names bits of {@link Names}
     * @param inData whether it stands in a table of facts
     */
    static int of(Element element, int names, boolean inData) {
        var kinds = switch (element.normalName()) {
            case "article" -> Box.ARTICLE;
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
            case "table" -> Box.FACTS | (!inData && DataTable.isOne(element) ? Box.DATA_TABLE : 0);
            default -> 0;
        };
        return element.attributesSize() > 0 ? kinds | attributeKinds(element, names) : kinds;
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
        if (style.length() < SHORTEST_STYLE) {
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
}
