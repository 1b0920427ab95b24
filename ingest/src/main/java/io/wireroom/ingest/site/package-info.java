/**
 * What a site offers to be watched, read from its own pages: the feeds that it names, its sitemaps, the articles that a
 * section page links to. Pure: nothing here asks the web.
 */
@NullMarked
package io.wireroom.ingest.site;

import org.jspecify.annotations.NullMarked;
