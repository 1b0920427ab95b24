package io.wireroom.enrich.site;

/** What of a site's pages is watched, and by its change tells that the site has changed. Stored in this order. */
public enum SiteSignal {
    /** Articles that are built like others before them. */
    LAYOUT,
    /** Articles whose page tells a title of its own. */
    TITLE,
    /** Articles whose page tells a date of its own. */
    DATE,
    /** Articles that name a person as their author. */
    AUTHOR,
    /** Length of the text: how often it can be halved. */
    LENGTH,
    /** Pages that are turned away. */
    REJECTED
}
