/** {@code wireroom bench enrich}: CPU time of each step of enrich. */
@NullMarked
package io.wireroom.bench.enrich;

import org.jspecify.annotations.NullMarked;
