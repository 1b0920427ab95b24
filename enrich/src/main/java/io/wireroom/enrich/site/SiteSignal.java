package io.wireroom.enrich.site;

/** Properties of a site's pages; a change of one shows that the site has changed. Stored in this order. */
public enum SiteSignal {
    /** Articles that are built like others before them. */
    LAYOUT,
    /** Articles whose page has a title of its own. */
    TITLE,
    /** Articles whose page has a date of its own. */
    DATE,
    /** Articles that name a person as their author. */
    AUTHOR,
    /** Length of the text: how often it can be halved. */
    LENGTH,
    /** Pages that are turned away. */
    REJECTED
}
