package io.wireroom.ingest.feed;

import io.wireroom.text.SingleLine;
import io.wireroom.text.dates.FeedDates;
import java.util.ArrayList;
import java.util.List;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/** Fields that both feeds and entries have, under all their names; the first name with a value wins. */
final class FeedFields {

    private static final List<String> TITLES =
            List.of("title", "atom:title", "dc:title", "media:title", "itunes:title");
    private static final List<String> AUTHORS = List.of("""
            author atom:author dc:creator dc:author itunes:author managingeditor dc:contributor webmaster
            dc:publisher""".split("\\s+"));

    private FeedFields() {}

    /** The title on one line. */
    static @Nullable String title(ChildElements parent, @Nullable String rome) {
        for (var name : TITLES) {
            var titles = parent.of(name);
            for (var title : titles) {
                var value = name.equals("title") && titles.size() == 1 ? rome : null;
                var line = SingleLine.line(TextConstruct.html(title, parent.base(title), value), FeedLimits.TITLE);
                if (line != null) {
                    return line;
                }
            }
        }
        return null;
    }

    /** HTML or plain text of the first child of this name that has some. */
    static @Nullable String html(ChildElements parent, String name) {
        return html(parent, name, null);
    }

    /**
     * HTML or plain text of the first child of this name that has some.
     *
     * @param rome what Rome has for it
     */
    static @Nullable String html(ChildElements parent, String name, @Nullable String rome) {
        var children = parent.of(name);
        for (var child : children) {
            var html = TextConstruct.html(child, parent.base(child), children.size() == 1 ? rome : null);
            if (html != null) {
                return html;
            }
        }
        return null;
    }

    /** The first of these dates that can be read; else the problem with the first that cannot. */
    static FeedDates.Reading date(ChildElements parent, String... names) {
        var problem = FeedDates.ABSENT;
        for (var name : names) {
            for (var child : parent.of(name)) {
                var date = FeedDates.read(SingleLine.cut(child.getValue(), FeedLimits.NAME));
                if (date.instant() != null) {
                    return date;
                }
                problem = problem.problem() == null ? date : problem;
            }
        }
        return problem;
    }

    /** The page: the last of several RSS links, or the best alternate of Atom's, or CDF's {@code href}. */
    static @Nullable String link(ChildElements parent) {
        var plain = plainLink(parent);
        if (plain != null) {
            return plain;
        }
        var alternate = alternate(parent);
        if (alternate != null) {
            return alternate;
        }
        var href = attribute(parent.parent(), "href");
        return href == null ? null : RelativeLinks.absolute(parent.base(), href);
    }

    private static @Nullable String plainLink(ChildElements parent) {
        String last = null;
        var text = false;
        for (var link : parent.of("link")) {
            var href = link.getAttributeValue("href");
            var stated = MarkupText.nonBlank(href == null ? link.getValue() : isAlternate(link) ? href : null);
            if (stated != null) {
                last = parent.page(link, stated);
                text |= href == null;
            }
        }
        return text ? last : null;
    }

    /** The alternate link (RFC 4287, section 4.2.7), HTML before others; without one, another link to the page itself. */
    private static @Nullable String alternate(ChildElements parent) {
        Element best = null;
        Element own = null;
        for (var name : List.of("link", "atom:link")) {
            for (var link : parent.of(name)) {
                if (MarkupText.nonBlank(link.getAttributeValue("href")) == null) {
                    continue;
                }
                if (isAlternate(link) && (best == null || (!isHtml(best) && isHtml(link)))) {
                    best = link;
                } else if (own == null && LinkRelation.isPage(link)) {
                    own = link;
                }
            }
        }
        var chosen = best == null ? own : best;
        return chosen == null ? null : parent.page(chosen, chosen.getAttributeValue("href"));
    }

    private static boolean isAlternate(Element link) {
        return LinkRelation.of(link).contains("alternate");
    }

    private static boolean isHtml(Element link) {
        var type = link.getAttributeValue("type");
        return type == null || type.contains("html");
    }

    /** RFC 4287, section 4.2.7.2; RSS feeds borrow the element. */
    static @Nullable String self(ChildElements channel) {
        for (var name : List.of("link", "atom:link")) {
            for (var link : channel.of(name)) {
                var href = MarkupText.nonBlank(link.getAttributeValue("href"));
                if (href != null && LinkRelation.of(link).contains("self")) {
                    return channel.absolute(link, href);
                }
            }
        }
        return null;
    }

