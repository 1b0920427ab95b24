/** Benchmarks of cleaning pages: quality against ground truth, speed beside peers, and torn pages. */
@org.jspecify.annotations.NullMarked
package io.wireroom.bench.names;
