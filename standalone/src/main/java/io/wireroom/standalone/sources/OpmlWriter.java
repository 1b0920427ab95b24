package io.wireroom.standalone.sources;

import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.address.Address;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes sources as OPML 2.0, groups as nested outlines, both sorted by name, so that two exports of the same sources
 * are the same text. What OPML does not define (interval, id, settings) is in attributes of the namespace {@code
 * urn:wireroom:opml:1}, which other readers ignore. {@link SourcesFile} reads the same sources from it; only their
 * origin is left out.
 */
public final class OpmlWriter {

    private static final String PREFIX = "wireroom";
    private static final Comparator<Source> BY_NAME =
            Comparator.comparing(Source::name).thenComparing(Source::id);

    private final XMLStreamWriter xml;

    private OpmlWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The sources as OPML, to be encoded in UTF-8; ends with a line break. */
    public static String write(Collection<Source> sources) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new OpmlWriter(xml).document(sources);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write OPML into memory", e);
        }
        return text.toString();
    }

    /** A group: its sources and its groups. */
    private record Group(List<Source> sources, Map<String, Group> groups) {
        Group() {
            this(new ArrayList<>(), new TreeMap<>());
        }

        Group inner(String name) {
            return groups.computeIfAbsent(name, key -> new Group());
        }
    }

    private void document(Collection<Source> sources) throws XMLStreamException {
        var top = new Group();
        for (var source : sources) {
            var group = top;
            for (var segment : SourceText.segments(source.group())) {
                group = group.inner(segment);
            }
            group.sources().add(source);
        }
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("opml");
        xml.writeAttribute("version", "2.0");
        xml.writeNamespace(PREFIX, OpmlReader.NAMESPACE);
        line(1);
        xml.writeStartElement("head");
        line(2);
        xml.writeStartElement("title");
        xml.writeCharacters("Wireroom: sources");
        xml.writeEndElement();
        line(1);
        xml.writeEndElement();
        line(1);
        xml.writeStartElement("body");
        group(top, 2);
        line(1);
        xml.writeEndElement();
        line(0);
        xml.writeEndElement();
        xml.writeEndDocument();
        line(0);
    }

    private void group(Group group, int indent) throws XMLStreamException {
        for (var inner : group.groups().entrySet()) {
            line(indent);
            xml.writeStartElement("outline");
            xml.writeAttribute("text", inner.getKey());
            group(inner.getValue(), indent + 1);
            line(indent);
            xml.writeEndElement();
        }
        group.sources().sort(BY_NAME);
        for (var source : group.sources()) {
            line(indent);
            source(source);
        }
    }

    private void source(Source source) throws XMLStreamException {
        xml.writeEmptyElement("outline");
        xml.writeAttribute("type", type(source.kind()));
        xml.writeAttribute(
                "text",
                Objects.requireNonNullElse(
                        SourceText.line(source.name()), source.url().toString()));
        xml.writeAttribute("xmlUrl", source.url().toString());
        var interval = source.interval();
        if (interval != null) {
            xml.writeAttribute(PREFIX, OpmlReader.NAMESPACE, "interval", interval.toString());
        }
        var settings = source.settings();
        if (settings != null && settings.entriesAreWhole()) {
            xml.writeAttribute(PREFIX, OpmlReader.NAMESPACE, "fullText", "true");
        }
        if (settings != null && settings.articleLinks() != null) {
            xml.writeAttribute(
                    PREFIX,
                    OpmlReader.NAMESPACE,
                    "articleLinks",
                    String.join(OpmlReader.SEPARATOR, settings.articleLinks()));
        }
        var usual = Address.of(source.url().toString()).map(SourceId::of);
        if (usual.isEmpty() || !usual.get().equals(source.id())) {
            xml.writeAttribute(PREFIX, OpmlReader.NAMESPACE, "id", source.id().value());
        }
    }

    /** Feed readers expect {@code rss} for every feed format. */
    private static String type(Source.Kind kind) {
        return kind == Source.Kind.FEED ? "rss" : kind.wireName();
    }

    private void line(int indent) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(indent));
    }
}
