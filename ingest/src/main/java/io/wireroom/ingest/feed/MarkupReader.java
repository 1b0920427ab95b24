package io.wireroom.ingest.feed;

import io.wireroom.ingest.web.Reference;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.filter.Filters;
import org.jspecify.annotations.Nullable;

/** Reads a feed's tree of whatever dialect by the names of its elements, with {@code xml:base} followed. */
final class MarkupReader {

    private static final Namespace RDF = Namespace.getNamespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    private static final Set<String> ROOTS = Set.of("rss", "rdf", "feed", "channel", "entry", "item");
    private static final Set<String> ENTRIES = Set.of("item", "entry");

    private final Element root;
    private final @Nullable URI base;
    private @Nullable Element indexed;
    private Map<String, List<Element>> index = Map.of();

    private MarkupReader(Element root, @Nullable URI base) {
        this.root = root;
        this.base = base;
    }

    /** A reader for this tree; empty when its root is none of a feed. */
    static Optional<MarkupReader> of(Element root, @Nullable URI base) {
        if (ROOTS.contains(Texts.lower(root.getName()))) {
            return Optional.of(new MarkupReader(root, base));
        }
        // Some servers wrap an Atom feed into a page; its namespace tells it from anything else.
        for (var inner : root.getDescendants(Filters.element("feed", Namespace.getNamespace(Names.ATOM)))) {
            return Optional.of(new MarkupReader(inner, base));
        }
        return Optional.empty();
    }

    FeedResult.Parsed read() {
        var entries = new ArrayList<Entry>();
        var channel = channel();
        if (base == null) {
            // Bytes of unknown origin: the feed's own page is the best base there is.
            var home = feedLink(channel);
            var absolute = home == null ? null : Reference.web(null, home).orElse(null);
            if (absolute != null) {
                return new MarkupReader(root, absolute).read();
            }
        }
        var feedAuthors = authors(channel);
        for (var element : entryElements(root)) {
            if (entries.size() >= FeedParser.MAX_ENTRIES) {
                break;
            }
            entries.add(entry(element, feedAuthors));
        }
        return new FeedResult.Parsed(feed(channel), entries);
    }

    /** All entries, wherever they stand, in document order. */
    static List<Element> entryElements(Element root) {
        var found = new ArrayList<Element>();
        var waiting = new ArrayDeque<Element>();
        waiting.push(root);
        while (!waiting.isEmpty()) {
            var element = waiting.pop();
            if (ENTRIES.contains(Names.of(element))) {
                found.add(element);
                continue;
            }
            var children = element.getChildren();
            for (var i = children.size() - 1; i >= 0; i--) {
                waiting.push(children.get(i));
            }
        }
        return found;
    }

    private Element channel() {
        for (var child : children(root, "channel")) {
            return child;
        }
        return root;
    }

    private Feed feed(Element channel) {
        return new Feed(
                title(channel),
                feedLink(channel),
                html(
                        channel,
                        "description",
                        "subtitle",
                        "tagline",
                        "atom:subtitle",
                        "dc:description",
                        "itunes:summary",
                        "abstract",
                        "info",
                        "itunes:subtitle"),
                language(channel),
                date(
                        channel,
                        "updated",
                        "modified",
                        "lastbuilddate",
                        "dc:date",
                        "dcterms:modified",
                        "atom:updated",
                        "pubdate"),
                PollHintsReader.read(channel, self(channel)));
    }

    private @Nullable String language(Element channel) {
        var stated = text(channel, "language", "dc:language");
        for (Element at = channel; stated == null && at != null; at = at.getParentElement()) {
            stated = Texts.nonBlank(at.getAttributeValue("lang", Namespace.XML_NAMESPACE));
        }
        return stated;
    }

    /** RFC 4287, section 4.2.7.2; RSS feeds borrow the element. */
    private @Nullable String self(Element channel) {
        for (var name : List.of("link", "atom:link")) {
            for (var child : children(channel, name)) {
                var href = Texts.nonBlank(child.getAttributeValue("href"));
                if (href != null && "self".equalsIgnoreCase(child.getAttributeValue("rel"))) {
                    return Links.absolute(baseOf(child), href);
                }
            }
        }
        return null;
    }

