/** Benchmarks of cleaning pages: quality against ground truth, speed compared with peers, and damaged pages. */
@org.jspecify.annotations.NullMarked
package io.wireroom.bench.clean;
