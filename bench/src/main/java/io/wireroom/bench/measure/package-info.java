/** Measures the CPU time of one thread. */
@NullMarked
package io.wireroom.bench.measure;

import org.jspecify.annotations.NullMarked;