    private Entry entry(Element element, List<String> feedAuthors) {
        var authors = authors(element);
        var content = html(element, "content:encoded", "content", "atom:content", "xhtml:body", "fullitem", "body");
        var summary = html(
                element,
                "description",
                "summary",
                "atom:summary",
                "dc:description",
                "abstract",
                "itunes:summary",
                "media:description",
                "itunes:subtitle");
        return new Entry(
                id(element),
                title(element),
                entryLink(element),
                date(
                        element,
                        "published",
                        "issued",
                        "pubdate",
                        "dcterms:issued",
                        "dc:date",
                        "dcterms:created",
                        "created",
                        "atom:published",
                        "dcterms:available"),
                updated(element),
                summary,
                content,
                authors.isEmpty() ? feedAuthors : authors,
                categories(element),
                enclosures(element));
    }

    private @Nullable Instant updated(Element element) {
        var updated = date(element, "updated", "modified", "dcterms:modified", "atom:updated");
        return updated == null ? FeedDates.parse(attribute(element, "lastmod")) : updated;
    }

    private @Nullable String id(Element element) {
        for (var child : element.getChildren()) {
            if (Names.of(child).equals("id") && !child.getValue().isBlank()) {
                return Links.absolute(
                        baseOf(child), child.getValue()); // RFC 4287, section 4.2.6: an IRI, never relative
            }
        }
        var id = text(element, "guid", "atom:id", "dc:identifier");
        var about = Texts.nonBlank(element.getAttributeValue("about", RDF));
        return id != null || about == null ? id : Texts.cut(about, Limits.ID);
    }

    private @Nullable String title(Element parent) {
        for (var name : List.of("title", "atom:title", "dc:title", "media:title", "itunes:title")) {
            for (var child : children(parent, name)) {
                var title = Texts.line(TextConstruct.html(child, baseOf(child)), Limits.TITLE);
                if (title != null) {
                    return title;
                }
            }
        }
        return null;
    }

    private @Nullable String html(Element parent, String... names) {
        for (var name : names) {
            for (var child : children(parent, name)) {
                var html = TextConstruct.html(child, baseOf(child));
                if (html != null) {
                    return html;
                }
            }
        }
        return null;
    }

    private @Nullable String text(Element parent, String... names) {
        for (var name : names) {
            for (var child : children(parent, name)) {
                var text = Texts.nonBlank(child.getValue());
                if (text != null) {
                    return Texts.cut(text, Limits.ID);
                }
            }
        }
        return null;
    }

    private @Nullable Instant date(Element parent, String... names) {
        for (var name : names) {
            for (var child : children(parent, name)) {
                var date = FeedDates.parse(Texts.cut(child.getValue(), Limits.NAME));
                if (date != null) {
                    return date;
                }
            }
        }
        return null;
    }

    private @Nullable String feedLink(Element channel) {
        var link = linkText(channel);
        if (link != null) {
            return link;
        }
        var alternate = alternate(channel);
        var href = attribute(channel, "href");
        return alternate == null && href != null ? Links.absolute(baseOf(channel), href) : alternate;
    }

    private @Nullable String entryLink(Element element) {
        var plain = linkText(element);
        if (plain != null) {
            return plain;
        }
        var alternate = alternate(element);
        if (alternate != null) {
            return alternate;
        }
        var href = attribute(element, "href");
        if (href != null) {
            return Links.absolute(baseOf(element), href);
        }
        for (var child : element.getChildren()) {
            if (Names.of(child).equals("guid") && isPermaLink(child)) {
                return Links.absolute(baseOf(child), child.getValue());
            }
        }
        return null;
    }

    private static boolean isPermaLink(Element guid) {
        var flag = guid.getAttributeValue("isPermaLink");
        var web = Texts.lower(guid.getValue().strip());
        return !"false".equalsIgnoreCase(flag) && (web.startsWith("http://") || web.startsWith("https://"));
    }

    private @Nullable String linkText(Element parent) {
        for (var child : children(parent, "link")) {
            var text = Texts.nonBlank(child.getValue());
            if (text != null && child.getAttributeValue("href") == null) {
                return Links.absolute(baseOf(child), text);
            }
        }
        return null;
    }

    /** The alternate link (RFC 4287, section 4.2.7), HTML before others. */
    private @Nullable String alternate(Element parent) {
        Element best = null;
        for (var child : parent.getChildren()) {
            var name = Names.of(child);
            var href = child.getAttributeValue("href");
            if ((name.equals("link") || name.equals("atom:link")) && href != null && isAlternate(child)) {
                if (best == null || (!isHtml(best) && isHtml(child))) {
                    best = child;
                }
            }
        }
        return best == null ? null : Links.absolute(baseOf(best), best.getAttributeValue("href"));
    }

    private static boolean isAlternate(Element link) {
        var rel = link.getAttributeValue("rel");
        return rel == null || rel.isBlank() || rel.equalsIgnoreCase("alternate");
    }

