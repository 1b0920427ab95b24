/** Measures the sink alone. */
@NullMarked
package io.wireroom.bench.sink;

import org.jspecify.annotations.NullMarked;
