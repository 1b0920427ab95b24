package io.wireroom.contract;

import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.WireNamed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator erased an article ({@code news.erased.v1}). One record names the article, others name further links to it.
 *
 * @param id of the article, link or source
 * @param kind what the id is of
 * @param site that places the record: of the address of the article, link or source
 * @param at when, by the operator's clock
 * @param by who
 * @param reason why, for people; null if none was given
 * @param again whether it may return; false keeps it out for ever
 */
public record Erased(
        String id,
        Kind kind,
        Site site,
        Instant at,
        String by,
        @Nullable String reason,
        boolean again) {

    /** What an id is of. */
    public enum Kind implements WireNamed {
        /** An article. The id of its address as a link is the same. */
        ARTICLE,
        /** A link that led to an article, or may lead to one. */
        LINK,
        /** A source that is read as if for the first time, so that it announces again what may return. */
        SOURCE,
        /** A kind that this version does not know. */
        OTHER
    }

    private static final int MAX_ID = 64;
    private static final int MAX_TEXT = 200;

    public Erased {
        if (id.isBlank() || id.length() > MAX_ID) {
            throw new IllegalArgumentException("an id must have 1 to " + MAX_ID + " characters: '" + id + "'");
        }
        by = bounded(by);
        reason = reason == null ? null : bounded(reason);
    }

    /** The same erasure, of another id. */
    public Erased of(String otherId, Kind otherKind, Site otherSite) {
        return new Erased(otherId, otherKind, otherSite, at, by, reason, again);
    }

    /** Who and why, in one line. */
    public String detail() {
        return reason == null ? "by " + by : "by " + by + ": " + reason;
    }

    private static String bounded(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }
}
