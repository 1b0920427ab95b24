package io.wireroom.ingest.feed;

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
        var text = FeedText.decode(body, contentType);
        var first = firstCharacter(text);
        if (first == '{' || first == '[') {
            return JsonFeedReader.read(text, base);
        }
        if (text.indexOf('<') < 0) {
            return new FeedResult.NotAFeed(text.isBlank() ? "empty" : "no markup");
        }
        if (tags(text) >= MAX_MARKUP) {
            return new FeedResult.NotAFeed("more than " + MAX_MARKUP + " tags");
        }
        var tree = FeedMarkup.parse(text);
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

    private static char firstCharacter(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return text.charAt(i);
            }
        }
        return ' ';
    }
}
