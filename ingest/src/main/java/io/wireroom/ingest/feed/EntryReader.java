package io.wireroom.ingest.feed;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.text.SingleLine;
import io.wireroom.text.dates.FeedDates;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/** Reads one entry: from Rome what Rome reads correctly, from the tree what Rome loses. */
final class EntryReader {

    private static final Pattern MEDIA_FILE =
            Pattern.compile("\\.(mp[34]|m4[av]|og[gv]|web[mp]|wav|aac|flac|mov|avi|mkv|jpe?g|png|gif|svg|zip)(\\?|$)");

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
                FeedDates.undated(published, updated),
                Entry.DateMarks.of(published),
                plain());
    }

    /** Parts that Atom marks as text (RFC 4287, section 3.1.1.1); RSS does not distinguish text from HTML. */
    private Set<Entry.Part> plain() {
        var plain = EnumSet.noneOf(Entry.Part.class);
        if (isText("title", false)) {
            plain.add(Entry.Part.TITLE);
        }
        if (isText("summary", true)) {
            plain.add(Entry.Part.SUMMARY);
        }
        if (isText("content", true)) {
            plain.add(Entry.Part.CONTENT);
        }
        return plain;
    }

    private boolean isText(String name, boolean sniffed) {
        var elements = children.of(name);
        return elements.size() == 1 && TextConstruct.isText(elements.getFirst(), sniffed);
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
        var about = about();
        return id != null || about == null ? id : SingleLine.cut(about, FeedLimits.ID);
    }

    private @Nullable String link() {
        var original = children.text("feedburner:origlink", "pheedo:origlink");
        if (original != null) {
            return RelativeLinks.page(children.base(), original); // the other one leads through a counter
        }
        var links = children.of("link");
        if (rome != null && links.size() == 1 && !links.getFirst().hasAttributes()) {
            var link = links.getFirst().getValue().isBlank() ? null : MarkupText.nonBlank(rome.getLink());
            if (link != null) {
                return RelativeLinks.page(children.base(), link);
            }
        }
        var stated = FeedFields.link(children);
        return stated == null ? pageOfItsOwn() : stated;
    }

    /** The page of an entry without a link: its permanent guid, the place of its content, or its id where that is an address. */
    private @Nullable String pageOfItsOwn() {
        for (var guid : children.of("guid")) {
            if (isPermaLink(guid)) {
                return children.absolute(guid, guid.getValue());
            }
        }
        for (var name : List.of("content", "atom:content")) {
            for (var content : children.of(name)) {
                var source = MarkupText.nonBlank(content.getAttributeValue("src"));
                if (source != null
                        && isPageType(MarkupText.lower(content.getAttributeValue("type", "")))
                        && !MEDIA_FILE.matcher(MarkupText.lower(source)).find()) {
                    return children.page(content, source);
                }
            }
        }
        for (var name : List.of("id", "atom:id")) {
            for (var id : children.of(name)) {
                var address = RelativeLinks.webAddress(MarkupText.nonBlank(id.getValue()));
                if (address != null) {
                    return address;
                }
            }
        }
        return RelativeLinks.webAddress(about());
    }

    /** RFC 4287, section 4.1.3.2: content elsewhere may be of any type; a file of sound or film is no page. */
    private static boolean isPageType(String type) {
        return type.isEmpty() || type.contains("html") || type.startsWith("text") || type.contains("xml");
    }

    private @Nullable String about() {
        for (var attribute : children.parent().getAttributes()) {
            if (attribute.getName().equals("about")
                    && MarkupText.lower(attribute.getNamespaceURI()).contains("rdf-syntax-ns")) {
                return MarkupText.nonBlank(attribute.getValue());
            }
        }
        return null;
    }

    private static boolean isPermaLink(Element guid) {
        var flag = guid.getAttributeValue("isPermaLink");
        var web = MarkupText.lower(guid.getValue().strip());
        return !"false".equalsIgnoreCase(flag) && (web.startsWith("http://") || web.startsWith("https://"));
    }

    /**
     * All elements that are entries, wherever they stand, in document order. Of more than are read the first and the last
     * are taken: the newest may come first or last.
     */
    static List<Element> elements(Element root, ElementNames names) {
        var found = new ArrayList<Element>();
        collect(root, names, found, false);
        if (found.size() <= FeedParser.MAX_ENTRIES) {
            return found;
        }
        var ends = new ArrayList<>(found.subList(0, FeedParser.MAX_ENTRIES / 2));
        ends.addAll(found.subList(found.size() - FeedParser.MAX_ENTRIES / 2, found.size()));
        return ends;
    }

    /** Recursion is bounded by the tree's depth, {@link FeedMarkup#MAX_DEPTH}. */
    private static void collect(Element parent, ElementNames names, List<Element> found, boolean within) {
        for (var child : parent.getChildren()) {
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
