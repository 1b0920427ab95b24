package io.wireroom.ingest.feed;

import io.wireroom.ingest.parsing.ParsingLimit;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jdom2.Attribute;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.Verifier;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** The last resort: jsoup's XML parser reads anything; its tree is copied into one with namespaces. */
final class LooseMarkup {

    private LooseMarkup() {}

    static Optional<Document> parse(String text) {
        var input = ParsingLimit.checked(new StringReader(MarkupRepairs.withoutIllegalCharacters(text)));
        var parsed = ParsingLimit.bounded(() -> Parser.xmlParser().parseInput(input, ""));
        for (var child : parsed.children()) {
            if (!ElementNames.qualified(child.tagName()).isEmpty()) {
                var root = copy(child);
                return Optional.of(new Document(root));
            }
        }
        return Optional.empty();
    }

    private record Pair(Node from, Element to, int depth) {}

    private static Element copy(org.jsoup.nodes.Element top) {
        var root = element(top);
        var waiting = new ArrayDeque<Pair>();
        waiting.push(new Pair(top, root, 1));
        while (!waiting.isEmpty()) {
            ParsingLimit.check();
            var pair = waiting.pop();
            for (var node : pair.from.childNodes()) {
                switch (node) {
                    case CDataNode data -> pair.to.addContent(clean(data.getWholeText()));
                    case TextNode data -> pair.to.addContent(clean(data.getWholeText()));
                    case org.jsoup.nodes.Element child
                    when pair.depth < FeedMarkup.MAX_DEPTH -> {
                        var copied = element(child);
                        pair.to.addContent(copied);
                        waiting.push(new Pair(child, copied, pair.depth + 1));
                    }
                    default -> {
                        // comments, instructions, and what is nested too deep
                    }
                }
            }
        }
        return root;
    }

    private static Element element(org.jsoup.nodes.Element from) {
        var qualified = ElementNames.qualified(from.tagName());
        var colon = qualified.indexOf(':');
        var local = qualified.substring(colon + 1);
        var prefix = colon < 0 ? "" : qualified.substring(0, colon);
        var to = new Element(local.isEmpty() ? "unnamed" : local, namespace(from, prefix));
        for (var attribute : from.attributes()) {
            var name = ElementNames.qualified(attribute.getKey());
            var at = name.indexOf(':');
            if (name.isEmpty() || name.equals("xmlns") || name.startsWith("xmlns:")) {
                continue;
            }
            var value = clean(attribute.getValue());
            var simple = at < 0 ? name : name.substring(at + 1);
            if (Verifier.checkAttributeName(simple) == null) {
                to.setAttribute(
                        name.startsWith("xml:")
                                ? new Attribute(simple, value, Namespace.XML_NAMESPACE)
                                : new Attribute(simple, value));
            }
        }
        return to;
    }

    private static Namespace namespace(org.jsoup.nodes.Element from, String prefix) {
        var declaration = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
        for (var scope = from; scope != null; scope = scope.parent()) {
            ParsingLimit.check();
            if (scope.hasAttr(declaration)) {
                var uri = scope.attr(declaration).strip();
                return space(prefix, uri);
            }
        }
        if (prefix.isEmpty()) {
            return Namespace.NO_NAMESPACE;
        }
        return space(prefix, ElementNames.wellKnown(prefix));
    }

    private static Namespace space(String prefix, String uri) {
        if (uri.isEmpty() || Verifier.checkNamespaceURI(uri) != null) {
            return Namespace.NO_NAMESPACE;
        }
        if (prefix.equals("xml")) {
            return Namespace.XML_NAMESPACE;
        }
        return Verifier.checkNamespacePrefix(prefix) == null
                ? Namespace.getNamespace(prefix, uri)
                : Namespace.NO_NAMESPACE;
    }

    private static String clean(String text) {
        return MarkupRepairs.withoutIllegalCharacters(text);
    }
}
