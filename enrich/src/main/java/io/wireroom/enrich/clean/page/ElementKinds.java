package io.wireroom.enrich.clean.page;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;

/** The kinds of an element by its tag, its attributes and its names, as bits of {@link ElementKind}. */
final class ElementKinds {

    /** Elements whose names describe the whole page, not a part of it. */
    private static final Set<String> WHOLES = Set.of("html", "body", "main", "article");

    private static final int SHORTEST_STYLE = 12;

    private ElementKinds() {}

    /**
     * The bits of one element.
     *
     * @param names bits of {@link NameKind}
     * @param inData whether it is in a data table
     * @param bare whether it has no attribute but its class
     */
    static int of(Element element, int names, boolean inData, boolean bare) {
        var kinds = switch (element.normalName()) {
            case "article" -> ElementKind.ARTICLE.bits();
            case "main" -> ElementKind.MAIN.bits();
            case "aside" -> ElementKind.ASIDE.bits();
            case "nav" -> ElementKind.NAV.bits();
            case "footer" -> ElementKind.FOOTER.bits();
            case "header" -> ElementKind.HEADER.bits();
            case "figure" -> ElementKind.FIGURE.bits();
            case "li" -> ElementKind.ITEM.bits();
            case "p" -> ElementKind.PARAGRAPH.bits();
            case "h1" -> ElementKind.HEADING1.bits();
            case "img", "picture" -> ElementKind.PICTURE.bits();
            case "blockquote", "pre" -> ElementKind.FACTS.bits();
            case "time" -> ElementKind.TIME.bits();
            case "address" -> ElementKind.ADDRESS.bits();
            case "head", "dialog" -> ElementKind.INVISIBLE.bits();
            case "table" ->
                ElementKind.FACTS.bits() | (!inData && DataTable.isOne(element) ? ElementKind.DATA_TABLE.bits() : 0);
            default -> 0;
        };
        kinds |= names == 0 ? 0 : nameKinds(element, names);
        return bare ? kinds : kinds | attributeKinds(element.attributes());
    }

    private static int nameKinds(Element element, int bits) {
        var kinds = 0;
        if ((bits & NameKind.UNSEEN.bits()) != 0) {
            kinds |= ElementKind.INVISIBLE.bits();
        }
        if ((bits & NameKind.HAS_BYLINE.bits()) != 0) {
            kinds |= ElementKind.NAMED_BYLINE.bits();
        }
        if ((bits & NameKind.HAS_AUTHOR.bits()) != 0) {
            kinds |= ElementKind.NAMED_AUTHOR.bits();
        }
        var whole = WHOLES.contains(element.normalName());
        if ((bits & NameKind.HAS_OTHERS.bits()) != 0 && !whole) {
            kinds |= ElementKind.NAMED_OTHERS.bits();
        }
        if ((bits & NameKind.HAS_CARD.bits()) != 0 && !whole) {
            kinds |= ElementKind.NAMED_CARD.bits();
        }
        if ((bits & NameKind.HAS_PUBLISH.bits()) != 0) {
            kinds |= ElementKind.NAMED_PUBLISH.bits();
        }
        if ((bits & NameKind.VCARD.bits()) != 0) {
            kinds |= ElementKind.VCARD.bits();
        }
        return kinds;
    }

    private static int attributeKinds(Attributes attributes) {
        var kinds = 0;
        var property = attributes.get("itemprop");
        if (!property.isEmpty()) {
            if (property.equals("name")) {
                kinds |= ElementKind.NAME_PROPERTY.bits();
            } else if (property.contains("author")) {
                kinds |= ElementKind.AUTHOR_PROPERTY.bits();
            } else if (property.contains("articleBody")) {
                kinds |= ElementKind.BODY_PROPERTY.bits();
            }
        }
        if (attributes.get("property").contains("articleBody")) {
            kinds |= ElementKind.BODY_PROPERTY.bits();
        }
        // Hidden parts called S:n are streamed in by React and shown later; those hidden until found are only folded
        // (HTML).
        if (attributes.hasKey("hidden")
                && !attributes.get("id").startsWith("S:")
                && !attributes.get("hidden").strip().equalsIgnoreCase("until-found")) {
            kinds |= ElementKind.INVISIBLE.bits() | ElementKind.HIDDEN.bits();
        }
        if (attributes.get("aria-hidden").equals("true") || isNotDisplayed(attributes.get("style"))) {
            kinds |= ElementKind.HALF_HIDDEN.bits();
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
