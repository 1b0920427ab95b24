package io.wireroom.standalone.sources;

import io.wireroom.contract.Source;
import io.wireroom.ingest.feed.MarkupRepairs;
import io.wireroom.ingest.markup.Prolog;
import io.wireroom.ingest.markup.ServedText;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.sources.ImportCollector.Entry;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * OPML 2.0 as feed readers write it: attribute names in any case, any version, outlines nested at most 30 deep. Refuses
 * documents with a document type, and so every custom entity.
 */
final class OpmlReader {

    /** Namespace of the attributes that OPML does not define. */
    static final String NAMESPACE = "urn:wireroom:opml:1";

    /** Between CSS selectors in one attribute: no selector holds it. */
    static final String SEPARATOR = " || ";

    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE", Pattern.CASE_INSENSITIVE);
    private static final int MAX_DEPTH = 32;
    private static final Set<String> SOURCE_TYPES = Set.of("rss", "atom", "feed", "sitemap", "section");

    private final String file;
    private final XMLStreamReader xml;
    private final ImportCollector collector;
    /** What the open outlines lack, if they turn out to hold no others; innermost first. */
    private final Deque<Lack> lacks = new ArrayDeque<>();

    /** Names of the open outlines, outermost first; empty for one without a name. */
    private final Deque<String> outlines = new ArrayDeque<>();

    private int depth;

    /** What an outline lacks; nothing for an empty text. */
    private record Lack(int line, String what) {}

    private OpmlReader(String file, XMLStreamReader xml) {
        this.file = file;
        this.xml = xml;
        collector = new ImportCollector(file);
    }

    /**
     * The sources of a document; those of one that is nearly XML too. What cannot be taken is left out with its line and
     * reason.
     */
    static SourceList read(byte[] bytes, String file) {
        var text = ServedText.decode(bytes, null);
        return switch (parsed(text, file)) {
            case Read.Whole(var reader) -> reader.collector.finishWhatIsFine(SourceList.Format.OPML);
            case Read.Broken(var reader, var at, var why) -> {
                if (why instanceof MissingResourceException) {
                    // The platform's parser has no text for some errors within a document type.
                    throw ImportCollector.broken(
                            file, 0, 0, "broken XML: a document type (<!DOCTYPE …>) is refused", why);
                }
                yield repaired(text, file, new Read.Broken(reader, at, why));
            }
        };
    }

    /** How a parse turned out. */
    private sealed interface Read {

        /** The document is XML. */
        record Whole(OpmlReader reader) implements Read {}

        /** It is XML up to this place. */
        record Broken(@Nullable OpmlReader reader, @Nullable Location at, Exception why) implements Read {}
    }

