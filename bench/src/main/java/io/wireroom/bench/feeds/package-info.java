/** {@code wireroom bench feeds}: speed of reading feeds, compared with Rome's default path and a bare XML parser. */
@NullMarked
package io.wireroom.bench.feeds;

import org.jspecify.annotations.NullMarked;
