/** {@code wireroom bench places}: speed of the gazetteer. */
@NullMarked
package io.wireroom.bench.places;

import org.jspecify.annotations.NullMarked;
