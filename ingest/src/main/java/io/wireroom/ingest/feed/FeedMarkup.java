package io.wireroom.ingest.feed;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;
import org.jdom2.input.sax.XMLReaders;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * From text to an XML tree by a ladder of parsers: as it stands, with simple repairs, and last by jsoup, which reads
 * anything. No rung sees a DOCTYPE: it is cut off first, so no entity is ever expanded and nothing is ever loaded.
 */
final class FeedMarkup {

    /** Deeper nesting is no feed; it bounds the recursion of all who read the tree. */
    static final int MAX_DEPTH = 200;

    private FeedMarkup() {}

    /** The tree of the text; empty when no rung finds one. */
    static Optional<Document> parse(String text) {
        var bare = Prolog.strip(text);
        return strict(bare).or(() -> strict(Repairs.apply(bare))).or(() -> LooseMarkup.parse(bare));
    }

    private static Optional<Document> strict(String text) {
        var builder = new SAXBuilder(XMLReaders.NONVALIDATING);
        builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
        builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        builder.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        builder.setExpandEntities(false);
        builder.setXMLFilter(new DepthLimit());
        builder.setIgnoringElementContentWhitespace(false);
        try {
            var source = new InputSource(new StringReader(text));
            return Optional.of(builder.build(source));
        } catch (JDOMException | IOException | RuntimeException e) {
            return Optional.empty(); // the next rung may read it
        }
    }

    private static final class DepthLimit extends XMLFilterImpl {
        private int depth;

        @Override
        public void startElement(String uri, String local, String name, Attributes attributes) throws SAXException {
            if (++depth > MAX_DEPTH) {
                throw new SAXException("nested deeper than " + MAX_DEPTH);
            }
            super.startElement(uri, local, name, attributes);
        }

        @Override
        public void endElement(String uri, String local, String name) throws SAXException {
            depth--;
            super.endElement(uri, local, name);
        }
    }
}