    private static Read parsed(String text, String file) {
        OpmlReader reader = null;
        try {
            var xml = factory().createXMLStreamReader(new StringReader(text));
            try {
                reader = new OpmlReader(file, xml);
                reader.read();
                return new Read.Whole(reader);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            return new Read.Broken(reader, e.getLocation(), e);
        } catch (MissingResourceException e) {
            return new Read.Broken(reader, null, e);
        }
    }

    /** With its ampersands, entities and characters repaired; where that is not enough, as a lenient parser reads it. */
    private static SourceList repaired(String text, String file, Read.Broken first) {
        if (DOCTYPE.matcher(text).find()) {
            throw broken(file, first);
        }
        var root = Prolog.of(text).end();
        var lines = text.substring(0, root).replaceAll("[^\\n]", "");
        var repaired = lines + MarkupRepairs.legal(text.substring(root));
        return switch (parsed(repaired, file)) {
            case Read.Whole(var reader) -> reader.collector.finishWhatIsFine(SourceList.Format.OPML);
            case Read.Broken again -> {
                if (!(parsed(LooseOpml.closed(repaired), file) instanceof Read.Whole(var loose))
                        || loose.collector.isEmpty()) {
                    throw broken(file, first);
                }
                loose.collector.problem(
                        again.at == null ? 0 : again.at.getLineNumber(),
                        "broken XML: " + why(again.why) + "; the rest was read as far as its tags allow");
                yield loose.collector.finishWhatIsFine(SourceList.Format.OPML);
            }
        };
    }

    private static Failure broken(String file, Read.Broken first) {
        return ImportCollector.broken(
                file,
                first.at == null ? 0 : first.at.getLineNumber(),
                first.at == null ? 0 : first.at.getColumnNumber(),
                "broken XML: " + why(first.why),
                first.why);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private void read() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw here("a document type (<!DOCTYPE …>) is refused");
                case XMLStreamConstants.START_ELEMENT -> begin();
                case XMLStreamConstants.END_ELEMENT -> end();
                default -> {
                    // Text between the elements has no meaning in OPML.
                }
            }
        }
    }

    private void begin() {
        depth++;
        if (depth == 1 && !xml.getLocalName().equalsIgnoreCase("opml")) {
            var root = xml.getLocalName().toLowerCase(Locale.ROOT);
            var feed = root.equals("rss") || root.equals("feed") || root.equals("rdf");
            throw here("the root element is <" + SourceText.line(xml.getLocalName()) + ">, not <opml>"
                    + (feed ? " (a feed itself: give its address to `wireroom sources add`)" : ""));
        }
        if (depth > MAX_DEPTH) {
            throw here("elements nest deeper than " + MAX_DEPTH);
        }
        if (isOutline()) {
            outline();
        }
    }

    private void end() {
        depth--;
        if (isOutline()) {
            outlines.removeLast();
            var lack = lacks.pop();
            if (!lack.what.isEmpty()) {
                collector.problem(lack.line, lack.what);
            }
        }
    }

    private boolean isOutline() {
        return xml.getLocalName().equalsIgnoreCase("outline");
    }

    private void outline() {
        var title = SourceText.line(attribute("", "title"));
        var name = Objects.requireNonNullElse(
                SourceText.line(attribute("", "text")), Objects.requireNonNullElse(title, ""));
        var type = Objects.requireNonNullElse(attribute("", "type"), "").strip().toLowerCase(Locale.ROOT);
        var url = attribute("", "xmlUrl");
        var line = line();
        if (url != null) {
            collector.add(new Entry(
                    line,
                    url,
                    name,
                    group(),
                    kind(type),
                    attribute(NAMESPACE, "interval"),
                    attribute(NAMESPACE, "id"),
                    attribute(NAMESPACE, "fullText"),
                    selectors(attribute(NAMESPACE, "articleLinks"))));
        }
        if (!lacks.isEmpty()) {
            lacks.push(new Lack(lacks.pop().line, "")); // an outline with others in it is a folder
        }
        var lacking = url == null && SOURCE_TYPES.contains(type);
        lacks.push(new Lack(line, lacking ? "outline '" + name + "' of type " + type + " has no xmlUrl" : ""));
        outlines.addLast(name);
    }

    private int line() {
        var noted = attribute("", LooseOpml.LINE);
        return noted == null ? xml.getLocation().getLineNumber() : Integer.parseInt(noted);
    }

    /** The enclosing outlines; without them the first of its categories (OPML 2.0, "category"). */
    private @Nullable String group() {
        var group = SourceText.group(new ArrayList<>(outlines));
        var categories = attribute("", "category");
        return group == null && categories != null
                ? SourceText.group(List.of(categories.split(",", 2)[0]))
                : group;
    }

    private static List<String> selectors(@Nullable String attribute) {
        return attribute == null || attribute.isBlank()
                ? List.of()
                : Arrays.stream(attribute.split(Pattern.quote(SEPARATOR)))
                        .map(String::strip)
                        .filter(selector -> !selector.isEmpty())
                        .toList();
    }

    private static Source.Kind kind(String type) {
        return switch (type) {
            case "sitemap" -> Source.Kind.SITEMAP;
            case "section" -> Source.Kind.SECTION;
            default -> Source.Kind.FEED;
        };
    }

    private @Nullable String attribute(String namespace, String name) {
        for (var i = 0; i < xml.getAttributeCount(); i++) {
            var itsNamespace = Objects.requireNonNullElse(xml.getAttributeNamespace(i), "");
            if (xml.getAttributeLocalName(i).equalsIgnoreCase(name) && itsNamespace.equals(namespace)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    private Failure here(String why) {
        var at = xml.getLocation();
        return ImportCollector.broken(file, at.getLineNumber(), at.getColumnNumber(), why);
    }

    /** The parser's message without the place, which it puts first. */
    private static String why(Exception e) {
        var message = String.valueOf(e.getMessage());
        var own = message.indexOf("Message: ");
        var line = SourceText.line(own < 0 ? message : message.substring(own + "Message: ".length()));
        return line == null ? "not readable" : line;
    }
}
