package io.wireroom.ingest.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a feed states about itself; null where it states nothing.
 *
 * @param title on one line, HTML where the feed gives HTML
 * @param link the site's page, absolute where a base is known
 * @param description HTML or plain text, unchanged
 * @param language as stated (BCP 47 in good feeds)
 * @param updated as stated
 * @param hints what it states about polling
 */
public record Feed(
        @Nullable String title,
        @Nullable String link,
        @Nullable String description,
        @Nullable String language,
        @Nullable Instant updated,
        PollHints hints) {

    private static final int MAX_TITLE = 200;

    /** The title as plain text; null where there is none. */
    public @Nullable String plainTitle() {
        return MarkupText.plain(title, MAX_TITLE);
    }
}
