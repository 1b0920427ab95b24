/** Benchmarks of cleaning pages: quality against ground truth, speed beside peers, and damaged pages. */
@org.jspecify.annotations.NullMarked
package io.wireroom.bench.clean;
