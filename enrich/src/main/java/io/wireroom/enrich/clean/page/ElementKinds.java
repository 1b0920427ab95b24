package io.wireroom.enrich.clean.page;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What an element is by its tag, its attributes and its names, as bits of {@link PageElement}. */
final class ElementKinds {

    /** What their names say holds for no part of the page in particular. */
    private static final Set<String> WHOLES = Set.of("html", "body", "main", "article");

    private static final int SHORTEST_STYLE = 12;

    private ElementKinds() {}

    /**
     * The bits of one element.
     *
     * @param names bits of {@link AttributeWords}
     * @param inData whether it stands in a table of facts
     */
    static int of(Element element, int names, boolean inData) {
        var kinds = switch (element.normalName()) {
            case "article" -> PageElement.ARTICLE;
            case "main" -> PageElement.MAIN;
            case "aside" -> PageElement.ASIDE;
            case "nav" -> PageElement.NAV;
            case "footer" -> PageElement.FOOTER;
            case "header" -> PageElement.HEADER;
            case "figure" -> PageElement.FIGURE;
            case "li" -> PageElement.ITEM;
            case "p" -> PageElement.PARAGRAPH;
            case "h1" -> PageElement.HEADING1;
            case "img", "picture" -> PageElement.PICTURE;
            case "blockquote", "pre" -> PageElement.FACTS;
            case "address" -> PageElement.ADDRESS;
            case "head", "dialog" -> PageElement.INVISIBLE;
            case "table" -> PageElement.FACTS | (!inData && DataTable.isOne(element) ? PageElement.DATA_TABLE : 0);
            default -> 0;
        };
        return element.attributesSize() > 0 ? kinds | attributeKinds(element, names) : kinds;
    }

    private static int attributeKinds(Element element, int bits) {
        var kinds = 0;
        if ((bits & AttributeWords.UNSEEN) != 0) {
            kinds |= PageElement.INVISIBLE;
        }
        if ((bits & AttributeWords.HAS_BYLINE) != 0) {
            kinds |= PageElement.NAMED_BYLINE;
        }
        if ((bits & AttributeWords.HAS_AUTHOR) != 0) {
            kinds |= PageElement.NAMED_AUTHOR;
        }
        var whole = WHOLES.contains(element.normalName());
        if ((bits & AttributeWords.HAS_OTHERS) != 0 && !whole) {
            kinds |= PageElement.NAMED_OTHERS;
        }
        if ((bits & AttributeWords.HAS_CARD) != 0 && !whole) {
            kinds |= PageElement.NAMED_CARD;
        }
        if ((bits & AttributeWords.HAS_PUBLISH) != 0) {
            kinds |= PageElement.NAMED_PUBLISH;
        }
        if ((bits & AttributeWords.VCARD) != 0) {
            kinds |= PageElement.VCARD;
        }
        var attributes = element.attributes();
        var property = attributes.get("itemprop");
        if (!property.isEmpty()) {
            if (property.equals("name")) {
                kinds |= PageElement.NAME_PROPERTY;
            } else if (property.contains("author")) {
                kinds |= PageElement.AUTHOR_PROPERTY;
            } else if (property.contains("articleBody")) {
                kinds |= PageElement.BODY_PROPERTY;
            }
        }
        if (attributes.get("property").contains("articleBody")) {
            kinds |= PageElement.BODY_PROPERTY;
        }
        // Hidden parts called S:n are streamed in by React and shown later.
        if (attributes.hasKey("hidden") && !attributes.get("id").startsWith("S:")) {
            kinds |= PageElement.INVISIBLE | PageElement.HIDDEN;
        }
        if (attributes.get("aria-hidden").equals("true") || isNotDisplayed(attributes.get("style"))) {
            kinds |= PageElement.HALF_HIDDEN;
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
