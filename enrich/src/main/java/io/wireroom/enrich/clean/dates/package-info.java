/** Finds when an article was published and modified: in metadata, in the feed, on the page. Pure. */
@NullMarked
package io.wireroom.enrich.clean.dates;

import org.jspecify.annotations.NullMarked;
