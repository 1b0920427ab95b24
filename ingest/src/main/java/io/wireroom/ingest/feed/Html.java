package io.wireroom.ingest.feed;

import java.util.Locale;
import java.util.Set;
import org.jdom2.Element;
import org.jdom2.EntityRef;
import org.jdom2.Text;

/** Inline markup of a feed (XHTML in Atom, unescaped HTML in RSS) as HTML. */
final class Html {

    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr");

    private Html() {}

    /** What is inside the element, as HTML. */
    static String inner(Element element) {
        var out = new StringBuilder();
        children(element, out, 0);
        return out.toString();
    }

    private static void children(Element element, StringBuilder out, int depth) {
        for (var content : element.getContent()) {
            switch (content) {
                case Text text -> out.append(Texts.escapeText(text.getText()));
                case EntityRef entity ->
                    out.append('&').append(entity.getName()).append(';');
                case Element child -> element(child, out, depth + 1);
                default -> {
                    // comments and instructions say nothing to a reader
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
        for (var attribute : element.getAttributes()) {
            out.append(' ')
                    .append(attribute.getQualifiedName())
                    .append("=\"")
                    .append(Texts.escapeAttribute(attribute.getValue()))
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