    private static boolean isHtml(Element link) {
        var type = link.getAttributeValue("type");
        return type == null || type.contains("html");
    }

    private List<String> authors(Element parent) {
        for (var name : List.of(
                "author",
                "atom:author",
                "dc:creator",
                "dc:author",
                "itunes:author",
                "managingeditor",
                "dc:contributor",
                "webmaster",
                "dc:publisher")) {
            var names = new ArrayList<String>();
            for (var child : children(parent, name)) {
                var author = author(child);
                if (author != null && names.size() < Limits.NAMES && !names.contains(author)) {
                    names.add(author);
                }
            }
            if (!names.isEmpty()) {
                return names;
            }
        }
        return List.of();
    }

    private static @Nullable String author(Element element) {
        if (element.getChildren().isEmpty()) {
            return Texts.plain(element.getValue(), Limits.NAME);
        }
        String email = null;
        for (var child : element.getChildren()) {
            var name = Names.of(child);
            if (name.endsWith("name") || name.endsWith(":title")) {
                var text = Texts.line(child.getValue(), Limits.NAME);
                if (text != null) {
                    return text;
                }
            } else if (name.endsWith("email")) {
                email = Texts.line(child.getValue(), Limits.NAME);
            }
        }
        return email;
    }

    private static List<String> categories(Element parent) {
        var terms = new ArrayList<String>();
        for (var child : parent.getChildren()) {
            var term = switch (Names.of(child)) {
                case "category", "atom:category", "itunes:category" -> term(child);
                case "dc:subject", "keywords", "media:category" -> Texts.line(child.getValue(), Limits.NAME);
                default -> null;
            };
            if (term != null && terms.size() < Limits.NAMES && !terms.contains(term)) {
                terms.add(term);
            }
        }
        return terms;
    }

    private static @Nullable String term(Element category) {
        for (var attribute : List.of("term", "text")) {
            var value = Texts.line(category.getAttributeValue(attribute), Limits.NAME);
            if (value != null) {
                return value;
            }
        }
        return Texts.plain(category.getValue(), Limits.NAME);
    }

    private List<Entry.Enclosure> enclosures(Element parent) {
        var files = new ArrayList<Entry.Enclosure>();
        for (var child : parent.getChildren()) {
            var reference = switch (Names.of(child)) {
                case "enclosure", "media:content" -> child.getAttributeValue("url");
                case "link", "atom:link" ->
                    "enclosure".equalsIgnoreCase(child.getAttributeValue("rel"))
                            ? child.getAttributeValue("href")
                            : null;
                default -> null;
            };
            if (reference != null && !reference.isBlank() && files.size() < Limits.NAMES) {
                var length = child.getAttributeValue("length", child.getAttributeValue("fileSize", ""));
                files.add(new Entry.Enclosure(
                        Links.absolute(baseOf(child), reference),
                        Texts.line(child.getAttributeValue("type"), Limits.NAME),
                        length.strip().matches("\\d{1,18}") ? Long.valueOf(length.strip()) : null));
            }
        }
        return files;
    }

    /** Children by name in document order; the last parent's are kept, because its fields are asked for one by one. */
    @SuppressWarnings("ReferenceEquality") // the very element is meant; elements have no other equality
    private List<Element> children(Element parent, String name) {
        if (indexed != parent) {
            index = new HashMap<>();
            for (var child : parent.getChildren()) {
                index.computeIfAbsent(Names.of(child), any -> new ArrayList<>()).add(child);
                if (Names.of(child).equals("media:group")) {
                    for (var inner : child.getChildren()) {
                        index.computeIfAbsent(Names.of(inner), any -> new ArrayList<>())
                                .add(inner);
                    }
                }
            }
            indexed = parent;
        }
        return index.getOrDefault(name, List.of());
    }

    /** An attribute whatever the case of its name: CDF has them in capitals. */
    private static @Nullable String attribute(Element element, String name) {
        for (var attribute : element.getAttributes()) {
            if (attribute.getName().equalsIgnoreCase(name)
                    && attribute.getNamespaceURI().isEmpty()) {
                return Texts.nonBlank(attribute.getValue());
            }
        }
        return null;
    }

    private @Nullable URI baseOf(Element element) {
        var path = new ArrayDeque<Element>();
        for (Element at = element; at != null; at = at.getParentElement()) {
            path.push(at);
        }
        var current = base;
        for (var at : path) {
            current = Links.base(current, at.getAttributeValue("base", Namespace.XML_NAMESPACE));
        }
        return current;
    }
}
