package io.wireroom.ingest.feed;

import io.wireroom.ingest.markup.EmbeddedRoot;
import io.wireroom.ingest.markup.Prolog;
import io.wireroom.ingest.markup.ServedText;
import io.wireroom.ingest.web.Reference;
import io.wireroom.text.SingleLine;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Reads RSS (all versions), Atom (0.3, 1.0), CDF and JSON Feed from bytes. Pure and thread-safe; one bad entry never
 * loses the feed, and nothing in the bytes can make it load, expand or recurse without bounds.
 */
public final class FeedParser {

    /** Entries beyond it are left out. */
    public static final int MAX_ENTRIES = 5_000;

    /** A tree takes some 200 bytes a tag; 5,000 rich entries have 300,000. */
    private static final int MAX_MARKUP = 500_000;

    private FeedParser() {}

    /**
     * The feed in these bytes.
     *
     * @param contentType of the answer; null when there was none
     * @param base where the bytes came from, for relative links; null when unknown
     */
    public static FeedResult parse(byte[] body, @Nullable String contentType, @Nullable URI base) {
        var text = ServedText.decode(body, contentType);
        var json = JsonFeedReader.start(text);
        if (json.isPresent()) {
            return JsonFeedReader.read(text.substring(json.getAsInt()), base);
        }
        if (text.indexOf('<') < 0) {
            return new FeedResult.NotAFeed(text.isBlank() ? "empty" : "no markup");
        }
        if (tags(text) >= MAX_MARKUP) {
            return new FeedResult.NotAFeed("more than " + MAX_MARKUP + " tags");
        }
        var result = markup(text, RepairLevel.NONE, base);
        if (result instanceof FeedResult.Parsed) {
            return result;
        }
        // Messages of the server may come before the feed.
        var root = EmbeddedRoot.ofFeed(text, afterPage(text, Prolog.of(text).end()));
        if (root.isEmpty()) {
            return result;
        }
        var inner = markup(text.substring(root.getAsInt()), RepairLevel.PROLOG_DROPPED, base);
        return inner instanceof FeedResult.Parsed ? inner : result;
    }

    /**
     * Where relative links of an answer start from: its address (RFC 3986, section 5.1.3). Content-Location is no base (RFC
     * 9110, section 8.7). A copy on the own machine, as of a mirror or a proxy, has no links of its own: the address or
     * path that it states is the original's.
     *
     * @param contentLocation as served; null when absent
     */
    public static URI base(URI url, @Nullable String contentLocation) {
        return contentLocation != null && Reference.isLoopback(url)
                ? Reference.web(url, contentLocation).orElse(url)
                : url;
    }

    /** Where a feed may begin: after the page that comes before it, whose own content is no feed. */
    private static int afterPage(String text, int root) {
        if (!text.regionMatches(true, root, "<html", 0, 5)) {
            return root + 1;
        }
        var end = text.lastIndexOf("</html>");
        var declaration = text.indexOf("<?xml ", root);
        return end >= 0 ? end : declaration < 0 ? text.length() : declaration;
    }

    private static FeedResult markup(String text, RepairLevel least, @Nullable URI base) {
        var tree = FeedMarkup.parse(text, least);
        if (tree.isEmpty()) {
            return new FeedResult.NotAFeed("no root element");
        }
        var reader = MarkupReader.of(tree.get());
        return reader.isPresent()
                ? reader.get().read(base)
                : new FeedResult.NotAFeed("root element is "
                        + SingleLine.cut(tree.get().document().getRootElement().getName(), 60));
    }

    private static int tags(String text) {
        var tags = 0;
        for (var at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            tags++;
        }
        return tags;
    }
}
