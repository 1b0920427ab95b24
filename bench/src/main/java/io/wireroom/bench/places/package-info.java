/** The data behind the places of an article: made from open data, and how fast it is matched. */
@NullMarked
package io.wireroom.bench.places;

import org.jspecify.annotations.NullMarked;
