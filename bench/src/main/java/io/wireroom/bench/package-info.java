/** Benchmarks that measure a peer in the same run, and torture runs that check invariants. */
@NullMarked
package io.wireroom.bench;

import org.jspecify.annotations.NullMarked;
