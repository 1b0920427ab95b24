/** {@code wireroom bench feeds}: how fast feeds are read, beside Rome's default path and a bare XML parser. */
@NullMarked
package io.wireroom.bench.feeds;

import org.jspecify.annotations.NullMarked;
