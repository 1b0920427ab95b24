package io.wireroom.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a feed says of one article: the announcement that travels with the page, cut to 16 KiB by its maker.
 *
 * @param guid the entry's own id, as it stands
 * @param title plain text
 * @param published as stated, never guessed
 * @param updated as stated, never guessed
 * @param summary HTML or plain text, as it stands, cut
 * @param content HTML of a full-text feed, cut; null when the feed gives none
 */
public record FeedEntry(
        @Nullable String guid,
        @Nullable String title,
        @Nullable Instant published,
        @Nullable Instant updated,
        @Nullable String summary,
        @Nullable String content,
        List<String> authors,
        List<String> categories) {

    public FeedEntry {
        authors = List.copyOf(authors);
        categories = List.copyOf(categories);
    }
}
