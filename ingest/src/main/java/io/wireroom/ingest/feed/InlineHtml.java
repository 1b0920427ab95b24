package io.wireroom.ingest.feed;

import java.util.Locale;
import java.util.Set;
import org.jdom2.Attribute;
import org.jdom2.Element;
import org.jdom2.EntityRef;
import org.jdom2.Text;

/** Inline markup of a feed (XHTML in Atom, unescaped HTML in RSS) as HTML. */
final class InlineHtml {

    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr");

    /** Vocabularies that need their namespace in HTML. */
    private static final Set<String> FOREIGN =
            Set.of("http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML");

    private static final String XLINK = "http://www.w3.org/1999/xlink";

    private InlineHtml() {}

    private static boolean isXlink(Attribute attribute) {
        return attribute.getNamespaceURI().equals(XLINK);
    }

    /** What is inside the element, as HTML. */
    static String inner(Element element) {
        var out = new StringBuilder();
        children(element, out, 0);
        return out.toString();
    }

    private static void children(Element element, StringBuilder out, int depth) {
        for (var content : element.getContent()) {
            switch (content) {
                case Text text -> out.append(MarkupText.escapeText(text.getText()));
                case EntityRef entity ->
                    out.append('&').append(entity.getName()).append(';');
                case Element child -> element(child, out, depth + 1);
                default -> {
                    // comments and instructions are not shown
                }
            }
        }
    }

    private static void element(Element element, StringBuilder out, int depth) {
        if (depth > FeedMarkup.MAX_DEPTH) {
            return;
        }
        var name = element.getName();
        out.append('<').append(name);
        var scope = element.getParentElement();
        if (FOREIGN.contains(element.getNamespaceURI())
                && (scope == null || !scope.getNamespaceURI().equals(element.getNamespaceURI()))) {
            out.append(" xmlns=\"").append(element.getNamespaceURI()).append('"');
        }
        for (var attribute : element.getAttributes()) {
            if (attribute.getNamespaceURI().equals(XLINK)
                    && (scope == null || scope.getAttributes().stream().noneMatch(InlineHtml::isXlink))
                    && element.getAttributes().stream()
                            .filter(InlineHtml::isXlink)
                            .findFirst()
                            .filter(attribute::equals)
                            .isPresent()) {
                out.append(" xmlns:")
                        .append(attribute.getNamespacePrefix())
                        .append("=\"")
                        .append(XLINK)
                        .append('"');
            }
            out.append(' ')
                    .append(attribute.getQualifiedName())
                    .append("=\"")
                    .append(MarkupText.escapeAttribute(attribute.getValue()))
                    .append('"');
        }
        if (VOID.contains(name.toLowerCase(Locale.ROOT))) {
            out.append(" />");
            return;
        }
        out.append('>');
        children(element, out, depth);
        out.append("</").append(name).append('>');
    }
}
