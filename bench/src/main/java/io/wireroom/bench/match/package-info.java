/** Measures the step match on invented articles. */
@NullMarked
package io.wireroom.bench.match;

import org.jspecify.annotations.NullMarked;
