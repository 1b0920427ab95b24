package io.wireroom.ingest.site;

import java.net.URI;

/**
 * A link from a section page to an article.
 *
 * @param url absolute
 * @param text the words that the page shows for it, on one line; empty when it shows none
 */
public record ArticleLink(URI url, String text) {}
