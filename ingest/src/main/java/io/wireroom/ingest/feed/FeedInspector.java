package io.wireroom.ingest.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.ingest.web.Reference;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints one file for {@code inspect feed} as a JSON object, read as the stage reads it. */
public final class FeedInspector {

    private FeedInspector() {}

    /**
     * What HTTP stated about the bytes; each null when unknown.
     *
     * @param cut whether the bytes ended before their end
     */
    public record Facts(
            @Nullable String contentType,
            @Nullable String contentLocation,
            @Nullable URI url,
            boolean cut) {

        /** A file with no known origin. */
        public static final Facts NONE = new Facts(null, null, null);

        /** Of a whole answer. */
        public Facts(@Nullable String contentType, @Nullable String contentLocation, @Nullable URI url) {
            this(contentType, contentLocation, url, false);
        }

        /**
         * Where relative links of the bytes start from, as in the stage; Content-Location counts where the address is not
         * known.
         */
        @Nullable
        URI base() {
            return url == null ? RelativeLinks.base(null, contentLocation) : FeedParser.base(url, contentLocation);
        }
    }

    /** {@code {"file","feed":{…},"entries":[…]}}, or {@code {"file","error"}}. */
    public static ObjectNode inspect(String file, byte[] body, Facts facts) {
        var json = JsonCodec.MAPPER.createObjectNode().put("file", file);
        return switch (FeedParser.parse(body, facts.contentType(), facts.base())) {
            case FeedResult.NotAFeed(var why) -> json.put("error", "not a feed: " + why);
            case FeedResult.Parsed parsed -> {
                var feed = parsed.feed();
                var level = parsed.level();
                if (level != RepairLevel.NONE) {
                    json.put("repaired", level.name().toLowerCase(Locale.ROOT).replace('_', ' '));
                }
                if (facts.cut()) {
                    json.put("cut", true);
                }
                json.set("feed", feed(feed));
                var all = json.putArray("entries");
                parsed.whole(facts.cut()).forEach(entry -> all.add(entry(entry)));
                yield json;
            }
        };
    }

    /** The facts in one object of a headers file: {@code {"content-type","content-location","url"}}. */
    public static Facts facts(com.fasterxml.jackson.databind.JsonNode headers) {
        var url = headers.path("url").asText("");
        return new Facts(
                headers.path("content-type").asText(null),
                headers.path("content-location").asText(null),
                Reference.web(null, url).orElse(null),
                headers.path("cut").asBoolean());
    }

    private static ObjectNode feed(Feed feed) {
        var json = JsonCodec.MAPPER.createObjectNode();
        put(json, "title", feed.title());
        put(json, "link", feed.link());
        put(json, "description", feed.description());
        put(json, "language", feed.language());
        put(json, "updated", feed.updated());
        return json;
    }

    /** An entry as it is printed. */
    public static ObjectNode entry(Entry entry) {
        var json = JsonCodec.MAPPER.createObjectNode();
        put(json, "id", entry.id());
        put(json, "title", entry.title());
        put(json, "link", entry.link());
        put(json, "published", entry.published());
        put(json, "updated", entry.updated());
        put(json, "summary", entry.summary());
        put(json, "content", entry.content());
        persons(json.putArray("authors"), entry.authors());
        names(json.putArray("categories"), entry.categories());
        put(json, "undated", entry.undated());
        var files = json.putArray("enclosures");
        for (var enclosure : entry.enclosures()) {
            var file = files.addObject();
            put(file, "url", enclosure.url());
            put(file, "type", enclosure.type());
            if (enclosure.length() != null) {
                file.put("length", enclosure.length());
            }
        }
        return json;
    }

    /** As {@code {"name","email"}}; a name alone is a plain string. */
    private static void persons(ArrayNode array, List<Person> persons) {
        for (var person : persons) {
            if (person.email() == null) {
                array.add(person.shown());
            } else {
                var json = array.addObject();
                put(json, "name", person.name());
                put(json, "email", person.email());
            }
        }
    }

    private static void names(ArrayNode array, List<String> names) {
        names.forEach(array::add);
    }

    private static void put(ObjectNode json, String key, @Nullable Object value) {
        if (value != null) {
            json.put(key, value.toString());
        }
    }
}
