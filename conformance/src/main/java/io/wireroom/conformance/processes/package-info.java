/** The JVMs of a benchmark: broker and stages. */
@NullMarked
package io.wireroom.conformance.processes;

import org.jspecify.annotations.NullMarked;
