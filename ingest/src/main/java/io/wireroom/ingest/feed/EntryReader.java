package io.wireroom.ingest.feed;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.text.SingleLine;
import io.wireroom.text.dates.FeedDates;
import java.util.ArrayList;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/** Reads one entry: from Rome what Rome reads correctly, from the tree what Rome loses. */
final class EntryReader {

    private static final Namespace RDF = Namespace.getNamespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#");

    private final ChildElements children;
    private final @Nullable SyndEntry rome;

    /**
     * A reader of one entry.
     *
     * @param rome the same entry as Rome read it; null where Rome did not find it
     */
    EntryReader(ChildElements children, @Nullable SyndEntry rome) {
        this.children = children;
        this.rome = rome;
    }

    /** The entry; the feed's authors where it names none. */
    Entry read(List<Person> feedAuthors) {
        ParsingLimit.check();
        var authors = FeedFields.authors(children);
        var published = FeedFields.date(
                children,
                "published",
                "issued",
                "pubdate",
                "dcterms:issued",
                "dc:date",
                "dcterms:created",
                "created",
                "atom:published",
                "dcterms:available");
        var updated = updated();
        var content = content();
        var summary = summary();
        if (content == null && summary != null) {
            var other = secondSummary();
            if (other != null) {
                summary = FeedFields.html(children, other.first());
                content = FeedFields.html(children, other.second());
            }
        }
        return new Entry(
                id(),
                FeedFields.title(children, rome == null ? null : rome.getTitle()),
                link(),
                published.instant(),
                updated.instant(),
                summary,
                content,
                authors.isEmpty() ? feedAuthors : authors,
                FeedFields.categories(children),
                FeedFields.enclosures(children),
                FeedDates.undated(published, updated));
    }

    private @Nullable String content() {
        var contents = rome == null ? List.<SyndContent>of() : rome.getContents();
        var value = contents.size() == 1 ? contents.getFirst().getValue() : null;
        for (var name : List.of("content:encoded", "content", "atom:content", "xhtml:body", "fullitem", "body")) {
            // Rome has either of the first two, whichever its dialect knows.
            var unique = children.of("content:encoded").isEmpty()
                    || children.of("content").isEmpty();
            var html = FeedFields.html(children, name, unique && name.startsWith("content") ? value : null);
            if (html != null) {
                return html;
            }
        }
        return null;
    }

    private @Nullable String summary() {
        var described = rome == null ? null : rome.getDescription();
        var value = described == null ? null : described.getValue();
        var unique =
                children.of("description").isEmpty() || children.of("summary").isEmpty();
        for (var name : List.of(
                "description",
                "summary",
                "atom:summary",
                "dc:description",
                "abstract",
                "itunes:summary",
                "media:description",
                "itunes:subtitle")) {
            var romes = unique && (name.equals("description") || name.equals("summary"));
            var html = FeedFields.html(children, name, romes ? value : null);
            if (html != null) {
                return html;
            }
        }
        return null;
    }

    private record Two(String first, String second) {}

    /** Some feeds have both a description and a summary, in either order: the second one is the text. */
    private @Nullable Two secondSummary() {
        if (children.of("description").isEmpty() || children.of("summary").isEmpty()) {
            return null;
        }
        for (var child : children.all()) {
            if (child.name().equals("description")) {
                return new Two("description", "summary");
            }
            if (child.name().equals("summary")) {
                return new Two("summary", "description");
            }
        }
        return null;
    }

    private FeedDates.Reading updated() {
        var updated = FeedFields.date(children, "updated", "modified", "dcterms:modified", "atom:updated");
        return updated.instant() == null && updated.problem() == null
                ? FeedDates.read(FeedFields.attribute(children.parent(), "lastmod"))
                : updated;
    }

    private @Nullable String id() {
        for (var child : children.of("id")) {
            var id = MarkupText.nonBlank(child.getValue());
            if (id != null) {
                // RFC 4287, section 4.2.6: an IRI, never relative
                return children.absolute(child, id);
            }
        }
        var guids = children.of("guid");
        if (rome != null && guids.size() == 1 && guids.getFirst().getChildren().isEmpty()) {
            var uri = guids.getFirst().getValue().isBlank() ? null : MarkupText.nonBlank(rome.getUri());
            if (uri != null) {
                return SingleLine.cut(uri, FeedLimits.ID);
            }
        }
        for (var guid : guids) {
            if (!guid.getChildren().isEmpty()) {
                return SingleLine.cut(InlineHtml.inner(guid).strip(), FeedLimits.ID);
            }
        }
        var id = children.text("guid", "atom:id", "dc:identifier");
        var about = MarkupText.nonBlank(children.parent().getAttributeValue("about", RDF));
        return id != null || about == null ? id : SingleLine.cut(about, FeedLimits.ID);
    }

    private @Nullable String link() {
        var links = children.of("link");
        if (rome != null && links.size() == 1 && !links.getFirst().hasAttributes()) {
            var link = links.getFirst().getValue().isBlank() ? null : MarkupText.nonBlank(rome.getLink());
            if (link != null) {
                return RelativeLinks.absolute(children.base(), link);
            }
        }
        var stated = FeedFields.link(children);
        return stated == null ? permaLink() : stated;
    }

    private @Nullable String permaLink() {
        for (var guid : children.of("guid")) {
            if (isPermaLink(guid)) {
                return children.absolute(guid, guid.getValue());
            }
        }
        return null;
    }

    private static boolean isPermaLink(Element guid) {
        var flag = guid.getAttributeValue("isPermaLink");
        var web = MarkupText.lower(guid.getValue().strip());
        return !"false".equalsIgnoreCase(flag) && (web.startsWith("http://") || web.startsWith("https://"));
    }

    /** All elements that are entries, wherever they stand, in document order. */
    static List<Element> elements(Element root, ElementNames names) {
        var found = new ArrayList<Element>();
        collect(root, names, found, false);
        return found;
    }

    /** Recursion is bounded by the tree's depth, {@link FeedMarkup#MAX_DEPTH}. */
    private static void collect(Element parent, ElementNames names, List<Element> found, boolean within) {
        for (var child : parent.getChildren()) {
            if (found.size() >= FeedParser.MAX_ENTRIES) {
                return;
            }
            switch (names.of(child)) {
                case "item", "entry" -> {
                    found.add(child);
                    // An entry in another is the next one where tags are not closed, or one in conflict with it.
                    collect(child, names, found, true);
                }
                case "content", "summary", "description", "title", "content:encoded", "xhtml:body", "xhtml:div" -> {
                    if (!within) {
                        collect(child, names, found, false);
                    }
                }
                case "feed", "source" -> {
                    // a feed in an entry is another's: of comments, or where the entry comes from
                    if (!within) {
                        collect(child, names, found, false);
                    }
                }
                default -> collect(child, names, found, within);
            }
        }
    }
}
