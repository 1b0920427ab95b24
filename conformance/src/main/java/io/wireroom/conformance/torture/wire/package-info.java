/** The installation under fire: broker, database, two of each stage as processes, and the links between them. */
@NullMarked
package io.wireroom.conformance.torture.wire;

import org.jspecify.annotations.NullMarked;
