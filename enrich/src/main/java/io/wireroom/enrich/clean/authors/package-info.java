/** Finds who wrote an article: names of persons in metadata, author links and the printed byline. Pure. */
@NullMarked
package io.wireroom.enrich.clean.authors;

import org.jspecify.annotations.NullMarked;
