package io.wireroom.bench.feeds;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.wireroom.ingest.feed.FeedParser;
import io.wireroom.ingest.feed.FeedResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** The measured ways to read a feed. */
enum FeedReader {

    /** Ours, as the fetcher calls it: charset, repairs, tree, Rome, and all extracted fields. */
    WIREROOM("Wireroom") {
        @Override
        int read(byte[] body) {
            return switch (FeedParser.parse(body, "application/xml", ORIGIN)) {
                case FeedResult.Parsed parsed -> parsed.entries().size();
                case FeedResult.NotAFeed(var why) -> throw new IllegalStateException(why);
            };
        }
    },

    /** Rome as its tutorial uses it: with its own repairs, which are on by default. */
    ROME("Rome, by its tutorial") {
        @Override
        int read(byte[] body) {
            try (var reader = new XmlReader(new ByteArrayInputStream(body))) {
                return new SyndFeedInput().build(reader).getEntries().size();
            } catch (FeedException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    },

    /** The JDK's streaming parser over the whole text, keeping nothing: an upper bound. */
    STAX("StAX, nothing kept") {
        @Override
        int read(byte[] body) {
            try {
                var reader = XML.createXMLStreamReader(new ByteArrayInputStream(body));
                var entries = 0;
                while (reader.hasNext()) {
                    switch (reader.next()) {
                        case XMLStreamConstants.START_ELEMENT -> {
                            var name = reader.getLocalName();
                            entries += name.equals("item") || name.equals("entry") ? 1 : 0;
                        }
                        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                            if (reader.getTextLength() < 0) {
                                throw new IllegalStateException("text of no length");
                            }
                        }
                        default -> {
                            // nothing to read
                        }
                    }
                }
                reader.close();
                return entries;
            } catch (XMLStreamException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private static final URI ORIGIN = URI.create("https://gazette.example/feed/");
    private static final XMLInputFactory XML = hardened();

    private final String title;

    FeedReader(String title) {
        this.title = title;
    }

    /** The name in a table. */
    String title() {
        return title;
    }

    /** Number of entries this reader finds. */
    abstract int read(byte[] body);

    private static XMLInputFactory hardened() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory;
    }
}