    /** The authors of the first kind of element that has any. */
    static List<Person> authors(ChildElements parent) {
        for (var name : AUTHORS) {
            var persons = new ArrayList<Person>();
            for (var child : parent.of(name)) {
                var person = person(child);
                if (person != null && persons.size() < FeedLimits.NAMES && !persons.contains(person)) {
                    persons.add(person);
                }
            }
            if (!persons.isEmpty()) {
                return persons;
            }
        }
        return List.of();
    }

    private static @Nullable Person person(Element element) {
        var children = element.getChildren();
        if (children.isEmpty()) {
            var text = SingleLine.line(element.getValue(), FeedLimits.NAME);
            return text == null ? null : Person.of(text);
        }
        String name = null;
        String email = null;
        for (var child : children) {
            var local = MarkupText.lower(child.getName());
            var text = SingleLine.line(child.getValue(), FeedLimits.NAME);
            if (local.equals("name") || local.equals("title")) {
                name = name == null ? text : name;
            } else if (local.equals("email")) {
                email = email == null ? text : email;
            }
        }
        if (name != null || email != null) {
            return new Person(name, email);
        }
        var known = children.stream()
                .anyMatch(child -> MarkupText.lower(child.getName()).matches("name|email|uri|url"));
        var marked = known ? null : SingleLine.line(InlineHtml.inner(element), FeedLimits.NAME);
        return marked == null ? null : Person.named(marked);
    }

    /** Terms of all kinds in document order, each once. */
    static List<String> categories(ChildElements parent) {
        var terms = new ArrayList<String>();
        for (var child : parent.all()) {
            switch (child.name()) {
                case "category", "atom:category", "itunes:category" -> categories(child.element(), terms);
                case "dc:subject", "media:category" ->
                    add(terms, SingleLine.line(child.element().getValue(), FeedLimits.NAME));
                case "keywords", "tags", "itunes:keywords", "media:keywords" -> {
                    for (var word : child.element().getValue().split(",", -1)) {
                        add(terms, SingleLine.line(word, FeedLimits.NAME));
                    }
                }
                default -> {
                    // no category
                }
            }
        }
        return terms;
    }

    /** A category, and those within it as podcasts have them. */
    private static void categories(Element category, List<String> terms) {
        for (var attribute : List.of("term", "text")) {
            var value = SingleLine.line(category.getAttributeValue(attribute), FeedLimits.NAME);
            if (value != null) {
                add(terms, value);
                category.getChildren().stream()
                        .filter(inner -> inner.getName().equalsIgnoreCase("category"))
                        .forEach(inner -> categories(inner, terms));
                return;
            }
        }
        add(
                terms,
                SingleLine.line(
                        category.getChildren().isEmpty() ? category.getValue() : InlineHtml.inner(category),
                        FeedLimits.NAME));
    }

    private static void add(List<String> terms, @Nullable String term) {
        if (term != null && terms.size() < FeedLimits.NAMES && !terms.contains(term)) {
            terms.add(term);
        }
    }

    /** Files that go with an entry: RSS's, Atom's and those of the media module. */
    static List<Entry.Enclosure> enclosures(ChildElements parent) {
        var files = new ArrayList<Entry.Enclosure>();
        for (var child : parent.all()) {
            var element = child.element();
            var reference = switch (child.name()) {
                case "enclosure", "media:content" -> element.getAttributeValue("url");
                case "link", "atom:link" ->
                    LinkRelation.of(element).contains("enclosure") ? element.getAttributeValue("href") : null;
                default -> null;
            };
            if (reference != null && !reference.isBlank() && files.size() < FeedLimits.NAMES) {
                files.add(new Entry.Enclosure(
                        parent.absolute(element, reference),
                        SingleLine.line(element.getAttributeValue("type"), FeedLimits.NAME),
                        length(element)));
            }
        }
        return files;
    }

    private static @Nullable Long length(Element file) {
        var stated = file.getAttributeValue("length");
        var digits = stated == null ? file.getAttributeValue("fileSize", "") : stated;
        return digits.strip().matches("\\d{1,18}") ? Long.valueOf(digits.strip()) : null;
    }

    /** An attribute whatever the case of its name: CDF has them in capitals. */
    static @Nullable String attribute(Element element, String name) {
        for (var attribute : element.getAttributes()) {
            if (attribute.getName().equalsIgnoreCase(name)
                    && attribute.getNamespaceURI().isEmpty()) {
                return MarkupText.nonBlank(attribute.getValue());
            }
        }
        return null;
    }
}
