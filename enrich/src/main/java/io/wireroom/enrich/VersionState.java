package io.wireroom.enrich;

import io.wireroom.contract.LinkId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State of an article that is needed to decide on its next version: hashes and instants, never texts.
 *
 * @param version newest that was published
 * @param contentHash of that version; of the one before it, when that version is a retraction
 * @param textHash of that version's words
 * @param observedAt fetch instant of the newest page that was compared
 * @param firstSeenAt when the article was discovered first
 * @param origin what that version was made of; null for a page
 * @param link the link whose page was compared last; null when unknown
 */
record VersionState(
        int version,
        String contentHash,
        String textHash,
        Instant observedAt,
        Instant firstSeenAt,
        @Nullable Origin origin,
        @Nullable LinkId link) {

    /** What a version was made of, if not of a page. */
    enum Origin {
        /** Of a feed entry, because the page was not to be had. */
        ENTRY,
        /** Of the news that the page is gone: the version is a retraction. */
        GONE
    }
}
