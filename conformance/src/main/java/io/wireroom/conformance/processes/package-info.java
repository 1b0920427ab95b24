/** The JVMs that a benchmark is made of: broker and stages. */
@NullMarked
package io.wireroom.conformance.processes;

import org.jspecify.annotations.NullMarked;
