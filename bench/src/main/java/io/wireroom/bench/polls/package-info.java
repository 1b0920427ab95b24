/** {@code wireroom bench polls}: polls per second, politeness, lateness. */
@NullMarked
package io.wireroom.bench.polls;

import org.jspecify.annotations.NullMarked;
