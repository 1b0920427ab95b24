package io.wireroom.ingest.site;

import org.jspecify.annotations.Nullable;

/**
 * A feed that a page names; not fetched yet.
 *
 * @param url absolute; as it stands where the page's own address is unknown
 * @param title on one line; null when the page gives none
 * @param type as stated, lower case and without parameters; null when the page gives none
 * @param evidence how the page names it
 */
public record NamedFeed(
        String url, @Nullable String title, @Nullable String type, Evidence evidence) {

    /** How surely a reference means a feed; the surer first. */
    public enum Evidence {
        /** {@code <link rel=alternate>} or a {@code Link} header field. */
        DECLARED,
        /** The same for comments on the page or the site. */
        COMMENTS,
        /** A link in the text to an address that looks like a feed's. */
        ADDRESS,
        /** A link in the text that calls itself a feed. */
        WORDS
    }
}
