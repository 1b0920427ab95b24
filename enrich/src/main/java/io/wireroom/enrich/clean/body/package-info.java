/** Finds the lines of a page that are the article's text, and drops the lines among them that are not. Pure. */
@NullMarked
package io.wireroom.enrich.clean.body;

import org.jspecify.annotations.NullMarked;
