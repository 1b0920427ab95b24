package io.wireroom.ingest.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.JsonCodec;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.text.SingleLine;
import io.wireroom.text.dates.FeedDates;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). */
final class JsonFeedReader {

    private JsonFeedReader() {}

    static FeedResult read(String json, @Nullable URI base) {
        JsonNode root;
        try {
            root = JsonCodec.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return new FeedResult.NotAFeed("JSON that cannot be read");
        }
        if (!root.isObject()
                || (!root.path("items").isArray()
                        && !root.path("version").asText().contains("jsonfeed"))) {
            return new FeedResult.NotAFeed("JSON, but no JSON Feed");
        }
        var home = link(root, "home_page_url", base);
        var entries = new ArrayList<Entry>();
        for (var item : root.path("items")) {
            if (item.isObject() && entries.size() < FeedParser.MAX_ENTRIES) {
                entries.add(entry(item, base, authors(root)));
            }
        }
        var feed = new Feed(
                SingleLine.line(text(root, "title"), FeedLimits.TITLE),
                home,
                text(root, "description"),
                text(root, "language"),
                null,
                new PollHints(null, null, Set.of(), Set.of(), link(root, "feed_url", base)));
        return new FeedResult.Parsed(feed, entries);
    }

    private static Entry entry(JsonNode item, @Nullable URI base, List<Person> feedAuthors) {
        ParsingLimit.check();
        var own = authors(item);
        var link = link(item, "url", base);
        var html = text(item, "content_html");
        var published = FeedDates.read(text(item, "date_published"));
        var updated = FeedDates.read(text(item, "date_modified"));
        return new Entry(
                text(item, "id"),
                SingleLine.line(text(item, "title"), FeedLimits.TITLE),
                link == null ? link(item, "external_url", base) : link,
                published.instant(),
                updated.instant(),
                text(item, "summary"),
                html == null ? text(item, "content_text") : HtmlLinks.absolute(html, base),
                own.isEmpty() ? feedAuthors : own,
                tags(item),
                enclosures(item, base),
                FeedDates.undated(published, updated));
    }

    private static List<Person> authors(JsonNode node) {
        var persons = new ArrayList<Person>();
        for (var author : node.path("authors")) {
            add(persons, text(author, "name"));
        }
        if (persons.isEmpty()) {
            add(persons, text(node.path("author"), "name"));
        }
        return persons;
    }

    private static void add(List<Person> persons, @Nullable String name) {
        if (name != null && persons.size() < FeedLimits.NAMES) {
            persons.add(Person.named(SingleLine.cut(name, FeedLimits.NAME)));
        }
    }

    private static List<String> tags(JsonNode item) {
        var tags = new ArrayList<String>();
        for (var tag : item.path("tags")) {
            var term = SingleLine.line(tag.asText(), FeedLimits.NAME);
            if (term != null && tags.size() < FeedLimits.NAMES) {
                tags.add(term);
            }
        }
        return tags;
    }

    private static List<Entry.Enclosure> enclosures(JsonNode item, @Nullable URI base) {
        var files = new ArrayList<Entry.Enclosure>();
        for (var file : item.path("attachments")) {
            var url = link(file, "url", base);
            if (url != null && files.size() < FeedLimits.NAMES) {
                var size = file.path("size_in_bytes");
                files.add(new Entry.Enclosure(url, text(file, "mime_type"), size.isNumber() ? size.asLong() : null));
            }
        }
        return files;
    }

    private static @Nullable String link(JsonNode node, String field, @Nullable URI base) {
        var reference = text(node, field);
        return reference == null ? null : RelativeLinks.absolute(base, reference);
    }

    private static @Nullable String text(JsonNode node, String field) {
        var value = node.path(field);
        // Lone surrogates can be written in JSON but not in UTF-8.
        return value.isValueNode() && !value.isNull()
                ? MarkupText.nonBlank(
                        MarkupRepairs.withoutIllegalCharacters(SingleLine.cut(value.asText(), FeedLimits.TEXT)))
                : null;
    }
}
