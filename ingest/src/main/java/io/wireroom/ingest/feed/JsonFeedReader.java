package io.wireroom.ingest.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.text.SingleLine;
import io.wireroom.text.dates.FeedDates;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). */
final class JsonFeedReader {

    /** What readers of JSON forgive where the meaning is clear: line breaks in strings, commas before an end, NaN, comments. */
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_MISSING_VALUES,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    /** Only {@code content_html} is HTML. */
    private static final Set<Entry.Part> PLAIN = Set.of(Entry.Part.values());

    private static final Set<Entry.Part> PLAIN_BUT_CONTENT = Set.of(Entry.Part.TITLE, Entry.Part.SUMMARY);

    private static final String VERSION = "jsonfeed.org/version";

    /** A page or a feed in XML may mention JSON Feed. */
    private static final Pattern MARKUP = Pattern.compile("\\s*<(?:[?!]|html|rss|feed|rdf)", Pattern.CASE_INSENSITIVE);

    private JsonFeedReader() {}

    /** Where JSON begins: with the text, or before the version of a JSON Feed, which messages may come before. */
    static OptionalInt start(String text) {
        var first = 0;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first < text.length() && (text.charAt(first) == '{' || text.charAt(first) == '[')) {
            return OptionalInt.of(first);
        }
        if (MARKUP.matcher(text).lookingAt()) {
            return OptionalInt.empty();
        }
        var version = text.indexOf(VERSION);
        var open = version < 0 ? -1 : text.lastIndexOf('{', version);
        return open < 0 ? OptionalInt.empty() : OptionalInt.of(open);
    }

    static FeedResult read(String json, @Nullable URI base) {
        JsonNode root;
        try {
            root = LENIENT.readTree(json);
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
        var html = text(item, "content_html");
        var published = FeedDates.read(text(item, "date_published"));
        var updated = FeedDates.read(text(item, "date_modified"));
        return new Entry(
                text(item, "id"),
                SingleLine.line(text(item, "title"), FeedLimits.TITLE),
                page(item, base),
                published.instant(),
                updated.instant(),
                text(item, "summary"),
                html == null ? text(item, "content_text") : HtmlLinks.absolute(html, base),
                own.isEmpty() ? feedAuthors : own,
                tags(item),
                enclosures(item, base),
                FeedDates.undated(published, updated),
                Entry.DateMarks.of(published),
                html == null ? PLAIN : PLAIN_BUT_CONTENT);
    }

    /** The item's page; its id where that is an address, as the format advises. */
    private static @Nullable String page(JsonNode item, @Nullable URI base) {
        for (var field : List.of("url", "external_url")) {
            var link = link(item, field, base);
            if (link != null) {
                return link;
            }
        }
        return RelativeLinks.webAddress(text(item, "id"));
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
