package io.wireroom.ingest.site;

import io.wireroom.ingest.feed.MarkupRepairs;
import io.wireroom.ingest.parsing.ParsingLimit;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Parses the XML of a sitemap from its root element on, with as few repairs as it needs; keeps what comes before damage. */
final class SitemapParser {

    /** The tree of a lenient parser takes many times the size of its text. */
    private static final int MAX_LENIENT = 4 << 20;

    private SitemapParser() {}

    /**
     * What was read.
     *
     * @param problem of the parser that read it; null when there was none
     */
    record Parsed(SitemapHandler read, @Nullable String problem) {}

    /**
     * The parse that lists the most: strict, repaired, or lenient.
     *
     * @param root where the root element begins
     */
    static Parsed parse(String text, int root) {
        var best = strict(text, root);
        if (best.problem == null) {
            return best;
        }
        best = better(best, strict(MarkupRepairs.legal(text.substring(root)), 0));
        return best.problem == null || text.length() > MAX_LENIENT ? best : better(best, lenient(text.substring(root)));
    }

    private static Parsed better(Parsed one, Parsed other) {
        var more = other.read.items().size() > one.read.items().size();
        return more || (other.problem == null && !other.read.items().isEmpty()) ? other : one;
    }

    private static Parsed strict(String text, int from) {
        var handler = new SitemapHandler();
        try {
            var reader = new StringReader(text); // large texts are not copied
            var unused = reader.skip(from);
            var factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(new InputSource(ParsingLimit.checked(reader)), handler);
            return new Parsed(handler, null);
        } catch (SAXException | IOException e) {
            ParsingLimit.check();
            handler.finish();
            return new Parsed(handler, String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the platform's XML parser lacks a feature", e);
        }
    }

    /** With tags that are not closed or not opened. */
    private static Parsed lenient(String text) {
        var handler = new SitemapHandler();
        // What comes after the last tag was cut off.
        var tags = text.substring(0, text.lastIndexOf('>') + 1);
        var document = Parser.xmlParser().parseInput(ParsingLimit.checked(new StringReader(tags)), "");
        NodeTraversor.traverse(
                new NodeVisitor() {
                    @Override
                    public void head(Node node, int depth) {
                        if (node instanceof TextNode words) {
                            var characters = words.getWholeText().toCharArray();
                            handler.characters(characters, 0, characters.length);
                        } else if (node instanceof Element element && element.parent() != null) {
                            ParsingLimit.check();
                            element.attributes().forEach(one -> handler.declared(one.getKey(), one.getValue()));
                            handler.start(element.tagName());
                        }
                    }

                    @Override
                    public void tail(Node node, int depth) {
                        if (node instanceof Element element && element.parent() != null) {
                            ParsingLimit.check();
                            handler.end(element.tagName());
                        }
                    }
                },
                document);
        handler.finish();
        return new Parsed(handler, "tags are not closed");
    }
}
