/** Tests. */
@NullMarked
package io.wireroom.conformance.torture.wire;

import org.jspecify.annotations.NullMarked;
