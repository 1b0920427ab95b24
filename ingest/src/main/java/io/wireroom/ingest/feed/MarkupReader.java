package io.wireroom.ingest.feed;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.ingest.web.Reference;
import io.wireroom.text.SingleLine;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.filter.Filters;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed of whatever dialect from its tree. The tree goes through Rome first; what Rome loses is read from the
 * tree itself by the names of its elements, with {@code xml:base} followed.
 */
final class MarkupReader {

    private static final Set<String> ROOTS = Set.of("rss", "rdf", "feed", "channel", "entry", "item");

    private final FeedMarkup.Tree tree;
    private final Element root;
    private final ElementNames names;

    private MarkupReader(FeedMarkup.Tree tree, Element root) {
        this.tree = tree;
        this.root = root;
        this.names = new ElementNames(root);
    }

    /** A reader for this tree; empty when its root is not that of a feed. */
    static Optional<MarkupReader> of(FeedMarkup.Tree tree) {
        var root = tree.document().getRootElement();
        if (ROOTS.contains(MarkupText.lower(root.getName()))) {
            return Optional.of(new MarkupReader(tree, root));
        }
        // Some servers wrap an Atom feed into a page; it is found by its namespace.
        for (var inner : root.getDescendants(Filters.element("feed", Namespace.getNamespace(ElementNames.ATOM)))) {
            return Optional.of(new MarkupReader(tree, inner));
        }
        return Optional.empty();
    }

    /**
     * The feed; what Rome need not see is taken out of the tree on the way.
     *
     * @param origin where the bytes came from; null when unknown
     */
    FeedResult.Parsed read(@Nullable URI origin) {
        var base = origin == null ? home() : origin;
        var channel = channel(outer(base));
        var elements = EntryReader.elements(root, names);
        var entries = new ArrayList<ChildElements>(elements.size());
        for (var element : elements) {
            entries.add(new ChildElements(element, parentBase(element, channel, base), names));
        }
        channel.withholdFromRome();
        entries.forEach(ChildElements::withholdFromRome);
        withChannel();
        var rome = RomeReader.read(document());
        return merge(channel, entries, rome.orElse(null));
    }

    /** Rome finds nothing in an RSS feed without a channel: it gets one around all that is there. */
    private void withChannel() {
        var local = MarkupText.lower(root.getName());
        if ((local.equals("rss") || local.equals("rdf"))
                && root.getChild("channel", root.getNamespace()) == null
                && root.getChildren().stream()
                        .noneMatch(child -> names.of(child).equals("channel"))) {
            var channel = new Element("channel", local.equals("rss") ? root.getNamespace() : ElementNames.RSS_1);
            if (local.equals("rss")) {
                channel.addContent(root.removeContent());
            }
            root.addContent(channel);
        }
    }

    private FeedResult.Parsed merge(ChildElements channel, List<ChildElements> entries, @Nullable SyndFeed rome) {
        Map<Element, SyndEntry> romes = rome == null
                ? Map.of()
                : RomeReader.entries(
                        rome, entries.stream().map(ChildElements::parent).toList(), root);
        var authors = FeedFields.authors(channel);
        var read = new ArrayList<Entry>(entries.size());
        for (var entry : entries) {
            read.add(new EntryReader(entry, romes.get(entry.parent())).read(authors));
        }
        return new FeedResult.Parsed(feed(channel, rome), read, tree.level(), rome != null);
    }

    /** The whole document, or one of the feed alone where something is wrapped around it. */
    private Document document() {
        if (root.isRootElement()) {
            return tree.document();
        }
        return new Document(root.clone());
    }

    private Feed feed(ChildElements channel, @Nullable SyndFeed rome) {
        return new Feed(
                FeedFields.title(channel, rome == null ? null : rome.getTitle()),
                link(channel, rome),
                description(channel, rome),
                language(channel, rome),
                FeedFields.date(
                                channel,
                                "updated",
                                "modified",
                                "lastbuilddate",
                                "dc:date",
                                "dcterms:modified",
                                "atom:updated",
                                "pubdate")
                        .instant(),
                PollHintsReader.read(channel, FeedFields.self(channel)));
    }

    private static @Nullable String link(ChildElements channel, @Nullable SyndFeed rome) {
        var links = channel.of("link");
        if (rome != null && links.size() == 1 && !links.getFirst().hasAttributes()) {
            var link = links.getFirst().getValue().isBlank() ? null : MarkupText.nonBlank(rome.getLink());
            if (link != null) {
                return RelativeLinks.absolute(channel.base(), link);
            }
        }
        return FeedFields.link(channel);
    }

    private static @Nullable String description(ChildElements channel, @Nullable SyndFeed rome) {
        for (var name : List.of("""
                description subtitle tagline atom:subtitle dc:description itunes:summary abstract info
                itunes:subtitle""".split("\\s+"))) {
            var html = FeedFields.html(
                    channel, name, rome != null && name.equals("description") ? rome.getDescription() : null);
            if (html != null) {
                return html;
            }
        }
        return null;
    }

    /** BCP 47 writes hyphens where some systems write underscores. */
    private static @Nullable String language(ChildElements channel, @Nullable SyndFeed rome) {
        var stated =
                rome == null || channel.of("language").size() != 1 ? null : MarkupText.nonBlank(rome.getLanguage());
        stated = stated == null ? channel.text("language", "dc:language") : stated;
        for (Element at = channel.parent(); stated == null && at != null; at = at.getParentElement()) {
            stated = MarkupText.nonBlank(at.getAttributeValue("lang", Namespace.XML_NAMESPACE));
        }
        return stated == null ? null : SingleLine.cut(stated.replace('_', '-'), FeedLimits.NAME);
    }

    /** Where the origin of the bytes is unknown, the page of the feed is the best base. */
    private @Nullable URI home() {
        var home = FeedFields.link(channel(outer(null)));
        return home == null ? null : Reference.web(null, home).orElse(null);
    }

    private ChildElements channel(@Nullable URI outer) {
        for (var child : root.getChildren()) {
            if (names.of(child).equals("channel")) {
                return new ChildElements(child, ownBase(outer, root), names);
            }
        }
        return new ChildElements(root, outer, names);
    }

    /** The base that holds around the feed's root. */
    private @Nullable URI outer(@Nullable URI base) {
        return root.getParentElement() == null ? base : pathBase(root.getParentElement(), base);
    }

    @SuppressWarnings("ReferenceEquality") // the very channel is meant; elements have no other equality
    private @Nullable URI parentBase(Element entry, ChildElements channel, @Nullable URI base) {
        var parent = entry.getParentElement();
        return parent == channel.parent() ? channel.base() : parent == null ? base : pathBase(parent, base);
    }

    private static @Nullable URI pathBase(Element element, @Nullable URI base) {
        ParsingLimit.check();
        var parent = element.getParentElement();
        return ownBase(parent == null ? base : pathBase(parent, base), element);
    }

    private static @Nullable URI ownBase(@Nullable URI outer, Element element) {
        return RelativeLinks.base(outer, element.getAttributeValue("base", Namespace.XML_NAMESPACE));
    }
}
