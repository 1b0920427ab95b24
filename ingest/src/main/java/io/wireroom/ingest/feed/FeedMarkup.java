package io.wireroom.ingest.feed;

import io.wireroom.ingest.markup.Prolog;
import io.wireroom.ingest.parsing.ParsingLimit;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jdom2.JDOMFactory;
import org.jdom2.UncheckedJDOMFactory;
import org.jdom2.input.SAXBuilder;
import org.jdom2.input.sax.SAXHandler;
import org.jdom2.input.sax.XMLReaders;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Parses text into an XML tree, with as few repairs as the text needs. A DOCTYPE is cut off first, so no entity is ever
 * expanded and nothing is ever loaded.
 */
final class FeedMarkup {

    /** Deeper nesting is refused; it bounds the recursion over the tree. */
    static final int MAX_DEPTH = 200;

    /** A tree, and how far its text had to be repaired. */
    record Tree(Document document, RepairLevel level) {}

    private FeedMarkup() {}

    /**
     * The tree of the text; empty when no level of repair gives one.
     *
     * @param least of the levels: that of repairs made before
     */
    static Optional<Tree> parse(String text, RepairLevel least) {
        var prolog = Prolog.of(text);
        var repaired = text.substring(prolog.end());
        var tree = strict(repaired, prolog.isDropped() ? RepairLevel.PROLOG_DROPPED : least);
        for (var repair : MarkupRepairs.IN_ORDER) {
            if (tree.isPresent()) {
                return tree;
            }
            ParsingLimit.check();
            var before = repaired;
            repaired = repair.repair().apply(before);
            tree = repaired.equals(before) ? tree : strict(repaired, repair.level());
        }
        var rest = text.substring(prolog.end());
        return tree.or(() -> LooseMarkup.parse(rest).map(document -> new Tree(document, RepairLevel.TAGS_CLOSED)));
    }

    private static Optional<Tree> strict(String text, RepairLevel level) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var builder = new SAXBuilder(XMLReaders.NONVALIDATING);
        builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
        builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        builder.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        builder.setExpandEntities(false);
        builder.setSAXHandlerFactory(DepthLimit::new);
        builder.setJDOMFactory(new UncheckedJDOMFactory()); // the parser has checked every name and character
        builder.setIgnoringElementContentWhitespace(false);
        try {
            return Optional.of(
                    new Tree(builder.build(new InputSource(ParsingLimit.checked(new StringReader(text)))), level));
        } catch (JDOMException | IOException | RuntimeException e) {
            ParsingLimit.check();
            return Optional.empty(); // the next repair may help
        }
    }

    private static final class DepthLimit extends SAXHandler {
        private int depth;

        DepthLimit(JDOMFactory factory) {
            super(factory);
        }

        @Override
        public void startElement(String uri, String local, String name, Attributes attributes) throws SAXException {
            ParsingLimit.check();
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
