/** Benchmarks with a peer's figure in the same run, and torture runs with invariants of their own. */
@NullMarked
package io.wireroom.bench;

import org.jspecify.annotations.NullMarked;
